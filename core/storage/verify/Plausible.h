// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/State.h"

namespace kontor::storage {

// What the rules would never have decided, told from the log alone: whoever forges a log with all its
// hashes must still get this right.

//! What speaks against the event in a stream of this state; the event fits() it.
std::optional<QString> implausible(const domain::State &state, const domain::Event &event);

//! Whether the event, now folded in, took out more than there was, without being marked as forced.
bool overdraws(const domain::State &state, const domain::Event &event);

//! Whether a claim is on something that accounts have, and whether this one has it.
bool isOfAccounts(const domain::StreamName &claim);
bool usesClaim(const domain::Account &account, const domain::StreamName &claim);
//! The claims on its number that an account may have: as it is written, as older ledgers have them,
//! or without separators.
std::vector<domain::StreamName> numberClaims(const domain::Account &account);

} // namespace kontor::storage
