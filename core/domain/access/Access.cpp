// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/access/Access.h"

namespace kontor::domain {

static constexpr Reach no = Reach::None;
static constexpr Reach own = Reach::Own;
static constexpr Reach all = Reach::All;

using enum Action;

// clang-format off
static constexpr AccessRow rows[] = {
//                                              nobody customer teller supervisor atm integration admin
    {HealthRead,          "health.read",         {all,  all,     all,   all,       all,  all,      all}},
    {VersionRead,         "version.read",        {all,  all,     all,   all,       all,  all,      all}},
    {DocsRead,            "docs.read",           {all,  all,     all,   all,       all,  all,      all}},
    {SessionOpen,         "session.open",        {all,  all,     all,   all,       all,  all,      all}},
    {UserRegister,        "user.register",       {own,  own,     own,   own,       own,  own,      all}},
    // What is carried has its right from the connection's own token.
    {LiveCarry,           "live.carry",          {all,  all,     all,   all,       all,  all,      all}},

    {MeRead,              "me.read",             {no,   own,     own,   own,       own,  own,      own}},
    {SessionClose,        "session.close",       {no,   own,     own,   own,       no,   no,       own}},
    {SessionManage,       "session.manage",      {no,   own,     own,   own,       no,   no,       all}},
    {UserPassword,        "user.password",       {no,   own,     own,   own,       no,   no,       all}},
    {UserRead,            "user.read",           {no,   own,     all,   all,       no,   no,       all}},
    {UserList,            "user.list",           {no,   no,      no,    all,       no,   no,       all}},
    {UserManage,          "user.manage",         {no,   no,      no,    no,        no,   no,       all}},
    {KeyRead,             "key.read",            {no,   no,      no,    all,       no,   no,       all}},
    {KeyManage,           "key.manage",          {no,   no,      no,    no,        no,   no,       all}},
    {AuditRead,           "audit.read",          {no,   no,      no,    all,       no,   no,       all}},
    {LiveListen,          "live.listen",         {no,   own,     no,    no,        no,   no,       no}},

    {CustomerRegister,    "customer.register",   {no,   no,      all,   all,       no,   all,      no}},
    {CustomerList,        "customer.list",       {no,   no,      all,   all,       no,   all,      no}},
    {CustomerRead,        "customer.read",       {no,   own,     all,   all,       no,   all,      no}},
    {AccountOpen,         "account.open",        {no,   own,     all,   all,       no,   all,      no}},
    {AccountList,         "account.list",        {no,   own,     all,   all,       no,   all,      no}},
    {AccountRead,         "account.read",        {no,   own,     all,   all,       own,  all,      no}},
    {AccountChange,       "account.change",      {no,   no,      all,   all,       no,   all,      no}},
    {AccountDelete,       "account.delete",      {no,   no,      all,   all,       no,   all,      no}},
    {MoneyDeposit,        "money.deposit",       {no,   own,     all,   all,       no,   all,      no}},
    {MoneyWithdraw,       "money.withdraw",      {no,   own,     all,   all,       no,   all,      no}},
    {MoneyTransfer,       "money.transfer",      {no,   own,     all,   all,       no,   all,      no}},
    {HoldPlace,           "hold.place",          {no,   no,      all,   all,       no,   all,      no}},
    {HoldRelease,         "hold.release",        {no,   no,      all,   all,       no,   all,      no}},
    {AccountBlock,        "account.block",       {no,   no,      no,    all,       no,   no,       no}},

    {CardIssue,           "card.issue",          {no,   no,      all,   all,       no,   no,       no}},
    {CardRead,            "card.read",           {no,   own,     all,   all,       no,   no,       no}},
    {CardSession,         "card.session",        {no,   no,      no,    no,        own,  no,       no}},
    {CardPin,             "card.pin",            {no,   no,      no,    no,        all,  no,       no}},
    {WithdrawalAuthorise, "withdrawal.authorise",{no,   no,      no,    no,        own,  no,       no}},
    {WithdrawalRead,      "withdrawal.read",     {no,   own,     all,   all,       own,  all,      no}},
    {WithdrawalComplete,  "withdrawal.complete", {no,   no,      no,    all,       own,  no,       no}},
    {WithdrawalVoid,      "withdrawal.void",     {no,   no,      no,    all,       own,  no,       no}},

    {EventsRead,          "events.read",         {no,   no,      all,   all,       no,   all,      no}},
    {WebhookRead,         "webhook.read",        {no,   no,      no,    all,       no,   all,      all}},
    {WebhookManage,       "webhook.manage",      {no,   no,      no,    no,        no,   all,      all}},
};
// clang-format on

// A row for each action, and in their order: a look-up is one step.
static_assert([] {
    for (std::size_t i = 0; i < std::size(rows); ++i) {
        if (std::size_t(rows[i].action) != i) {
            return false;
        }
    }
    return rows[std::size(rows) - 1].action == WebhookManage;
}());

std::span<const AccessRow> accessTable()
{
    return rows;
}

Reach reachOf(Role role, Action action)
{
    if (role == Role::System) {
        return Reach::All;
    }
    return rows[std::size_t(action)].reach[std::size_t(role) - std::size_t(Role::Nobody)];
}

const char *actionName(Action action)
{
    return rows[std::size_t(action)].name;
}

std::optional<Action> actionNamed(QByteArrayView name)
{
    for (const AccessRow &row : rows) {
        if (name == QByteArrayView(row.name)) {
            return row.action;
        }
    }
    return std::nullopt;
}

} // namespace kontor::domain
