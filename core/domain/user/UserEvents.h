// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/access/Access.h"

// The verifier of a password is not here: it must be erasable and stands in service.db.

namespace kontor::domain {

//! A customer among the users owns the customer of the same id; a follower opens the first account.
struct UserRegistered
{
    //! An e-mail address or a short name, in lower case.
    QByteArray login;
    QString firstName;
    QString lastName;
    Role role = Role::Customer;
    //! Of the account that a customer gets.
    Currency currency;

    template<class V>
    static void describe(V &&v)
    {
        v("login", &UserRegistered::login);
        v("firstName", &UserRegistered::firstName);
        v("lastName", &UserRegistered::lastName);
        v("role", &UserRegistered::role);
        v("currency", &UserRegistered::currency);
    }
    friend bool operator==(const UserRegistered &, const UserRegistered &) = default;
};

//! Sessions of an older generation have ended with it.
struct PasswordChanged
{
    int generation = 0;

    template<class V>
    static void describe(V &&v) { v("generation", &PasswordChanged::generation); }
    friend bool operator==(const PasswordChanged &, const PasswordChanged &) = default;
};

struct UserRoleChanged
{
    Role from = Role::Customer;
    Role to = Role::Customer;

    template<class V>
    static void describe(V &&v)
    {
        v("from", &UserRoleChanged::from);
        v("to", &UserRoleChanged::to);
    }
    friend bool operator==(const UserRoleChanged &, const UserRoleChanged &) = default;
};

struct UserSuspended
{
    QString reason;

    template<class V>
    static void describe(V &&v) { v("reason", &UserSuspended::reason); }
    friend bool operator==(const UserSuspended &, const UserSuspended &) = default;
};

struct UserReinstated
{
    template<class V>
    static void describe(V &&) {}
    friend bool operator==(const UserReinstated &, const UserReinstated &) = default;
};

//! A refresh token came a second time, so somebody else has a copy: its session has ended.
struct TokenReused
{
    SessionId session;

    template<class V>
    static void describe(V &&v) { v("session", &TokenReused::session); }
    friend bool operator==(const TokenReused &, const TokenReused &) = default;
};

} // namespace kontor::domain
