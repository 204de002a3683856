// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Money.h"

#include <QLocale>
#include <QString>

namespace kontor::widgets {

//! The money of a wire amount. An amount finer than its currency never leaves the server.
Money moneyOf(const Decimal &amount, const Currency &currency);

//! "1,250.00" or "1.250,00": made from integers, no double anywhere. Minus is U+2212.
QString formatMoney(const Money &money, const QLocale &locale = QLocale());
//! With a plus or a minus sign in front.
QString formatSigned(const Money &money, const QLocale &locale = QLocale());
//! With sign and currency: "+1,250.00 EUR".
QString formatSignedWithCurrency(const Money &money, const QLocale &locale = QLocale());
//! With its currency: "1,250.00 EUR"; the space does not break.
QString formatWithCurrency(const Money &money, const QLocale &locale = QLocale());

} // namespace kontor::widgets
