// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "HttpFixture.h"
#include "support/TestMain.h"

#include <QElapsedTimer>
#include <QTest>

#include <sys/resource.h>
#include <unistd.h>

using namespace kontor;
using namespace kontor::testing;

// Clients that dawdle, that leave, and that are too many.

namespace {

server::HttpLimits quickLimits()
{
    server::HttpLimits limits = HttpFixture::testLimits();
    limits.headMs = 400;
    limits.bodyMs = 400;
    limits.idleMs = 400;
    limits.writeStallMs = 400;
    limits.handlerMs = 400;
    limits.lingerMs = 200;
    limits.tickMs = 50;
    return limits;
}

// A share of clients for each way to leave; every one leaves after `step` more bytes or so.
void leaveDuringRequest(HttpFixture &server, int round)
{
    const QByteArray request = round % 2 ? post("/echo", R"({"a":1})") : get("/later");
    RawClient client(server.port());
    client.send(request.first(1 + round % request.size()));
    round % 3 ? client.reset() : client.closeNow();
}

void leaveDuringAnswer(HttpFixture &server, int round)
{
    static constexpr const char *paths[]
        = {"/later", "/elsewhere", "/large", "/stream", "/health/live"};
    RawClient client(server.port());
    client.send(get(paths[round % 5]));
    if (round % 4 == 1) {
        QThread::usleep(unsigned(round % 7) * 500);
    } else if (round % 4 == 2) {
        client.readUntil("HTTP");
    }
    round % 3 ? client.reset() : client.closeNow();
}

// Takes every descriptor up to a low limit but a few; gives all back in the end.
class DescriptorFamine
{
public:
    explicit DescriptorFamine(int left)
    {
        ::getrlimit(RLIMIT_NOFILE, &m_before);
        const rlimit few{200, m_before.rlim_max};
        ::setrlimit(RLIMIT_NOFILE, &few);
        for (int fd = ::dup(0); fd >= 0; fd = ::dup(0)) {
            m_taken.push_back(fd);
        }
        for (; left > 0; --left) {
            ::close(m_taken.back());
            m_taken.pop_back();
        }
    }
    ~DescriptorFamine()
    {
        for (const int fd : m_taken) {
            ::close(fd);
        }
        ::setrlimit(RLIMIT_NOFILE, &m_before);
    }

private:
    rlimit m_before{};
    std::vector<int> m_taken;
};

qint64 cpuMs()
{
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    return (used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1000
        + (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1000;
}

} // namespace

class tst_HttpClients : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aThousandClientsLeaveAtEveryMoment()
    {
        HttpFixture server;
        for (int round = 0; round < 500; ++round) {
            leaveDuringRequest(server, round);
            leaveDuringAnswer(server, round);
        }
        QVERIFY(server.empties());
        RawClient client(server.port());
        client.send(get("/health/live"));
        QCOMPARE(statusOf(client.readAnswer()), 200);
    }
    void fortyAtOnceLeaveWhileTheirAnswersArePending()
    {
        HttpFixture server;
        for (int wave = 0; wave < 5; ++wave) {
            std::vector<RawClient> clients;
            for (int i = 0; i < 40; ++i) {
                clients.emplace_back(server.port());
                clients.back().send(get(i % 2 ? "/later" : "/elsewhere"));
            }
            for (RawClient &client : clients) {
                client.reset();
            }
        }
        QVERIFY(server.empties());
    }
    void aReplyOutlivesItsClient()
    {
        HttpFixture server;
        RawClient(server.port()).send(get("/held"));
        QTRY_COMPARE(server.handled, 1);
        QVERIFY(server.empties());
        server.release();
        RawClient client(server.port());
        client.send(get("/health/live"));
        QCOMPARE(statusOf(client.readAnswer()), 200);
    }
    void dawdlersAreCutOff_data()
    {
        QTest::addColumn<QByteArray>("start");
        QTest::addColumn<QByteArray>("drop"); // sent again and again
        QTest::addColumn<int>("status");      // 0: closed without a word
        QTest::newRow("says nothing") << QByteArray() << QByteArray() << 0;
        QTest::newRow("half a head") << QByteArray("GET /hid") << QByteArray() << 408;
        QTest::newRow("head by drops")
            << QByteArray("GET / HTTP/1.1\r\nX-A: ") << QByteArray("a") << 408;
        QTest::newRow("half a body") << post("/echo", "[1, 2]").chopped(2) << QByteArray() << 408;
        QTest::newRow("body by drops")
            << post("/echo", '[' + QByteArray(1000, ' ') + ']').chopped(1001) << QByteArray(" ")
            << 408;
        QTest::newRow("idle afterwards") << get("/health/live") << QByteArray() << 200;
        QTest::newRow("handler never answers") << get("/held") << QByteArray() << 0;
    }
    void dawdlersAreCutOff()
    {
        QFETCH(QByteArray, start);
        QFETCH(QByteArray, drop);
        HttpFixture server(quickLimits());
        RawClient client(server.port());
        client.send(start);
        QElapsedTimer since;
        since.start();
        QByteArray answer;
        while (!client.sawEnd() && since.elapsed() < 6000) {
            client.send(drop);
            answer += client.readAll(50);
        }
        QVERIFY(client.sawEnd());
        QVERIFY(since.elapsed() >= 350);
        QTEST(statusOf(answer), "status");
        QVERIFY(server.empties());
    }
    void whoDoesNotReadIsCutOff()
    {
        HttpFixture server(quickLimits());
        RawClient client(server.port());
        client.send(get("/large"));
        QTRY_COMPARE_WITH_TIMEOUT(server.connections(), 0, 6000);
    }
    void whoDoesNotReadIsCutOffBeforeTheMemoryIsGone()
    {
        server::HttpLimits limits = HttpFixture::testLimits();
        limits.unread = 10 * 1024 * 1024;
        HttpFixture server(limits);
        std::vector<RawClient> clients;
        for (int i = 0; i < 12; ++i) {
            clients.emplace_back(server.port());
            clients.back().send(get("/large"));
        }
        QTRY_COMPARE(server.handled, 12);
        // Some of each stands with the system already.
        QTRY_VERIFY_WITH_TIMEOUT(server.connections() <= 6, 10'000);
        QVERIFY(server.connections() > 0);
        clients.clear();
        QVERIFY(server.empties());
        RawClient client(server.port());
        client.send(get("/large"));
        QCOMPARE(bodyOf(client.readAnswer()).size(), 8 * 1024 * 1024);
    }
    void streamsStayOpenWhileTheyFlow()
    {
        HttpFixture server(quickLimits());
        RawClient client(server.port());
        client.send(get("/stream"));
        QElapsedTimer since;
        since.start();
        while (since.elapsed() < 1000) {
            client.readUntil("data: 1\n\n");
        }
        QVERIFY(!client.sawEnd());
        QCOMPARE(server.connections(), 1);
    }
    void aStreamThatNobodyReadsIsCutOffThoughItGoesOn()
    {
        HttpFixture server(quickLimits());
        RawClient client(server.port());
        client.send(get("/flood"));
        client.readUntil("data: 0");
        QTRY_COMPARE_WITH_TIMEOUT(server.connections(), 0, 10'000);
    }
    void aboveTheCapClientsAreToldToComeBack()
    {
        server::HttpLimits limits = HttpFixture::testLimits();
        limits.connections = 10;
        HttpFixture server(limits);
        std::vector<RawClient> clients;
        for (int i = 0; i < 10; ++i) {
            clients.emplace_back(server.port());
            clients.back().send(get("/health/live"));
            QCOMPARE(statusOf(clients.back().readAnswer()), 200);
        }
        RawClient late(server.port());
        const QByteArray refused = late.readAll(2000);
        QCOMPARE(statusOf(refused), 503);
        QCOMPARE(headerOf(refused, "Retry-After"), "1");
        QVERIFY(late.sawEnd());
        late.closeNow();
        clients.pop_back();
        QTRY_COMPARE(server.connections(), 9);
        RawClient next(server.port());
        next.send(get("/health/live"));
        QCOMPARE(statusOf(next.readAnswer()), 200);
    }
    void fewDescriptorsAreNotExhausted()
    {
        rlimit before{};
        ::getrlimit(RLIMIT_NOFILE, &before);
        const rlimit few{100, before.rlim_max};
        ::setrlimit(RLIMIT_NOFILE, &few);
        HttpFixture server;
        ::setrlimit(RLIMIT_NOFILE, &before); // the cap was taken when the server began
        std::vector<RawClient> clients;
        for (int i = 0; i < 60; ++i) {
            clients.emplace_back(server.port());
        }
        QTRY_VERIFY(server.connections() > 0);
        QVERIFY(server.connections() <= 50);
        clients.clear();
        QVERIFY(server.empties());
    }
    void runningOutOfDescriptorsIsWaitedOutWithoutSpinning()
    {
        auto famine = std::make_unique<DescriptorFamine>(24);
        HttpFixture server;
        std::vector<RawClient> clients; // each takes one descriptor here and one in the server
        for (int i = 0; i < 10; ++i) {
            clients.emplace_back(server.port());
            QVERIFY(clients.back().isConnected());
            clients.back().send(get("/health/live"));
            QThread::msleep(10);
        }
        const int served = server.connections();
        QVERIFY2(served > 0 && served < 9, qPrintable(QString::number(served)));
        const qint64 before = cpuMs();
        QThread::msleep(1000);
        QVERIFY2(cpuMs() - before < 200, qPrintable(QString::number(cpuMs() - before)));
        QCOMPARE(statusOf(clients.front().readAnswer()), 200);
        famine.reset();
        QCOMPARE(statusOf(clients.back().readAnswer()), 200); // it waited
    }
};

KONTOR_TEST(tst_HttpClients)
#include "tst_httpclients.moc"
