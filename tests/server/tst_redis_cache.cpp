// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#ifdef KONTOR_REDIS

#include "contract/CacheContract.h"
#include "server/cache/RedisCache.h"
#include "support/RedisServer.h"
#include "support/Skip.h"
#include "support/TestMain.h"

using namespace kontor;
using namespace kontor::server;
using namespace kontor::testing;

class tst_RedisCache : public CacheContract
{
    Q_OBJECT

    std::unique_ptr<RedisServer> m_redis;

    std::unique_ptr<RedisCache> connectTo(const QString &target, const QByteArray &prefix = {},
        std::chrono::milliseconds patience = std::chrono::seconds(10)) const
    {
        auto parsed = parseRedisTarget(target);
        KONTOR_ASSERT(parsed);
        parsed->prefix = prefix;
        parsed->patience = patience;
        return std::make_unique<RedisCache>(*parsed);
    }
    static bool becomesUsable(const RedisCache &cache)
    {
        return QTest::qWaitFor([&] { return cache.fault().isEmpty(); }, 20'000);
    }

protected:
    std::unique_ptr<Cache> makeCache() override
    {
        auto cache = connectTo(m_redis->target());
        KONTOR_ASSERT(becomesUsable(*cache));
        return cache;
    }

private Q_SLOTS:
    void init()
    {
        if (!RedisServer::isInstalled()) {
            KONTOR_SKIP("redis-server is not installed");
        }
        m_redis = std::make_unique<RedisServer>();
        QVERIFY(m_redis->isRunning());
    }

    void whatOneReaderPutsAnotherFinds()
    {
        const auto one = makeCache();
        const auto two = makeCache();
        one->put({"a"}, entry(1), std::chrono::seconds(60));
        QVERIFY(!find(*one, "nothing"));
        QCOMPARE(find(*two, "a"), std::optional(entry(1)));
        QVERIFY(drop(*two, {"a"}));
        QVERIFY(!find(*one, "a"));
    }
    void keysHaveThePrefixAndEnd()
    {
        const auto cache = connectTo(m_redis->target() + u"/3"_s, "branch-7:");
        QVERIFY(becomesUsable(*cache));
        cache->put({"a"}, entry(1), std::chrono::seconds(3'600));
        QVERIFY(find(*cache, "a"));
        QCOMPARE(m_redis->ask({"DBSIZE"}), QByteArray("0"));
        QCOMPARE(m_redis->ask({"INFO", "keyspace"}).count("db3:keys=1,expires=1"), 1);
        const auto plain = connectTo(m_redis->target() + u"/3"_s);
        QVERIFY(becomesUsable(*plain));
        QVERIFY(!find(*plain, "a"));
        QVERIFY(find(*plain, "branch-7:a"));
    }
    void whatSomebodyElseWroteIsAMiss()
    {
        const auto cache = makeCache();
        m_redis->ask({"SET", "a", "nonsense"});
        m_redis->ask({"LPUSH", "b", "a list"});
        m_redis->ask({"SET", "c", R"({"generation":"00","asOf":1})"});
        QVERIFY(!find(*cache, "a") && !find(*cache, "b") && !find(*cache, "c"));
        QCOMPARE(cache->fault(), QString());
    }
    void withoutRedisEveryLookIsAMissAtOnce()
    {
        const auto cache = connectTo(u"127.0.0.1:1"_s);
        bool answered = false;
        cache->find("a", [&](const auto &found) { answered = !found; });
        QVERIFY(answered);
        bool kept = true;
        cache->drop({"a"}, [&](bool done) { kept = !done; });
        QVERIFY(kept);
        QVERIFY(!cache->fault().isEmpty());
    }
    void aKilledRedisIsMissedAndFoundAgain()
    {
        const auto cache = connectTo(m_redis->target());
        QVERIFY(becomesUsable(*cache));
        cache->put({"a"}, entry(1), std::chrono::seconds(60));
        QVERIFY(find(*cache, "a"));
        int back = 0;
        cache->whenBack([&] { ++back; });
        m_redis->kill();
        QVERIFY(QTest::qWaitFor([&] { return !cache->fault().isEmpty(); }, 20'000));
        QVERIFY(!find(*cache, "a"));
        QVERIFY(m_redis->start());
        QVERIFY(becomesUsable(*cache));
        QCOMPARE(back, 1);
        cache->put({"a"}, entry(2), std::chrono::seconds(60));
        QCOMPARE(find(*cache, "a"), std::optional(entry(2)));
    }
    void whoWaitedForAKilledRedisIsAnswered()
    {
        const auto cache = connectTo(m_redis->target());
        QVERIFY(becomesUsable(*cache));
        m_redis->freeze();
        std::optional<bool> missed;
        cache->find("a", [&](const auto &found) { missed = !found; });
        std::optional<bool> dropped;
        cache->drop({"a"}, [&](bool done) { dropped = done; });
        m_redis->kill();
        QVERIFY(QTest::qWaitFor([&] { return missed && dropped; }, 20'000));
        QVERIFY(*missed && !*dropped);
    }
    void aFrozenRedisHoldsNobodyUp()
    {
        const auto cache = connectTo(m_redis->target(), {}, std::chrono::milliseconds(20));
        QVERIFY(becomesUsable(*cache));
        m_redis->freeze();
        QVERIFY(!find(*cache, "a"));
        // From now on nobody even tries to wait.
        bool answered = false;
        cache->find("a", [&](const auto &) { answered = true; });
        QVERIFY(answered);
        // Without an answer for long the connection is given up.
        QVERIFY(QTest::qWaitFor([&] { return !cache->fault().isEmpty(); }, 20'000));
        m_redis->thaw();
        QVERIFY(becomesUsable(*cache));
    }
    void aPasswordIsShown()
    {
        RedisServer locked({u"--requirepass"_s, u"open sesame"_s});
        QVERIFY(locked.isRunning());
        const auto target = [&](const QString &password) {
            return u"redis://:%1@127.0.0.1:%2"_s.arg(password).arg(locked.port());
        };
        const auto right = connectTo(target(u"open%20sesame"_s));
        QVERIFY(becomesUsable(*right));
        right->put({"a"}, entry(1), std::chrono::seconds(60));
        QVERIFY(find(*right, "a"));
        const auto wrong = connectTo(target(u"barley"_s));
        QVERIFY(QTest::qWaitFor([&] { return wrong->fault().contains(u"WRONGPASS"_s); }, 20'000));
        QVERIFY(!find(*wrong, "a"));
    }
    void targetsAreRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("read");
        const auto row = [](const char *text, const char *read) {
            QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(read);
        };
        row("127.0.0.1:6380", "127.0.0.1:6380/0 ");
        row("cache.example", "cache.example:6379/0 ");
        row("redis://[::1]:7/2", "::1:7/2 ");
        row("redis://:a%40b@h:1", "h:1/0 a@b");
        row("redis://user:a@h:1", "none");
        row("http://h:1", "none");
        row("h:1/x", "none");
        row("h:99999", "none");
        row("", "none");
    }
    void targetsAreRead()
    {
        QFETCH(QString, text);
        const auto target = parseRedisTarget(text);
        const QString read = target
            ? u"%1:%2/%3 "_s.arg(target->host).arg(target->port).arg(target->database)
                + QString::fromUtf8(target->password.reveal())
            : u"none"_s;
        QTEST(read, "read");
    }
};

KONTOR_TEST(tst_RedisCache)
#include "tst_redis_cache.moc"

#endif
