// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/KeptConnection.h"
#include "support/RedisServer.h"
#include "support/Skip.h"
#include "support/TestMain.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>

using namespace kontor::testing;

namespace {

constexpr int busyAccounts = 4;
const char *const cpfs[] = {"12345678909", "98765432100", "39053344705", "21829110063"};

struct Traffic
{
    quint16 port = 0;
    std::vector<QByteArray> ids;
    std::atomic<bool> finish = false;
    std::atomic<int> hits = 0;
    std::atomic<int> reads = 0;
    std::atomic<int> wrong = 0;
};

// Whoever has deposited reads at least the version that the deposit made, by either key.
void depositAndRead(Traffic &traffic, int caller)
{
    KeptConnection connection;
    for (int n = 0; !traffic.finish; ++n) {
        const auto account = std::size_t((caller + n) % busyAccounts);
        const QByteArray path = "/accounts/" + traffic.ids[account];
        const auto made
            = connection.send(traffic.port, "POST", path + "/deposit", R"({"amount":0.01})");
        for (int look = 0; look < 4; ++look) {
            const QByteArray where = look % 2 == 0 ? path : "/accounts/" + QByteArray(cpfs[account])
                    + "/cpf";
            const auto seen = connection.send(traffic.port, "GET", where);
            ++traffic.reads;
            traffic.hits += seen.header("X-Cache") == "hit";
            const bool fresh = seen.number("version").toLongLong() >= made.number("version").toLongLong();
            if (made.status != 200 || seen.status != 200 || !fresh) {
                ++traffic.wrong;
            }
        }
    }
}

} // namespace

