// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/World.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor;
using namespace kontor::atm;
using kontor::testing::Line;
using kontor::testing::World;

//! The journal's disk is full at any entry: what that means for whoever stands before the machine.
class tst_FullDisk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    //! Nothing left the machine: there is nothing to be checked.
    void fullDiskAtTheIntentIsARefusal()
    {
        World world;
        world.start();
        world.insertCard();
        world.fillDiskAfter(0);
        world.withdraw(50);
        QCOMPARE(world.phase(), Phase::Problem);
        QCOMPARE(world.state.visit->problem, ProblemKind::PaymentStopped);
        QVERIFY(world.bank.withdrawals().empty());
        QVERIFY(!world.events.contains(u"check slip printed"_s));
        world.input(Choose{1});
        QVERIFY(world.takeCard());
        world.fire(Timer::Goodbye);
        QCOMPARE(world.phase(), Phase::OutOfService);
    }
    void fullDiskAfterTheBankKnowsChangesNothingForTheCustomer()
    {
        World world;
        world.start();
        world.insertCard();
        world.withdraw(50);
        world.takeCard();
        world.fillDiskAfter(2); // taken, outcome
        world.takeCash();
        QVERIFY(world.isDiskFull());
        QVERIFY(world.state.journalBroken);
        QCOMPARE(world.phase(), Phase::Receipt);
        world.input(Choose{1});
        QVERIFY(world.events.contains(u"receipt printed"_s));
        world.fire(Timer::Goodbye);
        QCOMPARE(world.phase(), Phase::OutOfService);
    }
    void fullDiskKeepsNobodysCard_data()
    {
        QTest::addColumn<QString>("story");
        for (const char *story : {"takes all", "cancels", "cancels the counting", "no answer",
                 "leaves the card", "leaves the cash", "note does not come", "wrong PIN"}) {
            QTest::newRow(story) << QString::fromLatin1(story);
        }
    }
    //! Wherever the disk is full, the card comes out, or its owner knows why it does not, and the books
    //! agree after the next start.
    void fullDiskKeepsNobodysCard()
    {
        QFETCH(QString, story);
        int stopped = 0;
        for (int entries = 0; entries < 12; ++entries) {
            World world;
            world.start();
            world.fillDiskAfter(entries);
            play(world, story);
            untilRest(world);
            if (!world.isDiskFull()) {
                break;
            }
            ++stopped;
            QVERIFY2(!world.isCardStuck(), qPrintable(u"%1 entries"_s.arg(entries)));
            // Who takes it gets it: nobody waits for a card that never came.
            const bool mayKeep = story == u"leaves the card"_s || story == u"wrong PIN"_s;
            QVERIFY2(mayKeep || world.cardsRetained == 0, qPrintable(u"%1 entries"_s.arg(entries)));
            world.fillDiskAfter(-1);
            world.cutPower();
            finish(world);
        }
        QVERIFY(stopped > 0);
    }

private:
    static void play(World &world, const QString &story)
    {
        world.insertCard(story == u"wrong PIN"_s ? u"9999"_s : u"1234"_s);
        if (story == u"wrong PIN"_s) {
            world.typePin(u"9999"_s);
            return world.typePin(u"9999"_s);
        }
        if (story == u"note does not come"_s) {
            world.dispenser.arm(DispenserFault::NoteDoesNotCome);
        }
        world.line = story == u"no answer"_s ? Line::LosesAnswers : Line::Good;
        world.input(Choose{2});
        if (story == u"cancels"_s) {
            world.input(Cancel{});
        } else if (story == u"cancels the counting"_s) {
            while (!world.waiting.empty() && world.phase() != Phase::Staging) {
                const Input next = world.waiting.front();
                world.waiting.pop_front();
                world.input(next);
            }
            world.input(Cancel{});
        }
        world.settle();
        world.fire(Timer::WorkingLimit);
        if (story != u"leaves the card"_s && world.takeCard() && story != u"leaves the cash"_s) {
            world.takeCash();
        }
    }
    //! As time goes by; whose card comes out takes it.
    static void untilRest(World &world)
    {
        const bool stays = world.phase() == Phase::CardOut && !world.state.journalBroken;
        for (int i = 0; i < 50 && world.state.visit; ++i) {
            if (!stays) {
                world.takeCard();
            }
            if (!world.timers.empty()) {
                world.fire(*world.timers.begin());
            }
        }
        QVERIFY(!world.state.visit);
    }
    static void finish(World &world)
    {
        world.bringToRest();
        world.checkBooks();
        QVERIFY2(world.violation.isEmpty(), qPrintable(world.violation));
    }
};

KONTOR_TEST(tst_FullDisk)
#include "tst_full_disk.moc"
