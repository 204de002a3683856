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

class tst_DispatcherLoad : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Three hundred targets that accept and never answer, and one that works.
    void deadTargetsDoNotDelayAHealthyOne()
    {
        DispatcherFixture f;
        f.settings.totalDeadline = std::chrono::seconds(20);
        f.start();
        WebhookListener hole;
        hole.always.delay = -1;
        WebhookListener healthy;
        f.subscribe(healthy.url());
        f.deposit(0);
        QTRY_COMPARE(healthy.count, 1);
        QStringList hosts;
        for (int i = 0; i < 300; ++i) {
            f.subscribe(
                u"http://127.0.%1.%2:%3/"_s.arg(i / 200).arg(i % 200 + 1).arg(hole.serverPort()));
        }
        for (int i = 0; i < 100; ++i) {
            f.deposit(i % 10);
        }
        QTRY_COMPARE_WITH_TIMEOUT(healthy.count, 101, 4'000);
        QVERIFY(hole.mostOpenConnections <= f.settings.inFlight);
    }
    void connectionsToOneHostAreFew()
    {
        DispatcherFixture f;
        f.start();
        WebhookListener listener;
        listener.always.delay = 5;
        for (int i = 0; i < 20; ++i) {
            f.subscribe(listener.url(u"/"_s + QString::number(i)));
        }
        for (int i = 0; i < 10; ++i) {
            f.deposit(i);
        }
        QTRY_COMPARE_WITH_TIMEOUT(listener.count, 200, 20'000);
        QVERIFY(listener.mostOpenConnections <= 6);
    }
    // An endpoint that is down holds few lanes, however much happens meanwhile, and catches up.
    void aLongBacklogIsReadFromTheLogAndNotKept()
    {
        DispatcherFixture f;
        f.settings.laneLimit = 16;
        f.settings.attemptLimit = 10'000;
        f.settings.retry.cap = std::chrono::milliseconds(30);
        f.start();
        WebhookListener listener;
        bool up = false;
        listener.decide
            = [&up](const WebhookListener::Received &) { return TargetAnswer{up ? 200 : 500}; };
        f.subscribe(listener.url());
        for (int i = 0; i < 1'000; ++i) {
            f.log.append(accountNumbered(i % 100), testing::deposited(100, 100));
        }
        f.dispatcher->notify(f.log.head());
        QTRY_VERIFY(listener.count > 20);
        QCOMPARE(f.listed(Delivery::State::Waiting).size(), std::size_t(16));
        up = true;
        listener.received.clear();
        QTRY_COMPARE_WITH_TIMEOUT(f.delivered(), 1'000, 60'000);
        std::map<QByteArray, int> newest;
        std::set<int> positions;
        for (const auto &request : listener.received) {
            const int position = request.data("position").toInt();
            positions.insert(position);
            int &last = newest[request.data("accountId")];
            QVERIFY(position >= last);
            last = position;
        }
        QCOMPARE(positions.size(), std::size_t(1'000));
    }
    void oneBusyAccountIsToldCompletely()
    {
        DispatcherFixture f;
        f.start();
        WebhookListener listener;
        f.subscribe(listener.url(), {"MoneyDeposited", "BalanceUpdated"});
        for (int i = 0; i < 150; ++i) {
            f.deposit(i % 20 == 0 ? 2 : 1);
        }
        QTRY_COMPARE_WITH_TIMEOUT(f.delivered(), 300, 30'000);
        int last = 0;
        for (const auto &request : listener.received) {
            if (request.data("accountId") == accountNumbered(1).toString()) {
                const int place
                    = request.data("position").toInt() * 10 + request.data("part").toInt();
                QVERIFY(place > last);
                last = place;
            }
        }
    }
    void anIndexThatLagsChangesNothing()
    {
        DispatcherFixture f;
        f.log.setIndexed(0);
        f.start();
        WebhookListener listener;
        listener.always.delay = 1;
        f.subscribe(listener.url());
        for (int i = 0; i < 200; ++i) {
            f.deposit(i % 2);
            f.log.setIndexed(i / 2);
        }
        QTRY_COMPARE_WITH_TIMEOUT(f.delivered(), 200, 30'000);
        QCOMPARE(listener.count, 200);
    }
};

KONTOR_TEST(tst_DispatcherLoad)
#include "tst_dispatcher_load.moc"
