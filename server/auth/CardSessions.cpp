// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/CardSessions.h"

#include "server/auth/OpaqueToken.h"

#include <algorithm>

namespace kontor::server {

QString CardSessions::open(const OpenCardSession &session, Timestamp now)
{
    forgetExpired(now);
    const QByteArray token = freshToken().reveal();
    const std::chrono::microseconds length(session.expiresAt.micros - now.micros);
    m_sessions.insert(digestOf(token), {session, Steady::now() + length});
    m_newest.insert(session.terminalId, digestOf(token));
    return QString::fromLatin1(token);
}

std::optional<OpenCardSession> CardSessions::find(const QString &token, Timestamp now) const
{
    const auto found = m_sessions.constFind(digestOf(token.toLatin1()));
    if (found == m_sessions.constEnd() || found->isOver(now)) {
        return std::nullopt;
    }
    return found->session;
}

std::optional<AccountId> CardSessions::accountAt(const QByteArray &terminalId, Timestamp now) const
{
    const auto found = m_sessions.constFind(m_newest.value(terminalId));
    if (found == m_sessions.constEnd() || found->isOver(now)) {
        return std::nullopt;
    }
    return found->session.accountId;
}

void CardSessions::endAllBut(const QString &token, CardId card)
{
    m_sessions.removeIf([card, kept = digestOf(token.toLatin1())](auto it) {
        return it.value().session.cardId == card && it.key() != kept;
    });
}

qint64 CardSessions::countAlive(Timestamp now) const
{
    return std::count_if(m_sessions.begin(), m_sessions.end(),
        [now](const Kept &kept) { return !kept.isOver(now); });
}

void CardSessions::forgetExpired(Timestamp now)
{
    m_sessions.removeIf([now](auto it) { return it.value().isOver(now); });
    m_newest.removeIf([this](auto it) { return !m_sessions.contains(it.value()); });
}

} // namespace kontor::server
