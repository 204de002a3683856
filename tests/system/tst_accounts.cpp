// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/RawClient.h"
#include "support/RunningServer.h"
#include "support/TestMain.h"

#include <QElapsedTimer>
#include <QTest>

#include <atomic>
#include <thread>

using namespace kontor::testing;

// What an account was, why its balance is what it is, and what may not happen to it.
class tst_Accounts : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<RunningServer> m_server;
    QTemporaryDir m_clock;
    QByteArray m_alice;
    QByteArray m_bob;

    //! It is that time from now on.
    void setClock(const QByteArray &time) const
    {
        QFile file(m_clock.filePath(QStringLiteral("time")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(time);
    }
    HttpAnswer ask(const QByteArray &id, const QByteArray &what, const QByteArray &body) const
    {
        return m_server->post("/accounts/" + id + '/' + what, body);
    }
    HttpAnswer block(const QByteArray &id, bool debits, bool credits) const
    {
        return m_server->put("/accounts/" + id + "/block",
            QByteArray("{\"debits\":") + (debits ? "true" : "false") + ",\"credits\":"
                + (credits ? "true" : "false") + ",\"reference\":\"court order 7\"}");
    }
    QByteArray transferBody(const QByteArray &amount) const
    {
        return "{\"destinationAccountId\":\"" + m_bob + "\",\"amount\":" + amount + '}';
    }
    //! "kind amount = subtotal" of each line, then the balance and what is available.
    QList<QByteArray> explain(const QByteArray &parameters = {}) const
    {
        QList<QByteArray> told;
        const auto answer = m_server->get("/accounts/" + m_alice + "/explanation" + parameters);
        for (const QJsonValue &line : answer.json()[QLatin1StringView("lines")].toArray()) {
            told << line[QLatin1StringView("kind")].toString().toLatin1() + ' '
                    + QByteArray::number(line[QLatin1StringView("amount")].toDouble(), 'f', 2)
                    + " = "
                    + QByteArray::number(line[QLatin1StringView("subtotal")].toDouble(), 'f', 2);
        }
        return told << answer.number("balance") << answer.number("available");
    }

private Q_SLOTS:
    void init()
    {
        setClock("2025-01-10T09:00:00Z");
        qputenv("KONTOR_TEST_CLOCK", m_clock.filePath(QStringLiteral("time")).toLocal8Bit());
        m_server = std::make_unique<RunningServer>();
        m_alice = m_server->post("/accounts", R"({"ownerName":"Alice","initialBalance":500})").id();
        m_bob = m_server->post("/accounts", R"({"ownerName":"Bob","initialBalance":100})").id();
        ask(m_alice, "deposit", R"({"amount":50.25})");
        setClock("2025-01-31T23:59:59Z");
        ask(m_alice, "transfer", transferBody("100"));
        setClock("2025-02-01T00:00:00Z");
        ask(m_alice, "withdraw", R"({"amount":0.25})");
    }
    void cleanup()
    {
        qunsetenv("KONTOR_TEST_CLOCK");
        QCOMPARE(m_server->stop(), 0);
    }

    void aBalanceCanBeAskedForAsItWas()
    {
        setClock("2025-03-01T00:00:00Z");
        const QByteArray path = "/accounts/" + m_alice + "/balance?asOf=";
        QCOMPARE(m_server->get(path + '1').number("balance"), QByteArray("500.00"));
        QCOMPARE(m_server->get(path + '3').number("balance"), QByteArray("450.25"));
        const auto before = m_server->get(path + "2025-01-31T23:59:58Z");
        QCOMPARE(before.number("balance"), QByteArray("550.25"));
        QCOMPARE(before.number("version"), QByteArray("2"));
        QCOMPARE(before.text("asOf"), QByteArray("2025-01-31T23:59:58Z"));
        QCOMPARE(m_server->get(path + "2025-02-15T00:00:00Z").number("balance"), QByteArray("450.00"));
        QCOMPARE(m_server->get(path + "2025-01-10T08:59:59Z").status, 404);
        for (const char *wrong : {"0", "5", "99999999999999999999", "2026-01-01T00:00:00Z", "May"}) {
            QVERIFY2(m_server->get(path + wrong).status == 400, wrong);
        }
    }
    void aClockThatWasSetBackHidesNothingThatIsBooked()
    {
        setClock("2025-01-20T00:00:00Z");
        const auto then
            = m_server->get("/accounts/" + m_alice + "/balance?asOf=2025-02-01T00:00:00Z");
        QCOMPARE(then.number("balance"), QByteArray("450.00"));
        const auto now = m_server->get("/accounts/" + m_alice + "/balance");
        QCOMPARE(now.text("asOf"), QByteArray("2025-02-01T00:00:00Z"));
        const auto month = m_server->get("/accounts/" + m_alice + "/statements/2025-02");
        QCOMPARE(month.number("closing"), QByteArray("450.00"));
        QCOMPARE(m_server->get("/accounts/" + m_alice + "/statements/2025-03").status, 400);
    }
    void whatWasHeldThenIsNotAvailableThen()
    {
        ask(m_alice, "holds", R"({"amount":50,"kind":"court","reason":"order 7"})");
        ask(m_alice, "deposit", R"({"amount":1})");
        const QByteArray path = "/accounts/" + m_alice + "/balance?asOf=";
        QCOMPARE(m_server->get(path + '4').number("available"), QByteArray("450.00"));
        QCOMPARE(m_server->get(path + '5').number("available"), QByteArray("400.00"));
        QCOMPARE(m_server->get(path + '6').number("available"), QByteArray("401.00"));
    }
    // What is in the log has to be read by every later start.
    void timesThatNoLogCouldTellAreRefused()
    {
        const QByteArray hold = R"({"amount":1,"kind":"court","reason":"order 7","expiresAt":"X"})";
        const auto until = [&](const char *time) {
            return m_server->post("/accounts/" + m_alice + "/holds",
                QByteArray(hold).replace("X", time));
        };
        QCOMPARE(until("9999-12-31T23:59:59-12:00").code(), QStringLiteral("invalid-member"));
        QCOMPARE(until("9999-12-31T23:59:59.999999Z").status, 201);
        m_server->kill();
        QVERIFY(m_server->start());
        QCOMPARE(m_server->get("/accounts/" + m_alice).number("available"), QByteArray("449.00"));
    }
    void aBalanceIsExplainedByItsEvents()
    {
        ask(m_alice, "holds", R"({"amount":50,"kind":"court","reason":"order 7"})");
        QCOMPARE(explain(),
            QList<QByteArray>({"opening 500.00 = 500.00", "movement 50.25 = 550.25",
                "movement -100.00 = 450.25", "movement -0.25 = 450.00", "hold -50.00 = 400.00",
                "floor 0.00 = 400.00", "450.00", "400.00"}));
        const QJsonArray lines = m_server->get("/accounts/" + m_alice + "/explanation")
                                     .json()[QLatin1StringView("lines")].toArray();
        const QJsonArray history = m_server->get("/accounts/" + m_alice + "/history").items();
        for (int i = 0; i < 5; ++i) {
            QCOMPARE(lines[i][QLatin1StringView("eventId")], history[i][QLatin1StringView("eventId")]);
            QCOMPARE(lines[i][QLatin1StringView("type")], history[i][QLatin1StringView("type")]);
        }
    }
    void aLongPastIsCarriedForward()
    {
        QCOMPARE(explain("?asOf=3&limit=1"),
            QList<QByteArray>({"carried-forward 550.25 = 550.25", "movement -100.00 = 450.25",
                "floor 0.00 = 450.25", "450.25", "450.25"}));
        QCOMPARE(m_server->get("/accounts/" + m_alice + "/explanation?limit=0").status, 400);
    }

    // However long ago, and though everything derived is made anew.
    void aKeyIsNeverForgotten()
    {
        const auto deposit = [this](const QByteArray &amount) {
            return m_server->post("/accounts/" + m_bob + "/deposit", "{\"amount\":" + amount + '}',
                {{"Idempotency-Key", "salary 2025-02"}});
        };
        QCOMPARE(deposit("7").number("balanceAfter"), QByteArray("207.00"));
        QCOMPARE(m_server->stop(), 0);
        QVERIFY(QFile::remove(m_server->directory() + QStringLiteral("/views.db")));
        setClock("2045-06-01T12:00:00Z");
        QVERIFY(m_server->start());
        const auto again = deposit("7");
        QCOMPARE(again.status, 200);
        QCOMPARE(again.header("idempotency-replayed"), QByteArray("true"));
        QCOMPARE(again.number("balanceAfter"), QByteArray("207.00"));
        QCOMPARE(deposit("8").text("code"), QByteArray("key-reuse"));
        QCOMPARE(m_server->get("/accounts/" + m_bob + "/balance").number("balance"), QByteArray("207.00"));
    }
    void aBlockIsShownAndHoldsUntilItIsLifted()
    {
        const auto view = [&] { return m_server->get("/accounts/" + m_alice).json(); };
        const QLatin1StringView member("block");
        QVERIFY(view()[member].isNull());
        QCOMPARE(block(m_alice, true, false).status, 204);
        QCOMPARE(view()[member].toObject()[QLatin1StringView("reference")].toString(),
            QStringLiteral("court order 7"));
        QVERIFY(view()[member].toObject()[QLatin1StringView("debits")].toBool());
        // The same once more is no event.
        QCOMPARE(block(m_alice, true, false).status, 204);
        QCOMPARE(view()[QLatin1StringView("version")].toInt(), 5);
        QCOMPARE(m_server->stop(), 0);
        QVERIFY(m_server->start());
        QCOMPARE(ask(m_alice, "withdraw", R"({"amount":1})").code(), QStringLiteral("debits-blocked"));
        QCOMPARE(block(m_alice, false, false).status, 204);
        QVERIFY(view()[member].isNull());
        QCOMPARE(ask(m_alice, "withdraw", R"({"amount":1})").status, 200);
    }
    void aBlockStopsMoneyInItsDirection()
    {
        block(m_alice, true, false);
        QCOMPARE(ask(m_alice, "transfer", transferBody("1")).code(), QStringLiteral("debits-blocked"));
        QCOMPARE(ask(m_alice, "deposit", R"({"amount":1})").status, 200);
        block(m_alice, false, false);
        block(m_bob, false, true);
        QCOMPARE(ask(m_alice, "transfer", transferBody("1")).code(),
            QStringLiteral("credits-blocked"));
        QCOMPARE(ask(m_bob, "deposit", R"({"amount":1})").code(), QStringLiteral("credits-blocked"));
        QCOMPARE(ask(m_bob, "withdraw", R"({"amount":1})").status, 200);
    }
    void othersAreToldOfABlock()
    {
        block(m_alice, true, true);
        const QJsonValue told = m_server->get("/events?key=" + m_alice).items().last();
        QCOMPARE(told[QLatin1StringView("type")].toString(), QStringLiteral("AccountBlockChanged"));
        QCOMPARE(told[QLatin1StringView("payload")][QLatin1StringView("reference")].toString(),
            QStringLiteral("court order 7"));
    }
    void historyTellsAmountsOfHoldsLikeAllOthers()
    {
        const QByteArray hold
            = ask(m_alice, "holds", R"({"amount":40.5,"kind":"check","reason":"Cheque 4711"})")
                  .id();
        QCOMPARE(m_server->send("DELETE", "/accounts/" + m_alice + "/holds/" + hold).status, 204);
        const QByteArray history = m_server->get("/accounts/" + m_alice + "/history").body;
        QCOMPARE(history.count("\"held\":40.50,"), 2);
    }
    void whatCannotBeConditionalSaysSo()
    {
        const auto conditional = [this](const QByteArray &path, const QByteArray &body,
                                     const QByteArray &header, const QByteArray &value) {
            const auto answer = m_server->post(path, body, {{header, value}});
            const QJsonValue first = answer.json()[QLatin1StringView("errors")][0];
            return answer.status == 400
                && first[QLatin1StringView("pointer")].toString().toLatin1() == '/' + header;
        };
        const QByteArray card = "{\"accountId\":\"" + m_alice + "\",\"pin\":\"2580\"}";
        QVERIFY(conditional("/accounts", R"({"owner":"Somebody"})", "If-Match", "\"1\""));
        QVERIFY(conditional("/customers", R"({"name":"Somebody","pin":"39053344705"})", "If-Match",
            "\"1\""));
        QVERIFY(conditional("/cards", card, "If-Match", "\"4\""));
        const QByteArray path = "/accounts/" + m_alice;
        QVERIFY(conditional(path + "/deposit", R"({"amount":1})", "If-None-Match", "*"));
        QCOMPARE(m_server->get(path).header("ETag"), QByteArray("\"4\""));
        QCOMPARE(m_server->get("/customers").number("totalCount"), QByteArray("2"));
    }
    // Its right PIN would have been counted as a try, three times.
    void aPinIsNotTriedForAConditionThatNobodyCanMeet()
    {
        const QByteArray card
            = m_server->post("/cards", "{\"accountId\":\"" + m_alice + "\",\"pin\":\"2580\"}").id();
        const QByteArray body = R"({"pin":"2580","terminalId":"ATM-1"})";
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(
                m_server->post("/cards/" + card + "/session", body, {{"If-Match", "\"1\""}}).status,
                400);
        }
        QCOMPARE(m_server->post("/cards/" + card + "/session", body).status, 200);
    }
    void aPositionThatTheLogDoesNotHaveIsRefused()
    {
        const qint64 end = m_server->get("/events?after=latest").number("next").toLongLong();
        for (const QByteArray more : {"", "&wait=30"}) {
            QCOMPARE(m_server->get("/events?after=" + QByteArray::number(end) + "&limit=1").status,
                200);
            const auto refused = m_server->get(
                "/events?after=" + QByteArray::number(end + 1) + "&key=" + m_bob + more);
            QCOMPARE(refused.code(), QStringLiteral("invalid-parameter"));
            QVERIFY(refused.body.contains("The log ends at " + QByteArray::number(end)));
        }
    }
    void whoWaitsIsAnsweredInTimeHoweverManyCome()
    {
        QElapsedTimer timer;
        timer.start();
        std::atomic<bool> isAnswered = false;
        HttpAnswer answer;
        std::thread first([&] {
            answer = m_server->get("/events?wait=1&after=latest");
            isAnswered = true;
        });
        std::vector<RawClient> others;
        while (!isAnswered && timer.elapsed() < 10'000) {
            others.emplace_back(m_server->port());
            others.back().send(
                "GET /events?wait=20&after=latest HTTP/1.1\r\nHost: localhost\r\n\r\n");
            QTest::qWait(100);
        }
        const bool inTime = isAnswered;
        others.clear();
        first.join();
        QVERIFY(inTime);
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.items().size(), 0);
    }
    void aBlockThatCannotBeIsRefused()
    {
        const QByteArray path = "/accounts/" + m_alice + "/block";
        QCOMPARE(m_server->put(path, R"({"debits":true,"credits":true})").status, 400);
        QCOMPARE(m_server->put(path, R"({"debits":true,"credits":true,"reference":" "})").status, 422);
        QCOMPARE(m_server->put(path, R"({"debits":1,"credits":true,"reference":"x"})").status, 400);
        QCOMPARE(m_server->put("/accounts/01935e0a-7b2c-7cc1-8f3e-5a9d6b1c2e3f/block",
                     R"({"debits":true,"credits":true,"reference":"x"})").status, 404);
    }
};

KONTOR_TEST(tst_Accounts)
#include "tst_accounts.moc"
