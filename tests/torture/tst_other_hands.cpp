// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/Programs.h"
#include "support/Skip.h"
#include "support/TestMain.h"
#include "torture/FaultyServer.h"

#include <QDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

using namespace kontor::testing;
using namespace Qt::StringLiterals;

// What other hands do to a server that runs: to its files, to its log, to the process itself.

class tst_OtherHands : public QObject
{
    Q_OBJECT

private:
    using Deed = std::function<bool(const QString &ledger)>;

    static QByteArray openAccount(const RunningServer &server)
    {
        return server.post(
            "/accounts", R"({"ownerName":"Account holder","initialBalance":1000})").id();
    }
    static HttpAnswer deposit(
        const RunningServer &server, const QByteArray &id, const QByteArray &key)
    {
        return server.post(
            "/accounts/" + id + "/deposit", R"({"amount":1})", {{"Idempotency-Key", key}});
    }

private Q_SLOTS:
    // What is written to a file without a name is gone with the process, and a foreign write-ahead log
    // would be taken for ours: the server notices before it acknowledges anything more.
    void filesThatAreTakenAwayEndTheServerBeforeItAcknowledges_data()
    {
        QTest::addColumn<Deed>("deed");
        QTest::addColumn<bool>("nextStarts");
        QTest::newRow("write-ahead log deleted")
            << Deed([](const QString &ledger) { return QFile::remove(ledger + u"-wal"_s); })
            << true;
        QTest::newRow("another write-ahead log in its place") << Deed([](const QString &ledger) {
            const QString log = ledger + u"-wal"_s;
            return QFile::copy(log, log + u".copy"_s)
                && std::rename(qPrintable(log + u".copy"_s), qPrintable(log)) == 0;
        }) << true;
        QTest::newRow("lock deleted") << Deed([](const QString &ledger) {
            return QFile::remove(QString(ledger).replace(u"ledger.db"_s, u"ledger.lock"_s));
        }) << true;
        QTest::newRow("ledger renamed") << Deed([](const QString &ledger) {
            return QFile::rename(ledger, ledger + u".old"_s);
        }) << false;
        QTest::newRow("another in its place") << Deed([](const QString &ledger) {
            return QFile::copy(ledger, ledger + u".copy"_s)
                && std::rename(qPrintable(ledger + u".copy"_s), qPrintable(ledger)) == 0;
        }) << true;
        QTest::newRow("ledger cut") << Deed([](const QString &ledger) {
            return QFile::resize(ledger, 8192); // the write-ahead log has all of it
        }) << true;
    }
    void filesThatAreTakenAwayEndTheServerBeforeItAcknowledges()
    {
        QFETCH(Deed, deed);
        QFETCH(bool, nextStarts);
        RunningServer server;
        const QByteArray id = openAccount(server);
        QCOMPARE(deposit(server, id, "before").status, 200);
        QVERIFY(deed(server.directory() + u"/ledger.db"_s));
        const HttpAnswer refused = deposit(server, id, "after");
        QVERIFY2(refused.status == 503 || refused.status == 0, refused.body.constData());
        QCOMPARE(server.waitForEnd(), 74);
        // Or a thread that came late found nothing to open.
        QVERIFY2(server.log().contains("was replaced, cut or deleted")
                || server.log().contains("ledger.db: unable to open database file"),
            server.log().constData());
        // What was acknowledged may be gone with the file; nobody may go on as if it were not.
        QCOMPARE(server.start(), nextStarts);
        if (nextStarts) {
            QCOMPARE(deposit(server, id, "before").header("Idempotency-Replayed"), "true");
            QCOMPARE(deposit(server, id, "after").header("Idempotency-Replayed"), QByteArray());
        } else {
            QCOMPARE(server.waitForEnd(), 65);
        }
    }
    // Without it the next start could not tell whether the ledger is complete.
    void anAnchorThatIsTakenAwayIsMadeAnew_data()
    {
        QTest::addColumn<Deed>("deed");
        QTest::newRow("deleted") << Deed(
            [](const QString &anchor) { return QFile::remove(anchor); });
        QTest::newRow("another in its place") << Deed([](const QString &anchor) {
            write(anchor + u".copy"_s, "Dear auditor\n");
            return std::rename(qPrintable(anchor + u".copy"_s), qPrintable(anchor)) == 0;
        });
    }
    void anAnchorThatIsTakenAwayIsMadeAnew()
    {
        QFETCH(Deed, deed);
        RunningServer server;
        const QByteArray id = openAccount(server);
        const QString anchor = server.directory() + u"/ledger.anchor"_s;
        QVERIFY(deed(anchor));
        QTRY_VERIFY_WITH_TIMEOUT(server.log().contains("and is made anew"), 10'000);
        QCOMPARE(deposit(server, id, "k").status, 200);
        server.kill();
        QVERIFY2(server.start(), server.log().constData());
        QCOMPARE(deposit(server, id, "k").header("Idempotency-Replayed"), "true");
    }
    void anAnchorThatIsNoFileStopsNothing()
    {
        RunningServer server;
        const QByteArray id = openAccount(server);
        const QString anchor = server.directory() + u"/ledger.anchor"_s;
        QVERIFY(QFile::remove(anchor) && QDir().mkpath(anchor));
        QTRY_VERIFY_WITH_TIMEOUT(server.log().contains("ledger.anchor cannot be written"), 10'000);
        QCOMPARE(deposit(server, id, "k").status, 200);
        QVERIFY(QDir().rmdir(anchor));
        QTRY_VERIFY_WITH_TIMEOUT(server.log().contains("ledger.anchor is written again"), 10'000);
        QCOMPARE(server.stop(), 0);
        QVERIFY(server.start());
        QCOMPARE(server.stop(), 0);
        QVERIFY(QFile::remove(anchor) && QDir().mkpath(anchor));
        QVERIFY(!server.start());
        QCOMPARE(server.waitForEnd(), 78);
        QVERIFY2(server.log().contains("ledger.anchor is not a file"), server.log().constData());
    }
    void aLogThatCannotBeWrittenStopsNothing()
    {
        QProcess server;
        const QTemporaryDir place;
        server.setStandardErrorFile(u"/dev/full"_s);
        server.start(QStringLiteral(KONTOR_BIN_DIR "/kontor-server"),
            {u"serve"_s, u"--open"_s, u"--listen"_s, u"127.0.0.1:0"_s, u"--data"_s, place.path()});
        QVERIFY(server.waitForReadyRead(30'000));
        QVERIFY(server.readAllStandardOutput().startsWith("listening on "));
        server.terminate();
        QVERIFY(server.waitForFinished(30'000));
        QCOMPARE(server.exitCode(), 0);
    }
    void aSignalToEndIsFollowedInOrder_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGINT") << SIGINT;
    }
    void aSignalToEndIsFollowedInOrder()
    {
        QFETCH(int, signal);
        RunningServer server;
        const QByteArray id = openAccount(server);
        QCOMPARE(::kill(pid_t(server.pid()), SIGPIPE), 0);
        QCOMPARE(deposit(server, id, "k").status, 200);
        QCOMPARE(::kill(pid_t(server.pid()), signal), 0);
        QCOMPARE(server.waitForEnd(), 0);
        QCOMPARE(verifyDirectory(server.directory()), 0);
        QVERIFY(server.start());
        QCOMPARE(deposit(server, id, "k").header("Idempotency-Replayed"), "true");
    }
    // So little memory that much would not fit; what is asked is bounded, so all is answered.
    void littleMemoryIsEnough()
    {
#ifdef __SANITIZE_ADDRESS__
        KONTOR_SKIP("an address sanitizer takes more memory for itself");
#endif
        RunningServer server;
        const QByteArray id = openAccount(server);
        const rlimit limit{1024L * 1024 * 1024, 1024L * 1024 * 1024};
        QCOMPARE(::prlimit(pid_t(server.pid()), RLIMIT_DATA, &limit, nullptr), 0);
        const QByteArray huge(64 * 1024 * 1024, 'x');
        for (int i = 0; i < 3; ++i) {
            const HttpAnswer refused = server.post("/accounts/" + id + "/deposit", huge);
            QVERIFY2(refused.status == 413 || refused.status == 0, refused.body.constData());
        }
        QCOMPARE(deposit(server, id, "k").status, 200);
        QCOMPARE(server.stop(), 0);
    }
};

KONTOR_TEST(tst_OtherHands)
#include "tst_other_hands.moc"
