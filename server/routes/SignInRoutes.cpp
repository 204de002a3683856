// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/IdentityRoutes.h"

// The front door: register, sign in, go on, sign out; and who the caller is.

namespace kontor::server {

using namespace domain;

static api::SignedIn signedIn(const Tokens &tokens)
{
    return {QString::fromLatin1(tokens.access.reveal()), QString::fromLatin1(tokens.refresh.reveal()),
        tokens.expiresAt, userView(tokens.user.id, tokens.user.user)};
}

static Answered<Tokens> answering(const CallPtr &call, int status)
{
    return [call, status](const Result<Tokens, Refused> &tokens) {
        if (!tokens) {
            call->refuse(tokens.error());
            return;
        }
        call->about(tokens->user.id.uuid);
        const QByteArray location = "/api/v1/users/" + tokens->user.id.toString();
        call->answer(status, toJson(signedIn(*tokens)),
            status == 201 ? Headers{{"Location", location}} : Headers());
    };
}

// Whoever was made signs in with it.
static Answered<KnownUser> thenSignIn(Identity &identity, const CallPtr &call)
{
    return [&identity, call](const Result<KnownUser, Refused> &made) {
        if (made) {
            identity.sessions().begin(*made, std::nullopt, answering(call, 201));
        } else {
            call->refuse(made.error());
        }
    };
}

static void registerUser(const IdentityDoor &door, const CallPtr &call)
{
    const auto body = call->body<api::RegisterRequest>();
    if (!body) {
        return;
    }
    if (!door.branch.config().registration) {
        call->refuse(api::ProblemCode::RegistrationClosed);
        return;
    }
    NewUser user{body->email, body->firstName, body->lastName, Role::Customer,
        Secret(body->password), "email", false};
    door.once.run(call, Once::Answers::Secret, [&identity = door.identity, user, call] {
        identity.users().registerUser(user, preparing(call), thenSignIn(identity, call));
    });
}

static void setUp(const IdentityDoor &door, const CallPtr &call)
{
    const auto body = call->body<api::SetUpRequest>();
    if (!body) {
        return;
    }
    NewUser admin{body->username, body->firstName, body->lastName, Role::Admin,
        Secret(body->password), "username", true};
    // The secret gives the right to do this, whoever asks.
    const auto asSystem = [prepare = preparing(call)](Command command) {
        auto submission = prepare(std::move(command));
        submission.principal = {};
        return submission;
    };
    door.once.run(call, Once::Answers::Secret,
        [&identity = door.identity, secret = Secret(body->secret), admin, asSystem, call] {
            identity.users().setUp(secret, admin, asSystem, thenSignIn(identity, call));
        });
}

static std::optional<SessionDesk::SignIn> signInRequest(Call &call)
{
    const auto body = call.body<api::SignInRequest>();
    if (!body) {
        return std::nullopt;
    }
    const auto login = body->email ? body->email : body->username;
    if (!login) {
        call.refuse(
            FieldErrors{{u"/username"_s, u"missing-member"_s, u"email or username is needed."_s}});
        return std::nullopt;
    }
    if (body->username.value_or(*login) != *login) {
        call.refuse(FieldErrors{{u"/username"_s, u"contradiction"_s,
            u"\"username\" and \"email\" mean the same and differ."_s}});
        return std::nullopt;
    }
    return SessionDesk::SignIn{*login, Secret(body->password),
        body->workstation ? std::optional(Secret(*body->workstation)) : std::nullopt, call.source()};
}

static void signInWith(const IdentityDoor &door, const CallPtr &call, Answered<Tokens> answer)
{
    if (const auto request = signInRequest(*call)) {
        // Whoever was meant, so that the audit knows whose password was guessed; the caller is not told.
        if (const auto meant = door.identity.sessions().holderOf(cleanLogin(request->login))) {
            call->about(meant->id.uuid);
        }
        door.once.run(call, Once::Answers::Secret,
            [&sessions = door.identity.sessions(), request = *request, answer] {
                sessions.signIn(request, answer);
            });
    }
}

static void signIn(const IdentityDoor &door, const CallPtr &call)
{
    signInWith(door, call, answering(call, 200));
}

static void shortSignIn(const IdentityDoor &door, const CallPtr &call)
{
    signInWith(door, call, [call](const Result<Tokens, Refused> &tokens) {
        if (!tokens) {
            call->refuse(tokens.error());
            return;
        }
        call->about(tokens->user.id.uuid);
        call->answer(200, toJson(api::TokenView{QString::fromLatin1(tokens->access.reveal()),
                              tokens->expiresAt}));
    });
}

// Its key is the session's business: it counts for ten seconds, and the answer is a new one.
static void refresh(const IdentityDoor &door, const CallPtr &call)
{
    if (const auto body = call->body<api::RefreshRequest>()) {
        door.identity.sessions().refresh(
            Secret(body->refreshToken), call->key(), answering(call, 200));
    }
}

static std::vector<SessionId> endedBy(const Call &call, const SessionDesk &sessions, bool everywhere)
{
    const CallerPtr &caller = call.caller();
    if (!caller || !caller->session) {
        return {};
    }
    std::vector<SessionId> ids{*caller->session};
    for (const storage::SessionRow &session :
        everywhere ? sessions.sessionsOf(caller->user()) : std::vector<storage::SessionRow>()) {
        ids.push_back(session.id);
    }
    return ids;
}

static void signOut(const IdentityDoor &door, const CallPtr &call)
{
    const auto body = call->hasBody() ? call->body<api::SignOutRequest>() : api::SignOutRequest();
    if (!body) {
        return;
    }
    door.once.run(call, Once::Answers::Kept,
        [&sessions = door.identity.sessions(), call,
            everywhere = body->everywhere.value_or(false)] {
            sessions.end(endedBy(*call, sessions, everywhere), answeringNothing(call));
        });
}

static void getMe(const IdentityDoor &door, const CallPtr &call)
{
    const Principal &principal = call->principal();
    api::Me me{call->actorName(), *fromName<api::Role>(kontor::nameOf(principal.role)), {}, {}};
    if (const auto known = call->caller() && call->caller()->session
            ? door.identity.users().find(call->caller()->user())
            : std::nullopt) {
        me.user = userView(known->id, known->user);
    }
    for (const AccessRow &row : accessTable()) {
        if (principal.reach(row.action) != Reach::None) {
            me.actions.push_back(QString::fromLatin1(row.name));
        }
    }
    call->answer(200, toJson(me));
}

using enum api::ProblemCode;
namespace paths = api::paths;

static void addDoor(Routes &routes, const IdentityDoor &to)
{
    routes.add({.method = Method::Post, .path = paths::registerUser, .action = "user.register",
                   .name = "register", .summary = "Register as a customer",
                   .details = "Signs in at once. An account in the branch's currency opens by "
                              "itself, moments later.",
                   .body = examples::registerRequest(),
                   .answers = {{201, examples::signedIn(), {"Location"}}},
                   .problems = {RegistrationClosed, AnswerNotRepeatable, InvalidName, LoginTaken,
                       NotReady}},
        to(registerUser));
    routes.add({.method = Method::Post, .path = paths::signIn, .action = "session.open",
                   .name = "signIn", .summary = "Sign in",
                   .details = "The answer is the same for an unknown login, a wrong password, a "
                              "suspended user and a try that comes too early after others.",
                   .body = {examples::signInRequest(), {},
                       {{"by user name", R"({"username":"john@example.com","password":"Password123!"})"}}},
                   .answers = {{200, examples::signedIn()}},
                   .problems = {SignInFailed, AnswerNotRepeatable, NotReady}},
        to(signIn));
    routes.add({.method = Method::Post, .path = paths::shortSignIn, .action = "session.open",
                   .name = "signInForToken", .summary = "Sign in for an access token only",
                   .body = examples::signInRequest(), .answers = {{200, examples::token()}},
                   .problems = {SignInFailed, AnswerNotRepeatable, NotReady}},
        to(shortSignIn));
    routes.add({.method = Method::Post, .path = paths::setUp, .action = "session.open",
                   .name = "setUp", .summary = "Make the branch's first administrator",
                   .details = "With the secret that the server prints at its first start, once.",
                   .body = examples::setUpRequest(),
                   .answers = {{201, examples::signedIn(), {"Location"}}},
                   .problems = {SetUpSecretWrong, AnswerNotRepeatable, InvalidName, AlreadySetUp,
                       LoginTaken, NotReady}},
        to(setUp));
}

static Body signOutBody()
{
    Body body = examples::signOutRequest();
    body.optional = true;
    return body;
}

void addSignInRoutes(Routes &routes, Branch &branch, Identity &identity, Once &once)
{
    const IdentityDoor to{branch, identity, once};
    addDoor(routes, to);
    routes.add({.method = Method::Post, .path = paths::refresh, .action = "session.open",
                   .name = "refresh", .summary = "Go on with a session",
                   .details = "A refresh token is good once. Shown a second time it ends its session, "
                              "because somebody has a copy; the same request under the same "
                              "Idempotency-Key within ten seconds does not.",
                   .body = examples::refreshRequest(), .answers = {{200, examples::signedIn()}},
                   .problems = {InvalidToken, NotReady}},
        to(refresh));
    routes.add({.method = Method::Post, .path = paths::signOut, .action = "session.close",
                   .name = "signOut", .summary = "End this session, or all of them",
                   .details = "A body is not needed.", .body = signOutBody(),
                   .answers = {{204}}, .problems = {AnswerNotRepeatable, NotReady}},
        to(signOut));
    routes.add({.path = paths::me, .action = "me.read", .name = "getMe",
                   .summary = "Who the server takes the caller for",
                   .answers = {{200, examples::me()}}},
        to(getMe));
}

} // namespace kontor::server
