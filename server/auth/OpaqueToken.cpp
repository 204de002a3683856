// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/OpaqueToken.h"

#include <sodium.h>

namespace kontor::server {

Secret<QByteArray> freshToken(QByteArrayView prefix)
{
    QByteArray bits(32, '\0');
    randombytes_buf(bits.data(), std::size_t(bits.size()));
    QByteArray token = prefix.toByteArray();
    token += bits.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    return Secret(std::move(token));
}

QByteArray digestOf(QByteArrayView token)
{
    QByteArray out(32, '\0');
    crypto_generichash(reinterpret_cast<unsigned char *>(out.data()), 32,
        reinterpret_cast<const unsigned char *>(token.data()),
        static_cast<unsigned long long>(token.size()), nullptr, 0);
    return out;
}

} // namespace kontor::server
