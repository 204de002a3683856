// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/DispatcherFixture.h"
#include "support/TestMain.h"

#include <map>
#include <set>

using namespace kontor;
using namespace kontor::server;
using application::Delivery;
using testing::accountNumbered;
using testing::DispatcherFixture;
using testing::WebhookListener;
using TargetAnswer = WebhookListener::Answer;

namespace {

// How often each position arrived, and whether each account's first arrivals were in order.
struct Arrivals
{
    std::map<int, int> times;
    bool inOrder = true;

    explicit Arrivals(const WebhookListener &listener)
    {
        std::map<QByteArray, int> newest;
        for (const auto &request : listener.received) {
            const int position = request.data("position").toInt();
            int &last = newest[request.data("accountId")];
            if (times[position]++ == 0) {
                inOrder = inOrder && position > last;
                last = position;
            }
        }
    }
    int duplicates() const
    {
        return int(std::count_if(
            times.begin(), times.end(), [](auto &entry) { return entry.second > 1; }));
    }
};

} // namespace

class tst_DispatcherRecovery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Their times are none then: nobody waits until it has caught up.
    void aClockThatIsSetBackHoldsUpNothing()
    {
        ScriptedClock clock{Timestamp{1'772'442'000'000'000}};
        DispatcherFixture f;
        f.time = &clock;
        f.start();
        WebhookListener listener;
        listener.script = {{500}, {500}};
        f.subscribe(listener.url());
        f.deposit(1);
        QTRY_COMPARE(listener.received.size(), std::size_t(1));
        QTRY_COMPARE(f.listed(Delivery::State::Waiting).front().attempts, 1);
        clock.advanceSeconds(-3'600);
        QTRY_COMPARE(listener.received.size(), std::size_t(2));
        QTRY_COMPARE(f.listed(Delivery::State::Waiting).front().attempts, 2);
        f.dispatcher->stop();
        clock.advanceSeconds(-3'600);
        f.start();
        QTRY_COMPARE(f.delivered(), 1);
    }
    void aCrashAfterTheAnswerRepeatsTheSameId()
    {
        DispatcherFixture f;
        f.settings.flushEvery = std::chrono::seconds(60);
        f.start();
        WebhookListener listener;
        f.subscribe(listener.url());
        f.deposit(1);
        QTRY_COMPARE(listener.count, 1);
        QTest::qWait(50);
        f.crash();
        f.start();
        QTRY_COMPARE(listener.count, 2);
        QCOMPARE(listener.ids()[0], listener.ids()[1]);
        QTRY_COMPARE(f.delivered(), 1);
    }
    // What waits for an endpoint is not written down yet when somebody changes the endpoint.
    void anEndpointThatIsChangedBeforeACrashLosesNothing()
    {
        DispatcherFixture f;
        f.settings.flushEvery = std::chrono::seconds(60);
        f.settings.retry = {std::chrono::seconds(60), std::chrono::seconds(60), 0};
        f.start();
        WebhookListener listener;
        listener.script = {{500}};
        const EndpointId id = f.subscribe(listener.url());
        f.deposit(1);
        QTRY_COMPARE(listener.received.size(), std::size_t(1));
        auto changed = *f.dispatcher->endpoint(id);
        changed.description = QStringLiteral("another");
        QVERIFY(f.dispatcher->put(changed));
        f.crash();
        f.start();
        QCOMPARE(f.dispatcher->endpoint(id)->description, changed.description);
        QTRY_COMPARE(listener.received.size(), std::size_t(2));
        QTRY_COMPARE(f.delivered(), 1);
    }
    void aCleanStopRepeatsNothing()
    {
        DispatcherFixture f;
        f.settings.flushEvery = std::chrono::seconds(60);
        f.start();
        WebhookListener listener;
        f.subscribe(listener.url());
        f.deposit(1);
        QTRY_COMPARE(listener.count, 1);
        QTest::qWait(50);
        f.dispatcher->stop();
        f.start();
        f.deposit(1);
        QTRY_COMPARE(listener.count, 2);
        QTest::qWait(100);
        QCOMPARE(Arrivals(listener).duplicates(), 0);
    }
    void eventsCommittedWhileItWasDownAreTold()
    {
        DispatcherFixture f;
        f.start();
        WebhookListener listener;
        f.subscribe(listener.url());
        f.dispatcher->stop();
        f.dispatcher.reset();
        f.deposit(1);
        f.deposit(2);
        f.start();
        QTRY_COMPARE(f.delivered(), 2);
    }
    void theScheduleSurvivesARestart()
    {
        DispatcherFixture f;
        f.settings.retry.base = std::chrono::milliseconds(400);
        f.start();
        WebhookListener listener;
        listener.script = {TargetAnswer{500}};
        f.subscribe(listener.url());
        f.deposit(1);
        f.deposit(1);
        QTRY_VERIFY(!f.listed(Delivery::State::Waiting).empty()
            && f.listed(Delivery::State::Waiting).front().attempts == 1);
        f.crash();
        f.start();
        QTRY_COMPARE(f.delivered(), 2);
        QVERIFY(listener.received[1].at - listener.received[0].at >= 395);
        const auto listed = f.listed(Delivery::State::Delivered);
        QCOMPARE(listed[0].attempts + listed[1].attempts, 3);
    }
    void crashesAtAnyMomentLoseNothingAndKeepTheOrder_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 3; ++seed) {
            QTest::addRow("seed %d", seed) << seed;
        }
    }
    void crashesAtAnyMomentLoseNothingAndKeepTheOrder()
    {
        QFETCH(int, seed);
        SeededRandom random{std::uint64_t(seed)};
        DispatcherFixture f;
        f.settings.attemptLimit = 1'000;
        f.settings.retry.cap = std::chrono::milliseconds(40);
        f.settings.laneLimit = 16;
        f.start();
        WebhookListener listener;
        listener.decide = [&random](const WebhookListener::Received &) {
            return TargetAnswer{random.next() % 4 == 0 ? 500 : 200, {}, {}, int(random.next() % 3)};
        };
        f.subscribe(listener.url());
        for (int round = 0; round < 8; ++round) {
            for (int i = 0; i < 50; ++i) {
                f.deposit(int(random.next() % 40));
            }
            QTest::qWait(int(random.next() % 60));
            f.crash();
            f.start();
        }
        QTRY_VERIFY_WITH_TIMEOUT(f.listed(Delivery::State::Waiting).empty()
                && Arrivals(listener).times.size() == 400, 60'000);
        QVERIFY(Arrivals(listener).inOrder);
    }
    void aRestoredLedgerStopsEverything_data()
    {
        QTest::addColumn<bool>("otherGeneration");
        QTest::newRow("another generation") << true;
        QTest::newRow("a shorter log") << false;
    }
    void aRestoredLedgerStopsEverything()
    {
        QFETCH(bool, otherGeneration);
        DispatcherFixture f;
        f.start();
        WebhookListener listener;
        f.subscribe(listener.url());
        f.deposit(1);
        QTRY_COMPARE(f.delivered(), 1);
        if (otherGeneration) {
            f.dispatcher.reset();
            f.generation = "g2";
            QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(u"webhooks stopped"_s));
            f.start();
        } else {
            application::DeliveryChanges changes;
            changes.checkpoint = {"g1", 7, 0, QByteArray(32, 'x')};
            changes.progress.push_back({f.store.endpoints().front().id, 7, true});
            f.dispatcher.reset();
            QVERIFY(f.store.apply(changes));
            QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(u"webhooks stopped"_s));
            f.start();
        }
        QVERIFY(!f.dispatcher->halted().isEmpty());
        const qint64 adopted = f.log.head();
        f.deposit(1);
        QTest::qWait(100);
        QCOMPARE(listener.count, 1);
        f.dispatcher->adoptLedger(adopted);
        QVERIFY(f.dispatcher->halted().isEmpty());
        QTRY_COMPARE(listener.count, 2);
    }
    // Where it stood in the other ledger is no place in this one.
    void whatIsChangedAfterARestoreStaysWhereItWasPut()
    {
        DispatcherFixture f;
        f.start();
        WebhookListener listener;
        const EndpointId id = f.subscribe(listener.url());
        application::DeliveryChanges changes;
        changes.checkpoint = {"g1", 7, 0, QByteArray(32, 'x')};
        changes.progress.push_back({id, 7, true});
        f.dispatcher.reset();
        QVERIFY(f.store.apply(changes));
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(u"webhooks stopped"_s));
        f.start();
        f.dispatcher->adoptLedger(f.log.head());
        auto endpoint = *f.dispatcher->endpoint(id);
        endpoint.description = u"Ledger of the head office"_s;
        QVERIFY(f.dispatcher->put(endpoint));
        f.crash();
        f.start();
        QVERIFY(f.dispatcher->halted().isEmpty());
        f.deposit(1);
        QTRY_COMPARE(listener.count, 1);
    }
    void whoHadHeardLessThanIsAdoptedMissesNothing()
    {
        DispatcherFixture f;
        f.start();
        WebhookListener listener;
        f.subscribe(listener.url());
        f.dispatcher.reset();
        application::DeliveryChanges changes;
        changes.checkpoint = {"g1", 1, 0, QByteArray(32, 'x')};
        QVERIFY(f.store.apply(changes));
        f.deposit(1);
        f.deposit(1);
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(u"webhooks stopped"_s));
        f.start();
        f.dispatcher->adoptLedger(f.log.head());
        QTRY_COMPARE(f.delivered(), 2);
    }
    // Registered after the last checkpoint, and that is in both ledgers.
    void anEndpointBehindTheEndOfTheLogStopsEverything()
    {
        DispatcherFixture f;
        f.start();
        WebhookListener listener;
        auto endpoint = *f.dispatcher->endpoint(f.subscribe(listener.url()));
        f.dispatcher.reset();
        endpoint.cursor = 7;
        QVERIFY(f.store.put(endpoint));
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(u"webhooks stopped"_s));
        f.start();
        QVERIFY(!f.dispatcher->halted().isEmpty());
        f.dispatcher->adoptLedger(f.log.head());
        f.deposit(1);
        QTRY_COMPARE(listener.count, 1);
    }
    // What the backup of that moment does not know is what it was told since.
    void anEndpointThatWasToldNothingYetKnowsItsLedger()
    {
        DispatcherFixture f;
        f.start();
        WebhookListener listener;
        f.subscribe(listener.url());
        f.crash();
        f.generation = "g2";
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(u"webhooks stopped"_s));
        f.start();
        f.deposit(1);
        QTest::qWait(100);
        QCOMPARE(listener.count, 0);
        QVERIFY(!f.dispatcher->halted().isEmpty());
    }
    // There is nothing that somebody would have to decide.
    void aRestoredLedgerWithoutEndpointsStopsNothing()
    {
        DispatcherFixture f;
        f.start();
        WebhookListener listener;
        const EndpointId gone = f.subscribe(listener.url());
        f.deposit(1);
        QTRY_COMPARE(f.delivered(), 1);
        QVERIFY(f.dispatcher->remove(gone));
        f.crash();
        f.generation = "g2";
        f.start();
        QVERIFY(f.dispatcher->halted().isEmpty());
        f.subscribe(listener.url());
        f.crash();
        f.start();
        QVERIFY(f.dispatcher->halted().isEmpty());
        f.deposit(1);
        QTRY_COMPARE(listener.count, 2);
    }
    void aDiskThatTakesNothingDelaysOnlyTheBookkeeping()
    {
        DispatcherFixture f;
        f.start();
        WebhookListener listener;
        f.subscribe(listener.url());
        f.store.failing = true;
        f.deposit(1);
        QTRY_COMPARE(listener.count, 1);
        QTest::qWait(100);
        QCOMPARE(f.delivered(), 0);
        f.store.failing = false;
        QTRY_COMPARE(f.delivered(), 1);
        QCOMPARE(listener.count, 1);
    }
    // Of the addresses that a name has, the first may be of a machine that is down.
    void theNextAttemptTakesTheNextAddress()
    {
        DispatcherFixture f;
        f.resolve = [](const QString &, std::function<void(const QList<QHostAddress> &)> done) {
            done({QHostAddress(u"127.0.0.2"_s), QHostAddress(QHostAddress::LocalHost)});
        };
        f.start();
        WebhookListener listener;
        f.subscribe(u"http://branch.example:%1/hook"_s.arg(listener.serverPort()));
        f.deposit(1);
        QTRY_COMPARE(f.delivered(), 1);
        QCOMPARE(f.listed(Delivery::State::Delivered).front().attempts, 2);
    }
    void theLagBeginsWithTheFirstEventThatHasNotArrived()
    {
        DispatcherFixture f;
        f.settings.retry = {std::chrono::minutes(5), std::chrono::minutes(5), 0};
        f.start();
        WebhookListener listener;
        bool healed = false;
        listener.decide = [&healed](const WebhookListener::Received &request) {
            return WebhookListener::Answer{request.data("position") == "2" && !healed ? 500 : 200};
        };
        f.subscribe(listener.url());
        for (int account = 1; account <= 4; ++account) {
            f.deposit(account);
        }
        QTRY_COMPARE(f.delivered(), 3);
        QCOMPARE(f.dispatcher->figures().lag, 3);
        QVERIFY(f.dispatcher->figures().oldest);
        healed = true;
        QVERIFY(f.dispatcher->sendAgain(f.listed(Delivery::State::Waiting).front()));
        QTRY_COMPARE(f.delivered(), 4);
        QCOMPARE(f.dispatcher->figures().lag, 0);
    }
    void whatEndedJustBeforeItsEndpointWasDeletedIsNotWrittenDownAfterIt()
    {
        DispatcherFixture f;
        f.settings.flushEvery = std::chrono::seconds(60);
        f.settings.attemptLimit = 1;
        f.start();
        WebhookListener broken;
        broken.always = {500};
        WebhookListener other;
        const EndpointId id = f.subscribe(broken.url());
        f.subscribe(other.url());
        f.deposit(1);
        QTRY_VERIFY(broken.count == 1 && other.count == 1 && f.dispatcher->figures().waiting == 0);
        QVERIFY(f.dispatcher->remove(id));
        QCOMPARE(f.delivered(), 1);
        QCOMPARE(f.parked(), 0);
    }
    void whatIsWrittenDownIsNotWrittenDownAgain()
    {
        DispatcherFixture f;
        f.start();
        WebhookListener listener;
        const EndpointId id = f.subscribe(listener.url());
        f.deposit(1);
        QTRY_COMPARE(f.delivered(), 1);
        QVERIFY(f.store.remove(id)); // and with it what was written down
        QCOMPARE(f.delivered(), 0);
    }
};

KONTOR_TEST(tst_DispatcherRecovery)
#include "tst_dispatcher_recovery.moc"
