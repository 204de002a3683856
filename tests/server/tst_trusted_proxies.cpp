// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "HttpFixture.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor::server;
using namespace kontor::testing;

// Who asks, where somebody asks for others.
class tst_TrustedProxies : public QObject
{
    Q_OBJECT

    //! Loopback is a proxy of ours, and asks for a branch that is found by another name.
    static HttpLimits proxied()
    {
        HttpLimits limits = HttpFixture::testLimits();
        limits.hosts << "branch.example";
        limits.proxies = TrustedProxies({QStringLiteral("127.0.0.1")});
        limits.connectionsPerPeer = 2;
        return limits;
    }
    static HttpLimits direct()
    {
        HttpLimits limits = proxied();
        limits.proxies = TrustedProxies();
        return limits;
    }
    static QByteArray from(const QByteArray &caller)
    {
        return "X-Forwarded-For: " + caller + "\r\n";
    }
    static QByteArray asked(HttpFixture &server, const QByteArray &request)
    {
        RawClient client(server.port());
        client.send(request);
        return client.readAnswer();
    }
    //! A write by a page of that origin, to the host's name as a browser says it.
    static QByteArray write(const QByteArray &origin, const QByteArray &host, const QByteArray &more)
    {
        return "POST /echo HTTP/1.1\r\nOrigin: " + origin + "\r\nHost: " + host + "\r\n" + more
            + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
    }

private Q_SLOTS:
    void whoAsks_data()
    {
        QTest::addColumn<QString>("peer");
        QTest::addColumn<QByteArray>("forwardedFor");
        QTest::addColumn<QString>("caller");
        const auto row = [](const char *name, const char *peer, const QByteArray &said,
                             const char *caller) {
            QTest::newRow(name) << QString::fromLatin1(peer) << said << QString::fromLatin1(caller);
        };
        row("a stranger's word", "203.0.113.7", "198.51.100.1", "203.0.113.7");
        row("a stranger pretends to be loopback", "203.0.113.7", "127.0.0.1", "203.0.113.7");
        row("the proxy's word", "127.0.0.1", "198.51.100.1", "198.51.100.1");
        row("the proxy itself", "127.0.0.1", "", "127.0.0.1");
        row("what the caller wrote before", "127.0.0.1", "10.0.0.1, 192.0.2.9,198.51.100.1",
            "198.51.100.1");
        row("a chain of ours", "127.0.0.1", "198.51.100.1, 10.0.0.2, 10.9.9.9", "198.51.100.1");
        row("a stranger in the chain", "127.0.0.1", "192.0.2.9, 198.51.100.1, 10.0.0.2",
            "198.51.100.1");
        row("one of ours asks", "127.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.3");
        row("IPv6", "127.0.0.1", "2001:db8::1", "2001:db8::1");
        row("IPv6 all the way", "fd00::1", "2001:db8::1, fd00::2", "2001:db8::1");
        row("IPv4 written as IPv6", "127.0.0.1", "::ffff:198.51.100.1", "198.51.100.1");
        row("IPv4 by an IPv6 socket", "::ffff:127.0.0.1", "198.51.100.1", "198.51.100.1");
        row("with a port", "127.0.0.1", "198.51.100.1:4711", "198.51.100.1");
        row("IPv6 with a port", "127.0.0.1", "[2001:db8::1]:4711", "2001:db8::1");
        row("IPv6 in brackets", "127.0.0.1", "[2001:db8::1]", "2001:db8::1");
        row("a word", "127.0.0.1", "unknown", "127.0.0.1");
        row("a word before ours", "127.0.0.1", "_hidden, 10.0.0.2", "10.0.0.2");
        row("a word further away", "127.0.0.1", "garbage, 198.51.100.1", "198.51.100.1");
        row("a gap", "127.0.0.1", "198.51.100.1,", "127.0.0.1");
        row("half an address", "127.0.0.1", "198.51.100", "127.0.0.1");
        row("a number", "127.0.0.1", "1", "127.0.0.1");
        row("too large", "127.0.0.1", "198.51.100.256", "127.0.0.1");
        row("an octal one", "127.0.0.1", "0198.51.100.1", "127.0.0.1");
        row("an open bracket", "127.0.0.1", "[2001:db8::1", "127.0.0.1");
        row("IPv4 in brackets", "127.0.0.1", "[198.51.100.1]:80", "127.0.0.1");
        row("no port behind the colon", "127.0.0.1", "198.51.100.1:", "127.0.0.1");
        row("a port too long", "127.0.0.1", "198.51.100.1:123456", "127.0.0.1");
        row("an interface", "127.0.0.1", "fe80::1%eth0", "127.0.0.1");
        row("endless", "127.0.0.1", QByteArray(8'000, '1'), "127.0.0.1");
        row("endless in brackets", "127.0.0.1", '[' + QByteArray(8'000, '1') + ']', "127.0.0.1");
        row("commas", "127.0.0.1", QByteArray(8'000, ','), "127.0.0.1");
        row("a null byte", "127.0.0.1", QByteArray("198.51.100.1\0.example", 21), "127.0.0.1");
    }
    void whoAsks()
    {
        QFETCH(QString, peer);
        QFETCH(QByteArray, forwardedFor);
        QFETCH(QString, caller);
        const TrustedProxies ours(
            {QStringLiteral("127.0.0.1"), QStringLiteral("10.0.0.0/8"), QStringLiteral("fd00::/8")});
        QCOMPARE(ours.callerOf(QHostAddress(peer), forwardedFor), QHostAddress(caller));
        const TrustedProxies nobody;
        QCOMPARE(nobody.callerOf(QHostAddress(peer), forwardedFor), QHostAddress(peer));
    }
    void aRouteSeesTheCaller()
    {
        HttpFixture server(proxied());
        QCOMPARE(bodyOf(asked(server, get("/caller", from("198.51.100.1")))), "\"198.51.100.1\"");
        // Several lines are one list.
        QCOMPARE(bodyOf(asked(server, get("/caller", from("192.0.2.9") + from("198.51.100.1")))),
            "\"198.51.100.1\"");
        QCOMPARE(bodyOf(asked(server, get("/caller"))), "\"127.0.0.1\"");
        HttpFixture other(direct());
        QCOMPARE(bodyOf(asked(other, get("/caller", from("198.51.100.1")))), "\"127.0.0.1\"");
    }
    // One kept connection carries now this caller, now that one.
    void aConnectionIsNobodysBetweenRequests()
    {
        HttpFixture server(proxied());
        std::vector<RawClient> kept;
        for (int i = 0; i < 5; ++i) {
            kept.emplace_back(server.port());
            for (const char *caller : {"198.51.100.1", "198.51.100.2"}) {
                kept.back().send(get("/caller", from(caller)));
                QCOMPARE(bodyOf(kept.back().readAnswer()), '"' + QByteArray(caller) + '"');
            }
        }
    }
    void aCallerHasOnlySoManyRequestsAtOnce()
    {
        HttpFixture server(proxied());
        std::vector<RawClient> held;
        for (int i = 0; i < 2; ++i) {
            held.emplace_back(server.port());
            held.back().send(get("/held", from("198.51.100.1")));
        }
        QTRY_COMPARE(server.connections(), 2);
        QTRY_COMPARE(statusOf(asked(server, get("/caller", from("198.51.100.1")))), 503);
        const QByteArray refused = asked(server, get("/caller", from("198.51.100.1")));
        QVERIFY(bodyOf(refused).contains("too-many-connections"));
        QCOMPARE(headerOf(refused, "Retry-After"), "1");
        QCOMPARE(statusOf(asked(server, get("/caller", from("198.51.100.2")))), 200);
        server.release();
        QCOMPARE(statusOf(held[0].readAnswer()), 200);
        QCOMPARE(statusOf(asked(server, get("/caller", from("198.51.100.1")))), 200);
        // Whoever goes away unanswered makes room as well.
        held.clear();
        for (int i = 0; i < 2; ++i) {
            held.emplace_back(server.port());
            held.back().send(get("/held", from("198.51.100.1")));
        }
        QTRY_COMPARE(statusOf(asked(server, get("/caller", from("198.51.100.1")))), 503);
        held.clear();
        QTRY_COMPARE(statusOf(asked(server, get("/caller", from("198.51.100.1")))), 200);
        QVERIFY(server.empties());
    }
    void aPageIsOursWhereTheProxySaysSo_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("direct");
        const auto row = [](const char *name, const char *origin, const char *host, const char *proto,
                             int status, int direct) {
            const QByteArray said
                = *proto ? "X-Forwarded-Proto: " + QByteArray(proto) + "\r\n" : QByteArray();
            QTest::newRow(name) << write(origin, host, said) << status << direct;
        };
        row("by TLS", "https://branch.example", "branch.example", "https", 200, 403);
        row("with the port", "https://branch.example", "branch.example:443", "HTTPS", 200, 403);
        row("on another port", "https://branch.example:8443", "branch.example:8443", "https", 200, 403);
        row("without TLS", "http://branch.example", "branch.example", "http", 200, 403);
        row("another port's page", "https://branch.example:8443", "branch.example", "https", 403, 403);
        row("a page that was not encrypted", "http://branch.example", "branch.example", "https", 403, 403);
        row("a foreign page", "https://evil.example", "branch.example", "https", 403, 403);
        row("no word about it", "https://branch.example", "branch.example", "", 403, 403);
        row("two words", "https://branch.example", "branch.example", "https, http", 403, 403);
        row("nonsense", "https://branch.example", "branch.example", "gopher", 403, 403);
    }
    void aPageIsOursWhereTheProxySaysSo()
    {
        QFETCH(QByteArray, request);
        QFETCH(int, status);
        HttpFixture behind(proxied());
        QCOMPARE(statusOf(asked(behind, request)), status);
        HttpFixture open(direct());
        QTEST(statusOf(asked(open, request)), "direct");
    }
    void browsersStayWithTlsThatTheProxyHas()
    {
        HttpFixture server(proxied());
        const QByteArray tls = "X-Forwarded-Proto: https\r\n";
        QCOMPARE(headerOf(asked(server, get("/caller", tls)), "Strict-Transport-Security"),
            "max-age=31536000");
        QCOMPARE(headerOf(asked(server, get("/caller")), "Strict-Transport-Security"), QByteArray());
        HttpFixture open(direct());
        QCOMPARE(headerOf(asked(open, get("/caller", tls)), "Strict-Transport-Security"), QByteArray());
    }
};

KONTOR_TEST(tst_TrustedProxies)
#include "tst_trusted_proxies.moc"
