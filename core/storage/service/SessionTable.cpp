// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/service/SessionTable.h"

#include "foundation/LogCategories.h"
#include "storage/sql/Columns.h"

#include <sodium.h>

namespace kontor::storage {

// So long a client whose answer was lost may ask again under the same key.
static constexpr qint64 repetitionSeconds = 10;

struct SessionTable::Token
{
    QByteArray digest;
    QByteArray session;
    QByteArray parent;
    Timestamp issuedAt;
    std::optional<Timestamp> usedAt;
    QByteArray key;
};

static constexpr char16_t sessionColumns[]
    = u"SELECT id, user, generation, workstation, began_at, ends_at, seal FROM sessions";

SessionTable::SessionTable(ServiceDb &service, Secret<QByteArray> sealKey)
    : m_service(service), m_sealKey(std::move(sealKey)),
      m_putSession(service.database(), u"INSERT INTO sessions VALUES(?,?,?,?,?,?,?)"_s),
      m_session(service.database(), QString::fromUtf16(sessionColumns) + u" WHERE id = ?"_s),
      m_generation(service.database(),
          u"UPDATE sessions SET generation = ?, seal = ? WHERE id = ?"_s),
      m_dropSession(service.database(), u"DELETE FROM sessions WHERE id = ?"_s),
      m_dropTokens(service.database(), u"DELETE FROM refresh_tokens WHERE session = ?"_s),
      m_dropSomeTokens(service.database(),
          u"DELETE FROM refresh_tokens WHERE digest IN"
          " (SELECT digest FROM refresh_tokens WHERE session = ? LIMIT ?)"_s),
      m_over(service.database(), u"SELECT id FROM sessions WHERE ends_at <= ? LIMIT ?"_s),
      m_live(service.database(),
          QString::fromUtf16(sessionColumns) + u" WHERE ends_at > ? ORDER BY began_at"_s),
      m_putToken(service.database(), u"INSERT INTO refresh_tokens VALUES(?,?,?,?,NULL,x'',?)"_s),
      m_token(service.database(),
          u"SELECT digest, session, parent, issued_at, used_at, key, seal"
          " FROM refresh_tokens WHERE digest = ?"_s),
      m_children(service.database(),
          u"SELECT COUNT(*) FROM refresh_tokens WHERE parent = ? AND used_at IS NOT NULL"_s),
      m_markUsed(service.database(),
          u"UPDATE refresh_tokens SET used_at = ?, key = ? WHERE digest = ?"_s),
      m_dropSiblings(service.database(),
          u"DELETE FROM refresh_tokens WHERE session = ? AND parent = ? AND digest <> ?"_s)
{
}

// ---- seals ------------------------------------------------------------------------------------

static void append(QByteArray &bytes, qint64 number)
{
    bytes.append(reinterpret_cast<const char *>(&number), sizeof number);
}

static QByteArray seal(const Secret<QByteArray> &key, const QByteArray &bytes)
{
    const auto raw = [](const QByteArray &of) {
        return reinterpret_cast<const unsigned char *>(of.constData());
    };
    QByteArray made(32, '\0');
    crypto_generichash(reinterpret_cast<unsigned char *>(made.data()), std::size_t(made.size()),
        raw(bytes), static_cast<unsigned long long>(bytes.size()), raw(key.reveal()),
        std::size_t(key.reveal().size()));
    return made;
}

// Every field has its width, so that no two rows are the same bytes.
QByteArray SessionTable::sealOf(const SessionRow &session) const
{
    QByteArray bytes = "S" + idColumn(session.id.uuid) + idColumn(session.user.uuid);
    for (const qint64 number :
        {qint64(session.generation), session.beganAt.micros, session.endsAt.micros}) {
        append(bytes, number);
    }
    return seal(m_sealKey,
        session.workstation ? bytes + idColumn(session.workstation->uuid) : bytes);
}

QByteArray SessionTable::sealOf(const Token &token) const
{
    QByteArray bytes = "T" + token.session;
    append(bytes, token.issuedAt.micros);
    return seal(m_sealKey, bytes + token.digest);
}

static bool isSealed(const char *what, const QByteArray &kept, const QByteArray &right)
{
    if (kept != right) {
        qCCritical(logStorage, "service.db: %s was not written by this server, and does not count",
            what);
    }
    return kept == right;
}

// ---- rows -------------------------------------------------------------------------------------

std::optional<SessionRow> SessionTable::sessionAt(const Statement &row) const
{
    SessionRow session{{idFromColumn(row.bytes(0))}, {idFromColumn(row.bytes(1))}, int(row.integer(2)), {},
        {row.integer(4)}, {row.integer(5)}};
    if (!row.isNull(3)) {
        session.workstation = KeyId{idFromColumn(row.bytes(3))};
    }
    return isSealed("a session", row.bytes(6), sealOf(session)) ? std::optional(session)
                                                                : std::nullopt;
}

Result<Done, QString> SessionTable::put(const Token &token)
{
    m_putToken.bind(token.digest, token.session,
        token.parent.isEmpty() ? QByteArray("") : token.parent, token.issuedAt.micros,
        sealOf(token));
    return runWriting(m_putToken);
}

Result<Done, QString> SessionTable::begin(const SessionRow &session, const QByteArray &token)
{
    return m_service.transaction([&] {
        const QVariant workstation
            = session.workstation ? QVariant(idColumn(session.workstation->uuid)) : QVariant();
        m_putSession.bind(idColumn(session.id.uuid), idColumn(session.user.uuid),
            session.generation, workstation, session.beganAt.micros, session.endsAt.micros,
            sealOf(session));
        return runWriting(m_putSession)
            && put({token, idColumn(session.id.uuid), {}, session.beganAt, {}, {}});
    });
}

std::optional<SessionTable::Token> SessionTable::token(const QByteArray &digest)
{
    m_token.query(digest);
    std::optional<Token> found;
    if (m_token.next()) {
        found = Token{m_token.bytes(0), m_token.bytes(1), m_token.bytes(2), {m_token.integer(3)}, {},
            m_token.bytes(5)};
        if (const auto used = m_token.optionalInteger(4)) {
            found->usedAt = Timestamp{*used};
        }
    }
    const QByteArray kept = found ? m_token.bytes(6) : QByteArray();
    m_token.finish();
    return found && isSealed("a refresh token", kept, sealOf(*found)) ? found : std::nullopt;
}

std::optional<SessionRow> SessionTable::session(const QByteArray &id)
{
    m_session.query(id);
    const auto found = m_session.next() ? sessionAt(m_session) : std::nullopt;
    m_session.finish();
    return found;
}

bool SessionTable::successorWasUsed(const QByteArray &digest)
{
    m_children.query(digest);
    const bool used = m_children.next() && m_children.integer(0) > 0;
    m_children.finish();
    return used;
}

// The same client again, whose answer was lost: a moment ago, under the same key, and what it was
// given then has not been shown since.
bool SessionTable::isRepetition(const Token &token, const Rotation &rotation)
{
    return !rotation.key.isEmpty() && token.key == rotation.key
        && rotation.now <= token.usedAt->plusSeconds(repetitionSeconds)
        && !successorWasUsed(token.digest);
}

bool SessionTable::replace(const Token &token, const Rotation &rotation)
{
    if (!token.usedAt) {
        m_markUsed.bind(rotation.now.micros, rotation.key.isEmpty() ? QByteArray("") : rotation.key,
            token.digest);
        // Of several successors given to one repeating client, the one that is shown counts.
        m_dropSiblings.bind(token.session, token.parent.isEmpty() ? QByteArray("") : token.parent,
            token.digest);
        if (!runWriting(m_markUsed) || !runWriting(m_dropSiblings)) {
            return false;
        }
    }
    return bool(put({rotation.next, token.session, token.digest, rotation.now, {}, {}}));
}

bool SessionTable::decide(const Rotation &rotation, RotationResult &result)
{
    const auto shown = token(rotation.shown);
    const auto family = shown ? session(shown->session) : std::nullopt;
    if (!family) {
        return true;
    }
    result.session = *family;
    if (shown->usedAt && !isRepetition(*shown, rotation)) {
        result.kind = RotationResult::Kind::Reused;
        return erase(shown->session);
    }
    if (family->endsAt <= rotation.now
        || shown->issuedAt.plusSeconds(rotation.idleSeconds) <= rotation.now) {
        return erase(shown->session);
    }
    result.kind = RotationResult::Kind::Rotated;
    return replace(*shown, rotation);
}

Result<RotationResult, QString> SessionTable::rotate(const Rotation &rotation)
{
    RotationResult result;
    const auto done = m_service.transaction([&] { return decide(rotation, result); });
    if (!done) {
        return Failure{done.error()};
    }
    return result;
}

Result<Done, QString> SessionTable::setGeneration(SessionId id, int generation)
{
    auto known = session(idColumn(id.uuid));
    if (!known) {
        return Done{};
    }
    known->generation = generation;
    m_generation.bind(generation, sealOf(*known), idColumn(id.uuid));
    return runWriting(m_generation);
}

bool SessionTable::erase(const QByteArray &session)
{
    m_dropTokens.bind(session);
    m_dropSession.bind(session);
    return runWriting(m_dropTokens) && runWriting(m_dropSession);
}

Result<Done, QString> SessionTable::end(SessionId id)
{
    return m_service.transaction([&] { return erase(idColumn(id.uuid)); });
}

std::vector<QByteArray> SessionTable::over(Timestamp now, int most)
{
    std::vector<QByteArray> found;
    m_over.query(now.micros, most);
    while (m_over.next()) {
        found.push_back(m_over.bytes(0));
    }
    m_over.finish();
    return found;
}

// A session stays until the last of its tokens has gone: there may be thousands.
bool SessionTable::eraseOver(Timestamp now, int &left)
{
    for (const QByteArray &session : over(now, left)) {
        m_dropSomeTokens.bind(session, left);
        if (!runWriting(m_dropSomeTokens)) {
            return false;
        }
        left -= changedRows(m_service.database());
        if (left <= 0) {
            return true;
        }
        m_dropSession.bind(session);
        if (!runWriting(m_dropSession)) {
            return false;
        }
        --left;
    }
    return true;
}

Result<bool, QString> SessionTable::forgetOver(Timestamp now, int most)
{
    int left = most;
    const auto done = m_service.transaction([&] { return eraseOver(now, left); });
    return done ? Result<bool, QString>(left <= 0) : Failure{done.error()};
}

std::vector<SessionRow> SessionTable::live(Timestamp now)
{
    std::vector<SessionRow> found;
    m_live.query(now.micros);
    while (m_live.next()) {
        if (const auto session = sessionAt(m_live)) {
            found.push_back(*session);
        }
    }
    return found;
}

} // namespace kontor::storage
