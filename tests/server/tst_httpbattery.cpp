// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "HttpFixture.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor;
using namespace kontor::testing;

// What hostile, broken and merely odd clients send, byte for byte. Whatever happens: at most one
// answer, nothing answers bytes that were smuggled along, and the server lives.

namespace {

const QByteArray hiddenRequest = "GET /hidden HTTP/1.1\r\nHost: localhost\r\n\r\n";

QByteArray posted(const QByteArray &headers, const QByteArray &body = hiddenRequest)
{
    return "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + headers
        + "\r\n" + body;
}

QByteArray withHeader(const QByteArray &line)
{
    return "GET /health/live HTTP/1.1\r\nHost: localhost\r\n" + line + "\r\n\r\n";
}

QByteArray requested(const QByteArray &line)
{
    return line + "\r\nHost: localhost\r\n\r\n";
}

enum End { StaysOpen, Closes };

void row(const char *name, const QByteArray &bytes, int status, End end = Closes)
{
    QTest::newRow(name) << bytes << status << (end == Closes);
}

void addConnections()
{
    row("plain", get("/health/live"), 200, StaysOpen);
    row("Connection: close", get("/health/live", "Connection: close\r\n"), 200);
    row("connection: Keep-Alive, CLOSE", get("/health/live", "connection: Keep-Alive, CLOSE\r\n"),
        200);
    row("HTTP/1.0", "GET /health/live HTTP/1.0\r\n\r\n", 200);
    row("no host", "GET /health/live HTTP/1.1\r\n\r\n", 400);
    row("two hosts", withHeader("Host: localhost"), 400);
    row("HTTP/9.9", requested("GET / HTTP/9.9"), 505);
    row("HTTP/2.0", requested("GET / HTTP/2.0"), 505);
    row("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400);
    row("HTTP/0.9", "GET /\r\n", 400);
    row("no such version", requested("GET / HTTQ/1.1"), 400);
    row("version in lower case", requested("GET / http/1.1"), 400);
    row("TLS hello", QByteArray::fromHex("16030100c8010000c40303"), 400);
    row("other host", "GET /hidden HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421);
    row("host with a port", "GET /health/live HTTP/1.1\r\nHost: LocalHost:8080\r\n\r\n", 200,
        StaysOpen);
    row("IPv6 host", "GET /health/live HTTP/1.1\r\nHost: [::1]:80\r\n\r\n", 200, StaysOpen);
    row("user in host", "GET /hidden HTTP/1.1\r\nHost: x@localhost:99\r\n\r\n", 400);
    row("empty host", "GET /hidden HTTP/1.1\r\nHost:\r\n\r\n", 400);
    row("port of letters", "GET /hidden HTTP/1.1\r\nHost: localhost:http\r\n\r\n", 400);
    row("prefix of a host", "GET /hidden HTTP/1.1\r\nHost: localhost.evil.example\r\n\r\n", 421);
}

void addLengths()
{
    for (const char *length : {"-1", "+5", "5, 5", "5,6", "0x5", "", " ", "1 0", "5;a", "5.0",
             "18446744073709551615", "9223372036854775809", "00000000000000000005", "\xD9\xA5"}) {
        QTest::addRow("Content-Length '%s'", length)
            << posted(QByteArray("Content-Length: ") + length + "\r\n") << 400 << true;
    }
    row("two lengths", posted("Content-Length: 0\r\nContent-Length: 42\r\n"), 400);
    row("two equal lengths", posted("Content-Length: 0\r\nContent-Length: 0\r\n"), 400);
    row("more than announced", posted("Content-Length: 2\r\n", "{}" + hiddenRequest), 200);
    row("a line break behind the body", posted("Content-Length: 2\r\n", "{}\r\n"), 200);
    row("a line break in front", "\r\n" + requested("GET /health/live HTTP/1.1"), 200, StaysOpen);
    row("two line breaks in front", "\r\n\r\n" + requested("GET /health/live HTTP/1.1"), 400);
    row("a bare line feed in front", "\n" + requested("GET /health/live HTTP/1.1"), 400);
    row("a bare return in front", "\r" + requested("GET /health/live HTTP/1.1"), 400);
    row("no length at all", posted("", hiddenRequest), 400);
    row("body with GET",
        "GET /health/live HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n12345"
            + hiddenRequest,
        415);
    row("length and encoding", posted("Content-Length: 6\r\nTransfer-Encoding: chunked\r\n",
        "0\r\n\r\n" + hiddenRequest), 411);
    for (const char *coding :
        {"chunked", "xchunked", "chunked, identity", "identity, chunked", "identity", "\tchunked",
            "CHUNKED", "", "gzip, chunked", "\"chunked\"", "chunked;a=b"}) {
        QTest::addRow("Transfer-Encoding '%s'", coding) << posted(
            QByteArray("Transfer-Encoding:") + coding + "\r\n", "0\r\n\r\n" + hiddenRequest)
                                                        << 411 << true;
    }
    for (const char *chunk :
        {"-5", "ZZ", "7fffffffffffffff", "0\n\n", "5;ext=a", "5\r\n123456\r\n0"}) {
        QTest::addRow("chunk '%s'", QByteArray(chunk).toPercentEncoding().constData())
            << posted("Transfer-Encoding: chunked\r\n", QByteArray(chunk) + "\r\n" + hiddenRequest)
            << 411 << true;
    }
    row("announced 100 GB", posted("Content-Length: 107374182400\r\n", QByteArray(100'000, 'x')),
        413);
    row("one byte too many", posted("Content-Length: 65537\r\n", "{"), 413);
    row("batch too large",
        "POST /batch HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4194305\r\n\r\n", 413);
}

void addHeaders()
{
    row("blank before the colon", withHeader("X-A : b"), 400);
    row("blank before the host's colon", "GET /hidden HTTP/1.1\r\nHost : localhost\r\n\r\n", 400);
    row("hidden encoding", posted("Content-Length: 6\r\nTransfer-Encoding : chunked\r\n", "{}    "),
        400);
    row("folded line", withHeader("X-A: b\r\n c"), 400);
    row("folded by tab", withHeader("X-A: b\r\n\tc"), 400);
    row("no colon", withHeader("X-A"), 400);
    row("no name", withHeader(": a"), 400);
    row("NUL in a value", withHeader(QByteArray("X-A: b\0c", 8)), 400);
    row("NUL in a name", withHeader(QByteArray("X-\0A: b", 7)), 400);
    row("bare CR", withHeader("X-A: b\rX-B: c"), 400);
    row("CR CR LF", "GET / HTTP/1.1\r\r\nHost: localhost\r\n\r\n", 400);
    row("LF only", "GET /hidden HTTP/1.1\nHost: localhost\n\n", 400);
    row("LF in the middle", withHeader("X-A: b\nX-B: c"), 400);
    row("LF at the end", "GET /hidden HTTP/1.1\r\nHost: localhost\r\n\n", 400);
    row("8-bit value", withHeader("X-A: \xE9\xFF"), 200, StaysOpen);
    row("8-bit name", withHeader("X-\xE9: a"), 400);
    row("8-bit method", requested("G\xC9T / HTTP/1.1"), 400);
    row("64 headers", withHeader(QByteArray("X-A: b\r\n").repeated(62) + "X-A: b"), 200, StaysOpen);
    row("65 headers", withHeader(QByteArray("X-A: b\r\n").repeated(63) + "X-A: b"), 431);
    row("10 000 headers", withHeader(QByteArray("X-A: b\r\n").repeated(9999) + "X-A: b"), 431);
    row("long header", withHeader("X-A: " + QByteArray(8 * 1024, 'b')), 431);
    row("one header of 1 MiB", withHeader("X-A: " + QByteArray(1024 * 1024, 'b')), 431);
    row("large head", withHeader(("X-A: " + QByteArray(4000, 'b') + "\r\n").repeated(5) + "X-A: b"),
        431);
    row("endless head", withHeader(("X-A: " + QByteArray(4000, 'b') + "\r\n").repeated(5000)), 431);
    row("long target", requested("GET /" + QByteArray(7 * 1024, 'a') + " HTTP/1.1"), 404,
        StaysOpen);
    row("too long a target", requested("GET /" + QByteArray(8 * 1024, 'a') + " HTTP/1.1"), 414);
    row("request line of 1 MiB", requested("GET /" + QByteArray(1024 * 1024, 'a') + " HTTP/1.1"),
        414);
    row("two keys", posted("Content-Length: 0\r\nIdempotency-Key: a\r\nIdempotency-Key: b\r\n", ""),
        400);
    row("two versions", posted("Content-Length: 0\r\nIf-Match: \"1\"\r\nIf-Match: \"2\"\r\n", ""),
        400);
    row("two tokens", withHeader("Authorization: Bearer a\r\nAuthorization: Bearer b"), 400);
    row("override", withHeader("X-HTTP-Method-Override: DELETE"), 200, StaysOpen);
}

void addTargets()
{
    row("BREW", requested("BREW / HTTP/1.1"), 501);
    row("TRACE", requested("TRACE / HTTP/1.1"), 501);
    row("CONNECT", "CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\n\r\n", 400);
    row("lower case", requested("get / HTTP/1.1"), 501);
    row("long method", requested(QByteArray(5000, 'M') + " / HTTP/1.1"), 501);
    row("bad method", requested("GE(T / HTTP/1.1"), 400);
    row("two blanks", requested("GET  / HTTP/1.1"), 400);
    row("tab", requested("GET\t/ HTTP/1.1"), 400);
    row("blank in the target", requested("GET /a b HTTP/1.1"), 400);
    row("trailing blank", requested("GET / HTTP/1.1 "), 400);
    row("HEAD", requested("HEAD /health/live HTTP/1.1"), 200, StaysOpen);
    for (const char *path : {"/../..//x", "/..", "/%2e%2e/", "/%2E%2e/hidden", "/a/../hidden",
             "/%2fhidden", "/hidden;a=b", "/./hidden", "/health//live", "/items/a%2Fb",
             "/items/a%5cb", "/%C0%AE/"}) {
        QTest::addRow("path %s", path)
            << requested(QByteArray("GET ") + path + " HTTP/1.1") << 400 << false;
    }
    for (const char *path : {"/%00", "/items/a%00b", "/items/a%0d%0aX-Inj:%201", "/items/%7f"}) {
        QTest::addRow("path %s", path)
            << requested(QByteArray("GET ") + path + " HTTP/1.1") << 400 << false;
    }
    for (const char *target :
        {"http://evil.example/hidden", "http://localhost/hidden", "//evil/hidden", "*", "hidden",
            "/%zz", "/a%2", "/a#b", "/caf\xC3\xA9", "evil.example:80"}) {
        QTest::addRow("target %s", target)
            << requested(QByteArray("GET ") + target + " HTTP/1.1") << 400 << true;
    }
}

void addExtras()
{
    row("expects nothing special", withHeader("Expect: 100-continue"), 200, StaysOpen);
    row("expects a go-ahead", post("/echo", "{}", "Expect: 100-continue\r\n"), 200, StaysOpen);
    row("expects too much", post("/echo", "{}", "Expect: 200-ok\r\n"), 417);
    // Nobody has to change the protocol (RFC 9110, 7.8).
    row("h2c is not taken up", withHeader("Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
        "HTTP2-Settings: AAMAAABkAAQAAP__"), 200, StaysOpen);
    row("web socket",
        withHeader("Connection: Upgrade\r\nUpgrade: websocket\r\n"
                   "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="),
        200, StaysOpen);
    row("web socket without a key", withHeader("Connection: Upgrade\r\nUpgrade: WebSocket"), 200,
        StaysOpen);
    row("web socket of a bad version",
        withHeader("Connection: Upgrade\r\nUpgrade: h2c, websocket\r\n"
                   "Sec-WebSocket-Version: 99"),
        200, StaysOpen);
    row("what follows a web socket's head is a request",
        withHeader("Connection: close, Upgrade\r\nUpgrade: websocket") + hiddenRequest, 200);
    row("foreign write", post("/echo", "{}", "Origin: http://evil.example\r\n"), 403);
    row("write of no origin", post("/echo", "{}", "Origin: null\r\n"), 403);
    row("write from another port", post("/echo", "{}", "Origin: http://localhost:1\r\n"), 403);
    row("write from a name like ours",
        post("/echo", "{}", "Origin: http://localhost.evil.example\r\n"), 403);
    row("foreign read", get("/health/live", "Origin: http://evil.example\r\n"), 200, StaysOpen);
    row("preflight", requested("OPTIONS /echo HTTP/1.1\r\nOrigin: http://evil.example\r\n"
        "Access-Control-Request-Method: POST"), 204, StaysOpen);
    row("1000 requests in one write", get("/health/live") + get("/hidden").repeated(999), 200);
    row("a second request behind close",
        get("/health/live", "Connection: close\r\n") + hiddenRequest, 200);
}

} // namespace

class tst_HttpBattery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_server = std::make_unique<HttpFixture>(); }
    void cleanupTestCase()
    {
        QVERIFY(m_server->empties());
        QCOMPARE(m_server->hidden, 0);
        m_server.reset();
    }
    void bytesGetWhatTheyDeserve_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("closes");
        addConnections();
        addLengths();
        addHeaders();
        addTargets();
        addExtras();
    }
    void bytesGetWhatTheyDeserve()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(bool, closes);
        RawClient client(m_server->port());
        client.send(bytes);
        const QByteArray answers = client.readAll(closes ? 3000 : 100);
        QTEST(finalStatus(answers), "status");
        QCOMPARE(countOf(answers), 1);
        QCOMPARE(client.sawEnd(), closes);
        QCOMPARE(headerOf(answers, "Connection") == "close", closes);
        QCOMPARE(m_server->hidden, 0);
        QVERIFY(!answers.toLower().contains("\r\nx-inj"));
        QVERIFY(!answers.contains("Access-Control-Allow-Origin"));
        if (finalStatus(answers) >= 400) {
            QCOMPARE(headerOf(answers, "Content-Type"), "application/problem+json");
            QCOMPARE(bodyOf(answers).size(), headerOf(answers, "Content-Length").toLongLong());
        }
    }
    void ourOwnPagesMayWrite()
    {
        const QByteArray origin
            = "Origin: http://localhost:" + QByteArray::number(m_server->port());
        RawClient client(m_server->port());
        client.send(post("/echo", "{}", origin + "\r\n"));
        QCOMPARE(statusOf(client.readAnswer()), 200);
    }
    void theGoAheadComesBeforeTheBody()
    {
        RawClient client(m_server->port());
        client.send(posted("Content-Length: 2\r\nExpect: 100-continue\r\n", ""));
        QVERIFY(client.readUntil("\r\n\r\n").startsWith("HTTP/1.1 100"));
        client.send("{}");
        QCOMPARE(statusOf(client.readAnswer()), 200);
    }
    void whatFollowsAPendingRequestIsNeverRead()
    {
        RawClient client(m_server->port());
        client.send(get("/later"));
        QThread::msleep(10);
        client.send(hiddenRequest);
        const QByteArray answers = client.readAll(3000);
        QCOMPARE(statusOf(answers), 200);
        QCOMPARE(countOf(answers), 1);
        QCOMPARE(headerOf(answers, "Connection"), "close");
        QVERIFY(client.sawEnd());
        QCOMPARE(m_server->hidden, 0);
    }
    void whatFollowsInOneWriteIsNeverRead_data()
    {
        QTest::addColumn<QByteArray>("first");
        QTest::newRow("without a body") << get("/later");
        QTest::newRow("with a body") << post("/echo", R"({"amount":12.50})");
        QTest::newRow("with a large body")
            << post("/batch", '"' + QByteArray(4000, 'x') + '"', "X-A: b\r\n");
    }
    void whatFollowsInOneWriteIsNeverRead()
    {
        QFETCH(QByteArray, first);
        const qsizetype head = first.indexOf("\r\n\r\n") + 4;
        const QByteArray body = first.mid(head);
        // The head alone or with part of the body first, or all in one write.
        for (const qsizetype cut : {qsizetype(0), head, std::min(head + 3, first.size())}) {
            RawClient client(m_server->port());
            client.send(first.first(cut));
            QThread::msleep(5);
            client.send(first.sliced(cut) + hiddenRequest);
            const QByteArray answers = client.readAll(3000);
            QCOMPARE(statusOf(answers), 200);
            QCOMPARE(countOf(answers), 1);
            QCOMPARE(headerOf(answers, "Connection"), "close");
            QVERIFY(body.isEmpty() || bodyOf(answers) == body);
            QVERIFY(client.sawEnd());
            QCOMPARE(m_server->hidden, 0);
        }
    }
    void anEmptyLineBetweenRequestsIsSkipped()
    {
        RawClient client(m_server->port());
        for (const char *piece : {"", "\r\n", "\r|\n", "\r\n|"}) {
            for (const QByteArray &part : QByteArray(piece).split('|')) {
                client.send(part);
                QThread::msleep(2);
            }
            client.send(get("/items/7"));
            const QByteArray answer = client.readAnswer();
            QCOMPARE(statusOf(answer), 200);
            QCOMPARE(headerOf(answer, "Connection"), "");
        }
        QVERIFY(!client.sawEnd());
    }
    void splitAnywhereARequestIsTheSame()
    {
        const QByteArray request = post("/echo", R"({"amount":12.50})");
        for (qsizetype cut = 1; cut < request.size(); ++cut) {
            RawClient client(m_server->port());
            client.send(request.first(cut));
            QThread::usleep(500);
            client.send(request.sliced(cut));
            QCOMPARE(bodyOf(client.readAnswer()), R"({"amount":12.50})");
        }
    }

private:
    static int finalStatus(const QByteArray &answers)
    {
        const bool interim = statusOf(answers) == 100;
        return statusOf(interim ? answers.mid(answers.indexOf("\r\n\r\n") + 4) : answers);
    }
    std::unique_ptr<HttpFixture> m_server;
};

KONTOR_TEST(tst_HttpBattery)
#include "tst_httpbattery.moc"
