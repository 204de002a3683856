// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/World.h"
#include "support/TestMain.h"

#include <QTest>

#include <algorithm>

using namespace kontor;
using namespace kontor::atm;
using kontor::testing::Line;
using kontor::testing::World;

//! The line to the bank is cut, loses requests or loses answers.
class tst_Line : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void serverAwayBeforeTheRequestRefusesAtOnce()
    {
        World world;
        world.start();
        world.insertCard();
        world.line = Line::Cut;
        world.withdraw(50);
        QCOMPARE(world.phase(), Phase::Problem);
        QCOMPARE(world.state.visit->problem, ProblemKind::ServerAway);
        QVERIFY(world.state.queue.empty());
        finish(world);
    }
    void threeFailuresCloseTheSlotUntilTheServerIsBack()
    {
        World world;
        world.start();
        QCOMPARE(world.phase(), Phase::Idle);
        world.line = Line::Cut;
        for (int i = 0; i < 3; ++i) {
            world.fire(Timer::Probe);
        }
        QCOMPARE(world.phase(), Phase::OutOfService);
        QCOMPARE(outOfServiceReason(world.state), OutOfServiceReason::NoConnection);
        world.line = Line::Good;
        world.fire(Timer::Probe);
        QCOMPARE(world.phase(), Phase::Idle);
    }
    void noAnswerToTheRequestPaysNothingAndVoids_data()
    {
        QTest::addColumn<int>("line");
        QTest::newRow("the bank never saw it") << int(Line::LosesRequests);
        QTest::newRow("the bank holds the amount") << int(Line::LosesAnswers);
    }
    void noAnswerToTheRequestPaysNothingAndVoids()
    {
        QFETCH(int, line);
        World world;
        world.start();
        world.insertCard();
        world.line = Line(line);
        world.withdraw(50);
        QCOMPARE(world.phase(), Phase::Authorising);
        world.fire(Timer::AuthoriseAgain);
        world.fire(Timer::WorkingLimit);
        QCOMPARE(world.phase(), Phase::BeingChecked);
        QCOMPARE(world.state.visit->check, CheckKind::BankAnswer);
        QCOMPARE(world.state.queue.size(), 1u);
        finish(world);
        QCOMPARE(world.bank.heldNow(), 0);
        const WithdrawalId id = *world.journal.front().withdrawal;
        QCOMPARE(world.bank.authorise(id, 50), kontor::testing::ModelBank::Reply::Voided);
    }
    void sameRequestAgainGetsTheSameAnswer()
    {
        World world;
        world.start();
        world.insertCard();
        world.line = Line::LosesAnswers;
        world.withdraw(50);
        world.line = Line::Good;
        world.fire(Timer::AuthoriseAgain);
        QCOMPARE(world.phase(), Phase::CardOut);
        QCOMPARE(world.bank.heldNow(), 50);
        finish(world);
    }
    void expiredTokenPaysNothing()
    {
        World world;
        world.tokenSeconds = 0;
        world.start();
        world.insertCard();
        world.withdraw(50);
        QCOMPARE(world.state.visit->problem, ProblemKind::TokenExpired);
        finish(world);
        QCOMPARE(world.bank.heldNow(), 0);
    }
    void refusalSendsToWhoCanHelp_data()
    {
        using enum api::ProblemCode;
        QTest::addColumn<api::ProblemCode>("code");
        QTest::addColumn<ProblemKind>("problem");
        for (const auto code : {AccountInactive, AccountDeleted, DebitsBlocked, TooManyHolds}) {
            QTest::newRow(api::infoOf(code).name) << code << ProblemKind::AccountBarred;
        }
        for (const auto code : {CardNotFound, api::ProblemCode::CardBlocked}) {
            QTest::newRow(api::infoOf(code).name) << code << ProblemKind::CardBlocked;
        }
        for (const auto code : {VersionConflict, IdTaken, WithdrawalVoided, WithdrawalSettled}) {
            QTest::newRow(api::infoOf(code).name) << code << ProblemKind::AskedInVain;
        }
        for (const auto code : {Unauthorized, Forbidden, AmountFormat, MixMismatch, Internal}) {
            QTest::newRow(api::infoOf(code).name) << code << ProblemKind::MachineRefused;
        }
        QTest::newRow("funds") << api::ProblemCode::InsufficientFunds
                               << ProblemKind::InsufficientFunds;
    }
    void refusalSendsToWhoCanHelp()
    {
        QFETCH(api::ProblemCode, code);
        QFETCH(ProblemKind, problem);
        World world;
        world.refusal = code;
        world.start();
        world.insertCard();
        world.withdraw(50);
        QCOMPARE(world.phase(), Phase::Problem);
        QCOMPARE(world.state.visit->problem, problem);
        finish(world);
        QCOMPARE(world.bank.heldNow(), 0);
    }
    void completionWaitsForTheLineAndNobodyIsServedBefore()
    {
        World world;
        world.start();
        world.insertCard();
        world.withdraw(50);
        world.takeCard();
        world.line = Line::LosesRequests;
        world.takeCash();
        world.input(Choose{2});
        world.fire(Timer::Goodbye);
        QCOMPARE(world.phase(), Phase::OutOfService);
        world.cutPower();
        world.start();
        QCOMPARE(world.phase(), Phase::OutOfService);
        world.bank.expireHolds();
        world.line = Line::Good;
        world.fire(Timer::SendAgain);
        QCOMPARE(world.phase(), Phase::Idle);
        QCOMPARE(world.bank.balance, 100'000 - 50);
        QVERIFY(world.bank.withdrawals().begin()->second.forced);
        finish(world);
    }
    void aBankThatIsBackIsToldAtOnce()
    {
        World world;
        world.start();
        world.insertCard();
        world.withdraw(50);
        world.takeCard();
        world.line = Line::Cut;
        world.takeCash();
        world.input(Choose{2});
        world.fire(Timer::Goodbye);
        for (int i = 0; i < 12; ++i) {
            world.fire(Timer::SendAgain);
        }
        QCOMPARE(world.phase(), Phase::OutOfService);
        world.line = Line::Good;
        world.fire(Timer::Probe);
        QCOMPARE(world.phase(), Phase::Idle);
        QVERIFY(world.state.queue.empty());
        finish(world);
        QCOMPARE(world.bank.balance, 100'000 - 50);
    }
    void pausesBetweenSendingsGrow()
    {
        World world;
        world.start();
        world.insertCard();
        world.withdraw(50);
        world.takeCard();
        world.line = Line::LosesRequests;
        world.takeCash();
        std::vector<qint64> pauses;
        for (int i = 0; i < 12; ++i) {
            const Step next
                = step(world.state, OutcomeUnanswered{world.state.queue.front().withdrawal});
            for (const Effect &effect : next.effects) {
                if (const auto *start = std::get_if<StartTimer>(&effect)) {
                    pauses.push_back(start->after.count());
                }
            }
            world.state = next.state;
        }
        QVERIFY(std::is_sorted(pauses.begin(), pauses.end()));
        QCOMPARE(pauses.back(), 300'000);
    }

private:
    static void finish(World &world)
    {
        world.bringToRest();
        world.checkBooks();
        QVERIFY2(world.violation.isEmpty(), qPrintable(world.violation));
    }
};

KONTOR_TEST(tst_Line)
#include "tst_line.moc"
