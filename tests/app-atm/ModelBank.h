// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Problem.h"
#include "app-atm/session/JournalEntry.h"

#include <map>

namespace kontor::testing {

//! The books of one account as the rules of the cash machine want them: holds, tombstones, advices
//! that are never refused. Whole euros.
class ModelBank
{
public:
    struct Withdrawal
    {
        api::WithdrawalState state = api::WithdrawalState::Authorised;
        int held = 0;
        int paid = 0;
        bool forced = false;
    };
    enum class Reply { Granted, InsufficientFunds, Voided };

    int balance = 100'000;
    int reserved = 0;

    Reply authorise(WithdrawalId id, int amount);
    void complete(WithdrawalId id, int amount);
    void cancel(WithdrawalId id);
    //! The holds run out: never released by themselves, only marked.
    void expireHolds();

    int available() const { return balance - reserved - heldNow(); }
    int heldNow() const;
    const std::map<WithdrawalId, Withdrawal> &withdrawals() const { return m_withdrawals; }

private:
    std::map<WithdrawalId, Withdrawal> m_withdrawals;
};

} // namespace kontor::testing
