// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/ActionButton.h"

namespace kontor::widgets {

class Appearance;

//! Chooses the language; each is written in itself.
class LanguageButton : public ActionButton
{
    Q_OBJECT

public:
    explicit LanguageButton(Appearance *appearance, QWidget *parent = nullptr);
    static QString nativeName(const QString &language);

Q_SIGNALS:
    void chosen(const QString &language);
};

} // namespace kontor::widgets
