// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-atm/session/AtmState.h"

#include <QDateTime>
#include <QStringList>

namespace kontor::atm {

//! What every slip says about where and when, and whom to ask.
struct SlipHeader
{
    Language language = Language::English;
    Currency currency;
    QString branch;
    QString terminal;
    Timestamp at;
    //! The branch's; the computer's own where it is not known.
    QString timeZone;
    bool demo = false;
    QString helpPhone;
};

//! What the customer takes along: amount, notes, masked card, reference; the balance where the
//! bank has told it by now.
QStringList receiptLines(const Withdrawal &payout, const QString &maskedCard, const SlipHeader &);
//! The number to ask for while a payout is being checked, and whom to ask.
QStringList checkSlipLines(WithdrawalId id, int amount, const SlipHeader &);
//! Why the machine has kept the card, and the number to ask for it with.
QStringList keptCardSlipLines(const QString &reference, ProblemKind why, const SlipHeader &);

//! "€170" or "170 €", "€480.00" or "480,00 €": the locale's own form, always with its currency.
QString cashText(int amount, const Currency &currency, Language language);
QString moneyText(const Decimal &amount, const Currency &currency, Language language);
QLocale localeOf(Language language);
//! A point in time as the clock in the branch shows it.
QDateTime branchTime(Timestamp at, const QString &timeZone);

} // namespace kontor::atm
