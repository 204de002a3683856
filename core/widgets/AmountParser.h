// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Money.h"
#include "foundation/Result.h"

#include <QLocale>
#include <QString>

namespace kontor::widgets {

//! What is wrong with a typed amount, in the order in which it is looked for.
enum class AmountProblem { Missing, NotAnAmount, Grouping, TooManyDecimals, NotPositive, TooLarge };

//! So many characters are read: a sum of many notes. What is longer is no amount.
constexpr int longestAmount = 400;

//! Reads an amount as the locale writes it, and sums such as 1000+5*50. Strict, never rounding:
//! the locale's own decimal point, and group separators only where they belong, so that 1.5 is
//! no German amount, and 10 20 none at all. (1.500 still is; the amount in words is the net under that.)
Result<Money, AmountProblem> parseAmount(const QString &text, const Currency &currency,
    const QLocale &locale = QLocale());

//! The problem in plain words, with an example in the user's own notation.
QString amountProblemText(AmountProblem problem, const Currency &currency);

} // namespace kontor::widgets
