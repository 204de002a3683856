// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/account/Account.h"

#include <algorithm>

namespace kontor::domain {

const Hold *Account::hold(HoldId id) const
{
    const auto found = std::find_if(holds.begin(), holds.end(),
        [id](const Hold &hold) { return hold.id == id; });
    return found == holds.end() ? nullptr : &*found;
}

static void dropHold(Account &account, HoldId id)
{
    const auto found = std::find_if(account.holds.begin(), account.holds.end(),
        [id](const Hold &hold) { return hold.id == id; });
    if (found != account.holds.end()) {
        account.held -= found->amount;
        account.holds.erase(found);
    }
}

static void take(Account &account, const Identity &after, Timestamp at)
{
    account.name = after.name;
    account.cpf = after.cpf;
    account.isActive = after.isActive;
    account.isDeleted = after.isDeleted;
    account.updatedAt = at;
}

void evolve(Account &account, const AccountCreated &event, Timestamp at)
{
    account.exists = true;
    account.name = event.name;
    account.cpf = event.cpf;
    account.number = event.number;
    account.currency = event.currency;
    account.ownerId = event.ownerId;
    account.balance = event.balanceAfter;
    account.createdAt = at;
}

void evolve(Account &account, const AccountNameChanged &event, Timestamp at)
{
    take(account, event.after, at);
}

void evolve(Account &account, const AccountCpfChanged &event, Timestamp at)
{
    take(account, event.after, at);
}

void evolve(Account &account, const AccountActivated &event, Timestamp at)
{
    take(account, event.after, at);
}

void evolve(Account &account, const AccountDeactivated &event, Timestamp at)
{
    take(account, event.after, at);
}

void evolve(Account &account, const AccountDeleted &event, Timestamp at)
{
    take(account, event.after, at);
}

void evolve(Account &account, const AccountRestored &event, Timestamp at)
{
    take(account, event.after, at);
}

void evolve(Account &account, const MoneyDeposited &event, Timestamp)
{
    account.balance = event.balanceAfter;
}

void evolve(Account &account, const MoneyWithdrawn &event, Timestamp)
{
    account.balance = event.balanceAfter;
    if (event.holdId) {
        dropHold(account, *event.holdId);
    }
}

void evolve(Account &account, const MoneyTransferred &event, Timestamp)
{
    account.balance = event.balanceAfter;
}

void evolve(Account &account, const HoldPlaced &event, Timestamp at)
{
    account.held += event.held;
    account.holds.push_back({event.holdId, event.held, event.kind, event.expiresAt,
        event.withdrawalId, event.reason, at});
}

void evolve(Account &account, const HoldReleased &event, Timestamp)
{
    dropHold(account, event.holdId);
}

std::optional<Block> blockAfter(const AccountBlockChanged &event)
{
    return event.debits || event.credits
        ? std::optional(Block{event.debits, event.credits, event.reference})
        : std::nullopt;
}

void evolve(Account &account, const AccountBlockChanged &event, Timestamp)
{
    account.block = blockAfter(event);
}

} // namespace kontor::domain
