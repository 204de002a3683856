// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-atm/session/AtmState.h"

namespace kontor::atm {

struct Step
{
    State state;
    //! To be done in this order.
    std::vector<Effect> effects;
};

//! The whole behaviour of the cash machine. Pure: no widget, no device, no clock; the same state
//! and input always give the same step. An input that has no meaning in a state changes nothing.
Step step(const State &state, const Input &input);

//! The state in which a machine with that policy is switched on.
State initialState(const Policy &policy);

//! Whether the machine can pay cash to this customer now.
bool canPayCash(const State &state);
//! The amounts on the menu's first keys.
std::vector<int> menuAmounts(const State &state);
//! Whether the problem screen's second key leads back to the menu.
bool offersOtherServices(const State &state);
OutOfServiceReason outOfServiceReason(const State &state);

//! Six letters and digits for the phone and the counter, without those that look alike; made from
//! the withdrawal's id, so the machine, the server and the slip agree.
QString referenceOf(WithdrawalId id);
//! The same for a visit whose card was kept; the journal has it with the card.
QString referenceOf(const Visit &visit);

} // namespace kontor::atm
