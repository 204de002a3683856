// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/People.h"
#include "support/TestMain.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <map>
#include <mutex>
#include <thread>

using namespace kontor::testing;

// Whoever asks too often is told when to come again.
class tst_Limits : public QObject
{
    Q_OBJECT

    static std::unique_ptr<RunningServer> limited(const QStringList &rates)
    {
        return std::make_unique<RunningServer>(
            RunningServer::Mode::SignIn, QStringList(rates) << QStringLiteral("--rate-exempt=none"));
    }
    //! The first answer that is 429, of so many.
    template<class Ask>
    static HttpAnswer turnedAway(int times, Ask ask)
    {
        for (int i = 0; i < times; ++i) {
            const HttpAnswer answer = ask();
            if (answer.status == 429) {
                return answer;
            }
        }
        return {};
    }
    template<class Condition>
    static bool comes(Condition condition)
    {
        QDeadlineTimer deadline(20'000);
        while (!condition()) {
            if (deadline.hasExpired()) {
                return false;
            }
            QTest::qWait(200);
        }
        return true;
    }
    static void isTurnedAway(const HttpAnswer &answer)
    {
        QCOMPARE(answer.status, 429);
        QCOMPARE(answer.code(), QStringLiteral("too-many-requests"));
        QVERIFY(answer.header("Retry-After").toInt() >= 1);
    }

private Q_SLOTS:
    void anAddressSignsInOnlySoOften()
    {
        const auto server = limited({QStringLiteral("--rate-sign-ins=2")});
        isTurnedAway(turnedAway(4, [&] { return signIn(*server, "nobody"); }));
        const auto answer = server->post("/auth/register", registration("john@example.com"));
        isTurnedAway(answer);
        QVERIFY(answer.header("Retry-After").toInt() <= 30);
        QCOMPARE(server->get("/version").status, 200);
    }
    void anAddressThatNobodyKnowsAsksOnlySoOften()
    {
        const auto server = limited({QStringLiteral("--rate-source=1")});
        isTurnedAway(turnedAway(400, [&] {
            return server->get("/accounts", {{"Authorization", "Bearer guess"}});
        }));
    }
    void aCallerAsksOnlySoOftenAndOthersDoNotSuffer()
    {
        const auto server = limited({QStringLiteral("--rate-caller=1")});
        const Person admin = setUp(*server);
        const Person other = newPerson(*server, admin, "b.lorenz", "admin");
        isTurnedAway(turnedAway(400, [&] { return server->get("/users", admin.headers()); }));
        QCOMPARE(server->get("/users", other.headers()).status, 200);
    }
    // Somebody sets the wall clock back: that shuts nobody out for as long.
    void whoeverSetsTheClockShutsNobodyOut()
    {
        QTemporaryDir place;
        QFile file(place.filePath(QStringLiteral("offset")));
        const auto setClock = [&file](qint64 seconds) {
            return file.seek(0) && file.write(reinterpret_cast<const char *>(&seconds), 8) == 8
                && file.flush();
        };
        QVERIFY(file.open(QIODevice::ReadWrite) && setClock(0));
        RunningServer server(RunningServer::Mode::SignIn,
            {QStringLiteral("--rate-source=1"), QStringLiteral("--rate-exempt=none")}, {},
            RunningServer::Begin::Later);
        server.setEnvironment(QStringLiteral("LD_PRELOAD"), QStringLiteral(KONTOR_MOVED_CLOCK));
        server.setEnvironment(QStringLiteral("ASAN_OPTIONS"),
            qEnvironmentVariable("ASAN_OPTIONS") + QStringLiteral(":verify_asan_link_order=0"));
        server.setEnvironment(QStringLiteral("KONTOR_CLOCK_OFFSET"), file.fileName());
        QVERIFY(server.start());
        const Person admin = setUp(server);
        QVERIFY(setClock(7'200));
        QVERIFY(comes([&] { // every answer counts, so that none is asked for twice
            return server.get("/users", admin.headers()).code() == QStringLiteral("invalid-token");
        }));
        QVERIFY(setClock(0));
        QVERIFY(comes([&] { return server.get("/accounts").status == 401; }));
        QCOMPARE(server.stop(), 0);
    }
    void thisMachineIsExempt()
    {
        const RunningServer server(
            RunningServer::Mode::SignIn, {QStringLiteral("--rate-source=1"), QStringLiteral("--rate-sign-ins=1")});
        for (int i = 0; i < 5; ++i) {
            QCOMPARE(signIn(server, "nobody" + QByteArray::number(i)).status, 401);
        }
    }
    // A password's hash takes memory and time: only so many wait, and nothing else waits for them.
    void aFloodOfSignInsIsTurnedAwayAndNothingElseSuffers()
    {
        const RunningServer server(RunningServer::Mode::SignIn);
        std::mutex mutex;
        std::map<int, int> statuses;
        std::vector<std::thread> callers;
        for (int i = 0; i < 100; ++i) {
            callers.emplace_back([&, i] {
                const int status = signIn(server, "nobody" + QByteArray::number(i)).status;
                const std::lock_guard lock(mutex);
                ++statuses[status];
            });
        }
        QCOMPARE(server.get("/health/live").status, 200);
        for (std::thread &caller : callers) {
            caller.join();
        }
        QCOMPARE(statuses[401] + statuses[503], 100);
        QVERIFY(statuses[401] >= 64);
        QCOMPARE(signIn(server, "nobody").status, 401);
    }
    void whoSaysWhatCannotBeIsNotStarted()
    {
        RunningServer server(RunningServer::Mode::SignIn, {QStringLiteral("--rate-exempt=nonsense")});
        QCOMPARE(server.waitForEnd(), 64);
    }
};

KONTOR_TEST(tst_Limits)
#include "tst_limits.moc"
