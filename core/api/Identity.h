// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Facts.h"
#include "api/Page.h"
#include "foundation/Describe.h"

namespace kontor::api {

enum class Role { System, Nobody, Customer, Teller, Supervisor, Atm, Integration, Admin };
//! The roles that people have.
enum class UserRole { Customer, Teller, Supervisor, Admin };
enum class UserStatus { Active, Suspended };
enum class KeyKind { Integration, Terminal, Workstation };

} // namespace kontor::api

template<>
struct kontor::EnumNames<kontor::api::Role>
{
    using R = api::Role;
    static constexpr std::pair<R, const char *> names[] = {{R::System, "system"},
        {R::Nobody, "nobody"}, {R::Customer, "customer"}, {R::Teller, "teller"},
        {R::Supervisor, "supervisor"}, {R::Atm, "atm"}, {R::Integration, "integration"},
        {R::Admin, "admin"}};
};
template<>
struct kontor::EnumNames<kontor::api::UserRole>
{
    using R = api::UserRole;
    static constexpr std::pair<R, const char *> names[] = {{R::Customer, "customer"},
        {R::Teller, "teller"}, {R::Supervisor, "supervisor"}, {R::Admin, "admin"}};
};
template<>
struct kontor::EnumNames<kontor::api::UserStatus>
{
    static constexpr std::pair<api::UserStatus, const char *> names[] = {
        {api::UserStatus::Active, "Active"}, {api::UserStatus::Suspended, "Suspended"}};
};
template<>
struct kontor::EnumNames<kontor::api::KeyKind>
{
    static constexpr std::pair<api::KeyKind, const char *> names[] = {
        {api::KeyKind::Integration, "integration"}, {api::KeyKind::Terminal, "terminal"},
        {api::KeyKind::Workstation, "workstation"}};
};

namespace kontor::api {

struct RegisterRequest
{
    QString email;
    QString firstName;
    QString lastName;
    QString password;

    template<class V>
    static void describe(V &&v)
    {
        v("email", &RegisterRequest::email, "the login; unique in any case", facts::login);
        v("firstName", &RegisterRequest::firstName, "the given name", facts::personName);
        v("lastName", &RegisterRequest::lastName, "the family name", facts::personName);
        v("password", &RegisterRequest::password,
            "among its characters are an upper-case letter and a digit", facts::password);
    }
};

//! `email` and `username` mean the same: the login.
struct SignInRequest
{
    std::optional<QString> email;
    std::optional<QString> username;
    QString password;
    std::optional<QString> workstation;

    template<class V>
    static void describe(V &&v)
    {
        v("email", &SignInRequest::email, "the login");
        v("username", &SignInRequest::username, "the login, in another word");
        v("password", &SignInRequest::password, "the password", facts::secret);
        v("workstation", &SignInRequest::workstation,
            "the key of the computer at which somebody signs in, where it has one", facts::secret);
    }
};

struct RefreshRequest
{
    QString refreshToken;
    std::optional<QString> accessToken;

    template<class V>
    static void describe(V &&v)
    {
        v("refreshToken", &RefreshRequest::refreshToken, "the newest one; it is used up");
        v("accessToken", &RefreshRequest::accessToken, "not needed, not looked at");
    }
};

struct SignOutRequest
{
    std::optional<bool> everywhere;
    std::optional<QString> refreshToken;

    template<class V>
    static void describe(V &&v)
    {
        v("everywhere", &SignOutRequest::everywhere, "ends all sessions of the user");
        v("refreshToken", &SignOutRequest::refreshToken, "not needed, not looked at");
    }
};

struct SetUpRequest
{
    QString secret;
    QString username;
    QString firstName;
    QString lastName;
    QString password;

    template<class V>
    static void describe(V &&v)
    {
        v("secret", &SetUpRequest::secret, "as the server printed it at its start", facts::secret);
        v("username", &SetUpRequest::username, "an e-mail address or a short name", facts::login);
        v("firstName", &SetUpRequest::firstName, "the given name", facts::personName);
        v("lastName", &SetUpRequest::lastName, "the family name", facts::personName);
        v("password", &SetUpRequest::password, "as at registration", facts::password);
    }
};

struct NewUserRequest
{
    QString username;
    QString firstName;
    QString lastName;
    UserRole role = UserRole::Customer;
    QString password;

    template<class V>
    static void describe(V &&v)
    {
        v("username", &NewUserRequest::username, "an e-mail address or a short name", facts::login);
        v("firstName", &NewUserRequest::firstName, "the given name", facts::personName);
        v("lastName", &NewUserRequest::lastName, "the family name", facts::personName);
        v("role", &NewUserRequest::role, "customer, teller, supervisor or admin");
        v("password", &NewUserRequest::password, "the first one, as at registration", facts::password);
    }
};

struct UserView
{
    UserId id;
    QString username;
    std::optional<QString> email;
    QString firstName;
    QString lastName;
    UserRole role = UserRole::Customer;
    UserStatus status = UserStatus::Active;
    Timestamp createdAt;

