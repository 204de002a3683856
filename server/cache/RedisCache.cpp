// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/cache/RedisCache.h"

#include "foundation/LogCategories.h"

#include <QHostInfo>
#include <QUrl>

namespace kontor::server {

using namespace std::chrono_literals;

// Without any reply for so long the connection is given up; with so many commands on their way, too.
static constexpr auto hungAfter = 1s;
static constexpr std::size_t mostOnTheWay = 10'000;
static constexpr auto firstPause = 100ms;
static constexpr auto longestPause = 5'000ms;
static constexpr qsizetype keysPerDrop = 500;

std::optional<RedisTarget> parseRedisTarget(const QString &text)
{
    const QUrl url(text.contains(u"://"_s) ? text : u"redis://"_s + text, QUrl::StrictMode);
    bool ok = true;
    RedisTarget target;
    target.host = url.host();
    target.port = quint16(url.port(6379));
    target.password = Secret(url.password(QUrl::FullyDecoded).toUtf8());
    if (url.path().size() > 1) {
        target.database = url.path().sliced(1).toInt(&ok);
    }
    const bool plain = url.userName().isEmpty() && !url.hasQuery() && !url.hasFragment();
    if (!url.isValid() || url.scheme() != u"redis"_s || target.host.isEmpty() || !plain || !ok
        || target.database < 0) {
        return std::nullopt;
    }
    return target;
}

RedisCache::RedisCache(RedisTarget target, QObject *parent)
    : QObject(parent), m_target(std::move(target))
{
    m_connection = std::make_unique<RedisConnection>(RedisConnection::Hooks{
        [this] { opened(); }, [this](const QString &why) { lost(why); }});
    m_retry.setSingleShot(true);
    m_retry.callOnTimeout(this, &RedisCache::connectNow);
    m_watch.setInterval(10);
    m_watch.callOnTimeout(this, &RedisCache::lookAround);
    m_fault = u"not connected yet"_s;
    connectNow();
}

// Whoever still waits has gone already.
RedisCache::~RedisCache()
{
    for (const auto &look : m_looks) {
        look->answered = true;
    }
    m_back = {};
    m_connection.reset();
}

// ---- the connection ---------------------------------------------------------------------------

void RedisCache::connectNow()
{
    const QHostAddress address(
        m_target.host == u"localhost"_s ? u"127.0.0.1"_s : m_target.host);
    if (!address.isNull()) {
        connectTo(address);
        return;
    }
    QHostInfo::lookupHost(m_target.host, this, [this](const QHostInfo &info) {
        if (info.addresses().isEmpty()) {
            lost(info.errorString());
        } else {
            connectTo(info.addresses().front());
        }
    });
}

// A time-out for connecting: the watch finds a command that nobody answers.
void RedisCache::connectTo(const QHostAddress &address)
{
    m_sent = {Steady::now()};
    m_watch.start();
    if (!m_connection->open(address, m_target.port)) {
        lost(u"cannot be connected to"_s);
    }
}

void RedisCache::opened()
{
    m_sent.clear();
    m_failures = 0;
    m_usable = true;
    m_slow = false;
    const auto greeted = [this](const RedisReply &reply) {
        if (reply.kind == RedisReply::Kind::Error) {
            setFault(QString::fromUtf8(reply.text));
        }
    };
    if (!m_target.password.reveal().isEmpty()) {
        send({"AUTH", m_target.password.reveal()}, greeted);
    }
    if (m_target.database > 0) {
        send({"SELECT", QByteArray::number(m_target.database)}, greeted);
    }
    send({"PING"}, [this](const RedisReply &reply) {
        if (reply.kind == RedisReply::Kind::Other) {
            setFault({});
            if (m_back) {
                m_back();
            }
        }
    });
}

void RedisCache::lost(const QString &why)
{
    m_usable = false;
    m_sent.clear();
    setFault(why);
    retryLater();
}

void RedisCache::retryLater()
{
    const auto pause = std::min<std::chrono::milliseconds>(
        longestPause, firstPause * (1 << std::min(m_failures++, 6)));
    m_retry.start(pause);
}

void RedisCache::setFault(const QString &fault)
{
    if (fault == m_fault) {
        return;
    }
    m_fault = fault;
    if (fault.isEmpty()) {
        qCInfo(logServer, "cache: Redis at %s:%d is there", qUtf8Printable(m_target.host),
            m_target.port);
    } else {
        qCWarning(logServer, "cache: going on without Redis at %s:%d: %s",
            qUtf8Printable(m_target.host), m_target.port, qUtf8Printable(fault));
    }
}

// ---- commands ---------------------------------------------------------------------------------

void RedisCache::send(const QList<QByteArray> &words, RedisConnection::Replied then)
{
    if (!m_usable) {
        then({});
        return;
    }
    m_sent.push_back(Steady::now());
    if (!m_watch.isActive()) {
        m_watch.start();
    }
    m_connection->send(words, [this, then = std::move(then)](const RedisReply &reply) {
        replied(reply);
        then(reply);
    });
}

void RedisCache::replied(const RedisReply &reply)
{
    if (reply.kind != RedisReply::Kind::Lost) {
        m_slow = false;
        m_sent.pop_front();
    }
}

void RedisCache::answer(Look &look, std::optional<CacheEntry> entry)
{
    if (!std::exchange(look.answered, true)) {
        look.found(std::move(entry));
    }
}

// Looks whose time is over, and a server that says nothing any more.
void RedisCache::lookAround()
{
    const auto now = Steady::now();
    while (!m_looks.empty() && (m_looks.front()->answered || m_looks.front()->until <= now)) {
        const auto look = m_looks.front();
        m_looks.pop_front();
        m_slow = m_slow || !look->answered;
        answer(*look, std::nullopt);
    }
    if (m_sent.empty() && m_looks.empty()) {
        m_watch.stop();
    } else if (!m_sent.empty() && (now - m_sent.front() > hungAfter || m_sent.size() > mostOnTheWay)) {
        m_usable = false;
        m_connection->close();
        lost(u"it does not answer"_s);
    }
}

static std::optional<CacheEntry> entryIn(const RedisReply &reply)
{
    const auto json = reply.kind == RedisReply::Kind::Text ? parseJson(reply.text)
                                                           : Failure{JsonError{}};
    auto entry = json ? fromJson<CacheEntry>(*json) : Failure{FieldErrors{}};
    return entry ? std::optional(std::move(*entry)) : std::nullopt;
}

void RedisCache::find(const QByteArray &key, Found found)
{
    if (!m_usable || m_slow) {
        found(std::nullopt);
        return;
    }
    auto look = std::make_shared<Look>(Look{std::move(found), Steady::now() + m_target.patience});
    m_looks.push_back(look);
    send({"GET", m_target.prefix + key},
        [look](const RedisReply &reply) { answer(*look, entryIn(reply)); });
}

void RedisCache::put(const QList<QByteArray> &keys, const CacheEntry &entry,
    std::chrono::seconds life)
{
    const QByteArray value = toJson(entry);
    for (const QByteArray &key : keys) {
        send({"SET", m_target.prefix + key, value, "EX", QByteArray::number(qint64(life.count()))},
            [](const RedisReply &) {});
    }
}

void RedisCache::drop(const QList<QByteArray> &keys, Dropped done)
{
    if (keys.size() > keysPerDrop) {
        drop(keys.first(keysPerDrop), [this, rest = keys.sliced(keysPerDrop), done](bool dropped) {
            dropped ? drop(rest, done) : done(false);
        });
        return;
    }
    if (keys.isEmpty()) {
        done(true);
        return;
    }
    QList<QByteArray> words{"DEL"};
    for (const QByteArray &key : keys) {
        words << m_target.prefix + key;
    }
    send(words, [done = std::move(done)](const RedisReply &reply) {
        done(reply.kind == RedisReply::Kind::Other);
    });
    m_connection->flush();
}

} // namespace kontor::server
