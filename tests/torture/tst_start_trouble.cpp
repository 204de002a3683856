// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/TestMain.h"
#include "torture/FaultyServer.h"

#include <QDir>
#include <QTcpServer>
#include <QTest>

#include <csignal>
#include <sys/resource.h>
#include <thread>

using namespace kontor;
using namespace kontor::testing;

//! A start in which the views cannot be brought up ends, with its reason or because it is asked to.
class tst_StartTrouble : public QObject
{
    Q_OBJECT

private:
    //! There are events that the views lack, and no room to write them to.
    static void leaveViewsBehind(FaultyServer &server)
    {
        QVERIFY(server.start());
        server.arm({.calls = DiskWrite, .name = "views.db-wal", .error = ENOSPC, .sticky = true});
        QCOMPARE(
            server.post("/accounts", R"({"ownerName":"Carla Weber","initialBalance":1000})").status,
            201);
        server.kill();
    }

private Q_SLOTS:
    void withoutRoomForTheViewsItSaysSo()
    {
        FaultyServer server;
        leaveViewsBehind(server);
        QVERIFY(!server.start());
        QCOMPARE(server.waitForEnd(), 74);
        QVERIFY2(server.log().contains("views.db: database or disk is full"),
            server.log().constData());
        server.heal();
        QVERIFY2(server.start(), server.log().constData());
        QCOMPARE(server.get("/accounts?q=carla").items().size(), 1);
        QCOMPARE(server.stop(), 0);
    }
    // SQLite calls it damage; it may pass, and a server that ends for damage is not started anew.
    void aDiskThatDoesNotAnswerIsNotDamaged_data()
    {
        QTest::addColumn<QByteArray>("file");
        for (const char *file : {"ledger.db", "ledger.db-wal", "service.db", "audit.db"}) {
            QTest::newRow(file) << QByteArray(file);
        }
    }
    void aDiskThatDoesNotAnswerIsNotDamaged()
    {
        FaultyServer server({}, RunningServer::Mode::SignIn);
        QVERIFY(server.start());
        server.kill();
        QFETCH(QByteArray, file);
        for (int call = 1; call <= 20; ++call) {
            server.arm({.calls = DiskRead, .name = file.constData(), .call = call, .sticky = true});
            if (server.start()) {
                server.kill();
                continue; // so many readings are not needed, or the views were made anew
            }
            const int end = server.waitForEnd();
            QVERIFY2(end == 74,
                QByteArray::number(end) + " at reading " + QByteArray::number(call) + server.log());
            QVERIFY(server.hits() > 0);
        }
        server.heal();
        QVERIFY(server.start());
        QCOMPARE(server.stop(), 0);
    }
    void withTooFewDescriptorsItSaysSo()
    {
        rlimit before{};
        ::getrlimit(RLIMIT_NOFILE, &before);
        RunningServer server({}, {}, RunningServer::Begin::Later);
        const rlimit few{40, before.rlim_max};
        ::setrlimit(RLIMIT_NOFILE, &few);
        const bool started = server.start();
        ::setrlimit(RLIMIT_NOFILE, &before);
        QVERIFY(!started);
        QCOMPARE(server.waitForEnd(), 71);
        QVERIFY2(server.log().startsWith("kontor-server: only 40 files may be open"),
            server.log().constData());
        QVERIFY(server.start());
    }
    // Whoever has the wrong address shall not find books that nobody asked for, or a secret that counts.
    void withAnAddressThatSomebodyHasItBeginsNothing()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        const QString taken = QStringLiteral("127.0.0.1:%1").arg(other.serverPort());
        RunningServer server(RunningServer::Mode::SignIn, {QStringLiteral("--listen"), taken}, {},
            RunningServer::Begin::Later);
        QVERIFY(!server.start());
        QCOMPARE(server.waitForEnd(), 71);
        QVERIFY2(server.log().startsWith("kontor-server: " + taken.toUtf8() + ": "),
            server.log().constData());
        QCOMPARE(server.printed(), QByteArray());
        QCOMPARE(QDir(server.directory()).entryList(QDir::Files),
            QStringList{QStringLiteral("server.log")});
        other.close();
        QVERIFY(server.start());
        QVERIFY(!server.setUpSecret().isEmpty());
    }
    void whoHasTheLedgerIsNamedRatherThanTheAddress()
    {
        RunningServer server;
        RunningServer second(
            {QStringLiteral("--listen"), QStringLiteral("127.0.0.1:%1").arg(server.port())},
            server.directory(), RunningServer::Begin::Later);
        QVERIFY(!second.start());
        QCOMPARE(second.waitForEnd(), 75);
        QVERIFY2(second.log().contains("in use by process " + QByteArray::number(server.pid())),
            second.log().constData());
    }
    void askedToStopItStops()
    {
        FaultyServer server;
        leaveViewsBehind(server);
        std::jthread impatient([&server] {
            std::this_thread::sleep_for(std::chrono::seconds(2));
            if (const auto pid = pid_t(server.pid()); pid > 0) { // 0 would be all of this
                ::kill(pid, SIGTERM);
            }
        });
        QVERIFY(!server.start());
        QCOMPARE(server.waitForEnd(), 0);
        QVERIFY2(server.log().contains("asked to stop before the views were brought up"),
            server.log().constData());
    }
};

KONTOR_TEST(tst_StartTrouble)
#include "tst_start_trouble.moc"
