// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/RealMachine.h"
#include "support/TestMain.h"

#include <QSet>
#include <QTest>

using namespace kontor;
using namespace kontor::atm;
using kontor::testing::RealMachine;

//! The answer gets lost after the bank has recorded what was asked: each of the machine's requests
//! that change anything, through the whole program, the real server and real sockets.
class tst_CutAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void authorisationIsAskedAgainAndHoldsOnce_data() { interruptions(false); }
    void authorisationIsAskedAgainAndHoldsOnce()
    {
        RealMachine machine;
        machine.enterPin();
        machine.proxy.cutAnswersTo("/withdrawals");
        machine.ask(170);
        QTRY_VERIFY(machine.proxy.cutKeys().size() >= 1);
        letPass(machine, Timer::AuthoriseAgain);
        QTRY_VERIFY(machine.proxy.cutKeys().size() >= 2);
        QCOMPARE(machine.books(), (QStringList{u"500.00"_s, u"330.00"_s}));
        interrupt(machine);
        machine.proxy.cutNothing();
        QTRY_COMPARE_WITH_TIMEOUT(machine.screen(), u"take-card"_s, 30'000);
        machine.app().reader().take();
        QTRY_COMPARE(machine.screen(), u"take-cash"_s);
        machine.app().dispenser().takeCash();
        QTRY_COMPARE(machine.screen(), u"receipt"_s);
        QTRY_VERIFY(machine.app().session().state().queue.empty());
        QCOMPARE(machine.books(), (QStringList{u"330.00"_s, u"330.00"_s}));
        QCOMPARE(machine.history(), (QStringList{u"HoldPlaced"_s, u"MoneyWithdrawn"_s}));
        oneKey(machine);
    }
    //! Nobody gets cash for a request without an answer; the hold is given back.
    void authorisationWithoutAnAnswerIsVoided_data() { interruptions(true); }
    void authorisationWithoutAnAnswerIsVoided()
    {
        RealMachine machine;
        machine.enterPin();
        machine.proxy.cutAnswersTo("/withdrawals");
        machine.ask(170);
        QTRY_VERIFY(machine.proxy.cutKeys().size() >= 1);
        interrupt(machine);
        if (machine.screen() == u"working"_s) {
            letPass(machine, Timer::WorkingLimit);
            QTRY_COMPARE(machine.screen(), u"being-checked"_s);
        }
        machine.proxy.cutNothing();
        untilNothingIsDue(machine);
        QCOMPARE(machine.books(), (QStringList{u"500.00"_s, u"500.00"_s}));
        QCOMPARE(machine.history(), (QStringList{u"HoldPlaced"_s, u"HoldReleased"_s}));
        QVERIFY(machine.app().dispenser().isBalanced());
    }
    void completionIsBookedOnce_data() { interruptions(true); }
    void completionIsBookedOnce()
    {
        RealMachine machine;
        reachCash(machine);
        machine.proxy.cutAnswersTo("/complete");
        machine.app().dispenser().takeCash();
        QTRY_VERIFY(machine.proxy.cutKeys().size() >= 1);
        QCOMPARE(machine.books(), (QStringList{u"330.00"_s, u"330.00"_s}));
        interrupt(machine);
        QCOMPARE(machine.app().session().state().queue.size(), 1u);
        machine.proxy.cutNothing();
        untilNothingIsDue(machine);
        QCOMPARE(machine.books(), (QStringList{u"330.00"_s, u"330.00"_s}));
        QCOMPARE(machine.history(), (QStringList{u"HoldPlaced"_s, u"MoneyWithdrawn"_s}));
        oneKey(machine);
    }
    void voidReleasesOnce_data() { interruptions(true); }
    void voidReleasesOnce()
    {
        RealMachine machine;
        machine.enterPin();
        machine.ask(170);
        QTRY_COMPARE(machine.screen(), u"take-card"_s);
        machine.proxy.cutAnswersTo("/void");
        letPass(machine, Timer::CardTake);
        QTRY_VERIFY(machine.proxy.cutKeys().size() >= 1);
        QCOMPARE(machine.books(), (QStringList{u"500.00"_s, u"500.00"_s}));
        interrupt(machine);
        QCOMPARE(machine.app().session().state().queue.size(), 1u);
        machine.proxy.cutNothing();
        untilNothingIsDue(machine);
        QCOMPARE(machine.books(), (QStringList{u"500.00"_s, u"500.00"_s}));
        QCOMPARE(machine.history(), (QStringList{u"HoldPlaced"_s, u"HoldReleased"_s}));
        oneKey(machine);
    }
    //! A PIN that was typed once is counted once, and the card comes back.
    void wrongPinIsCountedOnce()
    {
        RealMachine machine;
        machine.proxy.cutAnswersTo("/session");
        machine.enterPin({0, 0, 0, 0});
        QTRY_COMPARE(machine.screen(), u"problem"_s);
        machine.proxy.cutNothing();
        cardBack(machine);
        machine.enterPin({0, 0, 0, 0});
        QTRY_COMPARE(machine.app().session().state().visit->triesLeft.value_or(0), 1);
        oneKey(machine);
    }
    //! The customer is told that it is unclear; here the new one holds already.
    void newPinWithoutAnAnswerIsUnclearAndHolds()
    {
        RealMachine machine;
        machine.enterPin();
        QTRY_COMPARE(machine.screen(), u"menu"_s);
        machine.proxy.cutAnswersTo("/pin");
        machine.app().session().post(Choose{7});
        machine.typePin({7, 3, 9, 1});
        machine.typePin({8, 6, 4, 2});
        machine.typePin({8, 6, 4, 2});
        QTRY_COMPARE(machine.screen(), u"problem"_s);
        QCOMPARE(machine.app().session().state().visit->problem, ProblemKind::PinUnclear);
        oneKey(machine);
        machine.proxy.cutNothing();
        cardBack(machine);
        machine.enterPin({8, 6, 4, 2});
        QTRY_COMPARE(machine.screen(), u"menu"_s);
    }
    void rightPinWithoutAnAnswerHarmsNothing()
    {
        RealMachine machine;
        machine.proxy.cutAnswersTo("/session");
        machine.enterPin();
        QTRY_COMPARE(machine.screen(), u"problem"_s);
        machine.proxy.cutNothing();
        cardBack(machine);
        machine.enterPin();
        QTRY_COMPARE(machine.screen(), u"menu"_s);
        QCOMPARE(machine.books(), (QStringList{u"500.00"_s, u"500.00"_s}));
    }

private:
    static void interruptions(bool programToo)
    {
        QTest::addColumn<QString>("interruption");
        QTest::newRow("nothing else") << QString();
        QTest::newRow("the server is killed") << u"server"_s;
        if (programToo) {
            QTest::newRow("the program restarts") << u"program"_s;
        }
    }
    static void interrupt(RealMachine &machine)
    {
        QFETCH(QString, interruption);
        if (interruption == u"server"_s) {
            machine.restartServer();
        } else if (interruption == u"program"_s) {
            machine.restartProgram();
        }
    }
    static void reachCash(RealMachine &machine)
    {
        machine.enterPin();
        machine.ask(170);
        QTRY_COMPARE(machine.screen(), u"take-card"_s);
        machine.app().reader().take();
        QTRY_COMPARE(machine.screen(), u"take-cash"_s);
    }
    static void letPass(RealMachine &machine, Timer timer)
    {
        QVERIFY(QTest::qWaitFor([&] { return machine.app().session().elapse(timer); }));
    }
    static void untilNothingIsDue(RealMachine &machine)
    {
        QVERIFY(QTest::qWaitFor(
            [&] {
                machine.app().session().elapse(Timer::SendAgain);
                return machine.app().session().state().queue.empty();
            },
            30'000));
    }
    static void cardBack(RealMachine &machine)
    {
        machine.app().session().post(Choose{1});
        QVERIFY(QTest::qWaitFor([&] { return machine.app().reader().take(); }));
    }
    //! However often it was sent: under one key.
    static void oneKey(const RealMachine &machine)
    {
        const QList<QByteArray> &keys = machine.proxy.cutKeys();
        QCOMPARE(QSet<QByteArray>(keys.begin(), keys.end()).size(), 1);
        QVERIFY(!keys.front().isEmpty());
    }
};

KONTOR_TEST(tst_CutAnswers)
#include "tst_cut_answers.moc"
