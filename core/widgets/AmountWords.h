// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Money.h"

#include <QLocale>
#include <QString>

#include <span>

namespace kontor::widgets {

//! What one and several of a currency's units are called; the fraction is empty where there is no
//! everyday word for it.
struct UnitWords
{
    const char *code;
    const char *one;
    const char *many;
    const char *minorOne;
    const char *minorMany;
};
//! Other currencies go by their code.
std::span<const UnitWords> namedUnits(bool isGerman);

//! "one thousand two hundred fifty euros", "eintausendzweihundertfünfzig Euro": the net under a
//! mistyped decimal point. For money that is not negative, in English or German; other languages
//! get English.
QString amountInWords(const Money &money, const QLocale &locale = QLocale());
//! The same to be shown: a long German word may end its line after a thousand, with a hyphen.
QString breakable(const QString &words);

} // namespace kontor::widgets
