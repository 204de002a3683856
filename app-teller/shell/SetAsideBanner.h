// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-teller/shell/Banner.h"

#include <QStringList>

namespace kontor::teller {

//! What an earlier run left open and nobody can read any more, at every start until somebody has looked
//! whether money moved.
class SetAsideBanner : public Banner
{
    Q_OBJECT

public:
    explicit SetAsideBanner(QWidget *parent = nullptr);
    void show(const QStringList &files);

private:
    void showText();
    QStringList m_files;
};

} // namespace kontor::teller
