// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/World.h"
#include "foundation/Random.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor;
using namespace kontor::atm;
using kontor::testing::Line;
using kontor::testing::World;

//! Power may go at any moment: notes and books agree afterwards, or exactly one open case says why.
class tst_PowerLoss : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recoveryFollowsTheTable_data()
    {
        QTest::addColumn<int>("last");
        QTest::addColumn<int>("present");
        QTest::addColumn<int>("output");
        QTest::addColumn<int>("move");
        QTest::addColumn<int>("outcome"); // -1: follows from the count
        using J = JournalStep;
        using P = PresentState;
        using O = Occupancy;
        using M = Recovery::Move;
        const auto row = [](const char *name, J last, P present, O output, M move, int outcome) {
            QTest::newRow(name) << int(last) << int(present) << int(output) << int(move) << outcome;
        };
        const int done = int(OutcomeKind::Complete);
        const int nothing = int(OutcomeKind::Void);
        const int suspect = int(OutcomeKind::Suspect);
        row("1 intent", J::Intent, P::NotPresented, O::Empty, M::RejectStaged, nothing);
        row("2 authorised", J::Authorised, P::NotPresented, O::Empty, M::RejectStaged, nothing);
        row("3 stage", J::Stage, P::NotPresented, O::Empty, M::RejectStaged, nothing);
        row("3 staged", J::Staged, P::NotPresented, O::Empty, M::RejectStaged, nothing);
        row("journal cut, cash was out", J::Staged, P::Presented, O::Empty, M::None, suspect);
        row("3 rejected", J::Rejected, P::NotPresented, O::Empty, M::RejectStaged, nothing);
        row("4 not presented", J::Present, P::NotPresented, O::Empty, M::RejectStaged, nothing);
        row("4 taken", J::Present, P::Presented, O::Empty, M::None, done);
        row("4 at the shutter", J::Present, P::Presented, O::NotEmpty, M::Retract, -1);
        row("4 unknown", J::Present, P::Unknown, O::Empty, M::None, suspect);
        row("4 sensor unreadable", J::Present, P::Presented, O::Unknown, M::None, suspect);
        row("5 taken", J::Presented, P::Presented, O::Empty, M::None, done);
        row("5 at the shutter", J::Presented, P::Presented, O::NotEmpty, M::Retract, -1);
        row("5 unreadable", J::Presented, P::Presented, O::Unknown, M::None, suspect);
        row("5 cleared by a technician", J::Presented, P::NotPresented, O::Empty, M::None, suspect);
        row("6 taken", J::Taken, P::Presented, O::Empty, M::None, done);
        row("6 retract, still out", J::Retract, P::Presented, O::NotEmpty, M::Retract, -1);
        row("6 retract, gone", J::Retract, P::Presented, O::Empty, M::None, suspect);
        row("6 retracted", J::Retracted, P::Presented, O::Empty, M::None, nothing);
    }
    void recoveryFollowsTheTable()
    {
        QFETCH(int, last);
        QFETCH(int, present);
        QFETCH(int, output);
        QFETCH(int, move);
        QFETCH(int, outcome);
        const Notes notes{{50, 3}, {20, 1}};
        OpenWithdrawal open{WithdrawalId{Uuid::nameBased({}, "w")}, 170, notes, JournalStep(last),
            notes, RetractCount{notes, true}};
        DispenserStatus dispenser;
        dispenser.lastWithdrawal = open.id;
        dispenser.lastPresent = PresentState(present);
        dispenser.output = Occupancy(output);
        dispenser.lastPresented = notes;
        const Recovery recovery = recover(open, dispenser);
        QCOMPARE(int(recovery.move), move);
        QCOMPARE(recovery.outcome ? int(recovery.outcome->kind) : -1, outcome);
        if (outcome == int(OutcomeKind::Complete)) {
            QCOMPARE(amountOf(recovery.outcome->paid), 170);
        }
    }
    void notesThatCameBackWereNotTaken()
    {
        const Notes notes{{50, 3}};
        OpenWithdrawal open{WithdrawalId{Uuid::nameBased({}, "w")}, 150, notes,
            JournalStep::Presented, notes, {}};
        DispenserStatus dispenser;
        dispenser.lastWithdrawal = open.id;
        dispenser.lastPresent = PresentState::Presented;
        dispenser.lastPresented = notes;
        QCOMPARE(recover(open, dispenser).outcome->kind, OutcomeKind::Complete);
        dispenser.lastRetract = RetractCount{notes, true};
        QCOMPARE(recover(open, dispenser).outcome->kind, OutcomeKind::Void);
        dispenser.lastRetract = RetractCount{{{50, 2}}, true};
        QCOMPARE(recover(open, dispenser).outcome->kind, OutcomeKind::Suspect);
    }
    void presentOfAnotherWithdrawalProvesNothing()
    {
        OpenWithdrawal open{
            WithdrawalId{Uuid::nameBased({}, "w")}, 50, {}, JournalStep::Present, {}, {}};
        QCOMPARE(recover(open, DispenserStatus{}).outcome->kind, OutcomeKind::Suspect);
    }

    //! Cuts the power before the first, the second, … effect of a whole withdrawal, for each fault
    //! and each line, until the story runs through uncut.
    void cutAtEveryEffectIsRecovered_data()
    {
        QTest::addColumn<int>("fault");
        QTest::addColumn<bool>("takes");
        for (const auto &[fault, name] : EnumNames<DispenserFault>::names) {
            QTest::addRow("%s, taken", name) << int(fault) << true;
            QTest::addRow("%s, left", name) << int(fault) << false;
        }
    }
    void cutAtEveryEffectIsRecovered()
    {
        QFETCH(int, fault);
        QFETCH(bool, takes);
        int cuts = 0;
        for (bool cut = true; cut; ++cuts) {
            World world;
            world.start();
            world.dispenser.arm(DispenserFault(fault));
            world.cutPowerAfter(cuts);
            cut = tellStory(world, takes);
            afterwards(world, cuts);
            QVERIFY2(world.violation.isEmpty(),
                qPrintable(u"cut %1: "_s.arg(cuts) + world.violation + world.steps().join(u' ')));
        }
        QVERIFY2(cuts > 25, qPrintable(QString::number(cuts)));
    }
    //! The second cut falls into the recovery from the first.
    void cutDuringRecoveryIsRecovered()
    {
        int recoveries = 0;
        for (int first = 1; first < 60; ++first) {
            for (int second = 0; second < 8; ++second) {
                World world;
                world.start();
                world.cutPowerAfter(first);
                recoveries += tellStory(world, false) ? 1 : 0;
                world.cutPowerAfter(second);
                world.start();
                world.cutPower();
                world.cutPowerAfter(-1);
                afterwards(world, first);
                QVERIFY2(world.violation.isEmpty(), qPrintable(
                    u"cuts %1, %2: "_s.arg(first).arg(second) + world.violation));
            }
        }
        QVERIFY(recoveries > 100);
    }

    //! Customers, faults, line and power at random.
    void randomWalksKeepEveryPromise()
    {
        int paid = 0;
        int cuts = 0;
        int cases = 0;
        for (std::uint64_t seed = 1; seed <= 10'000; ++seed) {
            World world(Notes{{50, 12}, {20, 12}, {10, 6}});
            SeededRandom random(seed);
            world.start();
            for (int i = 0; i < 120 && world.violation.isEmpty(); ++i) {
                cuts += act(world, random) ? 1 : 0;
            }
            world.cutPowerAfter(-1);
            world.bringToRest();
            world.checkBooks();
            QVERIFY2(world.violation.isEmpty(), qPrintable(
                u"seed %1: "_s.arg(seed) + world.violation + world.steps().join(u' ')));
            paid += int(world.events.count(u"cash taken"_s));
            cases += int(summarise(world.journal).cases.size());
        }
        QVERIFY2(paid > 2000 && cuts > 2000 && cases > 200,
            qPrintable(u"%1 paid, %2 cuts, %3 cases"_s.arg(paid).arg(cuts).arg(cases)));
    }
    //! The check itself must be able to fail.
    void plantedErrorInTheBooksIsFound()
    {
        World world;
        world.start();
        tellStory(world, true);
        world.bringToRest();
        QVERIFY(world.violation.isEmpty());
        world.bank.complete(WithdrawalId{Uuid::nameBased({}, "planted")}, 10);
        world.journal.push_back({JournalStep::Intent, WithdrawalId{Uuid::nameBased({}, "planted")},
            {}, 10, Notes{{10, 1}}, {}, {}, {}, {}});
        world.checkBooks();
        QVERIFY(world.violation.contains(u"booked 10"_s));
    }

