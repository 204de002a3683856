// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Ids.h"
#include "server/auth/TokenAlgorithm.h"
#include "server/auth/TokenKeys.h"

#include <optional>

namespace kontor::server {

//! What an access token says. What its user may do is not believed but looked up.
struct AccessToken
{
    UserId user;
    SessionId session;
    //! For whoever looks at a token; never read back.
    QByteArray role;
    Timestamp issuedAt;
    Timestamp expiresAt;
};

//! Makes and reads the access tokens: JSON Web Tokens of one kind only. The algorithm is the one
//! given here; a token that names another, or anything else that we never write, is no token.
class AccessTokens
{
public:
    AccessTokens(TokenAlgorithm algorithm, const TokenKeys &keys)
        : m_algorithm(algorithm), m_keys(keys) {}

    QByteArray issue(const AccessToken &token) const;
    std::optional<AccessToken> read(QByteArrayView text, Timestamp now) const;

private:
    TokenAlgorithm m_algorithm;
    const TokenKeys &m_keys;
};

} // namespace kontor::server
