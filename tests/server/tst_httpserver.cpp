// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "HttpFixture.h"
#include "foundation/Clock.h"
#include "foundation/Json.h"
#include "support/TestMain.h"

#include <QDateTime>
#include <QTest>

using namespace kontor;
using namespace kontor::testing;

namespace {

QByteArray ask(HttpFixture &server, const QByteArray &request)
{
    RawClient client(server.port());
    client.send(request);
    return client.readAnswer();
}

QByteArray codeOf(const QByteArray &answer)
{
    const auto json = parseJson(bodyOf(answer));
    const JsonValue *code = json ? json->find("code") : nullptr;
    return code ? QByteArray::fromStdString(code->text) : QByteArray();
}

} // namespace

class tst_HttpServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyAnswerHasTheCommonHeaders_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("status");
        QTest::newRow("answer") << get("/health/live") << 200;
        QTest::newRow("problem of a route") << get("/nothing") << 404;
        QTest::newRow("forgotten") << get("/forgotten") << 500;
        QTest::newRow("later") << get("/later") << 200;
        QTest::newRow("another thread") << get("/elsewhere") << 200;
        QTest::newRow("refused by the guard") << QByteArray("GET / HTTP/1.1\r\n\r\n") << 400;
    }
    void everyAnswerHasTheCommonHeaders()
    {
        QFETCH(QByteArray, request);
        HttpFixture server;
        const QByteArray answer = ask(server, request);
        QTEST(statusOf(answer), "status");
        const QByteArray type
            = statusOf(answer) == 200 ? "application/json" : "application/problem+json";
        QCOMPARE(headerOf(answer, "Content-Type"), type);
        QCOMPARE(headerOf(answer, "Cache-Control"), "no-store");
        QCOMPARE(headerOf(answer, "X-Content-Type-Options"), "nosniff");
        QCOMPARE(headerOf(answer, "X-Request-Id").size(), 36);
        QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(headerOf(answer, "Date")),
            u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
        QVERIFY(date.isValid());
        date.setTimeSpec(Qt::UTC);
        QVERIFY(std::abs(date.toSecsSinceEpoch() - SystemClock().now().micros / 1'000'000) < 60);
        const auto json = parseJson(bodyOf(answer));
        if (statusOf(answer) >= 400) {
            QCOMPARE(json->find("instance")->text, headerOf(answer, "X-Request-Id").toStdString());
        }
    }
    void theRequestKeepsItsName_data()
    {
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<QByteArray>("id"); // empty: a fresh one
        QTest::newRow("correlationid") << QByteArray("correlationid: a\r\nX-Request-Id: b\r\n")
                                       << QByteArray("a");
        QTest::newRow("x-request-id") << QByteArray("X-Request-Id: b-1\r\n") << QByteArray("b-1");
        QTest::newRow("traceparent") << QByteArray(
            "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n")
                                     << QByteArray("0af7651916cd43dd8448eb211c80319c");
        QTest::newRow("idempotency key") << QByteArray("Idempotency-Key: k-1\r\n") << QByteArray("k-1");
        QTest::newRow("a key with a blank") << QByteArray("Idempotency-Key: k 1\r\n") << QByteArray();
        QTest::newRow("both") << QByteArray("Idempotency-Key: k-1\r\nX-Request-Id: b-1\r\n")
                              << QByteArray("b-1");
        QTest::newRow("no trace") << QByteArray("traceparent: 00-zz-b7-01\r\n") << QByteArray();
        QTest::newRow("with a blank") << QByteArray("X-Request-Id: a b\r\n") << QByteArray();
        QTest::newRow("too long") << "X-Request-Id: " + QByteArray(129, 'x') + "\r\n"
                                  << QByteArray();
        QTest::newRow("not ASCII") << QByteArray("X-Request-Id: \xC3\xA9\r\n") << QByteArray();
    }
    void theRequestKeepsItsName()
    {
        QFETCH(QByteArray, headers);
        QFETCH(QByteArray, id);
        HttpFixture server;
        const QByteArray echoed
            = headerOf(ask(server, get("/health/live", headers)), "X-Request-Id");
        QCOMPARE(id.isEmpty() ? echoed.size() : 36, 36);
        QCOMPARE(id.isEmpty() ? id : echoed, id);
    }
    void requestsAreCheckedBeforeTheirRoute_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("code");
        const auto row
            = [](const char *name, const QByteArray &request, int status, const char *code) {
                  QTest::newRow(name) << request << status << QByteArray(code);
              };
        row("fine", post("/echo", "{}"), 200, "");
        row("charset", post("/echo", "{}", "Content-Type: Application/JSON; charset=utf-8\r\n"),
            200, "");
        row("form", post("/echo", "a=b", "Content-Type: application/x-www-form-urlencoded\r\n"),
            415, "unsupported-media-type");
        row("text where text is read", post("/text", "hello", "Content-Type: text/plain\r\n"), 204,
            "");
        row("compressed", post("/echo", "{}", "Content-Encoding: gzip\r\n"), 415,
            "unsupported-media-type");
        row("identity", post("/echo", "{}", "Content-Encoding: identity\r\n"), 200, "");
        row("not JSON", post("/echo", "{"), 400, "malformed-json");
        row("no body", post("/echo", ""), 400, "malformed-json");
        row("duplicate", post("/echo", R"({"a":1,"a":2})"), 400, "duplicate-member");
        row("deep", post("/echo", QByteArray(33, '[') + QByteArray(33, ']')), 400,
            "json-too-complex");
        row("accepts all", get("/health/live", "Accept: text/html, */*;q=0.1\r\n"), 200, "");
        row("accepts HTML", get("/health/live", "Accept: text/html\r\n"), 406, "not-acceptable");
        row("accepts application", get("/health/live", "Accept: application/*\r\n"), 200, "");
        row("wants no JSON", get("/health/live", "Accept: application/json;q=0\r\n"), 406,
            "not-acceptable");
        row("wants all but JSON", get("/health/live", "Accept: */*, application/json; Q=0.000\r\n"),
            406, "not-acceptable");
        row("wants JSON alone", get("/health/live", "Accept: */*;q=0, application/json\r\n"), 200,
            "");
        row("wants nothing", get("/health/live", "Accept: */*;q=0\r\n"), 406, "not-acceptable");
        row("unknown parameter", get("/items/1?x=1"), 400, "invalid-parameter");
        row("parameter twice", get("/items/1?q=1&q=1"), 400, "invalid-parameter");
        row("parameter", get("/items/1?q=a%26b"), 200, "");
        row("wrong method", post("/health/live", "{}"), 405, "method-not-allowed");
        row("unknown path", get("/x"), 404, "not-found");
        row("key", post("/echo", "{}", "Idempotency-Key: a b\r\n"), 200, "");
        row("empty key", post("/echo", "{}", "Idempotency-Key:\r\n"), 400, "invalid-parameter");
        row("long key", post("/echo", "{}", "Idempotency-Key: " + QByteArray(256, 'k') + "\r\n"),
            400, "invalid-parameter");
        row("longest key", post("/echo", "{}", "Idempotency-Key: " + QByteArray(255, 'k') + "\r\n"),
            200, "");
        row("key not ASCII", post("/echo", "{}", "Idempotency-Key: \xC3\xA9\r\n"), 400,
            "invalid-parameter");
        row("version", post("/echo", "{}", "If-Match: \"7\"\r\n"), 200, "");
        row("any version", post("/echo", "{}", "If-Match: *\r\n"), 200, "");
        for (const char *bad : {"7", "\"\"", "\"a\"", "W/\"7\"", "\"1\", \"2\"", "\"-1\""}) {
            QTest::addRow("version %s", bad)
                << post("/echo", "{}", QByteArray("If-Match: ") + bad + "\r\n") << 400
                << QByteArray("invalid-parameter");
        }
        row("channel", get("/health/live", "X-Kontor-Channel: teller\r\n"), 200, "");
        row("no such channel", get("/health/live", "X-Kontor-Channel: system\r\n"), 400,
            "invalid-parameter");
        row("actor", get("/health/live", "X-Kontor-Actor: Jo\xC3\xA3o\r\n"), 200, "");
        row("actor not UTF-8", get("/health/live", "X-Kontor-Actor: Jo\xE3o\r\n"), 400,
            "invalid-parameter");
    }
    void requestsAreCheckedBeforeTheirRoute()
    {
        QFETCH(QByteArray, request);
        HttpFixture server;
        const QByteArray answer = ask(server, request);
        QTEST(statusOf(answer), "status");
        QTEST(codeOf(answer), "code");
    }
    void headAnswersLikeGetWithoutTheBody()
    {
        HttpFixture server;
        RawClient client(server.port());
        client.send("HEAD /items/7 HTTP/1.1\r\nHost: localhost\r\n\r\n");
        const QByteArray head = client.readAnswer(true);
        QCOMPARE(statusOf(head), 200);
        QCOMPARE(headerOf(head, "Content-Length"), "8");
        QCOMPARE(headerOf(head, "ETag"), "\"1\"");
        // The same connection is still in step: nothing of a body came after the head.
        client.send(get("/health/live"));
        QCOMPARE(bodyOf(client.readAnswer()), R"({"status":"up"})");
    }
    void optionsAndWrongMethodsSayWhatIsAllowed()
    {
        HttpFixture server;
        const QByteArray options = ask(server, "OPTIONS /echo HTTP/1.1\r\nHost: localhost\r\n\r\n");
        QCOMPARE(statusOf(options), 204);
        QCOMPARE(headerOf(options, "Allow"), "POST, OPTIONS");
        QCOMPARE(headerOf(options, "Access-Control-Allow-Origin"), QByteArray());
        QCOMPARE(headerOf(ask(server, get("/echo")), "Allow"), "POST, OPTIONS");
    }
    void headersCannotBeInjected()
    {
        HttpFixture server;
        const QByteArray answer = ask(server, get("/injected"));
        QCOMPARE(statusOf(answer), 200);
        QVERIFY(!answer.contains("Inj"));
    }
    void aConnectionServesManyRequests()
    {
        HttpFixture server;
        RawClient client(server.port());
        for (int i = 0; i < 200; ++i) {
            client.send(get("/items/" + QByteArray::number(i)));
            QCOMPARE(bodyOf(client.readAnswer()), "[\"" + QByteArray::number(i) + "\",\"\"]");
        }
        QCOMPARE(server.connections(), 1);
    }
    void aRequestHasItsOwnHeadersOnly()
    {
        HttpFixture server;
        RawClient client(server.port());
        RawClient other(server.port());
        client.send(post("/echo", "{}", "X-Request-Id: first\r\nAccept: text/html\r\n"));
        QCOMPARE(statusOf(client.readAnswer()), 406);
        other.send(get("/items/2"));
        QCOMPARE(headerOf(other.readAnswer(), "X-Request-Id").size(), 36);
        client.send(get("/items/1?q=x"));
        const QByteArray answer = client.readAnswer();
        QCOMPARE(bodyOf(answer), R"(["1","x"])");
        QCOMPARE(headerOf(answer, "X-Request-Id").size(), 36);
        client.send(get("/items/1"));
        QCOMPARE(bodyOf(client.readAnswer()), R"(["1",""])");
    }
    void aLongHeadMayArriveInPieces()
    {
        HttpFixture server;
        RawClient client(server.port());
        const QByteArray line(7'000, 'x');
        for (int i = 0; i < 3; ++i) {
            client.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nX-One: " + line);
            QThread::msleep(5);
            client.send("\r\nX-Two: " + line + "\r\nContent-Type: application/json\r");
            QThread::msleep(5);
            client.send("\nContent-Length: 7\r\n\r\n{\"a\"");
            QThread::msleep(5);
            client.send(":1}");
            QCOMPARE(bodyOf(client.readAnswer()), R"({"a":1})");
        }
    }
    void aRequestMayArriveByteByByte()
    {
        HttpFixture server;
        RawClient client(server.port());
        for (const char byte : post("/echo", R"({"a":1.50})")) {
            client.send(QByteArray(1, byte));
            QThread::usleep(200);
        }
        QCOMPARE(bodyOf(client.readAnswer()), R"({"a":1.50})");
    }
    void largeBodiesPassWhereTheRouteSaysSo()
    {
        HttpFixture server;
        const QByteArray large = '"' + QByteArray(3'000'000, 'x') + '"';
        QCOMPARE(bodyOf(ask(server, post("/batch", large))).size(), large.size());
        QCOMPARE(statusOf(ask(server, post("/echo", large))), 413);
        QCOMPARE(statusOf(ask(server, post("/nothing", large))), 413);
    }
    // Who has not signed in may send them, too: all of them together have a bound.
    void largeBodiesOnTheirWayHaveABoundTogether()
    {
        auto limits = HttpFixture::testLimits();
        limits.largeBodies = 1'500'000;
        HttpFixture server(limits);
        const QByteArray large = '"' + QByteArray(1'000'000, 'x') + '"';
        const QByteArray request = post("/batch", large);
        RawClient slow(server.port());
        slow.send(request.first(request.size() - 10));
        const auto isSeen = [&server] { // what was sent before comes in the same turn, or earlier
            return bodyOf(ask(server, post("/echo", "1"))) == "1";
        };
        QVERIFY(isSeen());
        QByteArray answer;
        QTRY_COMPARE(statusOf(answer = ask(server, request)), 503);
        QVERIFY(answer.contains("\"overloaded\""));
        QCOMPARE(headerOf(answer, "Retry-After"), "1");
        QCOMPARE(bodyOf(ask(server, post("/echo", "1"))), "1"); // small ones need no room
        slow.send(request.last(10));
        QCOMPARE(bodyOf(slow.readAnswer()).size(), large.size());
        QCOMPARE(bodyOf(ask(server, request)).size(), large.size());
        {
            RawClient leaver(server.port());
            leaver.send(request.first(request.size() - 10));
            QVERIFY(isSeen());
            QTRY_COMPARE(statusOf(ask(server, request)), 503);
        }
        QTRY_COMPARE(statusOf(ask(server, request)), 200);
    }
    void largeAnswersArriveWhole()
    {
        HttpFixture server;
        QCOMPARE(bodyOf(ask(server, get("/large"))).size(), 8 * 1024 * 1024);
    }
    void eventStreamsFlowUntilTheClientGoes()
    {
        HttpFixture server;
        {
            RawClient client(server.port());
            client.send(get("/stream"));
            const QByteArray some = client.readUntil("data: 1\n\n");
            QCOMPARE(statusOf(some), 200);
            QCOMPARE(headerOf(some, "Content-Type"), "text/event-stream");
            QVERIFY(some.contains("data: 0\n\n"));
            QVERIFY(some.contains("data: 1\n\n"));
        }
        QVERIFY(server.empties());
    }
    void stoppingLetsRequestsInFlightFinish()
    {
        HttpFixture server;
        RawClient idle(server.port());
        idle.send(get("/health/live"));
        idle.readAnswer();
        RawClient busy(server.port());
        busy.send(get("/held"));
        QTRY_COMPARE(server.handled, 2);
        server.stop(10'000);
        idle.readAll(2000);
        QVERIFY(idle.sawEnd());
        QVERIFY(!RawClient(server.port()).isConnected());
        QVERIFY(!server.hasStopped());
        server.release();
        const QByteArray answer = busy.readAll(2000);
        QCOMPARE(statusOf(answer), 200);
        QCOMPARE(headerOf(answer, "Connection"), "close");
        busy.closeNow();
        idle.closeNow();
        QTRY_VERIFY(server.hasStopped());
    }
    void stoppingDoesNotWaitForEver()
    {
        HttpFixture server;
        RawClient busy(server.port());
        busy.send(get("/held"));
        QTRY_COMPARE(server.handled, 1);
        server.stop(200);
        QTRY_VERIFY_WITH_TIMEOUT(server.hasStopped(), 2000);
        server.release(); // a reply whose client is gone
        QCOMPARE(server.connections(), 0);
    }
};

KONTOR_TEST(tst_HttpServer)
#include "tst_httpserver.moc"
