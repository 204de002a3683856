// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/ModelBank.h"

namespace kontor::testing {

using BankState = api::WithdrawalState;

ModelBank::Reply ModelBank::authorise(WithdrawalId id, int amount)
{
    if (const auto known = m_withdrawals.find(id); known != m_withdrawals.end()) {
        return known->second.state == BankState::Voided ? Reply::Voided : Reply::Granted;
    }
    if (amount > available()) {
        return Reply::InsufficientFunds;
    }
    m_withdrawals[id] = {BankState::Authorised, amount, 0, false};
    return Reply::Granted;
}

void ModelBank::complete(WithdrawalId id, int amount)
{
    Withdrawal &withdrawal = m_withdrawals[id];
    if (withdrawal.state == BankState::Completed
        || withdrawal.state == BankState::PartlyCompleted) {
        return;
    }
    withdrawal.forced = withdrawal.held == 0 || withdrawal.state != BankState::Authorised;
    withdrawal.state = amount < withdrawal.held ? BankState::PartlyCompleted : BankState::Completed;
    withdrawal.paid = amount;
    balance -= amount;
}

void ModelBank::cancel(WithdrawalId id)
{
    Withdrawal &withdrawal = m_withdrawals[id];
    if (withdrawal.state == BankState::Authorised || withdrawal.state == BankState::Suspect) {
        withdrawal.state = BankState::Voided;
    }
}

void ModelBank::expireHolds()
{
    for (auto &[id, withdrawal] : m_withdrawals) {
        if (withdrawal.state == BankState::Authorised) {
            withdrawal.state = BankState::Suspect;
        }
    }
}

int ModelBank::heldNow() const
{
    int held = 0;
    for (const auto &[id, withdrawal] : m_withdrawals) {
        const bool open
            = withdrawal.state == BankState::Authorised || withdrawal.state == BankState::Suspect;
        held += open ? withdrawal.held : 0;
    }
    return held;
}

} // namespace kontor::testing
