// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/account/AccountEvents.h"
#include "foundation/Describe.h"

namespace kontor::domain {

//! Money that is booked but not available.
struct Hold
{
    HoldId id;
    qint64 amount = 0;
    HoldKind kind = HoldKind::Other;
    std::optional<Timestamp> expiresAt;
    std::optional<WithdrawalId> withdrawalId;
    QString reason;
    Timestamp placedAt;

    template<class V>
    static void describe(V &&v)
    {
        v("id", &Hold::id);
        v("amount", &Hold::amount);
        v("kind", &Hold::kind);
        v("expiresAt", &Hold::expiresAt);
        v("withdrawalId", &Hold::withdrawalId);
        v("reason", &Hold::reason);
        v("placedAt", &Hold::placedAt);
    }
    friend bool operator==(const Hold &, const Hold &) = default;
};

//! No money may leave, or come, by order of somebody.
struct Block
{
    bool debits = false;
    bool credits = false;
    QString reference;

    template<class V>
    static void describe(V &&v)
    {
        v("debits", &Block::debits);
        v("credits", &Block::credits);
        v("reference", &Block::reference);
    }
    friend bool operator==(const Block &, const Block &) = default;
};

//! An account, folded from its events. A default-made one does not exist yet.
struct Account
{
    bool exists = false;
    QString name;
    std::optional<QByteArray> cpf;
    QByteArray number;
    CustomerId ownerId;
    Currency currency;
    //! Minor units, like every amount below.
    qint64 balance = 0;
    qint64 held = 0;
    qint64 floor = 0;
    bool isActive = true;
    bool isDeleted = false;
    std::vector<Hold> holds;
    std::optional<Block> block;
    Timestamp createdAt;
    std::optional<Timestamp> updatedAt;

    qint64 available() const { return balance - held - floor; }
    bool blocksDebits() const { return block && block->debits; }
    bool blocksCredits() const { return block && block->credits; }
    const Hold *hold(HoldId id) const;
    Identity identity() const { return {name, cpf, isActive, isDeleted, createdAt}; }

    template<class V>
    static void describe(V &&v)
    {
        v("exists", &Account::exists);
        v("name", &Account::name);
        v("cpf", &Account::cpf);
        v("number", &Account::number);
        v("ownerId", &Account::ownerId);
        v("currency", &Account::currency);
        v("balance", &Account::balance);
        v("held", &Account::held);
        v("floor", &Account::floor);
        v("isActive", &Account::isActive);
        v("isDeleted", &Account::isDeleted);
        v("holds", &Account::holds);
        v("block", &Account::block);
        v("createdAt", &Account::createdAt);
        v("updatedAt", &Account::updatedAt);
    }
    friend bool operator==(const Account &, const Account &) = default;
};

void evolve(Account &account, const AccountCreated &event, Timestamp at);
void evolve(Account &account, const AccountNameChanged &event, Timestamp at);
void evolve(Account &account, const AccountCpfChanged &event, Timestamp at);
void evolve(Account &account, const AccountActivated &event, Timestamp at);
void evolve(Account &account, const AccountDeactivated &event, Timestamp at);
void evolve(Account &account, const AccountDeleted &event, Timestamp at);
void evolve(Account &account, const AccountRestored &event, Timestamp at);
void evolve(Account &account, const MoneyDeposited &event, Timestamp at);
void evolve(Account &account, const MoneyWithdrawn &event, Timestamp at);
void evolve(Account &account, const MoneyTransferred &event, Timestamp at);
void evolve(Account &account, const HoldPlaced &event, Timestamp at);
void evolve(Account &account, const HoldReleased &event, Timestamp at);
void evolve(Account &account, const AccountBlockChanged &event, Timestamp at);

//! What is blocked after the event, if anything.
std::optional<Block> blockAfter(const AccountBlockChanged &event);

} // namespace kontor::domain
