// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/Builders.h"

namespace kontor::testing {

inline constexpr int randomAccounts = 4;
AccountId randomAccount(int number);
domain::StreamName randomAccountStream(int number);

//! A command that follows from the number alone: often sensible, often not, always about the same
//! few accounts, CPFs, holds, cards and withdrawals, so that they meet.
domain::Command randomCommand(std::uint64_t number);

} // namespace kontor::testing
