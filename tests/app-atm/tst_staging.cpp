// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/World.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor;
using namespace kontor::atm;
using kontor::testing::Line;
using kontor::testing::World;

// Between the cassettes and the shutter: what is paid is what was asked for, and it is never left behind.
class tst_Staging : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void otherNotesThanTheBankAuthorisedAreNotPaid_data()
    {
        QTest::addColumn<Notes>("staged");
        QTest::newRow("more") << Notes{{50, 2}};
        QTest::newRow("less") << Notes{{20, 1}};
        QTest::newRow("the same amount") << Notes{{20, 2}, {10, 1}};
        QTest::newRow("none") << Notes();
    }
    void otherNotesThanTheBankAuthorisedAreNotPaid()
    {
        QFETCH(Notes, staged);
        World world;
        staging50(world);
        world.waiting.clear(); // what the dispenser says truly
        world.input(NotesStaged{staged});
        world.settle();
        QCOMPARE(world.phase(), Phase::Problem);
        QCOMPARE(world.state.visit->problem, ProblemKind::CassetteShort);
        QVERIFY(!world.events.contains(u"notes presented"_s));
        QVERIFY(world.dispenser.contents().stacker.empty());
        finish(world);
        QCOMPARE(world.bank.heldNow(), 0);
        QCOMPARE(world.bank.balance, 100'000);
    }
    void notesThatAreStagedTooLateAreNotLeftBehind()
    {
        World world;
        staging50(world);
        world.waiting.clear(); // it says nothing
        world.input(TimerFired{Timer::WorkingLimit});
        QCOMPARE(world.state.visit->problem, ProblemKind::DispenserJam);
        const WithdrawalId id{Uuid::nameBased({}, "late")};
        (void)world.dispenser.stage(id, {{50, 1}});
        QVERIFY(!world.dispenser.contents().stacker.empty());
        world.input(NotesStaged{{{50, 1}}});
        QVERIFY(world.dispenser.contents().stacker.empty());
        finish(world);
        QCOMPARE(world.bank.heldNow(), 0);
    }
    void notesThatAreGoneMeanwhileAreNotAskedFor()
    {
        World world;
        world.start();
        world.insertCard();
        world.input(Choose{5});
        for (const int digit : {1, 7, 0}) {
            world.input(Digit{digit});
        }
        world.input(Enter{});
        QCOMPARE(world.phase(), Phase::NoteChoice);
        auto devices = world.state.devices;
        devices.dispenser.stock = {{50, 3}};
        world.input(StatusChanged{devices});
        const auto before = world.journal.size();
        world.input(Enter{});
        QCOMPARE(world.state.visit->problem, ProblemKind::DispenserJam);
        QCOMPARE(world.journal.size(), before);
        finish(world);
    }
    // The bank may still hold the amount of before: it is told first.
    void noOtherPayoutBeginsWhileTheBankIsToBeToldOfTheLast()
    {
        World world;
        world.start();
        world.insertCard();
        world.line = Line::LosesAnswers;
        world.withdraw(50);
        world.line = Line::LosesRequests; // of the void, too
        world.input(AuthoriseRefused{*world.journal.back().withdrawal,
            api::ProblemCode::InsufficientFunds});
        QCOMPARE(world.state.queue.size(), 1u);
        world.input(Choose{2});
        QCOMPARE(world.phase(), Phase::Menu);
        world.line = Line::Good;
        const auto before = world.journal.size();
        world.input(Choose{1});
        QCOMPARE(world.state.visit->problem, ProblemKind::ServerAway);
        QCOMPARE(world.journal.size(), before);
        finish(world);
        QCOMPARE(world.bank.heldNow(), 0);
    }

private:
    //! Authorised, and the dispenser picks one note of 50.
    static void staging50(World &world)
    {
        world.start();
        world.insertCard();
        world.input(Choose{2});
        while (world.phase() == Phase::Authorising) {
            const Input next = world.waiting.front();
            world.waiting.pop_front();
            world.input(next);
        }
        QCOMPARE(world.phase(), Phase::Staging);
    }
    static void finish(World &world)
    {
        world.bringToRest();
        world.checkBooks();
        QVERIFY2(world.violation.isEmpty(), qPrintable(world.violation));
    }
};

KONTOR_TEST(tst_Staging)
#include "tst_staging.moc"
