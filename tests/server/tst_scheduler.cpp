// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/Scheduler.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor;
using namespace kontor::server;

namespace {

constexpr Timestamp start{1'000'000'000};

struct World
{
    Scheduler scheduler{8, 3};
    std::vector<std::unique_ptr<Recipient>> recipients;

    // An endpoint with that many accounts, all of them ready.
    Recipient &endpoint(const QString &origin, int lanes, bool proven = true)
    {
        auto &recipient = *recipients.emplace_back(std::make_unique<Recipient>());
        recipient.origin = origin;
        recipient.data.proven = proven;
        for (int i = 0; i < lanes; ++i) {
            const AccountId account{Uuid::nameBased(Uuid{}, QByteArray::number(i))};
            auto &lane = recipient.lanes[account];
            lane = std::make_unique<Lane>();
            lane->to = &recipient;
            scheduler.ready(*lane);
        }
        return recipient;
    }
    std::vector<Lane *> takeAll(Timestamp now = start)
    {
        std::vector<Lane *> taken;
        while (Lane *lane = scheduler.next(now)) {
            taken.push_back(lane);
        }
        return taken;
    }
};

int countOf(const std::vector<Lane *> &lanes, const Recipient &recipient)
{
    return int(std::count_if(lanes.begin(), lanes.end(),
        [&recipient](const Lane *lane) { return lane->to == &recipient; }));
}

} // namespace

class tst_Scheduler : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endpointsTakeTurns()
    {
        World world;
        const auto &busy = world.endpoint(u"a:1"_s, 50);
        const auto &quiet = world.endpoint(u"b:1"_s, 2);
        const auto taken = world.takeAll();
        QCOMPARE(countOf(taken, quiet), 2);
        QCOMPARE(countOf(taken, busy), 3);
    }
    void noMoreThanTheLimitInAll()
    {
        World world;
        for (int i = 0; i < 20; ++i) {
            world.endpoint(QString::number(i), 1);
        }
        const auto taken = world.takeAll();
        QCOMPARE(taken.size(), std::size_t(8));
        world.scheduler.finished(*taken.front());
        QCOMPARE(world.takeAll().size(), std::size_t(1));
    }
    void unprovenOnesGetHalfOfThePlaces()
    {
        World world;
        for (int i = 0; i < 20; ++i) {
            world.endpoint(u"dead %1"_s.arg(i), 3, false);
        }
        QCOMPARE(world.takeAll().size(), std::size_t(4));
        const auto &healthy = world.endpoint(u"healthy"_s, 10);
        QCOMPARE(countOf(world.takeAll(), healthy), 3);
    }
    void aFailingEndpointIsTriedOneByOne()
    {
        World world;
        auto &recipient = world.endpoint(u"a"_s, 5);
        recipient.failing = true;
        auto taken = world.takeAll();
        QCOMPARE(taken.size(), std::size_t(1));
        world.scheduler.finished(*taken.front());
        QCOMPARE(world.takeAll().size(), std::size_t(1));
        recipient.failing = false;
        world.scheduler.wake(recipient);
        QCOMPARE(world.takeAll().size(), std::size_t(2));
    }
    void aHostsPlacesGoRound()
    {
        World world;
        std::vector<Recipient *> endpoints;
        for (int i = 0; i < 5; ++i) {
            endpoints.push_back(&world.endpoint(u"shared"_s, 1));
        }
        auto taken = world.takeAll();
        QCOMPARE(taken.size(), std::size_t(3));
        for (int left = 2; left > 0; --left) {
            world.scheduler.finished(*taken[std::size_t(left)]);
            QCOMPARE(world.takeAll().size(), std::size_t(1));
        }
        for (const Recipient *endpoint : endpoints) {
            QVERIFY(endpoint->ready.empty());
        }
    }
    // One that waits for a place at its host must not keep it once it may not use it.
    void aStalledEndpointThatMayNotGoLetsOthersPass()
    {
        World world;
        auto &first = world.endpoint(u"shared"_s, 3);
        auto &disabled = world.endpoint(u"shared"_s, 1);
        auto &paused = world.endpoint(u"shared"_s, 1);
        const auto &last = world.endpoint(u"shared"_s, 1);
        const auto taken = world.takeAll();
        disabled.data.enabled = countOf(taken, disabled) > 0;
        world.scheduler.pause(paused, start.plusSeconds(60));
        for (Lane *lane : taken) {
            world.scheduler.finished(*lane);
        }
        auto rest = world.takeAll();
        QCOMPARE(countOf(taken, last) + countOf(rest, last), 1);
        QCOMPARE(countOf(taken, first) + countOf(rest, first), 3);
    }
    void waitingLanesComeBackWhenTheyAreDue()
    {
        World world;
        auto &recipient = world.endpoint(u"a"_s, 1);
        Lane *lane = world.scheduler.next(start);
        world.scheduler.finished(*lane);
        world.scheduler.waitUntil(*lane, start.plusSeconds(10));
        QCOMPARE(world.scheduler.nextDue(), std::optional(start.plusSeconds(10)));
        QVERIFY(!world.scheduler.next(start.plusSeconds(9)));
        QCOMPARE(world.scheduler.next(start.plusSeconds(10)), lane);
        QCOMPARE(recipient.inFlight, 1);
    }
    void aPauseHoldsForTheWholeEndpoint()
    {
        World world;
        auto &recipient = world.endpoint(u"a"_s, 3);
        world.scheduler.pause(recipient, start.plusSeconds(5));
        QVERIFY(world.takeAll().empty());
        QCOMPARE(world.scheduler.nextDue(), std::optional(start.plusSeconds(5)));
        QCOMPARE(world.takeAll(start.plusSeconds(5)).size(), std::size_t(3));
    }
    void aShorterPauseDoesNotEndALongerOne()
    {
        World world;
        auto &recipient = world.endpoint(u"a"_s, 1);
        world.scheduler.pause(recipient, start.plusSeconds(60));
        world.scheduler.pause(recipient, start.plusSeconds(5));
        QVERIFY(world.takeAll(start.plusSeconds(59)).empty());
        QCOMPARE(world.takeAll(start.plusSeconds(60)).size(), std::size_t(1));
    }
    void aForgottenEndpointLeavesNothingBehind()
    {
        World world;
        auto &gone = world.endpoint(u"shared"_s, 6);
        auto &other = world.endpoint(u"shared"_s, 3);
        const auto taken = world.takeAll();
        QCOMPARE(taken.size(), std::size_t(3));
        world.scheduler.pause(gone, start.plusSeconds(1));
        world.scheduler.forget(gone);
        QVERIFY(!world.scheduler.nextDue());
        const auto rest = world.takeAll(start.plusSeconds(2));
        QCOMPARE(countOf(rest, gone), 0);
        QCOMPARE(countOf(taken, other) + countOf(rest, other), 3);
        for (Lane *lane : rest) {
            world.scheduler.finished(*lane);
        }
        for (Lane *lane : taken) {
            if (lane->to == &other) {
                world.scheduler.finished(*lane);
            }
        }
        QCOMPARE(world.scheduler.inFlight(), 0);
    }
    // The place that gets free must not be given to the one that goes.
    void whoStandsBehindAForgottenEndpointGetsItsPlace()
    {
        World world;
        auto &gone = world.endpoint(u"shared"_s, 2);
        world.endpoint(u"shared"_s, 1);
        world.endpoint(u"shared"_s, 1);
        QCOMPARE(world.takeAll().size(), std::size_t(3));
        const auto &last = world.endpoint(u"shared"_s, 1);
        QVERIFY(world.takeAll().empty());
        world.scheduler.forget(gone);
        QCOMPARE(countOf(world.takeAll(), last), 1);
    }
};

KONTOR_TEST(tst_Scheduler)
#include "tst_scheduler.moc"
