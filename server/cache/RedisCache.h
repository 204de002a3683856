// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Secret.h"
#include "server/cache/Cache.h"
#include "server/cache/RedisConnection.h"

#include <QObject>
#include <QTimer>

#include <deque>

namespace kontor::server {

//! Where a Redis server is, and how patient one is with it.
struct RedisTarget
{
    QString host = QStringLiteral("127.0.0.1");
    quint16 port = 6379;
    int database = 0;
    Secret<QByteArray> password;
    //! Before every key.
    QByteArray prefix;
    //! So long a look may take; what takes longer counts as a miss.
    std::chrono::milliseconds patience{50};
};

//! "redis://:PASSWORD@HOST:PORT/DATABASE" or "HOST:PORT"; nothing where it is neither.
std::optional<RedisTarget> parseRedisTarget(const QString &text);

//! Remembers in a Redis server, which several servers may share. Nobody waits for it: while it is
//! away or slow every look is a miss at once, and it is tried again in the background.
class RedisCache final : public QObject, public Cache
{
    Q_OBJECT

public:
    explicit RedisCache(RedisTarget target, QObject *parent = nullptr);
    ~RedisCache() override;

    void find(const QByteArray &key, Found found) override;
    void put(const QList<QByteArray> &keys, const CacheEntry &entry,
        std::chrono::seconds life) override;
    void drop(const QList<QByteArray> &keys, Dropped done) override;
    bool isEmpty() const override { return false; }
    QString fault() const override { return m_fault; }
    void whenBack(std::function<void()> back) override { m_back = std::move(back); }

private:
    using Steady = std::chrono::steady_clock;
    struct Look
    {
        Found found;
        Steady::time_point until;
        bool answered = false;
    };
    void connectNow();
    void connectTo(const QHostAddress &address);
    void opened();
    void lost(const QString &why);
    void retryLater();
    void send(const QList<QByteArray> &words, RedisConnection::Replied replied);
    void replied(const RedisReply &reply);
    void lookAround();
    void setFault(const QString &fault);
    static void answer(Look &look, std::optional<CacheEntry> entry);

    RedisTarget m_target;
    std::unique_ptr<RedisConnection> m_connection;
    std::function<void()> m_back;
    QString m_fault;
    bool m_usable = false;
    //! A look took too long, and nothing has come since.
    bool m_slow = false;
    int m_failures = 0;
    QTimer m_retry;
    QTimer m_watch;
    //! When each command was sent that has no reply yet.
    std::deque<Steady::time_point> m_sent;
    std::deque<std::shared_ptr<Look>> m_looks;
};

} // namespace kontor::server
