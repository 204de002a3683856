// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "foundation/Assert.h"
#include "support/KeptConnection.h"
#include "support/TestMain.h"

#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

using kontor::testing::HttpAnswer;
using kontor::testing::KeptConnection;
using kontor::testing::RunningServer;

// "Event Sourcing Banking Account System": commands on one side, queries on the other, a snapshot
// at every fifth event, exact money. Its samples run as printed.
class tst_EventSourcedAccounts : public QObject
{
    Q_OBJECT

private:
    static QByteArray idOf(const HttpAnswer &answer) { return answer.id(); }
    static QByteArray openWith(const RunningServer &server, const QByteArray &balance)
    {
        return server.post("/accounts",
            "{\"ownerName\":\"Juan Pérez\",\"initialBalance\":" + balance + "}").id();
    }
    static void deposit(const RunningServer &server, const QByteArray &id, int times)
    {
        for (int i = 0; i < times; ++i) {
            QCOMPARE(server.post("/accounts/" + id + "/deposit", R"({"amount":1})").status, 200);
        }
    }
    //! The first column of the first row in a database of the server, or of how many it changed.
    static QVariant ask(const RunningServer &server, const QString &file, const QString &sql)
    {
        const QString name = QStringLiteral("look");
        QVariant answer;
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
            database.setDatabaseName(server.directory() + QLatin1Char('/') + file);
            KONTOR_ASSERT(database.open());
            QSqlQuery query(database);
            KONTOR_ASSERT(query.exec(sql));
            answer = query.next() ? query.value(0) : QVariant(query.numRowsAffected());
        }
        QSqlDatabase::removeDatabase(name);
        return answer;
    }
    //! Where the account's snapshot stands, once the query side has everything.
    static int snapshotOf(const RunningServer &server)
    {
        server.get("/accounts");
        return ask(server, QStringLiteral("views.db"),
            QStringLiteral("SELECT ifnull(max(version), 0) FROM snapshots WHERE stream ="
                           " (SELECT max(stream) FROM accounts)")).toInt();
    }

