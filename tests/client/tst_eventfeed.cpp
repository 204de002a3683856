// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/EventFeed.h"
#include "support/FakeTransport.h"
#include "support/TestMain.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace kontor;
using namespace kontor::client;
using namespace kontor::testing;
using namespace std::chrono_literals;

namespace {

//! A server with a feed of events 1…head. While `silent` it takes requests and says nothing.
struct FeedServer
{
    qint64 head = 40;
    QString generation = u"first"_s;
    bool isUp = true;
    bool isSilent = false;

    std::optional<HttpResponse> operator()(const HttpRequest &request) const
    {
        if (isSilent) {
            return std::nullopt;
        }
        if (!isUp) {
            return notSent();
        }
        if (request.target.endsWith("/health")) {
            return answered(503,
                R"({"status":"down","checks":[{"name":"books","status":"down","detail":"x"}]})");
        }
        if (request.target.endsWith("/health/live")) {
            return answered(200, R"({"status":"up"})");
        }
        if (request.target.contains("after=latest")) {
            return page(head);
        }
        const qint64 after = request.target.split('=').at(1).split('&').at(0).toLongLong();
        return after < head ? std::optional(page(after)) : std::nullopt;
    }
    HttpResponse page(qint64 after) const
    {
        api::EventPage page;
        for (qint64 position = after + 1; position <= head; ++position) {
            api::Envelope envelope;
            envelope.type = u"BalanceUpdated"_s;
            api::BalanceUpdated updated;
            updated.type = u"Deposit"_s;
            envelope.payload.json = toJson(updated);
            envelope.version = 1;
            envelope.position = position;
            page.items.push_back(envelope);
        }
        page.next = head;
        page.generation = generation;
        return answered(200, toJson(page));
    }
};

} // namespace

