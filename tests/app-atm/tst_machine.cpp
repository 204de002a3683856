// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/World.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor;
using namespace kontor::atm;
using kontor::testing::Line;
using kontor::testing::World;

//! What a customer meets at the machine, story by story.
class tst_Machine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withdrawalReturnsTheCardBeforeTheCash()
    {
        World world;
        world.bank.balance = 500;
        world.bank.reserved = 20;
        world.start();
        world.insertCard();
        world.withdraw(170);
        QCOMPARE(world.phase(), Phase::CardOut);
        QCOMPARE(world.bank.available(), 310);
        QVERIFY(world.takeCard());
        QCOMPARE(world.phase(), Phase::CashOut);
        QVERIFY(world.takeCash());
        QCOMPARE(world.phase(), Phase::Receipt);
        world.input(Choose{1});
        QCOMPARE(world.events, (QStringList{u"card ejected"_s, u"card taken"_s,
                                   u"notes presented"_s, u"cash taken"_s, u"receipt printed"_s}));
        QCOMPARE(world.bank.balance, 330);
        QCOMPARE(world.steps(), (QStringList{u"intent"_s, u"authorised"_s, u"stage"_s, u"staged"_s,
                                    u"present"_s, u"presented"_s, u"taken"_s, u"outcome"_s,
                                    u"acknowledged"_s}));
        QCOMPARE(world.dispenser.contents().cassettes, (Notes{{50, 97}, {20, 99}, {10, 10}}));
        world.fire(Timer::Goodbye);
        QCOMPARE(world.phase(), Phase::Idle);
        QVERIFY(!world.state.visit);
        finish(world);
    }
    void receiptWaitsForTheBalanceAsLongAsTheGoodbye()
    {
        for (const bool answers : {true, false}) {
            World world;
            world.start();
            world.insertCard();
            world.withdraw(50);
            world.takeCard();
            world.line = answers ? Line::Good : Line::LosesRequests;
            world.dispenser.takeCash();
            world.input(CashTaken{});
            world.input(Choose{1});
            QVERIFY(!world.events.contains(u"receipt printed"_s));
            world.settle();
            QCOMPARE(world.events.contains(u"receipt printed"_s), answers);
            world.fire(Timer::Goodbye);
            QCOMPARE(world.events.count(u"receipt printed"_s), 1);
        }
    }
    void fastCashIsThreeKeysFromThePin()
    {
        World world;
        world.start();
        world.insertCard();
        QCOMPARE(menuAmounts(world.state), (std::vector{20, 50, 100, 200}));
        world.input(Choose{2});
        world.settle();
        QCOMPARE(world.phase(), Phase::CardOut);
        finish(world);
    }
    void amountThatCannotBeMadeOffersItsNeighboursBeforeTheBankIsAsked()
    {
        World world(Notes{{50, 1}, {20, 3}});
        world.start();
        world.insertCard();
        world.withdraw(30);
        QCOMPARE(world.phase(), Phase::AmountOffer);
        QCOMPARE(world.state.visit->offer, (NearestAmounts{20, 40}));
        QVERIFY(world.journal.empty());
        world.input(Choose{2});
        world.settle();
        QCOMPARE(world.phase(), Phase::CardOut);
        QCOMPARE(world.state.visit->payout->amount, 40);
        finish(world);
    }
    void wrongPinCountsDownAndTheLastOneKeepsTheCard()
    {
        World world;
        world.start();
        world.insertCard(u"9999"_s);
        QCOMPARE(world.phase(), Phase::Pin);
        QCOMPARE(world.state.visit->triesLeft, std::optional(2));
        world.insertCard(u"9998"_s); // a card is inside: the digits count, the card does not
        QCOMPARE(world.state.visit->triesLeft, std::optional(1));
        world.insertCard(u"9997"_s);
        QCOMPARE(world.phase(), Phase::Problem);
        QCOMPARE(world.state.visit->problem, ProblemKind::PinTriesUsedUp);
        QCOMPARE(world.cardsRetained, 1);
        QCOMPARE(world.steps(), QStringList{u"card-retained"_s});
        QVERIFY(world.events.contains(u"kept card slip printed"_s));
        QCOMPARE(world.keptCardReference, referenceOf(*world.state.visit));
        // What is on the slip is found in the journal.
        QVERIFY(world.journal.back().reason->contains(world.keptCardReference));
        world.fire(Timer::CheckedScreen);
        world.insertCard();
        QCOMPARE(world.state.visit->problem, ProblemKind::CardBlocked);
        finish(world);
    }
    void rightPinResetsTheCount()
    {
        World world;
        world.start();
        world.insertCard(u"9999"_s);
        world.insertCard();
        QCOMPARE(world.phase(), Phase::Menu);
        QVERIFY(!world.state.visit->triesLeft);
        QCOMPARE(world.triesLeft, 3);
    }
    void insufficientFundsLetsTheCustomerChooseAnotherAmount()
    {
        World world;
        world.bank.balance = 200;
        world.bank.reserved = 20;
        world.start();
        world.insertCard();
        world.withdraw(190);
        QCOMPARE(world.phase(), Phase::Problem);
        QCOMPARE(world.state.visit->problem, ProblemKind::InsufficientFunds);
        QCOMPARE(world.bank.heldNow(), 0);
        QCOMPARE(world.steps(), (QStringList{u"intent"_s, u"refused"_s}));
        QVERIFY(offersOtherServices(world.state));
        world.input(Choose{2});
        QCOMPARE(world.phase(), Phase::Menu);
        world.withdraw(180);
        QCOMPARE(world.phase(), Phase::CardOut);
        finish(world);
    }
    void refusedAmountIsNotThatOfTheNextProblem()
    {
        World world;
        world.bank.balance = 200;
        world.start();
        world.insertCard();
        world.withdraw(210);
        QCOMPARE(world.phase(), Phase::Problem);
        world.input(Choose{2});
        world.line = Line::Cut;
        world.input(Choose{6});
        world.settle();
        QCOMPARE(world.state.visit->problem, ProblemKind::BalanceUnavailable);
        QVERIFY(!world.state.visit->payout);
    }
    void shortCassetteTriesAnotherMixWithinTheSameAuthorisation()
    {
        World world;
        world.dispenser.arm(DispenserFault::NoteDoesNotCome);
        world.start();
        world.insertCard();
        world.withdraw(150);
        QCOMPARE(world.phase(), Phase::CardOut);
        QCOMPARE(world.dispenser.contents().reject, (Notes{{50, 2}}));
        QCOMPARE(world.dispenser.contents().stacker, (Notes{{20, 7}, {10, 1}}));
        QCOMPARE(countOf(world.state.devices.dispenser.stock, 50), 0);
        QCOMPARE(world.bank.withdrawals().size(), 1u);
        world.takeCard();
        world.takeCash();
        finish(world);
        QCOMPARE(world.bank.withdrawals().begin()->second.paid, 150);
    }
    void shortCassetteWithoutAnotherMixTakesNoMoney()
    {
        World world(Notes{{50, 4}, {20, 1}});
        world.dispenser.arm(DispenserFault::NoteDoesNotCome);
        world.start();
        world.insertCard();
        world.withdraw(150);
        QCOMPARE(world.phase(), Phase::Problem);
        QCOMPARE(world.state.visit->problem, ProblemKind::CassetteShort);
        QCOMPARE(world.bank.heldNow(), 0);
        finish(world);
    }
    void faultsOfTheDispenserEndInTheirOutcome_data()
    {
        QTest::addColumn<int>("fault");
        QTest::addColumn<int>("phase");
        QTest::addColumn<int>("paid");
        QTest::addColumn<int>("held");
        QTest::addColumn<int>("cases");
        const auto row = [](const char *name, DispenserFault fault, Phase phase, int paid, int held,
                             int cases) {
            QTest::newRow(name) << int(fault) << int(phase) << paid << held << cases;
        };
        row("none", DispenserFault::None, Phase::CashOut, 150, 0, 0);
        row("jam while staging", DispenserFault::JamWhileStaging, Phase::Problem, 0, 0, 0);
        row("jam before the shutter", DispenserFault::JamBeforeShutter, Phase::Problem, 0, 0, 0);
        row("jam while presenting", DispenserFault::JamWhilePresenting, Phase::CashOut, 100, 0, 1);
        row("unknown, inside", DispenserFault::PositionUnknown, Phase::BeingChecked, 0, 150, 1);
        row("unknown, out", DispenserFault::PositionUnknownTaken, Phase::BeingChecked, 0, 150, 1);
    }
    void faultsOfTheDispenserEndInTheirOutcome()
    {
        QFETCH(int, fault);
        QFETCH(int, phase);
        QFETCH(int, paid);
        QFETCH(int, held);
        QFETCH(int, cases);
        World world;
        world.dispenser.arm(DispenserFault(fault));
        world.start();
        world.insertCard();
        world.withdraw(150);
        world.takeCard();
        QCOMPARE(int(world.phase()), phase);
        world.takeCash();
        finish(world);
        QCOMPARE(100'000 - world.bank.balance, paid);
        QCOMPARE(world.bank.heldNow(), held);
        QCOMPARE(int(summarise(world.journal).cases.size()), cases);
        if (DispenserFault(fault) != DispenserFault::None) {
            QVERIFY(!canPayCash(world.state));
            QCOMPARE(world.phase(), Phase::Idle); // other services stay
        }
    }
    void notesNotTakenComeBackAndNoMoneyIsTaken()
    {
        World world;
        world.start();
        world.insertCard();
        world.withdraw(170);
        world.takeCard();
        world.fire(Timer::CashTake);
        QCOMPARE(world.phase(), Phase::Problem);
        QCOMPARE(world.state.visit->problem, ProblemKind::CashNotTaken);
        finish(world);
        QCOMPARE(world.bank.balance, 100'000);
    }
    void missingNotesAtRetractAreNeverAssumedFull()
    {
        World world;
        world.start();
        world.insertCard();
        world.withdraw(170);
        world.takeCard();
        world.dispenser.arm(DispenserFault::NotesMissingAtRetract);
        world.fire(Timer::CashTake);
        QCOMPARE(world.phase(), Phase::BeingChecked);
        QCOMPARE(world.bank.heldNow(), 170);
        finish(world);
    }
    //! The dispenser answers when nobody counts on it any more.
    void cashThatComesLateIsTakenBack_data()
    {
        QTest::addColumn<bool>("takes");
        QTest::addColumn<bool>("powerCut");
        QTest::newRow("left") << false << false;
        QTest::newRow("taken") << true << false;
        QTest::newRow("left, and the power goes") << false << true;
    }
    void cashThatComesLateIsTakenBack()
    {
        QFETCH(bool, takes);
        QFETCH(bool, powerCut);
        World world;
        world.start();
        world.insertCard();
        world.withdraw(150);
        QVERIFY(world.takeCardOnly());
        world.input(TimerFired{Timer::WorkingLimit});
        QCOMPARE(world.phase(), Phase::BeingChecked);
        QCOMPARE(amountOf(world.dispenser.contents().output), 150);
        QCOMPARE(takes && world.takeCash(), takes);
        if (powerCut) {
            world.cutPower();
            world.start();
        }
        world.settle();
        QCOMPARE(amountOf(world.dispenser.contents().output), 0);
        QCOMPARE(amountOf(world.dispenser.contents().retract), takes ? 0 : 150);
        finish(world);
        QCOMPARE(world.bank.heldNow(), 150); // until somebody has counted
        QCOMPARE(int(summarise(world.journal).cases.size()), 1);
        QVERIFY(canPayCash(world.state)); // and nobody found it there
    }
    void cashAtTheShutterIsNobodysWithdrawal()
    {
        World world;
        world.start();
        world.state.devices.dispenser.output = Occupancy::NotEmpty;
        QVERIFY(!canPayCash(world.state));
    }
    void customerWhoWalksAwayIsAskedThenGetsTheCardBack()
    {
        World world;
        world.start();
        world.insertCard();
        world.fire(Timer::Quiet);
        QCOMPARE(world.state.overlay, Overlay::MoreTime);
        for (int yes = 0; yes < 12; ++yes) { // may be answered Yes at least ten times
            world.input(Enter{});
            QCOMPARE(world.state.overlay, Overlay::None);
            QCOMPARE(world.phase(), Phase::Menu);
            world.fire(Timer::Quiet);
        }
        for (int second = 0; second < 30; ++second) {
            world.fire(Timer::Countdown);
        }
        QCOMPARE(world.phase(), Phase::CardOut);
        QVERIFY(!world.state.visit->customer); // privacy
        world.fire(Timer::CardTake);
        QCOMPARE(world.cardsRetained, 1);
        world.fire(Timer::CheckedScreen);
        QCOMPARE(world.phase(), Phase::Idle);
    }
    void moreTimeDropsTypedPinDigitsAndKeepsTheAmount()
    {
        World world;
        world.start();
        world.input(CardInserted{});
        world.input(PinDigitTyped{});
        world.fire(Timer::Quiet);
        world.input(Enter{});
        QCOMPARE(world.state.visit->pinLength, 0);

        World other;
        other.start();
        other.insertCard();
        other.input(Choose{5});
        other.input(Digit{1});
        other.input(Digit{7});
        other.fire(Timer::Quiet);
        other.input(Enter{});
        QCOMPARE(other.phase(), Phase::OtherAmount);
        QCOMPARE(other.state.visit->typedAmount, 17);
    }
    void digitsTypedIntoTheQuestionAreYesAndDropped()
    {
        World world;
        world.start();
        world.insertCard();
        world.input(Choose{5});
        world.input(Digit{9});
        world.fire(Timer::Quiet);
        world.input(Digit{1});
        QCOMPARE(world.phase(), Phase::OtherAmount);
        QCOMPARE(world.state.overlay, Overlay::None);
        QCOMPARE(world.state.visit->typedAmount, 9);
    }
    void languageOfSomebodyWhoWentAwayIsForgotten()
    {
        World world;
        world.start();
        world.input(LanguageKey{});
        world.input(Choose{2});
        QCOMPARE(world.state.language, Language::German);
        world.fire(Timer::Quiet);
        QCOMPARE(world.state.language, Language::English);
    }
    void withoutPaperTheKeptCardsNumberIsOnTheScreenOnly()
    {
        World world;
        world.printerReady = false;
        world.triesLeft = 1;
        world.start();
        world.insertCard(u"9999"_s);
        QCOMPARE(world.state.visit->problem, ProblemKind::PinTriesUsedUp);
        QVERIFY(!world.events.contains(u"kept card slip printed"_s));
    }
    void whatWasLeftToSendIsNoReasonNotToAskWhoseBranchItIs()
    {
        World world;
        world.start();
        world.insertCard();
        world.withdraw(50);
        QVERIFY(world.takeCard());
        QCOMPARE(world.phase(), Phase::CashOut);
        world.cutPower();
        world.probes = 0;
        world.start();
        QCOMPARE(world.phase(), Phase::Idle);
        QCOMPARE(world.probes, 1);
    }
    void cardLeftInTheSlotMeansNoCash()
    {
        World world;
        world.start();
        world.insertCard();
        world.withdraw(50);
        world.fire(Timer::CardTake);
        QCOMPARE(world.state.visit->problem, ProblemKind::CardNotTaken);
        QVERIFY(!world.events.contains(u"notes presented"_s));
        QVERIFY(world.events.contains(u"kept card slip printed"_s));
        QCOMPARE(world.dispenser.contents().reject, (Notes{{50, 1}}));
        finish(world);
        QCOMPARE(world.bank.heldNow(), 0);
    }
    void cancelAfterAuthoriseVoids()
    {
        World world;
        world.start();
        world.insertCard();
        world.input(Choose{1});
        QCOMPARE(world.phase(), Phase::Authorising);
        world.input(Cancel{});
        QCOMPARE(world.phase(), Phase::CardOut);
        world.settle(); // the late authorisation changes nothing
        QCOMPARE(world.phase(), Phase::CardOut);
        world.takeCard();
        QCOMPARE(world.phase(), Phase::Goodbye);
        finish(world);
        QCOMPARE(world.bank.heldNow(), 0);
    }
    void languageMayChangeAtAnyScreenAndKeepsTheState()
    {
        World world;
        world.start();
        world.insertCard();
        world.input(Choose{5});
        world.input(Digit{8});
        world.input(LanguageKey{});
        QCOMPARE(world.state.overlay, Overlay::Language);
        world.input(Choose{2});
        QCOMPARE(world.state.language, Language::German);
        QCOMPARE(world.phase(), Phase::OtherAmount);
        QCOMPARE(world.state.visit->typedAmount, 8);
        world.input(Cancel{});
        world.takeCard();
        world.fire(Timer::Goodbye);
        QCOMPARE(world.state.language, Language::English);
    }
    void balanceIsShownOnRequestAndHides()
    {
        World world;
        world.bank.balance = 500;
        world.bank.reserved = 20;
        world.start();
        world.insertCard();
        world.input(Choose{6});
        world.settle();
        QCOMPARE(world.phase(), Phase::Balance);
        QCOMPARE(world.state.visit->balance->available.toString(), QByteArray("480"));
        world.fire(Timer::HideBalance);
        QVERIFY(world.state.visit->balance->hidden);
        world.input(Choose{2});
        QVERIFY(!world.state.visit->balance->hidden);
        world.input(Choose{3});
        world.settle();
        QCOMPARE(world.phase(), Phase::Movements);
        QCOMPARE(world.state.visit->movements.size(), 5u);
        world.input(Clear{});
        QCOMPARE(world.phase(), Phase::Balance);
        world.input(Choose{1});
        QCOMPARE(world.phase(), Phase::Menu);
    }
    void foreignCurrencyGetsNoCashButOtherServices()
    {
        World world;
        world.start();
        world.insertCard();
        world.state.visit->customer->currency = *Currency::fromCode("USD");
        QVERIFY(menuAmounts(world.state).empty());
        world.input(Choose{5});
        QCOMPARE(world.phase(), Phase::Menu);
    }
    void brokenJournalStopsPayments()
    {
        World world;
        world.start();
        world.insertCard();
        world.input(Choose{1});
        world.input(JournalFailed{JournalStep::Authorised});
        QCOMPARE(world.phase(), Phase::BeingChecked);
        world.settle();
        world.takeCard();
        world.fire(Timer::CheckedScreen);
        QCOMPARE(world.phase(), Phase::OutOfService);
        QCOMPARE(outOfServiceReason(world.state), OutOfServiceReason::SafetyStop);
        QVERIFY(!world.events.contains(u"notes presented"_s));
    }

private:
    static void finish(World &world)
    {
        world.bringToRest();
        world.checkBooks();
        QVERIFY2(world.violation.isEmpty(), qPrintable(world.violation));
    }
};

KONTOR_TEST(tst_Machine)
#include "tst_machine.moc"
