// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/Authenticator.h"

#include "server/auth/OpaqueToken.h"

namespace kontor::server {

using api::ProblemCode;
using namespace domain;

static constexpr qsizetype mostKnown = 16'384;
// So long a token lives that the operator's own program makes for one errand.
static constexpr qint64 operatorSeconds = 60;

Authenticator::Authenticator(Branch &branch, const AccessTokens &tokens, const Sessions &sessions,
    QObject *parent)
    : QObject(parent), m_branch(branch), m_tokens(tokens), m_sessions(sessions)
{
    Caller nobody;
    nobody.actor = {"nobody", {}};
    nobody.principal.role = Role::Nobody;
    nobody.keySpace = "nobody";
    m_nobody = std::make_shared<const Caller>(nobody);
}

// "Bearer", blanks, the token; nothing where it is anything else.
static QByteArrayView bearerToken(const QByteArray &header)
{
    static constexpr QByteArrayView scheme = "bearer ";
    const bool isBearer = header.size() > scheme.size()
        && qstrnicmp(header.constData(), scheme.data(), std::size_t(scheme.size())) == 0;
    return isBearer ? QByteArrayView(header).sliced(scheme.size()).trimmed() : QByteArrayView();
}

Result<CallerPtr, ProblemCode> Authenticator::authenticate(const QByteArray &authorization)
{
    if (authorization.isNull()) {
        return m_nobody;
    }
    // By the token alone: with blanks around it one would be remembered thousands of times.
    const QByteArrayView token = bearerToken(authorization);
    const auto known = m_known.constFind(QByteArray::fromRawData(token.data(), token.size()));
    if (known != m_known.constEnd()) {
        const auto &end = (*known)->expiresAt;
        return end && *end <= m_branch.now() ? Result<CallerPtr, ProblemCode>(
                   Failure{ProblemCode::InvalidToken}) : *known;
    }
    auto found = token.isEmpty() ? Failure{ProblemCode::Unauthorized} : find(token);
    if (found) {
        if (m_known.size() >= mostKnown) {
            m_known.clear();
        }
        m_known.insert(token.toByteArray(), *found);
    }
    return found;
}

Result<CallerPtr, ProblemCode> Authenticator::find(QByteArrayView token) const
{
    if (const auto read = m_tokens.read(token, m_branch.now())) {
        CallerPtr caller = read->session.isNull() ? operatorOf(*read) : userOf(*read);
        return caller ? Result<CallerPtr, ProblemCode>(std::move(caller))
                      : Failure{ProblemCode::InvalidToken};
    }
    const auto known = key(token);
    if (!known || known->second.kind == KeyKind::Workstation) {
        return Failure{ProblemCode::InvalidToken};
    }
    return keyOf(known->first, known->second);
}

const User *Authenticator::liveUser(const AccessToken &token,
    application::ChangedStream &stream) const
{
    const auto *session = m_sessions.find(token.session, m_branch.now());
    auto found = session && session->user == token.user
        ? m_branch.stream(StreamName::of(token.user))
        : std::nullopt;
    if (!found) {
        return nullptr;
    }
    stream = std::move(*found);
    const auto &user = std::get<User>(*stream.state);
    return isSessionLive(*session, user) ? &user : nullptr;
}

bool Authenticator::isSessionLive(const storage::SessionRow &session, const User &user) const
{
    return !user.isSuspended && user.passwordGeneration == session.generation
        && (!session.workstation || isKeyLive(*session.workstation));
}

CallerPtr Authenticator::userOf(const AccessToken &token) const
{
    application::ChangedStream stream;
    const User *user = liveUser(token, stream);
    if (!user) {
        return nullptr;
    }
    Caller caller;
    // Others see who acted; a customer's login is nobody's business.
    caller.actor = user->role == Role::Customer
        ? Actor{"customer", QString::fromLatin1(token.user.toString())}
        : Actor{"user", QString::fromUtf8(user->login)};
    caller.principal.role = user->role;
    caller.principal.id = token.user.uuid;
    caller.keySpace = keySpaceOf('u', token.user.uuid);
    caller.session = token.session;
    caller.expiresAt = token.expiresAt;
    return std::make_shared<const Caller>(caller);
}

// Whoever can sign with the branch's own key can read its files anyway.
CallerPtr Authenticator::operatorOf(const AccessToken &token) const
{
    if (!token.user.isNull() || token.expiresAt > token.issuedAt.plusSeconds(operatorSeconds)) {
        return nullptr;
    }
    Caller caller;
    caller.actor = {"system", u"operator"_s};
    caller.principal.role = Role::Admin;
    caller.keySpace = "operator";
    caller.expiresAt = token.expiresAt;
    return std::make_shared<const Caller>(caller);
}

std::optional<std::pair<KeyId, Key>> Authenticator::key(QByteArrayView text) const
{
    const auto id = m_keys.constFind(digestOf(text));
    const auto stream
        = id == m_keys.constEnd() ? std::nullopt : m_branch.stream(StreamName::of(*id));
    if (!stream || std::get<Key>(*stream->state).isRevoked) {
        return std::nullopt;
    }
    return std::pair(*id, std::get<Key>(*stream->state));
}

bool Authenticator::isKeyLive(KeyId id) const
{
    const auto stream = m_branch.stream(StreamName::of(id));
    return stream && !std::get<Key>(*stream->state).isRevoked;
}

CallerPtr Authenticator::keyOf(KeyId id, const Key &key) const
{
    Caller caller;
    caller.actor = {key.kind == KeyKind::Terminal ? "terminal" : "key", key.name};
    caller.principal.role = roleOf(key.kind);
    caller.principal.id = id.uuid;
    if (key.kind == KeyKind::Terminal) {
        caller.principal.terminal = key.name.toLatin1();
    }
    if (!key.scopes.empty()) {
        // Everybody may look at the door; the rest is what the key says.
        caller.principal.scopes.reset();
        for (const AccessRow &row : accessTable()) {
            const bool named = std::count(key.scopes.begin(), key.scopes.end(), row.name) > 0;
            caller.principal.scopes.set(std::size_t(row.action),
                named || row.action == Action::MeRead || reachOf(Role::Nobody, row.action) == Reach::All);
        }
    }
    caller.keySpace = keySpaceOf('k', id.uuid);
    caller.key = id;
    return std::make_shared<const Caller>(caller);
}

bool Authenticator::isStill(const Caller &caller) const
{
    if (caller.expiresAt && *caller.expiresAt <= m_branch.now()) {
        return false;
    }
    if (caller.key) {
        return isKeyLive(*caller.key);
    }
    if (!caller.session) {
        return true;
    }
    application::ChangedStream stream;
    const User *user = liveUser({caller.user(), *caller.session, {}, {}, {}}, stream);
    return user && user->role == caller.principal.role;
}

void Authenticator::removeKey(KeyId id)
{
    m_keys.removeIf([id](auto it) { return it.value() == id; });
}

static bool changesRights(const Event &event)
{
    return std::holds_alternative<PasswordChanged>(event)
        || std::holds_alternative<UserRoleChanged>(event)
        || std::holds_alternative<UserSuspended>(event) || std::holds_alternative<TokenReused>(event)
        || std::holds_alternative<KeyRevoked>(event);
}

void Authenticator::follow(const application::CommittedBatch &batch)
{
    const bool changes = std::any_of(batch.events.begin(), batch.events.end(),
        [](const application::RecordedEvent &event) { return changesRights(event.event); });
    if (changes) {
        forget();
    }
}

void Authenticator::forget()
{
    m_known.clear();
    Q_EMIT rightsChanged();
}

} // namespace kontor::server
