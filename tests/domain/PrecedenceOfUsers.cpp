// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/PrecedenceRows.h"

namespace kontor::testing {

using enum RefusalCode;

namespace {

void userRows(std::vector<Row> &rows)
{
    const History users = registered(ursula, Role::Teller);
    const Principal self = principalOf(Role::Admin, ursula.uuid);
    using R = RegisterUser;
    Scene<R> right{registerUser(), {}, {}, {}, {}};
    right.command.role = Role::Admin;
    right.command.setsUpBranch = true;
    addRows<R>(rows, "register a user", right,
        {versionFlaw<R>(), {InvalidName, Name, [](auto &s) { s.command.firstName.clear(); }},
            {InvalidLogin, Text, [](auto &s) { s.command.login = u"a b"_s; }},
            {AlreadySetUp, Other,
                [](auto &s) {
                    s.history = s.history
                        + History{{StreamName::firstAdminClaim(), Claimed{bob.uuid}}};
                }},
            {LoginTaken, Text,
                [](auto &s) { s.history = s.history + registered(idOf<UserId>(99)); }},
            {IdTaken, Id,
                [](auto &s) { s.history = s.history + registered(ursula, Role::Teller, "else"); }}});
    const auto unknown = [](auto &s) { s.command.id = idOf<UserId>(98); };
    addRows<ChangePassword>(rows, "change a password", {{ursula, 2}, users, {}, {}, {}},
        {versionFlaw<ChangePassword>(), {UserNotFound, Id, unknown},
            {IdTaken, Other, [](auto &s) { s.command.generation = 1; }}});
    addRows<ChangeUserRole>(rows, "change a role", {{ursula, Role::Supervisor}, users, {}, {}, {}},
        {versionFlaw<ChangeUserRole>(), {UserNotFound, Id, unknown},
            {OwnRights, Other, [self](auto &s) { s.principal = self; }}});
    addRows<SuspendUser>(rows, "suspend a user", {{ursula, u"left"_s}, users, {}, {}, {}},
        {versionFlaw<SuspendUser>(), {UserNotFound, Id, unknown},
            {InvalidDescription, Text, [](auto &s) { s.command.reason.clear(); }},
            {OwnRights, Other, [self](auto &s) { s.principal = self; }}});
    addRows<ReinstateUser>(rows, "reinstate a user", {{ursula}, users, {}, {}, {}},
        {versionFlaw<ReinstateUser>(), {UserNotFound, Id, unknown}});
    addRows<ReportTokenReuse>(rows, "report a token's reuse",
        {{ursula, idOf<SessionId>(81)}, users, {}, {}, {}},
        {versionFlaw<ReportTokenReuse>(), {UserNotFound, Id, unknown}});
}

void keyRows(std::vector<Row> &rows)
{
    using I = IssueKey;
    addRows<I>(rows, "issue a key",
        {{accessKey, KeyKind::Integration, u"Fraud watch"_s, {"events.read"}}, {}, {}, {}, {}},
        {versionFlaw<I>(), {InvalidName, Name, [](auto &s) { s.command.name.clear(); }},
            {InvalidScope, Text, [](auto &s) { s.command.scopes = {"user.manage"}; }},
            {IdTaken, Id, [](auto &s) { s.history = s.history + keyIssued(accessKey); }}});
    addRows<RevokeKey>(rows, "revoke a key", {{accessKey, u"lost"_s}, keyIssued(accessKey), {}, {}, {}},
        {versionFlaw<RevokeKey>(),
            {KeyNotFound, Id, [](auto &s) { s.command.id = idOf<KeyId>(99); }},
            {InvalidDescription, Text, [](auto &s) { s.command.reason.clear(); }}});
}

//! Who may not do it at all hears nothing else.
template<class C>
void forbiddenRow(std::vector<Row> &rows, const char *name, const C &command)
{
    for (const bool isVersionWrong : {false, true}) {
        Scene<C> scene{command, opened(alice, 500'00), {}, {}, {}};
        scene.principal = principalOf(Role::Nobody);
        if (isVersionWrong) {
            scene.ifMatch = 77;
        }
        rows.push_back({name, u"%1 by nobody, %2"_s.arg(QLatin1StringView(name)).arg(isVersionWrong),
            Forbidden, play(scene)});
    }
}

} // namespace

void addRowsOfUsers(std::vector<Row> &rows)
{
    userRows(rows);
    keyRows(rows);
    forbiddenRow(rows, "anything without the right to it", deposit("1"));
}

} // namespace kontor::testing
