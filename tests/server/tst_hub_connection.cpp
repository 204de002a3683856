// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/push/HubConnection.h"

#include "foundation/Strings.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor;
using namespace kontor::server;

//! The hub's protocol by itself: no HTTP, no clock.
class tst_HubConnection final : public QObject
{
    Q_OBJECT

    static QByteArray record(const char *json) { return QByteArray(json) + hub::recordEnd; }
    static HubConnection greeted()
    {
        HubConnection connection;
        connection.hear(record(R"({"protocol":"json","version":1})"));
        connection.take();
        return connection;
    }

private Q_SLOTS:
    void aGreetingIsAnswered()
    {
        HubConnection connection;
        connection.hear(record(R"({"protocol":"json","version":1})"));
        QCOMPARE(connection.take(), record("{}"));
        QVERIFY(!connection.isEnded());
    }
    void whatIsNoGreetingIsRefused_data()
    {
        QTest::addColumn<QByteArray>("first");
        QTest::addColumn<QByteArray>("why");
        const auto row = [](const char *first, const char *why) {
            QTest::newRow(first) << record(first) << QByteArray(why);
        };
        row("", "handshake");
        row("hello", "handshake");
        row("[]", "handshake");
        row("{}", "handshake");
        row(R"({"type":6})", "handshake");
        row(R"({"protocol":"json"})", "handshake");
        row(R"({"protocol":"messagepack","version":1})", "version 1");
        row(R"({"protocol":"json","version":2})", "version 1");
    }
    void whatIsNoGreetingIsRefused()
    {
        QFETCH(QByteArray, first);
        QFETCH(QByteArray, why);
        HubConnection connection;
        connection.hear(first);
        const QByteArray answer = connection.take();
        QVERIFY2(answer.startsWith("{\"error\":\"") && answer.contains(why), answer.constData());
        QVERIFY(connection.isOver());
    }
    void recordsComeInPiecesAndTogether()
    {
        HubConnection connection;
        const QByteArray all = record(R"({"protocol":"json","version":1})")
            + record(R"({"type":1,"invocationId":"7","target":"x","arguments":[]})");
        for (const char byte : all) {
            connection.hear(QByteArrayView(&byte, 1));
        }
        const QByteArrayList said = connection.take().split(hub::recordEnd);
        QCOMPARE(said.size(), 3); // the last is empty
        QCOMPARE(said[0], "{}");
        QCOMPARE(said[1],
            R"({"type":3,"invocationId":"7","error":"This hub has no methods to call."})");
    }
    void aCallThatWantsNoAnswerGetsNone()
    {
        HubConnection connection = greeted();
        connection.hear(record(R"({"type":1,"target":"x","arguments":[1]})"));
        connection.hear(record(R"({"type":5,"invocationId":"7"})"));
        connection.hear(record(R"({"type":6})"));
        connection.hear(record(R"({"type":99,"new":true})"));
        QVERIFY(!connection.hasMore());
        QVERIFY(!connection.isEnded());
    }
    void whatIsNoMessageEndsIt_data()
    {
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("no JSON") << record("hello");
        QTest::newRow("no object") << record("[6]");
        QTest::newRow("no type") << record("{}");
        QTest::newRow("a type that is text") << record(R"({"type":"6"})");
        QTest::newRow("twice the same") << record(R"({"type":6,"type":7})");
        QTest::newRow("too long") << QByteArray(hub::RecordReader::longest + 1, 'x');
        QTest::newRow("too long, with its end")
            << QByteArray(hub::RecordReader::longest + 1, 'x') + hub::recordEnd;
    }
    void whatIsNoMessageEndsIt()
    {
        QFETCH(QByteArray, said);
        HubConnection connection = greeted();
        connection.hear(said);
        const QByteArray last = connection.take();
        QVERIFY2(last.startsWith("{\"type\":7,\"error\":\"")
                && last.contains(R"("allowReconnect":false)"), last.constData());
        QVERIFY(connection.isOver());
        connection.hear(record(R"({"type":6})"));
        QVERIFY(!connection.hasMore());
    }
    void theClientsCloseNeedsNoAnswer()
    {
        HubConnection connection = greeted();
        connection.tell(hub::ping());
        connection.hear(record(R"({"type":7})"));
        QVERIFY(!connection.hasMore());
        QVERIFY(connection.isOver());
    }
    void nothingIsToldBeforeTheGreetingOrAfterTheEnd()
    {
        HubConnection connection;
        connection.tell(hub::invocation("BalanceUpdated", "{}"));
        QVERIFY(!connection.hasMore());
        connection = greeted();
        connection.tell(hub::invocation("BalanceUpdated", R"({"a":1})"));
        QCOMPARE(connection.take(),
            record(R"({"type":1,"target":"BalanceUpdated","arguments":[{"a":1}]})"));
        connection.end({u"Enough."_s, true});
        QCOMPARE(connection.take(), record(R"({"type":7,"error":"Enough.","allowReconnect":true})"));
        connection.tell(hub::ping());
        QVERIFY(!connection.hasMore());
    }
    void whoDoesNotGreetInTimeIsTurnedAway()
    {
        HubConnection connection;
        connection.pass(14999);
        connection.noteSignOfLife();
        QVERIFY(!connection.isEnded());
        connection.pass(1);
        QVERIFY(connection.take().startsWith("{\"error\":\""));
        QVERIFY(connection.isOver());
    }
    void itSaysSomethingEveryFifteenSeconds()
    {
        HubConnection connection = greeted();
        connection.pass(14999);
        QVERIFY(!connection.hasMore());
        connection.pass(1);
        QCOMPARE(connection.take(), record(R"({"type":6})"));
        connection.pass(1000);
        QVERIFY(!connection.hasMore());
        // One is enough for whoever is not listening.
        connection.noteSignOfLife();
        connection.pass(14000);
        connection.pass(14000);
        QCOMPARE(connection.take(), record(R"({"type":6})"));
    }
    void whoIsSilentForTooLongIsGone()
    {
        HubConnection connection = greeted();
        connection.pass(29999);
        connection.hear(record(R"({"type":6})"));
        connection.pass(29999);
        QVERIFY(!connection.isEnded());
        connection.pass(1);
        QVERIFY(connection.isEnded());
        QVERIFY(connection.take().contains(R"("allowReconnect":true)"));
    }
    void whoDoesNotReadIsDropped()
    {
        HubConnection connection = greeted();
        const QByteArray message = hub::invocation("BalanceUpdated", QByteArray(1000, ' '));
        int told = 0;
        while (!connection.isEnded()) {
            connection.tell(message);
            ++told;
        }
        QCOMPARE(told, HubConnection::mostWaiting / message.size() + 1);
        QVERIFY(connection.wasTooSlow());
        const QByteArray last = connection.take();
        QVERIFY2(last.startsWith(R"({"type":7,)"), last.left(80).constData());
    }
    void theLastWordWaitsForAMoment()
    {
        HubConnection connection = greeted();
        connection.pass(20'000); // it has been there for a while
        connection.take();
        connection.end({u"Enough."_s});
        QVERIFY(!connection.isOver());
        connection.pass(4999);
        QVERIFY(!connection.isOver());
        connection.pass(1);
        QVERIFY(connection.isOver());
    }
};

KONTOR_TEST(tst_HubConnection)
#include "tst_hub_connection.moc"
