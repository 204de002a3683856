// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/Branch.h"
#include "server/auth/Authenticator.h"
#include "server/auth/Desk.h"
#include "server/auth/Hasher.h"
#include "server/auth/Safe.h"
#include "server/auth/SignInThrottle.h"

#include <set>

namespace kontor::server {

//! What the desks of sign-in work with.
struct IdentityParts
{
    Branch &branch;
    Hasher &hasher;
    Safe &safe;
    Sessions &sessions;
    const AccessTokens &tokens;
    SignInThrottle &throttle;
    Authenticator &authenticator;
};

//! Somebody who shall be able to sign in.
struct NewUser
{
    QString login;
    QString firstName;
    QString lastName;
    domain::Role role = domain::Role::Customer;
    Secret<QString> password;
    //! What is wrong with the login is told under this name.
    const char *loginMember = "username";
    bool setsUpBranch = false;
};

struct KnownUser
{
    UserId id;
    domain::User user;
};

//! Registers users and changes their passwords. The verifier is stored before the event that makes
//! it count, and erased where the event never came.
class UserDesk final : public QObject
{
    Q_OBJECT

public:
    explicit UserDesk(IdentityParts parts, QObject *parent = nullptr)
        : QObject(parent), m_parts(parts) {}

    void registerUser(const NewUser &user, Prepare prepare, Answered<KnownUser> answer);
    //! With the branch's set-up secret: its first administrator.
    void setUp(const Secret<QString> &secret, const NewUser &admin, Prepare prepare,
        Answered<KnownUser> answer);

    struct PasswordChange
    {
        UserId user;
        //! Of whoever changes their own.
        std::optional<Secret<QString>> current;
        Secret<QString> next;
        //! It goes on; all others of the user end.
        std::optional<SessionId> session;
        QHostAddress source;
    };
    //! One change of a user at a time, as with PINs.
    void changePassword(const PasswordChange &change, Prepare prepare, Answered<Done> answer);

    //! A fresh set-up secret while the branch has had no administrator; else nothing.
    std::optional<Secret<QByteArray>> freshSetUpSecret(SafeContents &safe);
    std::optional<KnownUser> find(UserId id);

private:
    std::optional<Failure<Refused>> fault(const NewUser &user) const;
    std::optional<QString> passwordFault(const Secret<QString> &password, const QString &login,
        const QString &firstName, const QString &lastName) const;
    void submit(UserId id, const NewUser &user, Prepare prepare, Answered<KnownUser> answer);
    void replace(const PasswordChange &change, const KnownUser &known, Prepare prepare,
        Answered<Done> answer);
    void commitPassword(const PasswordChange &change, int generation, Prepare prepare,
        Answered<Done> answer);
    void endOthers(const PasswordChange &change, int generation);

    void checkAndReplace(const PasswordChange &change, const KnownUser &known, Prepare prepare,
        Answered<Done> answer);

    IdentityParts m_parts;
    std::set<UserId> m_changing;
};

} // namespace kontor::server