private Q_SLOTS:
    void thePrintedSamplesRun()
    {
        const RunningServer server({QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")});
        const auto opened
            = server.post("/accounts", R"({"ownerName":"Juan Pérez","initialBalance":1000.0})");
        QCOMPARE(opened.status, 201);
        QCOMPARE(opened.json()[QLatin1StringView("name")].toString(), QStringLiteral("Juan Pérez"));
        const QByteArray id = idOf(opened);
        QCOMPARE(opened.header("Location"), "/api/v1/accounts/" + id);

        const auto deposited = server.post("/accounts/" + id + "/deposit", R"({"amount":500.0})");
        QCOMPARE(deposited.status, 200);
        QCOMPARE(deposited.number("balanceAfter"), "1500.00");
        const auto withdrawn = server.post("/accounts/" + id + "/withdraw", R"({"amount":200.0})");
        QCOMPARE(withdrawn.status, 200);
        QCOMPARE(withdrawn.number("balanceAfter"), "1300.00");

        QCOMPARE(server.get("/accounts/" + id).number("balance"), "1300.00");
        QVERIFY(server.get("/accounts").body.contains(id));
    }
    void itsMistakesAreRefused()
    {
        const RunningServer server;
        const QByteArray id = idOf(
            server.post("/api/v1/accounts", R"({"owner":"Juan Pérez","amount":1300})"));
        QCOMPARE(server.post("/accounts/" + id + "/withdraw", R"({"amount":1300.01})").status, 422);
        QCOMPARE(server.post("/accounts/" + id + "/deposit", R"({"amount":-5})").status, 400);
        QCOMPARE(server.post("/accounts/01935e0a-7b2c-7cc1-8f3e-5a9d6b1c2e3f/deposit",
                     R"({"amount":5})").status, 404);
        QCOMPARE(server.get("/accounts/" + id).number("balance"), "1300.00");
    }
    void aTenthTenTimesIsExactlyOne()
    {
        const RunningServer server;
        const QByteArray id
            = idOf(server.post("/accounts", R"({"ownerName":"Juan Pérez","initialBalance":0})"));
        for (int i = 0; i < 10; ++i) {
            QCOMPARE(server.post("/accounts/" + id + "/deposit", R"({"amount":0.1})").status, 200);
        }
        QCOMPARE(server.get("/accounts/" + id + "/balance").number("balance"), "1.00");
    }
    void aRestartFindsTheSameMoneyAndTheSameAnswers()
    {
        RunningServer server;
        const QByteArray id
            = idOf(server.post("/accounts", R"({"ownerName":"Juan Pérez","initialBalance":10})"));
        const kontor::testing::HttpHeaders key{{"Idempotency-Key", "once"}};
        const auto first = server.post("/accounts/" + id + "/deposit", R"({"amount":5})", key);
        QCOMPARE(first.status, 200);
        QCOMPARE(server.stop(), 0);
        QVERIFY(server.start());
        const auto again = server.post("/accounts/" + id + "/deposit", R"({"amount":5})", key);
        QCOMPARE(again.body, first.body);
        QCOMPARE(again.header("Idempotency-Replayed"), "true");
        QCOMPARE(server.get("/accounts/" + id).number("balance"), "15.00");
    }
    void commandsAndQueriesHaveDatabasesOfTheirOwn()
    {
        const RunningServer server;
        openWith(server, "10");
        server.get("/accounts");
        const QString events = QStringLiteral("SELECT count(*) FROM events");
        QVERIFY(ask(server, QStringLiteral("ledger.db"), events).toInt() > 0);
        QCOMPARE(ask(server, QStringLiteral("views.db"),
                     QStringLiteral("SELECT count(*) FROM accounts")).toInt(), 1);
    }
    void everyFifthEventLeavesASnapshot()
    {
        const RunningServer server;
        const QByteArray id = openWith(server, "10");
        deposit(server, id, 3);
        QCOMPARE(snapshotOf(server), 0);
        deposit(server, id, 1);
        QCOMPARE(snapshotOf(server), 5);
        deposit(server, id, 4);
        QCOMPARE(snapshotOf(server), 5);
        deposit(server, id, 1);
        QCOMPARE(snapshotOf(server), 10);
    }
    void withoutItsSnapshotAnAccountIsTheSame_data()
    {
        QTest::addColumn<QString>("harm");
        QTest::newRow("whole") << QStringLiteral("SELECT 1");
        QTest::newRow("deleted") << QStringLiteral("DELETE FROM snapshots");
        QTest::newRow("damaged") << QStringLiteral(
            "UPDATE snapshots SET data = CAST(replace(CAST(data AS TEXT), '1500', '9500') AS BLOB)");
        QTest::newRow("cut off") << QStringLiteral("UPDATE snapshots SET data = substr(data, 1, 9)");
    }
    void withoutItsSnapshotAnAccountIsTheSame()
    {
        QFETCH(QString, harm);
        RunningServer server;
        const QByteArray id = openWith(server, "10");
        deposit(server, id, 5);
        QCOMPARE(snapshotOf(server), 5);
        QCOMPARE(server.stop(), 0);
        QVERIFY(ask(server, QStringLiteral("views.db"), harm).toInt() > 0);
        QVERIFY(server.start());
        // The command side starts from the snapshot, or from the first event.
        const auto all = server.post("/accounts/" + id + "/withdraw", R"({"amount":15.01})");
        QCOMPARE(all.code(), QStringLiteral("insufficient-funds"));
        QCOMPARE(server.post("/accounts/" + id + "/withdraw", R"({"amount":15})").number("version"),
            QByteArray("7"));
        QCOMPARE(server.get("/accounts/" + id).number("balance"), QByteArray("0.00"));
    }
    void aQuerySideThatWasStoppedCatchesUp()
    {
        RunningServer server({QStringLiteral("--views-flush-ms"), QStringLiteral("60000")});
        const QByteArray id = openWith(server, "10");
        server.get("/accounts");
        deposit(server, id, 7);
        server.kill();
        const QString position = QStringLiteral("SELECT position FROM checkpoint");
        const int behind = ask(server, QStringLiteral("views.db"), position).toInt();
        const int head = ask(server, QStringLiteral("ledger.db"),
            QStringLiteral("SELECT max(position) FROM events")).toInt();
        QCOMPARE(behind, head - 7);
        QVERIFY(server.start());
        QCOMPARE(server.get("/accounts?q=Juan").items()[0][QLatin1StringView("balance")].toDouble(),
            17.0);
        QCOMPARE(ask(server, QStringLiteral("views.db"), position).toInt(), head);
    }
    void eventsThatComeTwiceCountOnce()
    {
        RunningServer server;
        const QByteArray id = openWith(server, "10");
        deposit(server, id, 3);
        server.get("/accounts");
        QCOMPARE(server.stop(), 0);
        // An older checkpoint, as a crash may leave behind: the query side is made anew from it.
        const QString older = QStringLiteral("UPDATE checkpoint SET generation = x'00'");
        QCOMPARE(ask(server, QStringLiteral("views.db"), older).toInt(), 1);
        QVERIFY(server.start());
        QCOMPARE(server.get("/accounts?q=Juan").items()[0][QLatin1StringView("balance")].toDouble(),
            13.0);
    }
    void commandAndQuerySideListenOnAddressesOfTheirOwn()
    {
        const RunningServer server({QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0"),
            QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")});
        QCOMPARE(server.ports().size(), 3);
        const QByteArray id = openWith(server, "10");
        KeptConnection query;
        const auto found = query.send(server.ports()[1], "GET", "/accounts/" + id);
        QCOMPARE(found.status, 200);
        QCOMPARE(found.number("balance"), QByteArray("10.00"));
    }
};

KONTOR_TEST(tst_EventSourcedAccounts)
#include "tst_event_sourced_accounts.moc"
