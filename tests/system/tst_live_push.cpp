// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/HubClient.h"
#include "support/People.h"
#include "support/TestMain.h"

#include <QTest>

#include <thread>

using namespace kontor::testing;

// Live push over real HTTP: who hears what, and when that ends.
class tst_LivePush : public QObject
{
    Q_OBJECT

    using Way = HubClient::Way;
    std::unique_ptr<RunningServer> m_server;
    Person m_admin;
    Person m_john;
    Person m_jane;
    QByteArray m_johns;
    QByteArray m_janes;

    HttpAnswer deposit(const QByteArray &amount) const
    {
        return m_server->post(
            "/accounts/" + m_johns + "/deposit", "{\"amount\":" + amount + '}', m_john.headers());
    }
    int connections() const
    {
        const QByteArray page = m_server->get("/metrics").body;
        const QByteArray name = "\nkontor_push_connections ";
        return page.sliced(page.indexOf(name) + name.size()).split('\n').first().toInt();
    }
    HttpAnswer batch(int transfers) const
    {
        QByteArrayList items;
        for (int i = 0; i < transfers; ++i) {
            items << jsonOf({{"sourceAccountId", m_johns}, {"destinationAccountId", m_janes}}).chopped(1)
                    + ",\"amount\":0.01}";
        }
        return m_server->post(
            "/transfers/batch", "{\"items\":[" + items.join(',') + "]}", m_john.headers());
    }

private Q_SLOTS:
    void init()
    {
        const bool isShort = QByteArray(QTest::currentTestFunction()) == "itEndsWithTheToken";
        m_server = std::make_unique<RunningServer>(RunningServer::Mode::SignIn,
            isShort ? QStringList{QStringLiteral("--auth-access-seconds=5")} : QStringList());
        QVERIFY(m_server->isRunning());
        m_admin = setUp(*m_server);
        m_john = newCustomer(*m_server, "john@example.com", &m_johns);
        m_jane = newCustomer(*m_server, "jane@example.com", &m_janes);
    }
    void cleanup() { QCOMPARE(m_server->stop(), 0); }

