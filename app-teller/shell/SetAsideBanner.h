// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QLabel;

namespace kontor::teller {

//! What an earlier run left open and nobody can read any more: on top of every page until somebody
//! has looked whether money moved.
class SetAsideBanner : public QWidget
{
    Q_OBJECT

public:
    explicit SetAsideBanner(QWidget *parent = nullptr);
    void show(const QStringList &files);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showText();
    QStringList m_files;
    QLabel *m_text;
};

} // namespace kontor::teller
