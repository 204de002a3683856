// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/KeyDesk.h"
#include "server/auth/SessionDesk.h"

#include <QDateTime>

namespace kontor::server {

//! Everything about who signs in, put together.
class Identity final : public QObject
{
    Q_OBJECT

public:
    struct Setup
    {
        Branch &branch;
        const Clock &clock;
        Secret<QByteArray> pepper;
        Secret<QByteArray> fingerprintKey;
    };
    //! In the data directory of the branch's settings; what went wrong, for people.
    static Result<std::unique_ptr<Identity>, storage::OpenError> open(const Setup &setup);

    UserDesk &users() { return m_users; }
    SessionDesk &sessions() { return m_sessionDesk; }
    Safe &safe() { return m_safe; }
    KeyDesk &keys() { return m_keyDesk; }
    SignInThrottle &throttle() { return m_throttle; }
    Authenticator &authenticator() { return m_authenticator; }
    qint64 countSessions() const { return m_sessions.countAlive(m_clock.now()); }
    //! To be shown once to whoever starts the server; nothing once there is an administrator.
    const std::optional<Secret<QByteArray>> &setUpSecret() const { return m_setUpSecret; }
    //! Takes over the keys of access tokens as the file has them now.
    void reloadTokenKeys();

private:
    Identity(const Setup &setup, TokenKeys keys);
    IdentityParts parts();
    Result<Done, storage::OpenError> restore();
    void restoreKeys(SafeContents &contents);
    Result<Done, QString> restoreSessions(SafeContents &contents);
    void watchTokenKeys();
    void tidyHourly();
    void tidySessions();

    Branch &m_branch;
    const Clock &m_clock;
    Secret<QByteArray> m_pinKey;
    QString m_keyFile;
    QDateTime m_keyFileTime;
    TokenKeys m_tokenKeys;
    AccessTokens m_tokens;
    Hasher m_hasher;
    Safe m_safe;
    Sessions m_sessions;
    SignInThrottle m_throttle;
    Authenticator m_authenticator;
    UserDesk m_users;
    SessionDesk m_sessionDesk;
    KeyDesk m_keyDesk;
    std::optional<Secret<QByteArray>> m_setUpSecret;
};

} // namespace kontor::server
