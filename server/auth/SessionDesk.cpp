// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/SessionDesk.h"

#include "foundation/LogCategories.h"
#include "server/auth/OpaqueToken.h"
#include "server/auth/PasswordRules.h"

#include <QTimer>

#include <chrono>

namespace kontor::server {

using application::CommandResult;
using storage::RotationResult;
using namespace domain;

//! Of one user at a time; the oldest makes room.
static constexpr std::size_t sessionsPerUser = 20;

SessionDesk::SessionDesk(IdentityParts parts, QObject *parent) : QObject(parent), m_parts(parts)
{
    auto *timer = new QTimer(this);
    timer->callOnTimeout(this, [this] { m_parts.sessions.forgetOver(m_parts.branch.now()); });
    timer->start(std::chrono::minutes(1));
}

// ---- signing in -------------------------------------------------------------------------------

std::optional<KnownUser> SessionDesk::holderOf(const std::optional<QByteArray> &login)
{
    const auto claim
        = login ? m_parts.branch.stream(StreamName::loginClaim(*login)) : std::nullopt;
    const auto holder = claim ? std::get<Claim>(*claim->state).holder : std::nullopt;
    const auto stream
        = holder ? m_parts.branch.stream(StreamName::of(UserId{*holder})) : std::nullopt;
    return stream ? std::optional(KnownUser{{*holder}, std::get<User>(*stream->state)})
                  : std::nullopt;
}

void SessionDesk::signIn(const SignIn &request, Answered<Tokens> answer)
{
    if (m_parts.hasher.isBusy()) {
        answer(refused(api::ProblemCode::Overloaded));
        return;
    }
    const auto login = cleanLogin(request.login);
    const SignInTry attempt{login.value_or(request.login.toUtf8().left(256)), request.source};
    const auto user = holderOf(login);
    const UserId id = user ? user->id : UserId{};
    const int generation = user ? user->user.passwordGeneration : 1;
    m_parts.safe.ask<std::optional<Secret<QByteArray>>>(
        [id, generation](SafeContents &safe) { return safe.passwords.get(id, generation); },
        [=, this](const auto &kept) {
            const auto verifier = kept && *kept ? std::optional((*kept)->reveal()) : std::nullopt;
            const Secret<QString> password(normalPassword(request.password.reveal()));
            m_parts.hasher.check({id.uuid, generation}, password, verifier, [=, this](bool right) {
                m_parts.branch.reading([&] { judge(request, attempt, user, right, answer); });
            });
        });
}

void SessionDesk::judge(const SignIn &request, const SignInTry &attempt,
    const std::optional<KnownUser> &user, bool right, Answered<Tokens> answer)
{
    if (!m_parts.throttle.admits(attempt)) {
        answer(refused(api::ProblemCode::SignInFailed));
        return;
    }
    std::optional<KeyId> workstation;
    if (request.workstation) {
        const auto key = m_parts.authenticator.key(request.workstation->reveal().toLatin1());
        right = right && key && key->second.kind == KeyKind::Workstation;
        workstation = key ? std::optional(key->first) : std::nullopt;
    }
    if (!right || !user || user->user.isSuspended) {
        m_parts.throttle.failed(attempt);
        answer(refused(api::ProblemCode::SignInFailed));
        return;
    }
    m_parts.throttle.succeeded(attempt);
    begin(*user, workstation, answer);
}

void SessionDesk::makeRoom(UserId user)
{
    const auto sessions = m_parts.sessions.of(user);
    if (sessions.size() >= sessionsPerUser) {
        end(sessions.front().id);
    }
}

void SessionDesk::begin(const KnownUser &user, std::optional<KeyId> workstation,
    Answered<Tokens> answer)
{
    makeRoom(user.id);
    const Timestamp now = m_parts.branch.now();
    const storage::SessionRow session{m_parts.branch.ids().nextId<SessionId>(), user.id,
        user.user.passwordGeneration, workstation, now,
        now.plusSeconds(m_parts.branch.config().sessionSeconds)};
    const auto refreshToken = freshToken();
    m_parts.safe.ask<Done>([session, digest = digestOf(refreshToken.reveal())](
                               SafeContents &safe) { return safe.sessions.begin(session, digest); },
        [=, this](const Result<Done, QString> &stored) {
            if (!stored) {
                qCWarning(logServer, "sessions: %s", qUtf8Printable(stored.error()));
                answer(refused(api::ProblemCode::NotReady));
                return;
            }
            m_parts.branch.reading([&] { begun(session, refreshToken, answer); });
        });
}

// Whoever was suspended while their password was looked at had no session yet that could be ended: it
// would come to life with whoever is reinstated.
void SessionDesk::begun(const storage::SessionRow &session, const Secret<QByteArray> &refresh,
    Answered<Tokens> answer)
{
    m_parts.sessions.add(session);
    const auto stream = m_parts.branch.stream(StreamName::of(session.user));
    KONTOR_ASSERT(stream && "users stay");
    const KnownUser user{session.user, std::get<User>(*stream->state)};
    if (!m_parts.authenticator.isSessionLive(session, user.user)) {
        end(session.id);
        answer(refused(api::ProblemCode::SignInFailed));
        return;
    }
    answer(tokensOf(user, session, refresh));
}

// Without a refresh the session is over after that time: no token outlives it.
Tokens SessionDesk::tokensOf(const KnownUser &user, const storage::SessionRow &session,
    const Secret<QByteArray> &refresh)
{
    const auto &config = m_parts.branch.config();
    const Timestamp now = m_parts.branch.now();
    const qint64 seconds = std::min(config.accessSeconds, config.idleSeconds);
    const Timestamp end = std::min(now.plusSeconds(seconds), session.endsAt);
    const QByteArray access
        = m_parts.tokens.issue({user.id, session.id, nameOf(user.user.role), now, end});
    return {Secret(access), refresh, end, user};
}

// ---- going on ---------------------------------------------------------------------------------

void SessionDesk::refresh(const Secret<QString> &token, const QByteArray &key,
    Answered<Tokens> answer)
{
    const auto next = freshToken();
    const storage::Rotation rotation{digestOf(token.reveal().toLatin1()), digestOf(next.reveal()),
        key.isEmpty() ? QByteArray() : digestOf(key), m_parts.branch.now(),
        m_parts.branch.config().idleSeconds};
    m_parts.safe.ask<RotationResult>(
        [rotation](SafeContents &safe) { return safe.sessions.rotate(rotation); },
        [=, this](const Result<RotationResult, QString> &result) {
            if (!result) {
                qCWarning(logServer, "sessions: %s", qUtf8Printable(result.error()));
                answer(refused(api::ProblemCode::NotReady));
                return;
            }
            m_parts.branch.reading([&] { rotated(*result, next, answer); });
        });
}

void SessionDesk::rotated(const RotationResult &result, const Secret<QByteArray> &next,
    Answered<Tokens> answer)
{
    if (result.kind == RotationResult::Kind::Reused) {
        reportReuse(result.session);
    }
    const auto *session = result.kind == RotationResult::Kind::Rotated
        ? m_parts.sessions.find(result.session.id, m_parts.branch.now())
        : nullptr;
    const auto stream
        = session ? m_parts.branch.stream(StreamName::of(session->user)) : std::nullopt;
    if (!stream) {
        answer(refused(api::ProblemCode::InvalidToken));
        return;
    }
    const KnownUser user{session->user, std::get<User>(*stream->state)};
    if (!m_parts.authenticator.isSessionLive(*session, user.user)) {
        end(session->id);
        answer(refused(api::ProblemCode::InvalidToken));
        return;
    }
    answer(tokensOf(user, *session, next));
}

// The thief and the owner cannot be told apart, so the session ends for both.
void SessionDesk::reportReuse(const storage::SessionRow &session)
{
    qCWarning(logServer, "a refresh token was used twice, its session has ended: user %s, session %s",
        session.user.toString().constData(), session.id.toString().constData());
    m_parts.sessions.remove(session.id);
    m_parts.authenticator.forget();
    application::Submission submission;
    submission.command = ReportTokenReuse{session.user, session.id};
    submission.key = "token-reuse/" + session.id.toString();
    submission.caller = "sessions";
    submission.fingerprint = submission.key;
    submission.cause = {{"system", u"sessions"_s}, Channel::System, submission.key, submission.key};
    m_parts.branch.submit(std::move(submission), [](const CommandResult &) {});
}

// ---- the end ----------------------------------------------------------------------------------

void SessionDesk::end(const std::vector<SessionId> &ids, Answered<Done> answer)
{
    for (const SessionId id : ids) {
        m_parts.sessions.remove(id);
    }
    m_parts.authenticator.forget();
    m_parts.safe.ask<Done>(
        [ids](SafeContents &safe) -> Result<Done, QString> {
            for (const SessionId id : ids) {
                if (const auto ended = safe.sessions.end(id); !ended) {
                    return ended;
                }
            }
            return Done{};
        },
        [answer](const Result<Done, QString> &done) {
            done ? answer(Done{}) : answer(refused(api::ProblemCode::NotReady));
        });
}

void SessionDesk::end(SessionId id)
{
    if (m_parts.sessions.remove(id)) {
        m_parts.authenticator.forget();
        m_parts.safe.tell([id](SafeContents &safe) { return safe.sessions.end(id); });
    }
}

void SessionDesk::endAll(UserId user)
{
    for (const storage::SessionRow &session : m_parts.sessions.of(user)) {
        end(session.id);
    }
}

} // namespace kontor::server
