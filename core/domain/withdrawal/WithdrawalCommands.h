// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/withdrawal/WithdrawalEvents.h"
#include "foundation/Money.h"

namespace kontor::domain {

//! Reserves the money on the card's account. Card and account come from the caller's card session;
//! without one they are null, which is refused, but only after the key has been looked up: a machine
//! that repeats its request gets its answer also when the session is over.
struct AuthoriseWithdrawal
{
    WithdrawalId id;
    HoldId holdId;
    CardId cardId;
    AccountId accountId;
    QByteArray terminalId;
    Decimal amount;
    std::vector<Notes> mix;
};

//! An advice: it states what the customer got and is booked whatever the state of the hold.
struct CompleteWithdrawal
{
    WithdrawalId id;
    Decimal amount;
    std::vector<Notes> notes;
};

struct VoidWithdrawal
{
    WithdrawalId id;
    QString reason;
};

//! Submitted by the timekeeper when an authorisation has run out without an advice.
struct SuspectWithdrawal
{
    WithdrawalId id;
};

} // namespace kontor::domain
