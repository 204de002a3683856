// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/KeptConnection.h"
#include "support/Skip.h"
#include "support/People.h"
#include "support/TestMain.h"
#include "torture/FaultyServer.h"

#include <QElapsedTimer>
#include <QTest>
#include <QtEndian>

#include <array>
#include <atomic>
#include <mutex>
#include <thread>

using namespace kontor::testing;
using namespace Qt::StringLiterals;

// Trouble with the disk stops writes, not reads; what nobody can know is said to be unknown, and
// the next start knows.

namespace {

struct Sent
{
    QByteArray key;
    HttpAnswer answer;
    //! The fault had struck before this was sent.
    bool sentAfter = false;
};

} // namespace

class tst_StorageTrouble : public QObject
{
    Q_OBJECT

private:
    static QByteArray openAccount(const RunningServer &server)
    {
        const auto opened
            = server.post("/accounts", R"({"ownerName":"Account holder","initialBalance":1000})");
        return opened.json()["id"_L1].toString().toLatin1();
    }
    static HttpAnswer deposit(
        const RunningServer &server, const QByteArray &id, const QByteArray &key)
    {
        KeptConnection connection;
        return deposit(connection, server, id, key);
    }
    static HttpAnswer deposit(KeptConnection &connection, const RunningServer &server,
        const QByteArray &id, const QByteArray &key)
    {
        return connection.send(server.port(), "POST", "/accounts/" + id + "/deposit",
            R"({"amount":1})", {{"Idempotency-Key", key}});
    }
    static QByteArray balance(const RunningServer &server, const QByteArray &id)
    {
        return server.get("/accounts/" + id + "/balance").number("balance");
    }
    //! The last event that the anchor remembers: of its two slots the one that was written last.
    static qint64 anchored(const RunningServer &server)
    {
        QFile file(server.directory() + u"/ledger.anchor"_s);
        const QByteArray bytes = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        qint64 writes = -1;
        qint64 position = -1;
        for (const qsizetype slot : {0, 4096}) {
            if (bytes.size() < slot + 56) {
                continue;
            }
            if (const auto count = qFromLittleEndian<qint64>(bytes.constData() + slot + 8);
                count > writes) {
                writes = count;
                position = qFromLittleEndian<qint64>(bytes.constData() + slot + 48);
            }
        }
        return position;
    }
    //! So many requests are under way, beside the one that asks.
    static bool areWaiting(const RunningServer &server, int many)
    {
        const QByteArray line = "\nkontor_http_connections " + QByteArray::number(many + 1) + '\n';
        return server.get("/metrics").body.contains(line);
    }
    // Eight at a time deposit until nobody listens, or nothing was taken ten times.
    static std::vector<Sent> depositUntilTheEnd(FaultyServer &server, const QByteArray &id)
    {
        std::vector<Sent> all;
        std::mutex mutex;
        std::vector<std::thread> threads;
        for (int caller = 0; caller < 8; ++caller) {
            threads.emplace_back([&, caller] {
                KeptConnection connection;
                for (int n = 0, failed = 0; failed < 10; ++n) {
                    const QByteArray key = QByteArray::number(caller) + '-' + QByteArray::number(n);
                    const bool after = server.hits() > 0;
                    const HttpAnswer answer = deposit(connection, server, id, key);
                    failed += answer.status == 200 ? 0 : answer.status == 0 ? 10 : 1;
                    const std::lock_guard lock(mutex);
                    all.push_back({key, answer, after});
                }
            });
        }
        for (std::thread &thread : threads) {
            thread.join();
        }
        return all;
    }

private Q_SLOTS:
    void aFullDiskStopsWritesNotReadsAndHealsByItself()
    {
        FaultyServer server;
        QVERIFY(server.start());
        const QByteArray id = openAccount(server);
        QCOMPARE(server.get("/accounts").number("totalCount"), "1");
        server.arm(fullDisk());
        const HttpAnswer refused = deposit(server, id, "k1");
        QCOMPARE(refused.status, 503);
        QCOMPARE(refused.code(), u"storage-full"_s);
        QCOMPARE(balance(server, id), "1000.00");
        QCOMPARE(server.get("/accounts").number("totalCount"), "1");
        QCOMPARE(server.get("/accounts/" + id + "/history").status, 200);
        QCOMPARE(server.get("/health/ready").status, 503);
        QVERIFY(server.get("/health").body.contains("the disk is full"));
        QCOMPARE(deposit(server, id, "k2").code(), u"storage-full"_s);
        // Told once, however often it is tried.
        QCOMPARE(server.log().count("append failed"), 1);
        server.heal();
        // Nobody sends writes to a server that is not ready: it must find out by itself.
        QTRY_COMPARE_WITH_TIMEOUT(server.get("/health/ready").status, 200, 20'000);
        QCOMPARE(deposit(server, id, "k1").status, 200);
        QCOMPARE(balance(server, id), "1001.00");
        QVERIFY2(server.log().contains("appending works again"), server.log().constData());
        QCOMPARE(server.stop(), 0);
        QCOMPARE(verifyDirectory(server.directory()), 0);
    }
    void whatCannotBeReadIsNotAnswered_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("the log") << QByteArray("ledger.db") << QByteArray("/history");
        QTest::newRow("the views, in the event loop") << QByteArray("views.db") << QByteArray();
        QTest::newRow("the views, in a thread") << QByteArray("views.db") << QByteArray("/transactions");
    }
    void whatCannotBeReadIsNotAnswered()
    {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, path);
        FaultyServer server({u"--scrub-rows-per-second"_s, u"0"_s});
        QVERIFY(server.start());
        const QByteArray id = openAccount(server);
        QCOMPARE(deposit(server, id, "k1").status, 200);
        const QByteArray whole = server.get("/accounts/" + id + path).body;
        QCOMPARE(server.stop(), 0);
        QVERIFY(server.start()); // nothing is in memory
        QCOMPARE(server.get("/webhooks/endpoints").status, 200); // and everything is open
        server.arm({.calls = DiskRead, .name = file.constData(), .sticky = true});
        const HttpAnswer failed = server.get("/accounts/" + id + path);
        QVERIFY(server.hits() > 0);
        QVERIFY2(failed.status == 500, server.log().constData());
        QCOMPARE(failed.code(), u"internal"_s);
        const HttpAnswer health = server.get("/health");
        QVERIFY2(health.status == 200, server.log().constData());
        QCOMPARE(health.json()["status"_L1].toString(), u"degraded"_s);
        server.heal();
        QCOMPARE(server.get("/accounts/" + id + path).body, whole);
        QCOMPARE(deposit(server, id, "k2").status, 200);
        QCOMPARE(server.stop(), 0);
    }
    // SQLite calls it damage; it may pass, and a server that ends for damage is not started anew.
    void aWriteAheadLogThatCannotBeReadIsNotDamaged_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("of the ledger") << QByteArray("ledger.db-wal") << QByteArray("/history");
        QTest::newRow("of the views") << QByteArray("views.db-wal") << QByteArray("/transactions");
    }
    void aWriteAheadLogThatCannotBeReadIsNotDamaged()
    {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, path);
        FaultyServer server({u"--scrub-rows-per-second"_s, u"0"_s});
        QVERIFY(server.start());
        const QByteArray id = openAccount(server);
        QCOMPARE(server.get("/webhooks/endpoints").status, 200); // and everything is open
        QCOMPARE(deposit(server, id, "k1").status, 200);
        QTRY_VERIFY_WITH_TIMEOUT(server.get("/health").body.contains("0 events behind"),
            10'000); // nobody writes
        server.arm({.calls = DiskRead, .name = file.constData(), .sticky = true});
        const HttpAnswer failed = server.get("/accounts/" + id + path);
        QVERIFY(server.hits() > 0);
        QVERIFY2(failed.status == 500, server.log().constData());
        server.heal();
        QCOMPARE(server.get("/accounts/" + id + path).status, 200);
        QCOMPARE(server.stop(), 0);
    }
    // Who asks is read, too.
    void whoAsksCannotBeRead()
    {
        FaultyServer server({u"--scrub-rows-per-second"_s, u"0"_s}, RunningServer::Mode::SignIn);
        QVERIFY(server.start());
        const Person admin = setUp(server);
        const Person tina = newPerson(server, admin, "tina", "teller");
        QCOMPARE(server.stop(), 0);
        QVERIFY(server.start());
        QVERIFY(server.get("/metrics").body.contains("webhooks")); // and everything is open
        server.arm({.calls = DiskRead, .name = "views.db", .sticky = true});
        QVERIFY2(server.get("/accounts", tina.headers()).status == 500, server.log().constData());
        QVERIFY2(server.isRunning(), server.log().constData());
        server.heal();
        QCOMPARE(server.get("/accounts", tina.headers()).status, 200);
        QCOMPARE(signIn(server, "tina").status, 200);
        QCOMPARE(server.stop(), 0);
    }
    // Who waits for events is told that they cannot be read, and nobody waits behind anybody.
    void whoWaitsIsNotHeldUp()
    {
        FaultyServer server({u"--scrub-rows-per-second"_s, u"0"_s});
        QVERIFY(server.start());
        const QByteArray id = openAccount(server);
        QCOMPARE(deposit(server, id, "k1").status, 200);
        const QByteArray next = server.get("/events?limit=100").number("next");
        std::array<HttpAnswer, 3> answers;
        std::vector<std::thread> waiting;
        QElapsedTimer timer;
        timer.start();
        for (HttpAnswer &answer : answers) {
            waiting.emplace_back([&] { answer = server.get("/events?wait=20&after=" + next); });
        }
        const bool allWait = QTest::qWaitFor([&] { return areWaiting(server, 3); }, 20'000);
        QTest::qWait(300);
        server.arm({.calls = DiskRead, .name = "ledger.db", .sticky = true});
        const HttpAnswer done = deposit(server, id, "k2");
        for (std::thread &thread : waiting) {
            thread.join();
        }
        QVERIFY(allWait);
        QVERIFY2(done.status == 200, server.log().constData());
        QVERIFY(server.hits() > 0);
        for (const HttpAnswer &answer : answers) {
            QCOMPARE(answer.status, 500);
        }
        QVERIFY2(timer.elapsed() < 10'000, QByteArray::number(timer.elapsed()));
        server.heal();
        QCOMPARE(server.get("/events?after=" + next).items().size(), 2);
        QCOMPARE(server.stop(), 0);
    }
    // A thousand who wait for one account each must not slow down what is booked on others.
    void whoWaitsForAnAccountDoesNotReadWhatIsBookedOnOthers()
    {
        FaultyServer server({u"--scrub-rows-per-second"_s, u"0"_s});
        QVERIFY(server.start());
        const QByteArray id = openAccount(server);
        const QByteArray other = openAccount(server);
        QCOMPARE(deposit(server, id, "k0").status, 200); // what the writer needs is in its memory
        HttpAnswer answer;
        std::thread waiting(
            [&] { answer = server.get("/events?wait=30&after=latest&key=" + other); });
        const bool isWaiting = QTest::qWaitFor([&] { return areWaiting(server, 1); }, 20'000);
        QTest::qWait(300);
        server.arm({.calls = DiskRead, .name = "ledger.db", .sticky = true});
        const HttpAnswer done = deposit(server, id, "k1");
        QTest::qWait(500);
        server.heal();
        const HttpAnswer awaited = deposit(server, other, "k2");
        waiting.join();
        QVERIFY(isWaiting);
        QVERIFY2(done.status == 200, server.log().constData());
        QCOMPARE(awaited.status, 200);
        QVERIFY2(answer.status == 200, answer.body.constData());
        QCOMPARE(answer.items().size(), 2);
        QCOMPARE(server.stop(), 0);
    }
    // What cannot be read for a moment is not therefore wrong.
    void theScrubberTriesAgain()
    {
        FaultyServer server({u"--scrub-rows-per-second"_s, u"1000000"_s});
        QVERIFY(server.start());
        openAccount(server);
        QCOMPARE(server.get("/webhooks/endpoints").status, 200); // and everything is open
        server.arm({.calls = DiskRead, .name = "ledger.db", .sticky = true});
        QTRY_VERIFY_WITH_TIMEOUT(server.log().contains("could not be looked at"), 30'000);
        QVERIFY2(server.get("/health").status == 200, server.log().constData());
        server.heal();
        QTRY_VERIFY_WITH_TIMEOUT(
            server.get("/health").body.contains("up to event 3"), 30'000);
        QCOMPARE(server.stop(), 0);
    }
    // After a power loss it is to miss no more than a second, whether or not somebody comes again.
    void theAnchorIsSyncedWhenTrafficStops()
    {
        FaultyServer server({u"--scrub-rows-per-second"_s, u"0"_s});
        QVERIFY(server.start());
        const QByteArray id = openAccount(server);
        QCOMPARE(deposit(server, id, "k1").status, 200); // the second within a second
        server.arm({.calls = DiskSync, .name = "ledger.anchor", .call = 1'000'000});
        QTRY_VERIFY_WITH_TIMEOUT(server.seen() > 0, 10'000);
        QCOMPARE(server.stop(), 0);
    }
    void anAnchorThatCouldNotBeWrittenIsWrittenLater()
    {
        FaultyServer server({u"--scrub-rows-per-second"_s, u"0"_s});
        QVERIFY(server.start());
        const QByteArray id = openAccount(server);
        server.arm({.calls = DiskWrite, .name = "ledger.anchor"});
        QCOMPARE(deposit(server, id, "k1").status, 200);
        QCOMPARE(server.hits(), 1);
        const qint64 head = server.get("/events?limit=100").number("next").toLongLong();
        QTRY_COMPARE_WITH_TIMEOUT(anchored(server), head, 10'000);
        server.kill();
        QVERIFY2(server.start(), server.log().constData());
        QCOMPARE(server.stop(), 0);
    }
    void anAnchorThatCannotBeWrittenIsToldOnce()
    {
        FaultyServer server({u"--scrub-rows-per-second"_s, u"0"_s});
        QVERIFY(server.start());
        const QByteArray id = openAccount(server);
        server.arm({.calls = DiskWrite, .name = "ledger.anchor", .sticky = true});
        for (const QByteArray key : {"k1", "k2", "k3"}) {
            QCOMPARE(deposit(server, id, key).status, 200);
        }
        QTRY_VERIFY_WITH_TIMEOUT(server.hits() >= 6, 20'000); // as it is tried every second
        QTRY_COMPARE(server.log().count("ledger.anchor cannot be written"), 1);
        server.heal();
        QTRY_VERIFY_WITH_TIMEOUT(server.log().contains("ledger.anchor is written again"), 10'000);
        QCOMPARE(server.log().count("ledger.anchor cannot be written"), 1);
        QCOMPARE(server.stop(), 0);
    }
    // A decision is never taken on what could not be read.
    void theWriterEndsWhereItCannotRead()
    {
        FaultyServer server({u"--scrub-rows-per-second"_s, u"0"_s});
        QVERIFY(server.start());
        const QByteArray id = openAccount(server);
        QCOMPARE(server.stop(), 0);
        QVERIFY(server.start());
        server.arm({.calls = DiskRead, .name = "views.db", .sticky = true});
        QCOMPARE(deposit(server, id, "k1").status, 0);
        const int end = server.waitForEnd();
        QVERIFY2(end == 74, server.log().constData());
        server.heal();
        QVERIFY(server.start());
        QCOMPARE(deposit(server, id, "k1").header("Idempotency-Replayed"), QByteArray());
        QCOMPARE(balance(server, id), "1001.00");
    }
    void aSmallDiskFillsUpAndGrows()
    {
        QTemporaryDir directory;
        const auto mount = [&](const QStringList &options) {
            return QProcess::execute(u"mount"_s, options + QStringList{directory.path()}) == 0;
        };
        if (!mount({u"-t"_s, u"tmpfs"_s, u"-o"_s, u"size=3m"_s, u"tmpfs"_s})) {
            KONTOR_SKIP("a small disk can only be made by root: mount refused");
        }
        const auto unmount = qScopeGuard([&] {
            QProcess::execute(u"umount"_s, {u"-l"_s, directory.path()});
        });
        RunningServer server({}, directory.path());
        QVERIFY2(server.isRunning(), server.log().constData());
        const QByteArray id = openAccount(server);
        KeptConnection connection;
        int taken = 0;
        HttpAnswer answer = deposit(connection, server, id, "0");
        while (answer.status == 200 && taken < 20'000) {
            answer = deposit(connection, server, id, QByteArray::number(++taken));
        }
        QCOMPARE(answer.code(), u"storage-full"_s);
        QVERIFY(taken > 20);
        QCOMPARE(balance(server, id), QByteArray::number(1000 + taken) + ".00");
        QVERIFY(mount({u"-o"_s, u"remount,size=16m"_s}));
        QTRY_COMPARE_WITH_TIMEOUT(server.get("/health/ready").status, 200, 20'000);
        for (int i = 0; i <= taken; ++i) {
            const auto again = deposit(connection, server, id, QByteArray::number(i));
            QCOMPARE(again.status, 200);
            QCOMPARE(again.header("Idempotency-Replayed"), i < taken ? "true" : "");
        }
        QCOMPARE(balance(server, id), QByteArray::number(1001 + taken) + ".00");
        QCOMPARE(server.stop(), 0);
        QCOMPARE(verifyDirectory(server.directory()), 0);
    }
    void aStartWithoutRoomSaysSo()
    {
        QTemporaryDir directory;
        const auto run = [&](const QString &program, const QStringList &options) {
            return QProcess::execute(program, options + QStringList{directory.path()}) == 0;
        };
        if (!run(u"mount"_s, {u"-t"_s, u"tmpfs"_s, u"-o"_s, u"size=3m"_s, u"tmpfs"_s})) {
            KONTOR_SKIP("a small disk can only be made by root: mount refused");
        }
        const auto unmount = qScopeGuard([&] { run(u"umount"_s, {u"-l"_s}); });
        RunningServer server({}, directory.path());
        QVERIFY2(server.isRunning(), server.log().constData());
        openAccount(server);
        QCOMPARE(server.stop(), 0);
        QFile filler(directory.filePath(u"filler"_s));
        QVERIFY(filler.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
        while (filler.write(QByteArray(4'096, 'x')) > 0) {}
        server.start();
        QCOMPARE(server.waitForEnd(), 74);
        QVERIFY2(server.log().contains("the disk is full"), server.log().constData());
    }
    // Nobody waits for its answer, but all who follow the log are still there.
    void aCommitUnderWayAtTheEndIsFollowed()
    {
        FaultyServer server({}, RunningServer::Mode::SignIn);
        QVERIFY(server.start());
        const Person admin = setUp(server);
        const QByteArray token = jsonOf({{"refreshToken", admin.refresh}});
        QCOMPARE(server.post("/auth/refresh", token).status, 200);
        server.arm({.calls = DiskSync, .name = "ledger.db", .fate = DiskFate::Dawdle});
        QCOMPARE(server.post("/auth/refresh", token).status, 401); // that somebody has a copy is an event
        QTRY_VERIFY(server.hits() > 0);
        QVERIFY2(server.stop() == 0, server.log().constData());
        server.heal();
        QVERIFY(server.start());
        QCOMPARE(server.stop(), 0);
    }
    // Once the journal is emptied a change is in service.db, whether or not its sync is told to have failed.
    void anEndpointThatIsSavedIsNotToldToBeNone()
    {
        int ended = 0;
        for (int call = 1; call <= 8; ++call) {
            FaultyServer server({u"--scrub-rows-per-second"_s, u"0"_s});
            QVERIFY(server.start());
            const auto endpoints = [&] { return server.get("/webhooks/endpoints").items().size(); };
            QCOMPARE(endpoints(), 0); // and everything is open
            server.arm({.calls = DiskSync, .name = "service.db", .call = call});
            const HttpAnswer answer = server.post("/webhooks/endpoints",
                jsonOf({{"url", "http://127.0.0.1:9/"}}), {{"Idempotency-Key", "the-key"}});
            const bool ends = answer.status == 0;
            QVERIFY2(ends || answer.status == 201 || answer.code() == "storage-full"_L1,
                answer.body.constData());
            QCOMPARE(ends ? server.waitForEnd() : server.stop(), ends ? 74 : 0);
            server.heal();
            QVERIFY(server.start());
            QVERIFY2(ends || endpoints() == (answer.status == 201 ? 1 : 0),
                answer.body.constData());
            ended += ends ? 1 : 0;
        }
        QCOMPARE(ended, 2); // with the endpoint, and with the answer that is kept
    }
    void afterAFailedCommitTheOutcomeIsUnknownAndTheNextStartKnows_data()
    {
        QTest::addColumn<int>("calls");
        QTest::addColumn<bool>("sticky");
        QTest::newRow("sync, once") << int(DiskSync) << false;
        QTest::newRow("sync, always") << int(DiskSync) << true;
        QTest::newRow("write, once") << int(DiskWrite) << false;
        QTest::newRow("write, always") << int(DiskWrite) << true;
    }
    void afterAFailedCommitTheOutcomeIsUnknownAndTheNextStartKnows()
    {
        QFETCH(int, calls);
        QFETCH(bool, sticky);
        FaultyServer server;
        QVERIFY(server.start());
        const QByteArray id = openAccount(server);
        QCOMPARE(deposit(server, id, "before").status, 200);
        server.arm(
            {.calls = std::uint32_t(calls), .name = "ledger.db", .call = 40, .sticky = sticky});
        const auto all = depositUntilTheEnd(server, id);
        QVERIFY(server.hits() > 0);
        QCOMPARE(server.waitForEnd(), 74);
        int unknown = 0;
        for (const Sent &sent : all) {
            QVERIFY2(sent.answer.status != 200 || !sent.sentAfter, sent.key.constData());
            QVERIFY2(
                sent.answer.status == 0 || sent.answer.status == 200 || sent.answer.status == 503,
                sent.answer.body.constData());
            unknown += sent.answer.code() == u"outcome-unknown"_s;
        }
        QVERIFY(unknown > 0);
        server.heal();
        QVERIFY2(server.start(), server.log().right(2000).constData());
        KeptConnection connection;
        for (const Sent &sent : all) {
            const auto again = deposit(connection, server, id, sent.key);
            QCOMPARE(again.status, 200);
            if (sent.answer.status == 200) {
                QCOMPARE(again.header("Idempotency-Replayed"), "true");
                QCOMPARE(again.body, sent.answer.body);
            }
        }
        QCOMPARE(balance(server, id), QByteArray::number(qint64(1001 + all.size())) + ".00");
        QCOMPARE(server.stop(), 0);
        QCOMPARE(verifyDirectory(server.directory()), 0);
    }
};

KONTOR_TEST(tst_StorageTrouble)
#include "tst_storage_trouble.moc"
