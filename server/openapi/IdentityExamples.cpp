// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/openapi/IdentityExamples.h"

#include "server/openapi/Examples.h"

namespace kontor::server::examples {

static const QString samplePassword = u"Password123!"_s;
static const QString accessToken = u"eyJhbGciOiJIUzI1NiIs…"_s;
static const QString refreshToken = u"8Jm4kzq2v0n5sQm3Vx…"_s;

api::RegisterRequest registerRequest()
{
    return {u"john@example.com"_s, u"John"_s, u"Doe"_s, samplePassword};
}

api::SignInRequest signInRequest()
{
    return {u"john@example.com"_s, {}, samplePassword, {}};
}

api::RefreshRequest refreshRequest()
{
    return {refreshToken, {}};
}

api::SignOutRequest signOutRequest()
{
    return {true, {}};
}

api::SetUpRequest setUpRequest()
{
    return {u"q0V5…"_s, u"anna.muster"_s, u"Anna"_s, u"Muster"_s, u"2 Igel trinken Tee"_s};
}

static api::UserView john()
{
    return {id<UserId>("users"), u"john@example.com"_s, u"john@example.com"_s, u"John"_s, u"Doe"_s,
        api::UserRole::Customer, api::UserStatus::Active, time()};
}

api::SignedIn signedIn()
{
    return {accessToken, refreshToken, time().plusSeconds(600), john()};
}

api::TokenView token()
{
    return {accessToken, time().plusSeconds(600)};
}

api::Me me()
{
    return {u"john@example.com"_s, api::Role::Customer, john(),
        {u"account.read"_s, u"money.transfer"_s}};
}

api::NewUserRequest newUserRequest()
{
    return {u"t.lorenz"_s, u"Theo"_s, u"Lorenz"_s, api::UserRole::Teller,
        u"Zwei Igel trinken 1 Tee"_s};
}

api::UserView user()
{
    return {id<UserId>("users"), u"t.lorenz"_s, {}, u"Theo"_s, u"Lorenz"_s, api::UserRole::Teller,
        api::UserStatus::Active, time()};
}

api::UserPage users()
{
    return {{user()}, 1, 10, 1, 1};
}

api::ChangePasswordRequest passwordChange()
{
    return {samplePassword, u"Drei Igel trinken 2 Tee"_s};
}

api::SessionList sessions()
{
    return {{{id<SessionId>("sessions"), time(), time().plusSeconds(43'200), {}, true}}};
}

api::NewKeyRequest newKeyRequest()
{
    return {api::KeyKind::Integration, u"Fraud watch"_s, std::vector{u"events.read"_s}};
}

api::KeyView key()
{
    return {id<KeyId>("keys"), api::KeyKind::Integration, u"Fraud watch"_s, {u"events.read"_s}, false,
        time(), {}};
}

api::KeyView issuedKey()
{
    auto view = key();
    view.key = u"kontor_3Hk0b1…"_s;
    return view;
}

api::KeyPage keys()
{
    return {{key()}, 1, 10, 1, 1};
}

api::AuditPage audit()
{
    const QString account = QString::fromLatin1(id<AccountId>("accounts").toString());
    return {{{4711, time(), u"user"_s, u"t.lorenz"_s,
                QString::fromLatin1(id<UserId>("users").toString()), u"account.read"_s, u"GET"_s,
                u"/api/v1/accounts/"_s + account, account, 200, u"192.0.2.17"_s,
                u"0198f0c2-6e5b-7c41-9f0e-3d1f4a8b2c55"_s}},
        {}};
}

api::Negotiation negotiation()
{
    const std::vector<QString> text{u"Text"_s};
    return {QString::fromLatin1(id<SessionId>("connections").toString()), u"q5RkVw3ZC8nT…"_s, 1,
        {{u"ServerSentEvents"_s, text}, {u"LongPolling"_s, text}}};
}

} // namespace kontor::server::examples
