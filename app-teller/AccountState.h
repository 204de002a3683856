// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Accounts.h"

namespace kontor::teller {

//! By order of somebody no money may leave.
inline bool blocksDebits(const api::AccountView &account)
{
    return account.block && account.block->debits;
}

//! By order of somebody no money may come.
inline bool blocksCredits(const api::AccountView &account)
{
    return account.block && account.block->credits;
}

//! Nothing can be paid out of it, whatever its balance is.
inline bool isShutForDebits(const api::AccountView &account)
{
    return !account.isActive || blocksDebits(account);
}

//! Not everything that accounts are for is possible on it.
inline bool isRestricted(const api::AccountView &account)
{
    return !account.isActive || blocksDebits(account) || blocksCredits(account);
}

} // namespace kontor::teller
