// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/AccessTokens.h"

#include "foundation/Describe.h"

#include <cstdlib>

#include <jwt.h>

// The only file that knows libjwt. The library takes the algorithm from the token's header, so the
// header is read strictly first and must be word for word what we write.

namespace kontor::server {

static constexpr char issuer[] = "kontor";
static constexpr char audience[] = "kontor-api";
static constexpr qsizetype longestToken = 2048;
static constexpr qint64 clockSkewSeconds = 60;
static constexpr qint64 longestLifeSeconds = 86'400;

namespace {

struct TokenHeader
{
    QByteArray alg;
    QByteArray kid;
    QByteArray typ;

    template<class V>
    static void describe(V &&v)
    {
        v("alg", &TokenHeader::alg);
        v("kid", &TokenHeader::kid);
        v("typ", &TokenHeader::typ);
    }
};

struct Claims
{
    QByteArray iss;
    QByteArray aud;
    UserId sub;
    SessionId sid;
    QByteArray role;
    qint64 iat = 0;
    qint64 exp = 0;

    template<class V>
    static void describe(V &&v)
    {
        v("iss", &Claims::iss);
        v("aud", &Claims::aud);
        v("sub", &Claims::sub);
        v("sid", &Claims::sid);
        v("role", &Claims::role);
        v("iat", &Claims::iat);
        v("exp", &Claims::exp);
    }
};

//! A jwt_t that is freed.
struct Jwt
{
    jwt_t *handle = nullptr;
    Jwt() = default;
    Jwt(const Jwt &) = delete;
    Jwt &operator=(const Jwt &) = delete;
    ~Jwt() { jwt_free(handle); }
};

jwt_alg_t libraryName(TokenAlgorithm algorithm)
{
    switch (algorithm) {
    case TokenAlgorithm::Hs256: return JWT_ALG_HS256;
    case TokenAlgorithm::Hs384: return JWT_ALG_HS384;
    case TokenAlgorithm::Hs512: return JWT_ALG_HS512;
    }
    return JWT_ALG_HS256;
}

const unsigned char *bytesOf(const TokenKey &key)
{
    return reinterpret_cast<const unsigned char *>(key.secret.reveal().constData());
}

template<class T>
std::optional<T> decoded(const QByteArray &part)
{
    const auto bytes = QByteArray::fromBase64Encoding(part,
        QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals
            | QByteArray::AbortOnBase64DecodingErrors);
    if (!bytes || part.isEmpty() || part.contains('=')) {
        return std::nullopt;
    }
    const auto json = parseJson(bytes.decoded);
    auto value = json ? fromJson<T>(*json) : Failure{FieldErrors{}};
    return value ? std::optional(std::move(*value)) : std::nullopt;
}

bool isInForce(const Claims &claims, Timestamp now)
{
    const qint64 seconds = now.micros / 1'000'000;
    return claims.iss == issuer && claims.aud == audience && claims.iat <= seconds + clockSkewSeconds
        && claims.exp > seconds && claims.exp <= claims.iat + longestLifeSeconds;
}

} // namespace

QByteArray AccessTokens::issue(const AccessToken &token) const
{
    const TokenKey &key = m_keys.newest();
    const Claims claims{issuer, audience, token.user, token.session, token.role,
        token.issuedAt.micros / 1'000'000, token.expiresAt.micros / 1'000'000};
    Jwt jwt;
    const bool made = jwt_new(&jwt.handle) == 0
        && jwt_set_alg(jwt.handle, libraryName(m_algorithm), bytesOf(key),
               int(key.secret.reveal().size()))
            == 0
        && jwt_add_header(jwt.handle, "kid", key.id.constData()) == 0
        && jwt_add_grants_json(jwt.handle, toJson(claims).constData()) == 0;
    char *text = made ? jwt_encode_str(jwt.handle) : nullptr;
    KONTOR_ASSERT(text); // out of memory
    QByteArray result(text);
    std::free(text);
    return result;
}

std::optional<AccessToken> AccessTokens::read(QByteArrayView text, Timestamp now) const
{
    if (text.size() > longestToken) {
        return std::nullopt;
    }
    const QByteArray token = text.toByteArray();
    const QList<QByteArray> parts = token.split('.');
    const auto header = parts.size() == 3 ? decoded<TokenHeader>(parts[0]) : std::nullopt;
    const auto claims = header ? decoded<Claims>(parts[1]) : std::nullopt;
    const TokenKey *key = claims ? m_keys.find(header->kid) : nullptr;
    if (!key || header->alg != jwt_alg_str(libraryName(m_algorithm)) || header->typ != "JWT"
        || !isInForce(*claims, now)) {
        return std::nullopt;
    }
    Jwt jwt;
    const int refused = jwt_decode(&jwt.handle, token.constData(), bytesOf(*key),
        int(key->secret.reveal().size()));
    if (refused != 0 || jwt_get_alg(jwt.handle) != libraryName(m_algorithm)) {
        return std::nullopt;
    }
    return AccessToken{claims->sub, claims->sid, claims->role, {claims->iat * 1'000'000},
        {claims->exp * 1'000'000}};
}

} // namespace kontor::server