// What the two reads of an account remember, in this process and in a real Redis.
class tst_SharedCache : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<RedisServer> m_redis;

    std::unique_ptr<RunningServer> startWithRedis(int patienceMs = 2'000) const
    {
        auto server = std::make_unique<RunningServer>(QStringList{QStringLiteral("--cache-kind"),
            QStringLiteral("redis"), QStringLiteral("--cache-redis"), m_redis->target(),
            QStringLiteral("--cache-patience-ms"), QString::number(patienceMs)});
        waitForRedis(*server);
        return server;
    }
    static QByteArray cacheStatus(const RunningServer &server)
    {
        const QJsonArray checks
            = server.get("/health").json()[QLatin1StringView("checks")].toArray();
        for (const QJsonValue &check : checks) {
            if (check[QLatin1StringView("name")].toString() == QLatin1StringView("cache")) {
                return check[QLatin1StringView("status")].toString().toLatin1();
            }
        }
        return {};
    }
    static void waitForRedis(const RunningServer &server)
    {
        QVERIFY(QTest::qWaitFor([&] { return cacheStatus(server) == "up"; }, 20'000));
    }
    static QByteArray open(const RunningServer &server, const QByteArray &cpf)
    {
        return server.post("/accounts", "{\"name\":\"Victor Hugo\",\"cpf\":\"" + cpf + "\"}").id();
    }
    static QByteArray look(const RunningServer &server, const QByteArray &path)
    {
        return server.get(path).header("X-Cache");
    }
    //! What stands there goes.
    static bool copyFiles(const QString &from, const QString &to)
    {
        const auto filesIn = [](const QString &path) { return QDir(path).entryList(QDir::Files); };
        bool done = true;
        for (const QString &name : filesIn(to)) {
            done = QFile::remove(to + QLatin1Char('/') + name) && done;
        }
        for (const QString &name : filesIn(from)) {
            done
                = QFile::copy(from + QLatin1Char('/') + name, to + QLatin1Char('/') + name) && done;
        }
        return done;
    }
    static void openAll(Traffic &traffic, const RunningServer &server)
    {
        traffic.port = server.port();
        for (const char *cpf : cpfs) {
            traffic.ids.push_back(open(server, cpf));
        }
    }
    //! Runs some traffic, and `meanwhile` in this thread.
    static void run(Traffic &traffic, const std::function<void()> &meanwhile)
    {
        std::vector<std::thread> callers;
        for (int i = 0; i < 4; ++i) {
            callers.emplace_back([&traffic, i] { depositAndRead(traffic, i); });
        }
        meanwhile();
        traffic.finish = true;
        for (std::thread &caller : callers) {
            caller.join();
        }
        QCOMPARE(traffic.wrong.load(), 0);
        QVERIFY(traffic.reads > 0);
    }

private Q_SLOTS:
    void init()
    {
        const bool needsRedis = QByteArray(QTest::currentTestFunction()) != "memoryIsNeverStale";
        if (needsRedis && !RedisServer::isInstalled()) {
            KONTOR_SKIP("redis-server is not installed");
        }
        if (needsRedis) {
            m_redis = std::make_unique<RedisServer>();
            QVERIFY(m_redis->isRunning());
        }
    }

    void theKeysAreThoseOfTheDocumentAndEndWithTheDay()
    {
        const auto server = startWithRedis();
        const QByteArray id = open(*server, "12345678909");
        const QByteArray byId = "accounts:id:" + id;
        const QByteArray byCpf = "accounts:cpf:12345678909";
        QCOMPARE(m_redis->ask({"EXISTS", byId, byCpf}), QByteArray("0"));
        QCOMPARE(look(*server, "/accounts/" + id), QByteArray("miss"));
        QTRY_COMPARE(m_redis->ask({"EXISTS", byId, byCpf}), QByteArray("2"));
        QCOMPARE(look(*server, "/accounts/" + id), QByteArray("hit"));
        QCOMPARE(look(*server, "/accounts/123.456.789-09/cpf"), QByteArray("hit"));
        const int life = m_redis->ask({"TTL", byCpf}).toInt();
        const qint64 day = 86'400 - QDateTime::currentSecsSinceEpoch() % 86'400;
        QVERIFY(life > 0 && life <= std::max<qint64>(60, day + 5));
        // Right after the commit nothing of the old or the new CPF is there.
        QCOMPARE(server->patch("/accounts/" + id + "/cpf", R"({"cpf":"98765432100"})").status, 200);
        QTRY_COMPARE(m_redis->ask({"EXISTS", byId, byCpf, "accounts:cpf:98765432100"}),
            QByteArray("0"));
        QCOMPARE(look(*server, "/accounts/98765432100/cpf"), QByteArray("miss"));
    }
    void twoServersShareOneRedisWithoutMeeting()
    {
        const auto one = startWithRedis();
        const auto two = startWithRedis();
        const QByteArray first = open(*one, "12345678909");
        const QByteArray second = open(*two, "12345678909");
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(one->get("/accounts/12345678909/cpf").id(), first);
            QCOMPARE(two->get("/accounts/12345678909/cpf").id(), second);
        }
    }
    void aRestartedServerTrustsNothingFromBefore()
    {
        const auto server = startWithRedis();
        const QByteArray id = open(*server, "12345678909");
        look(*server, "/accounts/" + id);
        QCOMPARE(look(*server, "/accounts/" + id), QByteArray("hit"));
        QCOMPARE(server->post("/accounts/" + id + "/deposit", R"({"amount":1})").status, 200);
        QCOMPARE(server->stop(), 0);
        QVERIFY(server->start());
        waitForRedis(*server);
        const auto seen = server->get("/accounts/" + id);
        QCOMPARE(seen.number("balance"), QByteArray("1.00"));
        QCOMPARE(look(*server, "/accounts/" + id), QByteArray("hit"));
    }
    // Its machine was set back to a copy, and Redis is on another one.
    void whatABranchThatWasSetBackHadIsNotShown()
    {
        const auto server = startWithRedis();
        const QByteArray id = open(*server, "12345678909");
        QCOMPARE(server->stop(), 0);
        const QTemporaryDir before;
        QVERIFY(copyFiles(server->directory(), before.path()));
        QVERIFY(server->start());
        waitForRedis(*server);
        QCOMPARE(server->post("/accounts/" + id + "/deposit", R"({"amount":50})").status, 200);
        QCOMPARE(server->get("/accounts/" + id).number("balance"), QByteArray("50.00"));
        QCOMPARE(look(*server, "/accounts/" + id), QByteArray("hit"));
        QCOMPARE(server->stop(), 0);
        QVERIFY(copyFiles(before.path(), server->directory()));
        QVERIFY(server->start());
        waitForRedis(*server);
        QCOMPARE(server->get("/accounts/" + id).number("balance"), QByteArray("0.00"));
    }
    void redisKilledInTheMiddleFailsNoRequest()
    {
        const auto server = startWithRedis();
        Traffic traffic;
        openAll(traffic, *server);
        run(traffic, [&] {
            QVERIFY(QTest::qWaitFor([&] { return traffic.hits > 20; }, 60'000));
            m_redis->kill();
            const int reads = traffic.reads;
            QVERIFY(QTest::qWaitFor([&] { return traffic.reads > reads + 50; }, 60'000));
            QCOMPARE(cacheStatus(*server), QByteArray("degraded"));
            QCOMPARE(server->get("/health").status, 200);
            QVERIFY(m_redis->start());
            waitForRedis(*server);
            const int hits = traffic.hits;
            QVERIFY(QTest::qWaitFor([&] { return traffic.hits > hits + 20; }, 60'000));
        });
    }
    void aFrozenRedisHoldsUpNoRequest()
    {
        const auto server = startWithRedis(20);
        Traffic traffic;
        openAll(traffic, *server);
        run(traffic, [&] {
            m_redis->freeze();
            QVERIFY(QTest::qWaitFor([&] { return cacheStatus(*server) == "degraded"; }, 60'000));
            const int reads = traffic.reads;
            QVERIFY(QTest::qWaitFor([&] { return traffic.reads > reads + 50; }, 60'000));
            m_redis->thaw();
            waitForRedis(*server);
        });
    }
    void memoryIsNeverStale()
    {
        const RunningServer server;
        Traffic traffic;
        openAll(traffic, server);
        run(traffic,
            [&] { QVERIFY(QTest::qWaitFor([&] { return traffic.reads > 2'000; }, 60'000)); });
        QVERIFY(traffic.hits > 0);
    }
    void withoutACacheNothingIsSaidAboutIt()
    {
        const RunningServer server({QStringLiteral("--cache-kind"), QStringLiteral("off")});
        const QByteArray id = open(server, "12345678909");
        QCOMPARE(look(server, "/accounts/" + id), QByteArray());
        QCOMPARE(look(server, "/accounts/12345678909/cpf"), QByteArray());
    }
};

KONTOR_TEST(tst_SharedCache)
#include "tst_shared_cache.moc"
