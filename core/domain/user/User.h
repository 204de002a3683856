// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/user/UserEvents.h"

namespace kontor::domain {

//! Somebody who signs in with a password.
struct User
{
    bool exists = false;
    QByteArray login;
    QString firstName;
    QString lastName;
    Role role = Role::Nobody;
    bool isSuspended = false;
    //! Which password counts; grows with each change.
    int passwordGeneration = 1;
    Timestamp registeredAt;

    template<class V>
    static void describe(V &&v)
    {
        v("exists", &User::exists);
        v("login", &User::login);
        v("firstName", &User::firstName);
        v("lastName", &User::lastName);
        v("role", &User::role);
        v("isSuspended", &User::isSuspended);
        v("passwordGeneration", &User::passwordGeneration);
        v("registeredAt", &User::registeredAt);
    }
    friend bool operator==(const User &, const User &) = default;
};

inline void evolve(User &user, const UserRegistered &event, Timestamp at)
{
    user = {true, event.login, event.firstName, event.lastName, event.role, false, 1, at};
}

inline void evolve(User &user, const PasswordChanged &event, Timestamp)
{
    user.passwordGeneration = event.generation;
}

inline void evolve(User &user, const UserRoleChanged &event, Timestamp)
{
    user.role = event.to;
}

inline void evolve(User &user, const UserSuspended &, Timestamp)
{
    user.isSuspended = true;
}

inline void evolve(User &user, const UserReinstated &, Timestamp)
{
    user.isSuspended = false;
}

inline void evolve(User &, const TokenReused &, Timestamp) {}

//! An e-mail address, or a short name of letters, digits and `.`, `_`, `-`; in lower case. Nothing
//! where it is neither.
std::optional<QByteArray> cleanLogin(const QString &text);
inline bool isEmail(const QByteArray &login)
{
    return login.contains('@');
}

} // namespace kontor::domain
