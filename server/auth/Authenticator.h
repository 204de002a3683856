// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Problem.h"
#include "server/Branch.h"
#include "server/auth/AccessTokens.h"
#include "server/auth/Caller.h"
#include "server/auth/Sessions.h"

#include <QHash>
#include <QObject>

namespace kontor::server {

//! From the Authorization header to the caller. What was found out about a token is remembered, so
//! that most requests cost one look-up; whatever may have changed an answer makes it forget.
class Authenticator final : public QObject
{
    Q_OBJECT

public:
    Authenticator(Branch &branch, const AccessTokens &tokens, const Sessions &sessions,
        QObject *parent = nullptr);

    //! Nobody's Caller where there is no header. A header that means nothing, or no longer: why.
    Result<CallerPtr, api::ProblemCode> authenticate(const QByteArray &authorization);
    //! Whether that caller could still come: for answers that go on for long.
    bool isStill(const Caller &caller) const;
    //! A session of that user counts only with the password, and at the computer, it began with.
    bool isSessionLive(const storage::SessionRow &session, const domain::User &user) const;

    void addKey(const QByteArray &digest, KeyId id) { m_keys.insert(digest, id); }
    void removeKey(KeyId id);
    //! The workstation or machine whose key this is, if it counts.
    std::optional<std::pair<KeyId, domain::Key>> key(QByteArrayView text) const;

    //! Sees to it that what is remembered is still so: after each commit.
    void follow(const application::CommittedBatch &batch);
    //! A session has ended.
    void forget();

Q_SIGNALS:
    //! Somebody's rights or sessions have changed: ask isStill() about whoever is connected.
    void rightsChanged();

private:
    Result<CallerPtr, api::ProblemCode> find(QByteArrayView token) const;
    CallerPtr userOf(const AccessToken &token) const;
    CallerPtr operatorOf(const AccessToken &token) const;
    CallerPtr keyOf(KeyId id, const domain::Key &key) const;
    const domain::User *liveUser(const AccessToken &token, application::ChangedStream &stream) const;
    bool isKeyLive(KeyId id) const;

    Branch &m_branch;
    const AccessTokens &m_tokens;
    const Sessions &m_sessions;
    CallerPtr m_nobody;
    QHash<QByteArray, KeyId> m_keys;
    //! By the token.
    QHash<QByteArray, CallerPtr> m_known;
};

} // namespace kontor::server
