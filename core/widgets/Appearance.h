// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <QTranslator>

#include <memory>
#include <vector>

namespace kontor::widgets {

//! Light or dark, and the language, which can be switched while the program runs; and how large everything
//! is from its next start on.
class Appearance : public QObject
{
    Q_OBJECT

public:
    enum class Scheme { Light, Dark };

    //! `families` are the translation families to load, see cmake/KontorTranslations.cmake.
    explicit Appearance(QStringList families, QObject *parent = nullptr);

    Scheme scheme() const { return m_scheme; }
    void setScheme(Scheme scheme);
    //! "en" or "de". Sets the default QLocale as well, which figures and dates follow.
    QString language() const { return m_language; }
    void setLanguage(const QString &language);
    static QStringList languages();
    //! In percent. Only kept here: Qt takes it before there is a QApplication.
    int size() const { return m_size; }
    void setSize(int percent) { m_size = percent; }
    //! The first of the user's languages that there is a translation for.
    static QString systemLanguage();

private:
    QStringList m_families;
    Scheme m_scheme = Scheme::Light;
    QString m_language;
    int m_size = 100;
    std::vector<std::unique_ptr<QTranslator>> m_translators;
};

} // namespace kontor::widgets
