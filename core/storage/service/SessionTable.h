// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Clock.h"
#include "foundation/Ids.h"
#include "foundation/Secret.h"
#include "storage/service/ServiceDb.h"
#include "storage/sql/Statement.h"

#include <vector>

namespace kontor::storage {

//! Somebody is signed in: a family of refresh tokens, each of which replaces the one before.
struct SessionRow
{
    SessionId id;
    UserId user;
    //! Of the password with which it began.
    int generation = 1;
    //! The computer at which it began, where that has a key of its own.
    std::optional<KeyId> workstation;
    Timestamp beganAt;
    //! However often it is refreshed.
    Timestamp endsAt;
};

//! A refresh token is shown, and what comes next depends on its past.
struct Rotation
{
    //! Digests of the token shown and of the one that is to replace it.
    QByteArray shown;
    QByteArray next;
    //! A digest of the request's idempotency key; empty without one.
    QByteArray key;
    Timestamp now;
    qint64 idleSeconds = 0;
};

struct RotationResult
{
    //! Unknown: never given out, or its session is over. Reused: shown before, so that somebody has
    //! a copy; the session has been ended.
    enum class Kind { Rotated, Unknown, Reused };
    Kind kind = Kind::Unknown;
    SessionRow session;
};

//! Sessions and the digests of their refresh tokens. Ended ones are erased. Each row has a seal under a
//! key that is not in the file; one whose seal is not its own is as good as not there: whoever can write
//! the file cannot make one person's token or session another's.
class SessionTable
{
public:
    SessionTable(ServiceDb &service, Secret<QByteArray> sealKey);

    //! With its first refresh token.
    Result<Done, QString> begin(const SessionRow &session, const QByteArray &token);
    Result<RotationResult, QString> rotate(const Rotation &rotation);
    //! The user has changed the password and stays.
    Result<Done, QString> setGeneration(SessionId id, int generation);
    Result<Done, QString> end(SessionId id);
    //! Erases those that have run out by then, up to `most` of them and their tokens at a time, so
    //! that nobody waits for long: whether there is more to do.
    Result<bool, QString> forgetOver(Timestamp now, int most);
    //! All that have not run out by then.
    std::vector<SessionRow> live(Timestamp now);

private:
    struct Token;
    QByteArray sealOf(const SessionRow &session) const;
    QByteArray sealOf(const Token &token) const;
    std::optional<SessionRow> sessionAt(const Statement &row) const;
    Result<Done, QString> put(const Token &token);
    std::optional<Token> token(const QByteArray &digest);
    std::optional<SessionRow> session(const QByteArray &id);
    bool successorWasUsed(const QByteArray &digest);
    bool isRepetition(const Token &token, const Rotation &rotation);
    bool replace(const Token &token, const Rotation &rotation);
    bool decide(const Rotation &rotation, RotationResult &result);
    bool erase(const QByteArray &session);
    std::vector<QByteArray> over(Timestamp now, int most);
    bool eraseOver(Timestamp now, int &left);

    ServiceDb &m_service;
    Secret<QByteArray> m_sealKey;
    Statement m_putSession;
    Statement m_session;
    Statement m_generation;
    Statement m_dropSession;
    Statement m_dropTokens;
    Statement m_dropSomeTokens;
    Statement m_over;
    Statement m_live;
    Statement m_putToken;
    Statement m_token;
    Statement m_children;
    Statement m_markUsed;
    Statement m_dropSiblings;
};

} // namespace kontor::storage
