// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/UserDesk.h"

namespace kontor::server {

//! A session's tokens, on their way to the one who signed in.
struct Tokens
{
    Secret<QByteArray> access;
    Secret<QByteArray> refresh;
    Timestamp expiresAt;
    KnownUser user;
};

//! Begins, continues and ends sessions. Whoever fails to sign in learns nothing: an unknown login, a
//! wrong password, a suspended user and too early a try get one answer after one time.
class SessionDesk final : public QObject
{
    Q_OBJECT

public:
    explicit SessionDesk(IdentityParts parts, QObject *parent = nullptr);

    struct SignIn
    {
        QString login;
        Secret<QString> password;
        //! Of the computer, where it has one.
        std::optional<Secret<QString>> workstation;
        QHostAddress source;
    };
    void signIn(const SignIn &request, Answered<Tokens> answer);
    //! For whoever has just been registered.
    void begin(const KnownUser &user, std::optional<KeyId> workstation, Answered<Tokens> answer);
    //! `key` is the request's idempotency key, empty without one.
    void refresh(const Secret<QString> &token, const QByteArray &key, Answered<Tokens> answer);
    //! They count no more from now on; answers when that will outlive a crash, too.
    void end(const std::vector<SessionId> &ids, Answered<Done> answer);
    //! For what nobody waits for.
    void end(SessionId id);
    void endAll(UserId user);
    //! Whose login that is.
    std::optional<KnownUser> holderOf(const std::optional<QByteArray> &login);
    std::vector<storage::SessionRow> sessionsOf(UserId user) const
    {
        return m_parts.sessions.of(user);
    }

private:
    void judge(const SignIn &request, const SignInTry &attempt, const std::optional<KnownUser> &user,
        bool right, Answered<Tokens> answer);
    void makeRoom(UserId user);
    void begun(const storage::SessionRow &session, const Secret<QByteArray> &refresh,
        Answered<Tokens> answer);
    void rotated(const storage::RotationResult &result, const Secret<QByteArray> &next,
        Answered<Tokens> answer);
    void reportReuse(const storage::SessionRow &session);
    Tokens tokensOf(const KnownUser &user, const storage::SessionRow &session,
        const Secret<QByteArray> &refresh);

    IdentityParts m_parts;
};

} // namespace kontor::server
