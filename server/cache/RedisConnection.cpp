// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/cache/RedisConnection.h"

#include <utility>

#include <hiredis/async.h>

namespace kontor::server {

// It may be on the stack: hiredis takes its hooks away while it is being called by one.
void RedisConnection::retire(QSocketNotifier *notifier)
{
    notifier->setEnabled(false);
    notifier->deleteLater();
}

RedisConnection::~RedisConnection()
{
    close();
}

static RedisReply replyOf(const redisReply *reply)
{
    using Kind = RedisReply::Kind;
    if (!reply) {
        return {};
    }
    const QByteArray text(reply->str, reply->str ? qsizetype(reply->len) : 0);
    switch (reply->type) {
    case REDIS_REPLY_NIL: return {Kind::Nothing, {}};
    case REDIS_REPLY_STRING: return {Kind::Text, text};
    case REDIS_REPLY_ERROR: return {Kind::Error, text};
    default: return {Kind::Other, text};
    }
}

static RedisConnection *self(const redisAsyncContext *context)
{
    return static_cast<RedisConnection *>(context->data);
}

bool RedisConnection::open(const QHostAddress &address, quint16 port)
{
    close();
    m_context = redisAsyncConnect(address.toString().toLatin1().constData(), port);
    if (!m_context || m_context->err) {
        close();
        return false;
    }
    m_context->data = this;
    watch();
    redisAsyncSetDisconnectCallback(m_context, &onDisconnect);
    redisAsyncSetConnectCallback(m_context, &onConnect);
    return true;
}

void RedisConnection::watch()
{
    m_reading.reset(new QSocketNotifier(m_context->c.fd, QSocketNotifier::Read));
    m_writing.reset(new QSocketNotifier(m_context->c.fd, QSocketNotifier::Write));
    m_reading->setEnabled(false);
    m_writing->setEnabled(false);
    QObject::connect(m_reading.get(), &QSocketNotifier::activated, m_reading.get(),
        [context = m_context] { redisAsyncHandleRead(context); });
    QObject::connect(m_writing.get(), &QSocketNotifier::activated, m_writing.get(),
        [context = m_context] { redisAsyncHandleWrite(context); });
    auto &hooks = m_context->ev;
    hooks.data = this;
    hooks.addRead = [](void *data) {
        static_cast<RedisConnection *>(data)->m_reading->setEnabled(true);
    };
    hooks.delRead = [](void *data) {
        static_cast<RedisConnection *>(data)->m_reading->setEnabled(false);
    };
    hooks.addWrite = [](void *data) {
        static_cast<RedisConnection *>(data)->m_writing->setEnabled(true);
    };
    hooks.delWrite = [](void *data) {
        static_cast<RedisConnection *>(data)->m_writing->setEnabled(false);
    };
    hooks.cleanup = [](void *data) {
        static_cast<RedisConnection *>(data)->m_reading.reset();
        static_cast<RedisConnection *>(data)->m_writing.reset();
    };
}

void RedisConnection::onConnect(const redisAsyncContext *context, int status)
{
    if (status == REDIS_OK) {
        self(context)->m_isOpen = true;
        self(context)->m_hooks.opened();
    } else {
        self(context)->ended(QString::fromUtf8(context->errstr));
    }
}

void RedisConnection::onDisconnect(const redisAsyncContext *context, int)
{
    self(context)->ended(QString::fromUtf8(context->errstr));
}

// hiredis frees the context itself.
void RedisConnection::ended(const QString &why)
{
    if (std::exchange(m_context, nullptr)) {
        m_isOpen = false;
        m_hooks.closed(why);
    }
}

void RedisConnection::send(const QList<QByteArray> &words, Replied replied)
{
    if (!m_isOpen) {
        replied({});
        return;
    }
    std::vector<const char *> texts;
    std::vector<std::size_t> sizes;
    for (const QByteArray &word : words) {
        texts.push_back(word.constData());
        sizes.push_back(std::size_t(word.size()));
    }
    const auto callBack = [](redisAsyncContext *, void *reply, void *data) {
        const std::unique_ptr<Replied> waiting(static_cast<Replied *>(data));
        (*waiting)(replyOf(static_cast<redisReply *>(reply)));
    };
    auto waiting = std::make_unique<Replied>(std::move(replied));
    if (redisAsyncCommandArgv(m_context, callBack, waiting.get(), int(words.size()), texts.data(),
            sizes.data()) == REDIS_OK) {
        waiting.release();
    } else {
        (*waiting)({});
    }
}

void RedisConnection::flush()
{
    if (m_isOpen && !(m_context->c.flags & REDIS_IN_CALLBACK)) { // there it is done right after
        redisAsyncHandleWrite(m_context);
    }
}

void RedisConnection::close()
{
    m_isOpen = false;
    if (redisAsyncContext *context = std::exchange(m_context, nullptr)) {
        redisAsyncFree(context);
    }
}

} // namespace kontor::server
