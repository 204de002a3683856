// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/RunningServer.h"

namespace kontor::testing {

//! Somebody who has signed in, or something that has a key.
struct Person
{
    QByteArray id;
    QByteArray access;
    QByteArray refresh;

    HttpHeaders headers() const { return {{"Authorization", "Bearer " + access}}; }
    HttpHeaders headers(const QByteArray &name, const QByteArray &value) const
    {
        return headers() << std::pair(name, value);
    }
};

//! A JSON object of texts.
QByteArray jsonOf(std::initializer_list<std::pair<const char *, QByteArray>> members);

//! Everybody's password in tests.
inline constexpr char goodPassword[] = "2 Igel trinken Tee";

//! From the answer to a sign-in; everything empty where it is none.
Person personIn(const HttpAnswer &answer);
//! The branch's first administrator, with the set-up secret of a fresh server.
Person setUp(const RunningServer &server);
HttpAnswer signIn(const RunningServer &server, const QByteArray &login,
    const QByteArray &password = goodPassword);
//! Makes a user and signs them in.
Person newPerson(const RunningServer &server, const Person &admin, const QByteArray &login,
    const QByteArray &role);
//! Registers a customer; waits until the account is open, and gives its id too.
Person newCustomer(const RunningServer &server, const QByteArray &email,
    QByteArray *account = nullptr);
//! Issues a key; `access` is the key.
Person newKey(const RunningServer &server, const Person &admin, const QByteArray &kind,
    const QByteArray &name, const QByteArray &scopes = "null");
QByteArray registration(const QByteArray &email, const QByteArray &password = goodPassword);

} // namespace kontor::testing
