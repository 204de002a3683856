// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Clock.h"
#include "foundation/Ids.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <chrono>
#include <optional>

namespace kontor::server {

//! A checked PIN: for three minutes, at one terminal.
struct OpenCardSession
{
    CardId cardId;
    AccountId accountId;
    QByteArray terminalId;
    Timestamp expiresAt;
};

//! Card sessions live in memory only: a restart ends them. Tokens are kept as digests.
class CardSessions
{
public:
    //! Opens a session and gives its token, 256 random bits in URL-safe base 64.
    QString open(const OpenCardSession &session, Timestamp now);
    std::optional<OpenCardSession> find(const QString &token, Timestamp now) const;
    //! Of the session that was opened last at that machine, while it lasts.
    std::optional<AccountId> accountAt(const QByteArray &terminalId, Timestamp now) const;
    //! Of the sessions of this card only that of the token goes on, if it is one.
    void endAllBut(const QString &token, CardId card);
    qint64 countAlive(Timestamp now) const;

private:
    using Steady = std::chrono::steady_clock;
    // Over by whichever clock says so first: setting the wall clock back buys no time.
    struct Kept
    {
        OpenCardSession session;
        Steady::time_point end;

        bool isOver(Timestamp now) const { return session.expiresAt <= now || end <= Steady::now(); }
    };
    void forgetExpired(Timestamp now);
    QHash<QByteArray, Kept> m_sessions;
    //! By machine: the digest of the newest.
    QHash<QByteArray, QByteArray> m_newest;
};

} // namespace kontor::server