    void theOwnerHearsAndNobodyElse()
    {
        HubClient john(*m_server, m_john.headers());
        HubClient jane(*m_server, m_jane.headers());
        QVERIFY(john.isConnected() && jane.isConnected());
        QCOMPARE(deposit("1000").status, 200);
        QVERIFY(john.hears("\x1e\r\n\r\ndata: {\"type\":1,\"target\":\"BalanceUpdated\",\"arguments\":["
                           "{\"accountId\":\"" + m_johns + "\",\"type\":\"Deposit\",\"amount\":1000.00,"
                           "\"currency\":\"") || john.hears("\"type\":\"Deposit\",\"amount\":1000.00"));
        QVERIFY(john.hears("\"newBalance\":1000.00,\"version\":2,\"timestamp\":\""));
        QCOMPARE(m_server->post("/accounts/" + m_johns + "/transfer",
            jsonOf({{"destinationAccountId", m_janes}, {"amount", "250"}}), m_john.headers()).status, 200);
        QVERIFY(john.hears("\"type\":\"TransferSent\",\"amount\":250.00"));
        QVERIFY(john.hears("\"newBalance\":750.00"));
        QVERIFY(jane.hears("\"type\":\"TransferReceived\",\"amount\":250.00"));
        QVERIFY(jane.hears("\"newBalance\":250.00"));
        QVERIFY(!jane.heard().contains(m_johns));
        QVERIFY(!john.heard().contains(m_janes));
        QCOMPARE(jane.heard().count("BalanceUpdated"), 1);
        QCOMPARE(john.heard().count("BalanceUpdated"), 2);
    }
    void messagesComeInOrder()
    {
        HubClient john(*m_server, m_john.headers());
        for (int i = 0; i < 20; ++i) {
            deposit("1");
        }
        QVERIFY(john.hears("\"newBalance\":20.00"));
        qsizetype at = 0;
        for (int version = 2; version <= 21; ++version) {
            at = john.heard().indexOf("\"version\":" + QByteArray::number(version) + ',', at);
            QVERIFY2(at > 0, QByteArray::number(version));
        }
    }
    void longPollsCarryTheSame()
    {
        HubClient john(*m_server, m_john.headers(), Way::Polls);
        QVERIFY(john.isConnected());
        HttpAnswer polled;
        std::thread waiting([&] { polled = john.poll(); });
        deposit("10");
        waiting.join();
        QCOMPARE(polled.status, 200);
        QVERIFY(polled.body.startsWith(R"({"type":1,"target":"BalanceUpdated")"));
        deposit("5");
        QVERIFY(john.poll().body.contains("\"newBalance\":15.00"));
        QCOMPARE(john.hangUp().status, 204);
        QCOMPARE(john.hangUp().status, 404);
        QCOMPARE(john.poll().code(), QStringLiteral("connection-not-found"));
        QCOMPARE(connections(), 0);
    }
    void aPollThatWaitsEndsWithTheConnection()
    {
        HubClient john(*m_server, m_john.headers(), Way::Polls);
        HttpAnswer polled;
        std::thread waiting([&] { polled = john.poll(); });
        QTest::qWait(200);
        QCOMPARE(john.hangUp().status, 204);
        waiting.join();
        QVERIFY(polled.status == 204 || polled.status == 404);
    }
    void whoMayNotListenIsTurnedAway()
    {
        const QByteArray path = "/hubs/wallet/negotiate?negotiateVersion=1";
        const Person teller = newPerson(*m_server, m_admin, "t.lorenz", "teller");
        QCOMPARE(m_server->post(path, {}).status, 401);
        QCOMPARE(m_server->post("/hubs/wallet/negotiate?access_token=" + m_john.access, {}).status,
            401);
        QCOMPARE(m_server->post(path, {}, {{"Authorization", "Bearer nonsense"}}).status, 401);
        QCOMPARE(m_server->post(path, {}, teller.headers()).status, 403);
        QCOMPARE(m_server->post(path, "{\"x\":1}", m_john.headers()).status, 400);
        QCOMPARE(m_server->post(path, {}, m_john.headers("Origin", "https://elsewhere.example")).status,
            403);
    }
    void aTokenThatIsNoneIsNotFound()
    {
        HubClient john(*m_server, m_john.headers());
        const QByteArray connectionId = john.negotiated().text("connectionId");
        for (const QByteArray &id : {QByteArray("x"), QByteArray(), connectionId, m_john.access}) {
            QCOMPARE(m_server->get(john.target(id)).status, 404);
            QCOMPARE(m_server->send("DELETE", john.target(id), {}, m_john.headers()).status, 404);
        }
        QCOMPARE(m_server->get("/hubs/wallet").status, 404);
    }
    void askingForTheHeadTakesNothingAway()
    {
        HubClient john(*m_server, m_john.headers());
        QCOMPARE(m_server->send("HEAD", john.target(john.token())).status, 200);
        deposit("1");
        QVERIFY(john.hears("BalanceUpdated"));
    }
    void callsAndNonsenseAreAnsweredInTheProtocol()
    {
        HubClient john(*m_server, m_john.headers());
        QCOMPARE(john.say(R"({"type":1,"invocationId":"0","target":"Pay","arguments":[]})").status, 204);
        QVERIFY(john.hears(R"({"type":3,"invocationId":"0","error":)"));
        QCOMPARE(john.say("nonsense").status, 204);
        QVERIFY(john.hears(R"({"type":7,"error":)"));
        QVERIFY(john.seesEnd());
        QCOMPARE(john.say(R"({"type":6})").status, 404);
    }

