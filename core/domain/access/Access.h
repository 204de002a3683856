// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Describe.h"
#include "foundation/Ids.h"

#include <array>
#include <bitset>
#include <span>

namespace kontor::domain {

//! What somebody is to the branch. System: the server itself, and everybody while it runs open; it is
//! held to nothing. Nobody: whoever has not signed in. The names are part of the log's format.
enum class Role { System, Nobody, Customer, Teller, Supervisor, Atm, Integration, Admin };

} // namespace kontor::domain

template<>
struct kontor::EnumNames<kontor::domain::Role>
{
    using R = domain::Role;
    static constexpr std::pair<R, const char *> names[] = {{R::System, "system"},
        {R::Nobody, "nobody"}, {R::Customer, "customer"}, {R::Teller, "teller"},
        {R::Supervisor, "supervisor"}, {R::Atm, "atm"}, {R::Integration, "integration"},
        {R::Admin, "admin"}};
};

namespace kontor::domain {

//! How far a role may go with an action. Own: with what belongs to the caller; anything else is as
//! good as not there.
enum class Reach { None, Own, All };

//! Everything that can be done, a row of accessTable() each. A route names the one that it does, a
//! key's scopes are made of them.
enum class Action {
    // Open to everybody.
    HealthRead, VersionRead, DocsRead, SessionOpen, UserRegister, LiveCarry,
    // Whoever has signed in, and people.
    MeRead, SessionClose, SessionManage, UserPassword, UserRead, UserList, UserManage, KeyRead,
    KeyManage, AuditRead, LiveListen,
    // Customers, accounts and money.
    CustomerRegister, CustomerList, CustomerRead, AccountOpen, AccountList, AccountRead,
    AccountChange, AccountDelete, MoneyDeposit, MoneyWithdraw, MoneyTransfer, HoldPlace, HoldRelease,
    AccountBlock,
    // Cards and the cash machine.
    CardIssue, CardRead, CardSession, CardPin, WithdrawalAuthorise, WithdrawalRead,
    WithdrawalComplete, WithdrawalVoid,
    // Other systems.
    EventsRead, WebhookRead, WebhookManage,
};

inline constexpr std::size_t rolesInTable = 7;

//! Who may do an action, and how far: one row of the table.
struct AccessRow
{
    Action action;
    //! "money.deposit": the name on routes, in scopes and in the audit.
    const char *name;
    //! By role, from Nobody to Admin.
    std::array<Reach, rolesInTable> reach;
};

//! The whole table, in the order of the actions.
std::span<const AccessRow> accessTable();
Reach reachOf(Role role, Action action);
const char *actionName(Action action);
std::optional<Action> actionNamed(QByteArrayView name);

using ActionSet = std::bitset<128>;

//! Who asks, as far as the rules care.
struct Principal
{
    Role role = Role::System;
    //! The user or key. A customer owns what belongs to the customer of the same id.
    Uuid id;
    //! The cash machine's name, with Role::Atm, and the account whose card is in it.
    QByteArray terminal;
    std::optional<AccountId> cardAccount;
    //! What a key was narrowed to.
    ActionSet scopes = ActionSet().set();

    Reach reach(Action action) const
    {
        return scopes.test(std::size_t(action)) ? reachOf(role, action) : Reach::None;
    }
    CustomerId customerId() const { return {id}; }
    friend bool operator==(const Principal &, const Principal &) = default;
};

} // namespace kontor::domain
