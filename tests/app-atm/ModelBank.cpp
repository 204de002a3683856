// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/ModelBank.h"

namespace kontor::testing {

using State = api::WithdrawalState;

ModelBank::Reply ModelBank::authorise(WithdrawalId id, int amount)
{
    if (const auto known = m_withdrawals.find(id); known != m_withdrawals.end()) {
        return known->second.state == State::Voided ? Reply::Voided : Reply::Granted;
    }
    if (amount > available()) {
        return Reply::InsufficientFunds;
    }
    m_withdrawals[id] = {State::Authorised, amount, 0, false};
    return Reply::Granted;
}

void ModelBank::complete(WithdrawalId id, int amount)
{
    Withdrawal &withdrawal = m_withdrawals[id];
    if (withdrawal.state == State::Completed || withdrawal.state == State::PartlyCompleted) {
        return;
    }
    withdrawal.forced = withdrawal.held == 0 || withdrawal.state != State::Authorised;
    withdrawal.state = amount < withdrawal.held ? State::PartlyCompleted : State::Completed;
    withdrawal.paid = amount;
    balance -= amount;
}

void ModelBank::cancel(WithdrawalId id)
{
    Withdrawal &withdrawal = m_withdrawals[id];
    if (withdrawal.state == State::Authorised || withdrawal.state == State::Suspect) {
        withdrawal.state = State::Voided;
    }
}

void ModelBank::expireHolds()
{
    for (auto &[id, withdrawal] : m_withdrawals) {
        if (withdrawal.state == State::Authorised) {
            withdrawal.state = State::Suspect;
        }
    }
}

int ModelBank::heldNow() const
{
    int held = 0;
    for (const auto &[id, withdrawal] : m_withdrawals) {
        const bool open
            = withdrawal.state == State::Authorised || withdrawal.state == State::Suspect;
        held += open ? withdrawal.held : 0;
    }
    return held;
}

} // namespace kontor::testing
