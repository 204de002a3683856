// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/Appearance.h"

#include "foundation/Strings.h"
#include "widgets/Theme.h"
#include "widgets/Type.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QStyleFactory>

namespace kontor::widgets {

namespace {

//! English as banks in Europe write it: 2 March 2026, 24 hours.
QLocale localeOf(const QString &language)
{
    return language == "de"_L1 ? QLocale(QLocale::German, QLocale::Germany)
                               : QLocale(QLocale::English, QLocale::UnitedKingdom);
}

} // namespace

Appearance::Appearance(QStringList families, QObject *parent)
    : QObject(parent), m_families(std::move(families))
{
    QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    QApplication::setFont(baseFont());
    setLanguage(systemLanguage());
    setScheme(Scheme::Light);
}

void Appearance::setScheme(Scheme scheme)
{
    m_scheme = scheme;
    const Theme &theme = scheme == Scheme::Dark ? Theme::dark() : Theme::light();
    QApplication::setPalette(theme.palette());
    qApp->setStyleSheet(theme.styleSheet());
}

void Appearance::setLanguage(const QString &language)
{
    if (language == m_language || !languages().contains(language)) {
        return;
    }
    m_language = language;
    QLocale::setDefault(localeOf(language));
    // Removing and adding each sends a LanguageChange; widgets answer it cheaply.
    m_translators.clear();
    const auto load = [this](const QString &file, const QString &directory) {
        auto translator = std::make_unique<QTranslator>();
        if (translator->load(file, directory)) {
            QCoreApplication::installTranslator(translator.get());
            m_translators.push_back(std::move(translator));
        }
    };
    load(u"qtbase_"_s + language, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    for (const QString &family : std::as_const(m_families)) {
        load(family + u'_' + language, u":/i18n"_s);
    }
}

QStringList Appearance::languages()
{
    return {u"en"_s, u"de"_s};
}

QString Appearance::systemLanguage()
{
    const QStringList wanted = QLocale::system().uiLanguages();
    for (const QString &tag : wanted) {
        const QString language = tag.section(u'-', 0, 0);
        if (languages().contains(language)) {
            return language;
        }
    }
    return u"en"_s;
}

} // namespace kontor::widgets
