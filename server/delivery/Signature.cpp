// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/Signature.h"

#include "foundation/Assert.h"

#include <sodium.h>

namespace kontor::server {

static constexpr char secretPrefix[] = "whsec_";

static const unsigned char *bytes(const QByteArray &data)
{
    return reinterpret_cast<const unsigned char *>(data.constData());
}

static void update(crypto_auth_hmacsha256_state &state, const QByteArray &data)
{
    crypto_auth_hmacsha256_update(
        &state, bytes(data), static_cast<unsigned long long>(data.size()));
}

Secret<QByteArray> newSigningSecret()
{
    KONTOR_ASSERT(sodium_init() >= 0);
    QByteArray key(32, Qt::Uninitialized);
    randombytes_buf(key.data(), static_cast<std::size_t>(key.size()));
    return Secret(secretPrefix + key.toBase64());
}

QByteArray webhookSignature(const Secret<QByteArray> &secret, const QByteArray &id,
    qint64 timestamp, const QByteArray &body)
{
    QByteArray text = secret.reveal();
    if (text.startsWith(secretPrefix)) {
        text.remove(0, qsizetype(sizeof secretPrefix) - 1);
    }
    const QByteArray key = QByteArray::fromBase64(text);
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, bytes(key), static_cast<std::size_t>(key.size()));
    update(state, id + '.' + QByteArray::number(timestamp) + '.');
    update(state, body);
    QByteArray mac(crypto_auth_hmacsha256_BYTES, Qt::Uninitialized);
    crypto_auth_hmacsha256_final(&state, reinterpret_cast<unsigned char *>(mac.data()));
    return "v1," + mac.toBase64();
}

} // namespace kontor::server