private:
    //! One withdrawal of 150; true where the power was cut on the way.
    static bool tellStory(World &world, bool takes)
    {
        world.insertCard();
        if (!world.isCut()) {
            world.withdraw(150);
        }
        world.takeCard();
        if (takes) {
            world.takeCash();
        } else {
            world.fire(Timer::CashTake);
        }
        const bool cut = world.isCut();
        world.cutPowerAfter(-1);
        return cut;
    }
    //! Somebody may have taken the cash in the dark; then the power is back.
    static void afterwards(World &world, int chance)
    {
        if (world.isCut() && chance % 2 == 0) {
            world.takeCash();
        }
        world.bringToRest();
        world.checkBooks();
    }
    //! One random thing happens; true for a power cut.
    static bool act(World &world, SeededRandom &random)
    {
        const auto upTo = [&random](int most) { return int(random.next() % std::uint64_t(most)); };
        if (world.isCut()) {
            upTo(2) == 0 ? void(world.takeCash()) : void();
            world.start();
            return true;
        }
        if (!world.waiting.empty() && upTo(3) > 0) {
            const Input next = world.waiting.front();
            world.waiting.pop_front();
            world.input(next);
            return false;
        }
        switch (upTo(24)) {
        case 0:
        case 1: world.phase() == Phase::Idle ? world.insertCard() : void(); break;
        case 2:
        case 3: world.takeCard(); break;
        case 4:
        case 5: world.takeCash(); break;
        case 6: world.input(Cancel{}); break;
        case 7: world.input(Enter{}); break;
        case 8:
        case 9: world.input(Digit{upTo(10)}); break;
        case 10: world.input(Choose{1 + upTo(7)}); break;
        case 11: world.line = Line(upTo(4)); break;
        case 12: world.line = Line::Good; break;
        case 13: world.dispenser.arm(DispenserFault(upTo(8))); break;
        case 14: upTo(4) == 0 ? world.cutPowerAfter(upTo(6)) : void(); break;
        case 15: fireAny(world, upTo(20)); break;
        case 16: upTo(4) == 0 ? world.clearPath() : goOn(world); break;
        default: goOn(world); break;
        }
        return false;
    }
    //! What a customer in a hurry would do.
    static void goOn(World &world)
    {
        if (world.phase() == Phase::Idle) {
            world.insertCard();
        } else if (world.phase() == Phase::Pin) {
            world.typePin(u"1234"_s);
        } else if (world.phase() == Phase::Menu) {
            world.withdraw(150);
        } else if (!world.takeCard()) {
            world.takeCash();
        }
    }
    static void fireAny(World &world, int which)
    {
        if (!world.timers.empty()) {
            auto timer = world.timers.begin();
            std::advance(timer, which % int(world.timers.size()));
            world.fire(*timer);
        }
    }
};

KONTOR_TEST(tst_PowerLoss)
#include "tst_power_loss.moc"