class tst_EventFeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_server = {};
        m_transport = std::make_unique<FakeTransport>();
        m_transport->server = [this](const HttpRequest &request) { return m_server(request); };
        m_client = std::make_unique<KontorClient>(*m_transport, u"Ada"_s, u"teller"_s);
        const FeedPace pace{25s, 40ms, 60ms, 30ms, {.base = 20ms, .cap = 40ms}};
        m_feed = std::make_unique<EventFeed>(*m_client, m_clock, m_random, pace);
        m_online.clear();
        m_positions.clear();
        connect(m_feed.get(), &EventFeed::connectionChanged, this,
            [this](bool online, Timestamp) { m_online.append(online); });
        connect(m_feed.get(), &EventFeed::eventsArrived, this,
            [this](const std::vector<api::Envelope> &events) {
                for (const api::Envelope &event : events) {
                    m_positions.append(event.position);
                }
            });
    }
    void cleanup()
    {
        m_feed.reset();
        m_client.reset();
        m_transport.reset();
    }
    void itStartsAtThePresent()
    {
        m_feed->start();
        QTRY_COMPARE(m_online, QList<bool>{true});
        QTRY_VERIFY(countOf("after=40&wait=25") == 1);
        QVERIFY(m_positions.isEmpty());
    }
    void eventsComeInOrderAndOnce()
    {
        m_feed->start();
        QTRY_VERIFY(countOf("after=40&wait=25") == 1);
        m_server.head = 42;
        m_transport->answerNext(m_server.page(40));
        QTRY_COMPARE(m_positions, (QList<qint64>{41, 42}));
        QTRY_VERIFY(countOf("after=42&wait=25") == 1);
    }
    void aRefusedConnectionIsOfflineAndComesBack()
    {
        m_server.isUp = false;
        m_feed->start();
        QTRY_COMPARE(m_online, QList<bool>{false});
        m_server.isUp = true;
        QTRY_COMPARE(m_online, (QList<bool>{false, true}));
        QVERIFY(m_feed->isOnline());
    }
    void whoIsNotTrustedIsOfflineForAReason()
    {
        m_feed->start();
        QTRY_VERIFY(countOf("after=40&wait=25") == 1);
        m_server.isUp = false;
        HttpResponse refused = notSent();
        refused.distrust = Distrust::Time;
        m_transport->answerNext(refused);
        QTRY_COMPARE(m_online, (QList<bool>{true, false}));
        QCOMPARE(int(m_feed->distrust()), int(Distrust::Time));
        m_server.isUp = true;
        QTRY_VERIFY(m_feed->isOnline());
    }
    void nothingIsMissedAcrossALostConnection()
    {
        m_feed->start();
        QTRY_VERIFY(countOf("after=40&wait=25") == 1);
        m_server.isUp = false;
        m_transport->answerNext(lost());
        QTRY_COMPARE(m_online, (QList<bool>{true, false}));
        m_server.head = 43;
        m_server.isUp = true;
        QTRY_COMPARE(m_positions, (QList<qint64>{41, 42, 43}));
        QCOMPARE(m_online, (QList<bool>{true, false, true}));
    }
    void aCutCableIsNoticedThoughThePollSaysNothing()
    {
        m_feed->start();
        QTRY_COMPARE(m_online, QList<bool>{true});
        m_server.isSilent = true;
        QElapsedTimer timer;
        timer.start();
        QTRY_COMPARE(m_online, (QList<bool>{true, false}));
        QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
        m_server.isSilent = false;
        m_server.head = 41;
        QTRY_COMPARE(m_positions, QList<qint64>{41});
    }
    // It calls itself down when its scrubber has found a fault: everything can still be read.
    void aServerThatIsUnwellIsThereAllTheSame()
    {
        m_feed->start();
        QTRY_COMPARE(m_online, QList<bool>{true});
        QTest::qWait(300);
        QCOMPARE(m_online, QList<bool>{true});
        QVERIFY(countOf("/health/live") > 2);
    }
    // Whoever hears of each new connection reads everything anew.
    void aServerThatCannotTellItsEventsIsAskedLessAndLess()
    {
        const FeedPace pace{25s, 40ms, 60ms, 30ms, {.base = 20ms, .cap = 5s}};
        m_feed = std::make_unique<EventFeed>(*m_client, m_clock, m_random, pace);
        m_transport->server = [this](const HttpRequest &request) -> std::optional<HttpResponse> {
            const auto problem = api::Problem::of(api::ProblemCode::Internal);
            return request.target.contains("wait=25") ? answered(500, api::toJson(problem))
                                                      : m_server(request);
        };
        QSignalSpy changes(m_feed.get(), &EventFeed::connectionChanged);
        m_feed->start();
        QTest::qWait(1500);
        QVERIFY2(changes.size() >= 2, qPrintable(QString::number(changes.size())));
        QVERIFY2(changes.size() < 24, qPrintable(QString::number(changes.size())));
    }
    void aLateAnswerOfAnOldPollIsNotHeardTwice()
    {
        m_feed->start();
        QTRY_VERIFY(countOf("after=40&wait=25") == 1);
        m_server.isSilent = true;
        QTRY_COMPARE(m_online, (QList<bool>{true, false}));
        m_server.head = 41;
        m_transport->answerNext(m_server.page(40));
        m_server.isSilent = false;
        QTRY_COMPARE(m_positions, QList<qint64>{41});
        QTest::qWait(100);
        QCOMPARE(m_positions, QList<qint64>{41});
    }
    // A backup was restored, and its log has grown as long again.
    void anotherHistoryIsNoticedThoughItIsNoShorter_data()
    {
        QTest::addColumn<bool>("whileAway");
        QTest::newRow("while the line is cut") << true;
        QTest::newRow("between two questions") << false;
    }
    void anotherHistoryIsNoticedThoughItIsNoShorter()
    {
        QFETCH(bool, whileAway);
        int replaced = 0;
        connect(m_feed.get(), &EventFeed::historyReplaced, this, [&replaced] { ++replaced; });
        m_feed->start();
        QTRY_VERIFY(countOf("after=40&wait=25") == 1);
        m_server.isUp = !whileAway;
        if (whileAway) {
            QTRY_COMPARE(m_online, (QList<bool>{true, false}));
        }
        m_server.head = 50;
        m_server.generation = u"second"_s;
        if (!whileAway) {
            m_transport->answerNext(m_server.page(40));
        }
        m_server.isUp = true;
        QTRY_COMPARE(replaced, 1);
        QVERIFY(m_positions.isEmpty());
        QTRY_VERIFY(countOf("after=50&wait=25") >= 1);
        QCOMPARE(replaced, 1);
    }
    void theDefaultPaceNoticesWithinThreeSeconds()
    {
        const FeedPace pace;
        QVERIFY(pace.heartbeat + pace.heartbeatDeadline <= 3s);
    }
    void aServerThatNeverWaitsIsNotSpunAgainst()
    {
        m_transport->server = [this](const HttpRequest &request) -> std::optional<HttpResponse> {
            return request.target.contains("/events") ? m_server.page(40) : m_server(request);
        };
        m_feed->start();
        QElapsedTimer timer;
        timer.start();
        QTest::qWait(300);
        const int polls = countOf("wait=25");
        QVERIFY2(polls > 2, qPrintable(QString::number(polls)));
        QVERIFY2(polls <= timer.elapsed() / 30 + 2, qPrintable(QString::number(polls)));
    }
    void aDeadServerIsNotSpunAgainst()
    {
        m_server.isUp = false;
        m_feed->start();
        QElapsedTimer timer;
        timer.start();
        QTest::qWait(400);
        const qint64 tries = qint64(m_transport->requests.size());
        QVERIFY2(tries > 2, qPrintable(QString::number(tries)));
        QVERIFY2(tries <= timer.elapsed() / 16 + 2, qPrintable(QString::number(tries)));
    }
    void anotherHistoryIsAnnounced()
    {
        QSignalSpy replaced(m_feed.get(), &EventFeed::historyReplaced);
        m_feed->start();
        QTRY_VERIFY(countOf("after=40&wait=25") == 1);
        m_server.head = 5;
        m_transport->answerNext(lost());
        QTRY_COMPARE(replaced.size(), 1);
        QTRY_VERIFY(countOf("after=5&wait=25") == 1);
    }
    void aStoppedFeedIsSilent()
    {
        m_feed->start();
        QTRY_COMPARE(m_online, QList<bool>{true});
        m_feed->stop();
        const auto before = m_transport->requests.size();
        QTest::qWait(150);
        QCOMPARE(m_transport->requests.size(), before);
    }

private:
    int countOf(const QByteArray &part) const
    {
        return int(std::count_if(m_transport->requests.begin(), m_transport->requests.end(),
            [&](const HttpRequest &request) { return request.target.contains(part); }));
    }

    FeedServer m_server;
    SystemClock m_clock;
    SeededRandom m_random{1};
    std::unique_ptr<FakeTransport> m_transport;
    std::unique_ptr<KontorClient> m_client;
    std::unique_ptr<EventFeed> m_feed;
    QList<bool> m_online;
    QList<qint64> m_positions;
};

KONTOR_TEST(tst_EventFeed)
#include "tst_eventfeed.moc"
