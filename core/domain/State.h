// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Event.h"
#include "domain/Stream.h"
#include "domain/account/Account.h"
#include "domain/branch/Serials.h"
#include "domain/card/Card.h"
#include "domain/claim/Claim.h"
#include "domain/customer/Customer.h"
#include "domain/key/Key.h"
#include "domain/user/User.h"
#include "domain/withdrawal/Withdrawal.h"

#include <memory>
#include <variant>

namespace kontor::domain {

//! What a stream folds to, by its kind.
using State = std::variant<Account, Claim, Customer, Card, Withdrawal, Serials, User, Key>;
//! Made once, never changed, shared by whoever needs it in whatever thread.
using StatePtr = std::shared_ptr<const State>;

//! Bumped whenever a fold changes its result, so that older snapshots are not used.
inline constexpr int evolveVersion = 1;

//! The state of a stream before its first event.
State initialState(StreamKind kind);

//! Whether such an event can stand in a stream of that kind at all.
bool fits(const State &state, const Event &event);

//! Folds one event in. Never fails; an event in a stream of another kind is a bug.
void evolve(State &state, const Event &event, Timestamp at);
//! The same on a copy.
StatePtr evolved(const State &state, const Event &event, Timestamp at);

} // namespace kontor::domain
