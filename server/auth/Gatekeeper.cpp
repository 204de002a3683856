// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/Gatekeeper.h"

#include "server/http/RouteTable.h"

#include <algorithm>
#include <chrono>

namespace kontor::server {

using api::ProblemCode;
using domain::Reach;
using domain::Role;

static Rejection unauthorized(ProblemCode code)
{
    const bool hadToken = code == ProblemCode::InvalidToken;
    return {api::Problem::of(code),
        {{"WWW-Authenticate",
            hadToken ? R"(Bearer realm="kontor", error="invalid_token")" : R"(Bearer realm="kontor")"}}};
}

// Who comes through the front door has no token yet, or one that has run out.
static QByteArray authorizationFor(const RequestContext &context)
{
    const bool isOpen = reachOf(Role::Nobody, context.route->action) != Reach::None;
    return isOpen ? QByteArray() : context.request.authorization;
}

static bool costsAHash(domain::Action action)
{
    return action == domain::Action::SessionOpen || action == domain::Action::UserRegister;
}

// Setting the wall clock back must shut nobody out.
static Timestamp sinceStart()
{
    return {std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now().time_since_epoch())
                .count()};
}

// A batch of transfers comes in one request and is as much work as many: by its size, so that what
// cannot be read counts, too.
static qint64 weightOf(const Request &request)
{
    static constexpr qint64 free = 1024; // no other request is longer
    static constexpr qint64 oneTransfer = 128;
    return 1 + std::max<qint64>(0, request.body.size() - free) / oneTransfer;
}

// Whose token is no good is counted by the address, too.
std::optional<int> Gatekeeper::secondsToWait(const RequestContext &context, const Found &caller)
{
    const Timestamp now = sinceStart();
    if (caller && (*caller)->principal.role != Role::Nobody) {
        return m_limits.caller((*caller)->keySpace, now, weightOf(context.request));
    }
    const QHostAddress &source = context.request.source;
    const auto wait = m_limits.source(source, now);
    return wait || !costsAHash(context.route->action) ? wait : m_limits.signIn(source, now);
}

std::optional<Rejection> Gatekeeper::admit(RequestContext &context)
{
    const auto caller = m_authenticator.authenticate(authorizationFor(context));
    if (const auto seconds = secondsToWait(context, caller)) {
        return Rejection{api::Problem::of(ProblemCode::TooManyRequests),
            {{"Retry-After", QByteArray::number(*seconds)}}};
    }
    if (!caller) {
        return unauthorized(caller.error());
    }
    context.caller = *caller;
    context.actor = (*caller)->actor;
    context.principal = (*caller)->principal;
    if (context.principal.reach(context.route->action) == Reach::None) {
        const bool isNobody = context.principal.role == Role::Nobody;
        return isNobody ? unauthorized(ProblemCode::Unauthorized)
                        : Rejection{api::Problem::of(ProblemCode::Forbidden), {}};
    }
    if (context.principal.role == Role::Atm) {
        context.principal.cardAccount = m_cardAccount(context.principal.terminal);
    }
    return std::nullopt;
}

} // namespace kontor::server
