// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/CardSessions.h"

#include <sodium.h>

namespace kontor::server {

static QByteArray digest(const QByteArray &token)
{
    QByteArray out(32, '\0');
    crypto_generichash(reinterpret_cast<unsigned char *>(out.data()), 32,
        reinterpret_cast<const unsigned char *>(token.constData()),
        static_cast<unsigned long long>(token.size()), nullptr, 0);
    return out;
}

QString CardSessions::open(const OpenCardSession &session)
{
    forgetExpired(session.expiresAt.plusSeconds(-180));
    QByteArray secret(32, '\0');
    randombytes_buf(secret.data(), std::size_t(secret.size()));
    const QByteArray token
        = secret.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    m_sessions.insert(digest(token), session);
    return QString::fromLatin1(token);
}

std::optional<OpenCardSession> CardSessions::find(const QString &token, Timestamp now) const
{
    const auto found = m_sessions.constFind(digest(token.toLatin1()));
    if (found == m_sessions.constEnd() || found->expiresAt <= now) {
        return std::nullopt;
    }
    return *found;
}

void CardSessions::forgetExpired(Timestamp now)
{
    m_sessions.removeIf([now](auto it) { return it.value().expiresAt <= now; });
}

} // namespace kontor::server
