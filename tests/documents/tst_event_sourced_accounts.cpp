// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/RunningServer.h"
#include "support/TestMain.h"

#include <QTest>

using kontor::testing::HttpAnswer;
using kontor::testing::RunningServer;

// "Event Sourcing Banking Account System": commands on one side, queries on the other, a snapshot
// at every fifth event, exact money. Its samples run as printed.
class tst_EventSourcedAccounts : public QObject
{
    Q_OBJECT

private:
    static QByteArray idOf(const HttpAnswer &answer)
    {
        return answer.json()[QLatin1StringView("id")].toString().toLatin1();
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
};

KONTOR_TEST(tst_EventSourcedAccounts)
#include "tst_event_sourced_accounts.moc"