    void itEndsWithTheSession_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("isOwn");
        QTest::newRow("signing out") << QByteArray("POST") << QByteArray("/auth/logout")
                                     << QByteArray() << true;
        QTest::newRow("suspension") << QByteArray("PATCH") << QByteArray("/users/JOHN/suspend")
                                    << QByteArray(R"({"reason":"fraud"})") << false;
        QTest::newRow("another role") << QByteArray("PATCH") << QByteArray("/users/JOHN/role")
                                      << QByteArray(R"({"role":"teller"})") << false;
        QTest::newRow("a new password") << QByteArray("PUT") << QByteArray("/users/JOHN/password")
                                        << QByteArray(R"({"newPassword":"3 Igel trinken Tee"})")
                                        << false;
        QTest::newRow("the end of the session")
            << QByteArray("DELETE") << QByteArray("/users/JOHN/sessions/SESSION") << QByteArray() << false;
    }
    void itEndsWithTheSession()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, body);
        QFETCH(bool, isOwn);
        const auto sessions
            = m_server->get("/users/" + m_john.id + "/sessions", m_john.headers()).items();
        path.replace("JOHN", m_john.id);
        path.replace("SESSION",
            sessions[0].toObject()[QLatin1StringView("id")].toString().toLatin1());
        HubClient john(*m_server, m_john.headers());
        HubClient polling(*m_server, m_john.headers(), Way::Polls);
        HubClient jane(*m_server, m_jane.headers());
        const auto done = m_server->send(method, path, body, (isOwn ? m_john : m_admin).headers());
        QVERIFY2(done.status / 100 == 2, done.body.constData());
        QVERIFY(john.hears(R"({"type":7,"error":"The session has ended.","allowReconnect":false})"));
        QVERIFY(john.seesEnd());
        QCOMPARE(john.say(R"({"type":6})").status, 404);
        // The last word waits a moment for whoever polls.
        const auto last = polling.poll();
        QVERIFY(last.status == 404 || last.body.contains("\"type\":7"));
        QCOMPARE(jane.say(R"({"type":6})").status, 204);
        QVERIFY(!jane.heard().contains("\"type\":7"));
    }
    void itEndsWithTheToken()
    {
        const Person john = personIn(signIn(*m_server, "john@example.com"));
        HubClient client(*m_server, john.headers());
        QVERIFY(client.isConnected());
        QVERIFY(client.hears(
            R"({"type":7,"error":"The access token has run out.","allowReconnect":true})"));
        QVERIFY(client.seesEnd());
    }
    void theOldestMakesRoom()
    {
        HubClient first(*m_server, m_john.headers());
        HubClient jane(*m_server, m_jane.headers());
        for (int i = 0; i < 16; ++i) {
            QCOMPARE(m_server->post("/hubs/wallet/negotiate", {}, m_john.headers()).status, 200);
        }
        QVERIFY(first.hears("There are too many connections of one user."));
        QVERIFY(first.seesEnd());
        QCOMPARE(jane.say(R"({"type":6})").status, 204);
    }
    void whoDoesNotReadIsDropped()
    {
        HubClient polling(*m_server, m_john.headers(), Way::Polls);
        QVERIFY(polling.isConnected());
        QCOMPARE(deposit("100").status, 200);
        QCOMPARE(batch(2'000).status, 200);
        const auto polled = polling.poll();
        QVERIFY2(polled.body.startsWith(R"({"type":7,"error":"The client is too slow.","allowReconnect":true})"),
            polled.body.left(200).constData());
        QTRY_VERIFY_WITH_TIMEOUT(m_server->get("/metrics").body.contains("kontor_push_dropped_total 1\n"),
            30'000);
    }
    void whoLeavesIsForgotten()
    {
        {
            HubClient john(*m_server, m_john.headers());
            QCOMPARE(connections(), 1);
        }
        QTRY_COMPARE_WITH_TIMEOUT(connections(), 0, 30'000);
    }
    void aServerThatStopsSaysSo()
    {
        HubClient john(*m_server, m_john.headers());
        HubClient jane(*m_server, m_jane.headers());
        QCOMPARE(m_server->stop(), 0);
        for (HubClient *client : {&john, &jane}) {
            QVERIFY(client->hears(
                R"({"type":7,"error":"The server is going down.","allowReconnect":true})"));
            QVERIFY(client->seesEnd());
        }
        QVERIFY(m_server->start());
        QCOMPARE(john.say(R"({"type":6})").status, 404);
        QVERIFY(HubClient(*m_server, m_john.headers()).isConnected());
    }
    void theHubLeavesRoomForWhoeverOnlyAsks()
    {
        RunningServer small(QStringList{QStringLiteral("--http-max-connections=4")});
        HubClient first(small, {});
        HubClient second(small, {});
        QVERIFY(first.isConnected() && second.isConnected());
        const auto refused = small.post("/hubs/wallet/negotiate", {});
        QCOMPARE(refused.status, 503);
        QCOMPARE(refused.code(), QStringLiteral("too-many-connections"));
        QCOMPARE(small.get("/version").status, 200);
        QCOMPARE(small.stop(), 0);
    }
    void whereNobodySignsInEverybodyHearsAll()
    {
        RunningServer open;
        HubClient client(open, {});
        QVERIFY(client.isConnected());
        const QByteArray account
            = open.post("/accounts", R"({"ownerName":"Alice","initialBalance":5})").id();
        QVERIFY(client.hears("\"accountId\":\"" + account + "\",\"type\":\"Deposit\",\"amount\":5.00"));
        open.post("/accounts/" + account + "/withdraw", R"({"amount":2})");
        QVERIFY(client.hears("\"type\":\"Withdrawal\",\"amount\":2.00"));
        QCOMPARE(open.stop(), 0);
        QVERIFY(client.seesEnd());
    }
};

KONTOR_TEST(tst_LivePush)
#include "tst_live_push.moc"