    template<class V>
    static void describe(V &&v)
    {
        v("id", &UserView::id, "also the id of the customer whom a customer speaks for");
        v("username", &UserView::username, "the login");
        v("email", &UserView::email, "the login, where it is an address");
        v("firstName", &UserView::firstName, "as registered");
        v("lastName", &UserView::lastName, "as registered");
        v("role", &UserView::role, "what the user may do");
        v("status", &UserView::status, "Active or Suspended");
        v("createdAt", &UserView::createdAt, "UTC");
    }
};

using UserPage = Page<UserView>;

//! A session has begun, or goes on.
struct SignedIn
{
    QString accessToken;
    QString refreshToken;
    Timestamp expiresAt;
    UserView user;

    template<class V>
    static void describe(V &&v)
    {
        v("accessToken", &SignedIn::accessToken, "goes into Authorization: Bearer …");
        v("refreshToken", &SignedIn::refreshToken, "for the next access token; once");
        v("expiresAt", &SignedIn::expiresAt, "when the access token runs out, UTC");
        v("user", &SignedIn::user, "who signed in");
    }
};

//! The answer of the short sign-in.
struct TokenView
{
    QString token;
    Timestamp expiration;

    template<class V>
    static void describe(V &&v)
    {
        v("token", &TokenView::token, "goes into Authorization: Bearer …");
        v("expiration", &TokenView::expiration, "when it runs out, UTC");
    }
};

//! Who the server takes the caller for, and what they may do.
struct Me
{
    QString name;
    Role role = Role::Nobody;
    std::optional<UserView> user;
    std::vector<QString> actions;

    template<class V>
    static void describe(V &&v)
    {
        v("name", &Me::name, "as it stands with what the caller does");
        v("role", &Me::role, "system while the server runs open");
        v("user", &Me::user, "with a user");
        v("actions", &Me::actions, "what this caller may do, with all or with what is their own");
    }
};

struct ChangeRoleRequest
{
    UserRole role = UserRole::Customer;

    template<class V>
    static void describe(V &&v)
    {
        v("role", &ChangeRoleRequest::role, "customer, teller, supervisor or admin");
    }
};

struct ReasonRequest
{
    QString reason;

    template<class V>
    static void describe(V &&v) { v("reason", &ReasonRequest::reason, "why", facts::reason); }
};

struct ChangePasswordRequest
{
    std::optional<QString> currentPassword;
    QString newPassword;

    template<class V>
    static void describe(V &&v)
    {
        v("currentPassword", &ChangePasswordRequest::currentPassword,
            "needed for one's own; an administrator gives another user a new one without",
            facts::secret);
        v("newPassword", &ChangePasswordRequest::newPassword, "as at registration", facts::password);
    }
};

struct SessionView
{
    SessionId id;
    Timestamp beganAt;
    Timestamp endsAt;
    std::optional<KeyId> workstation;
    bool current = false;

    template<class V>
    static void describe(V &&v)
    {
        v("id", &SessionView::id, "the session");
        v("beganAt", &SessionView::beganAt, "UTC");
        v("endsAt", &SessionView::endsAt, "however often it is refreshed, UTC");
        v("workstation", &SessionView::workstation, "the key of the computer, where it has one");
        v("current", &SessionView::current, "this request comes from it");
    }
};

struct SessionList
{
    std::vector<SessionView> items;

    template<class V>
    static void describe(V &&v) { v("items", &SessionList::items, "the oldest first"); }
};

struct NewKeyRequest
{
    KeyKind kind = KeyKind::Integration;
    QString name;
    std::optional<std::vector<QString>> scopes;

    template<class V>
    static void describe(V &&v)
    {
        v("kind", &NewKeyRequest::kind, "integration, terminal or workstation");
        v("name", &NewKeyRequest::name, "of a terminal: its terminal id");
        v("scopes", &NewKeyRequest::scopes, "actions; absent: all that such a key may do");
    }
};

struct KeyView
{
    KeyId id;
    KeyKind kind = KeyKind::Integration;
    QString name;
    std::vector<QString> scopes;
    bool isRevoked = false;
    Timestamp issuedAt;
    std::optional<QString> key;

    template<class V>
    static void describe(V &&v)
    {
        v("id", &KeyView::id, "the key's id, no secret");
        v("kind", &KeyView::kind, "whose it is");
        v("name", &KeyView::name, "as given");
        v("scopes", &KeyView::scopes, "empty: all that such a key may do");
        v("isRevoked", &KeyView::isRevoked, "it opens nothing any more");
        v("issuedAt", &KeyView::issuedAt, "UTC");
        v("key", &KeyView::key, "the key itself, in the answer to its issue only");
    }
};

using KeyPage = Page<KeyView>;

} // namespace kontor::api
