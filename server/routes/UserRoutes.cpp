// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/IdentityRoutes.h"

// Users and their sessions.

namespace kontor::server {

using application::CommandResult;
using namespace domain;

// The user in the path, if the caller may see it; else 404.
static std::optional<KnownUser> visibleUser(Identity &identity, Call &call)
{
    const auto id = call.id<UserId>("id");
    if (!id) {
        return std::nullopt;
    }
    const auto own = call.onlyOwn();
    auto known = own && id->uuid != *own ? std::nullopt : identity.users().find(*id);
    if (!known) {
        call.refuse(api::ProblemCode::UserNotFound);
    }
    return known;
}

static void answerCreated(Call &call, const Result<KnownUser, Refused> &made)
{
    if (!made) {
        call.refuse(made.error());
        return;
    }
    call.answer(201, toJson(userView(made->id, made->user)),
        {{"Location", "/api/v1/users/" + made->id.toString()}});
}

static void createUser(const IdentityDoor &door, const CallPtr &call)
{
    const auto body = call->body<api::NewUserRequest>();
    if (!body) {
        return;
    }
    NewUser user{body->username, body->firstName, body->lastName,
        *fromName<Role>(kontor::nameOf(body->role)), Secret(body->password), "username", false};
    door.once.run(call, Once::Answers::Kept, [&users = door.identity.users(), user, call] {
        users.registerUser(user, preparing(call),
            [call](const Result<KnownUser, Refused> &made) { answerCreated(*call, made); });
    });
}

static void findUser(const IdentityDoor &door, const CallPtr &call)
{
    const auto known = door.identity.sessions().holderOf(cleanLogin(call->queryText("username")));
    api::UserPage answer;
    if (known) {
        call->about(known->id.uuid);
        answer.items.push_back(userView(known->id, known->user));
    }
    call->answer(200, toJson(numbered(answer, 1, 1, qint64(answer.items.size()))));
}

static void listUsers(const IdentityDoor &door, const CallPtr &call)
{
    if (!call->queryText("username").isEmpty()) {
        findUser(door, call);
        return;
    }
    const int page = int(call->queryNumber("page"));
    const int pageSize = int(call->queryNumber("pageSize"));
    using Rows = application::RowPage<application::UserRow>;
    door.branch.ask<Rows>(
        call->ownSpace(),
        [page, pageSize](QuerySources &s) { return s.views->users(page, pageSize); },
        [call, page, pageSize](Result<Rows, api::ProblemCode> rows) {
            if (!rows) {
                call->refuse(rows.error());
                return;
            }
            api::UserPage answer;
            for (const auto &row : rows->rows) {
                answer.items.push_back(userView(row.id, row.user));
            }
            call->answer(200, toJson(numbered(answer, page, pageSize, rows->totalCount)));
        });
}

static void getUser(const IdentityDoor &door, const CallPtr &call)
{
    if (const auto known = visibleUser(door.identity, *call)) {
        call->answer(200, toJson(userView(known->id, known->user)));
    }
}

static void answerUser(Call &call, const CommandResult &result)
{
    call.answer(200, toJson(userView({result.subject->stream.id()},
                         std::get<User>(*result.subject->state))));
}

static void changeRole(const IdentityDoor &door, const CallPtr &call)
{
    const auto id = call->id<UserId>("id");
    const auto body = id ? call->body<api::ChangeRoleRequest>() : std::nullopt;
    if (body) {
        call->command(door.branch, ChangeUserRole{*id, *fromName<Role>(kontor::nameOf(body->role))}, answerUser);
    }
}

static void suspend(const IdentityDoor &door, const CallPtr &call)
{
    const auto id = call->id<UserId>("id");
    const auto body = id ? call->body<api::ReasonRequest>() : std::nullopt;
    if (!body) {
        return;
    }
    call->command(door.branch, SuspendUser{*id, body->reason},
        [&sessions = door.identity.sessions(), id = *id](Call &c, const CommandResult &result) {
            if (!result.replayed) { // who was let in again meanwhile stays in
                sessions.endAll(id);
            }
            answerUser(c, result);
        });
}

static void reinstate(const IdentityDoor &door, const CallPtr &call)
{
    const auto id = call->id<UserId>("id");
    if (id && call->noBody()) {
        call->command(door.branch, ReinstateUser{*id}, answerUser);
    }
}

static void unlock(const IdentityDoor &door, const CallPtr &call)
{
    const auto known = visibleUser(door.identity, *call);
    if (known && call->noBody()) {
        door.once.run(call, Once::Answers::Kept,
            [&throttle = door.identity.throttle(), login = known->user.login, call] {
                throttle.unlock(login);
                call->noContent();
            });
    }
}

// One's own needs the current one; another user's is given by an administrator.
static void changePassword(const IdentityDoor &door, const CallPtr &call)
{
    const auto known = visibleUser(door.identity, *call);
    const auto body = known ? call->body<api::ChangePasswordRequest>() : std::nullopt;
    if (!body) {
        return;
    }
    const bool isOwn = call->principal().id == known->id.uuid;
    if (isOwn && !body->currentPassword) {
        call->refuse(FieldErrors{{u"/currentPassword"_s, u"missing-member"_s,
            u"One's own password is changed with the current one."_s}});
        return;
    }
    UserDesk::PasswordChange change{known->id, {}, Secret(body->newPassword), {}, call->source()};
    if (isOwn) {
        change.current = Secret(*body->currentPassword);
        change.session = call->caller()->session;
    }
    door.once.run(call, Once::Answers::Kept, [&users = door.identity.users(), change, call] {
        users.changePassword(change, preparing(call), answeringNothing(call));
    });
}

static void listSessions(const IdentityDoor &door, const CallPtr &call)
{
    const auto known = visibleUser(door.identity, *call);
    if (!known) {
        return;
    }
    api::SessionList list;
    for (const storage::SessionRow &session : door.identity.sessions().sessionsOf(known->id)) {
        const bool isThis = call->caller() && call->caller()->session == session.id;
        list.items.push_back({session.id, session.beganAt, session.endsAt, session.workstation, isThis});
    }
    call->answer(200, toJson(list));
}

static void endSessionOf(SessionDesk &sessions, UserId user, SessionId id, const CallPtr &call)
{
    const auto theirs = sessions.sessionsOf(user);
    const bool isTheirs = std::any_of(theirs.begin(), theirs.end(),
        [id](const storage::SessionRow &session) { return session.id == id; });
    if (isTheirs) {
        sessions.end({id}, answeringNothing(call));
    } else {
        call->refuse(api::ProblemCode::SessionNotFound);
    }
}

static void endSession(const IdentityDoor &door, const CallPtr &call)
{
    const auto known = visibleUser(door.identity, *call);
    const auto id = known ? call->id<SessionId>("sessionId") : std::nullopt;
    if (id && call->noBody()) {
        door.once.run(call, Once::Answers::Kept,
            [&sessions = door.identity.sessions(), user = known->id, id = *id, call] {
                endSessionOf(sessions, user, id, call);
            });
    }
}

using enum api::ProblemCode;
namespace paths = api::paths;

static void addUsers(Routes &routes, const IdentityDoor &to)
{
    routes.add({.method = Method::Post, .path = paths::users, .action = "user.manage",
                   .name = "createUser", .summary = "Make a user of any role",
                   .body = examples::newUserRequest(),
                   .answers = {{201, examples::user(), {"Location"}}},
                   .problems = {AnswerNotRepeatable, InvalidName, LoginTaken, NotReady}},
        to(createUser));
    routes.add({.path = paths::users, .action = "user.list", .name = "listUsers",
                   .summary = "List users", .details = "By registration.",
                   .parameters = query::paged({query::text("username", "the one with this login")}), .answers = {{200, examples::users()}},
                   .problems = {ViewBehind}},
        to(listUsers));
    routes.add({.path = paths::user, .action = "user.read", .name = "getUser",
                   .summary = "Get a user", .answers = {{200, examples::user()}},
                   .problems = {UserNotFound}},
        to(getUser));
    routes.add({.method = Method::Patch, .path = paths::userRole, .action = "user.manage",
                   .name = "changeRole", .summary = "Change a user's role",
                   .details = "Open sessions have the new rights at once.",
                   .body = api::ChangeRoleRequest{api::UserRole::Supervisor},
                   .answers = {{200, examples::user()}},
                   .problems = {UserNotFound, OwnRights}},
        to(changeRole));
    routes.add({.method = Method::Put, .path = paths::userPassword, .action = "user.password",
                   .name = "changePassword", .summary = "Change a password",
                   .details = "All sessions of the user end but the one that asks.",
                   .body = examples::passwordChange(), .answers = {{204}},
                   .problems = {SignInFailed, AnswerNotRepeatable, UserNotFound, IdTaken, NotReady}},
        to(changePassword));
}

static void addAccess(Routes &routes, const IdentityDoor &to)
{
    routes.add({.method = Method::Patch, .path = paths::suspendUser, .action = "user.manage",
                   .name = "suspendUser", .summary = "Suspend a user",
                   .details = "All sessions of the user end.",
                   .body = api::ReasonRequest{u"On leave until May"_s},
                   .answers = {{200, examples::user()}},
                   .problems = {UserNotFound, InvalidDescription, OwnRights}},
        to(suspend));
    routes.add({.method = Method::Patch, .path = paths::reinstateUser, .action = "user.manage",
                   .name = "reinstateUser", .summary = "Let a suspended user in again",
                   .answers = {{200, examples::user()}}, .problems = {UserNotFound}},
        to(reinstate));
    routes.add({.method = Method::Patch, .path = paths::unlockUser, .action = "user.manage",
                   .name = "unlockUser", .summary = "Forget a user's failed sign-ins",
                   .answers = {{204}}, .problems = {AnswerNotRepeatable, UserNotFound}},
        to(unlock));
    routes.add({.path = paths::userSessions, .action = "session.manage", .name = "listSessions",
                   .summary = "List a user's sessions", .answers = {{200, examples::sessions()}},
                   .problems = {UserNotFound}},
        to(listSessions));
    routes.add({.method = Method::Delete, .path = paths::userSession, .action = "session.manage",
                   .name = "endSession", .summary = "End a session", .answers = {{204}},
                   .problems = {AnswerNotRepeatable, UserNotFound, SessionNotFound, NotReady}},
        to(endSession));
}

void addUserRoutes(Routes &routes, Branch &branch, Identity &identity, Once &once)
{
    const IdentityDoor to{branch, identity, once};
    addUsers(routes, to);
    addAccess(routes, to);
}

} // namespace kontor::server
