// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QList>
#include <QSocketNotifier>

#include <functional>
#include <memory>

struct redisAsyncContext;

namespace kontor::server {

//! What a Redis server said. Lost: the connection ended before it said anything.
struct RedisReply
{
    enum class Kind { Nothing, Text, Other, Error, Lost };
    Kind kind = Kind::Lost;
    QByteArray text;
};

//! One connection to a Redis server in the event loop, which it never blocks. The only file that
//! knows hiredis.
class RedisConnection final
{
public:
    using Replied = std::function<void(const RedisReply &)>;
    struct Hooks
    {
        std::function<void()> opened;
        //! Every command that waited has been told Lost before.
        std::function<void(const QString &why)> closed;
    };
    explicit RedisConnection(Hooks hooks) : m_hooks(std::move(hooks)) {}
    ~RedisConnection();
    RedisConnection(const RedisConnection &) = delete;
    RedisConnection &operator=(const RedisConnection &) = delete;

    //! False where it failed at once. Otherwise one of the hooks tells.
    bool open(const QHostAddress &address, quint16 port);
    //! Replies come in the order of the commands.
    void send(const QList<QByteArray> &words, Replied replied);
    //! Hands the system what waits to be sent, as far as it takes it.
    void flush();
    //! At once; the hook `closed` is not called.
    void close();

private:
    void watch();
    void ended(const QString &why);
    static void onConnect(const redisAsyncContext *context, int status);
    static void onDisconnect(const redisAsyncContext *context, int status);

    Hooks m_hooks;
    redisAsyncContext *m_context = nullptr;
    bool m_isOpen = false;
    std::unique_ptr<QSocketNotifier, void (*)(QSocketNotifier *)> m_reading{nullptr, &retire};
    std::unique_ptr<QSocketNotifier, void (*)(QSocketNotifier *)> m_writing{nullptr, &retire};
    static void retire(QSocketNotifier *notifier);
};

} // namespace kontor::server
