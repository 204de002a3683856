// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/Timekeeper.h"
#include "support/Given.h"
#include "support/MemoryLedger.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor;
using namespace kontor::application;
using namespace kontor::domain;
using namespace kontor::testing;
using Kind = CommandResult::Kind;

namespace {

//! A timekeeper on a ledger in memory; answers come when asked for, or not at all.
struct Night
{
    Night()
    {
        auto open = openAccount();
        open.initialBalance = amount("500");
        run(open);
        run(IssueCard{card, alice, "4711"});
    }
    CommandResult run(const Command &command)
    {
        auto outcome = ledger.run(std::vector{ask(command)});
        if (outcome.batch) {
            keeper.follow(*outcome.batch);
        }
        return outcome.results[0];
    }
    void holdUntil(Timestamp expiresAt, HoldId id = hold)
    {
        auto command = placeHold("100");
        command.holdId = id;
        command.expiresAt = expiresAt;
        QCOMPARE(run(command).kind, Kind::Accepted);
    }
    //! Decides what was submitted, all of it in one batch, and answers.
    void decide()
    {
        std::vector<Submission> batch;
        std::vector<Completion> completions;
        for (auto &[submission, completion] : std::exchange(waiting, {})) {
            batch.push_back(submission);
            completions.push_back(completion);
        }
        auto outcome = ledger.run(batch);
        if (outcome.batch) {
            keeper.follow(*outcome.batch);
        }
        for (std::size_t i = 0; i < completions.size(); ++i) {
            completions[i](outcome.results[i]);
        }
    }
    void answer(Kind kind)
    {
        for (auto &[submission, completion] : std::exchange(waiting, {})) {
            CommandResult result;
            result.kind = kind;
            completion(result);
        }
    }
    QByteArrayList keys() const
    {
        QByteArrayList keys;
        for (const auto &[submission, completion] : waiting) {
            keys += submission.key;
        }
        return keys;
    }

    MemoryLedger ledger;
    std::vector<std::pair<Submission, Completion>> waiting;
    Timekeeper keeper{[this](Submission submission, Completion completion) {
                          waiting.emplace_back(std::move(submission), std::move(completion));
                      },
        ledger.clock};
};

} // namespace

class tst_Timekeeper : public QObject
{
    Q_OBJECT

    static QByteArray expire(HoldId id = hold) { return "expire/" + id.toString(); }
    static QByteArray suspect() { return "suspect/" + withdrawal.toString(); }

private Q_SLOTS:
    void aHoldIsReleasedWhenItExpires()
    {
        Night night;
        night.keeper.start();
        night.holdUntil(monday.plusSeconds(100));
        QCOMPARE(night.keeper.nextDue(), std::optional(monday.plusSeconds(100)));
        night.ledger.clock.advanceSeconds(99);
        night.keeper.tick();
        QVERIFY(night.waiting.empty());
        night.ledger.clock.advanceSeconds(1);
        night.keeper.tick();
        QCOMPARE(night.keys(), QByteArrayList{expire()});
        QCOMPARE(night.waiting[0].first.cause.actor.name, u"timekeeper"_s);
        QCOMPARE(night.waiting[0].first.cause.channel, Channel::System);
        // It counts until its event is in the log.
        QCOMPARE(night.ledger.account().available(), 400'00);
        night.decide();
        QCOMPARE(night.ledger.account().available(), 500'00);
        QCOMPARE(night.keeper.size(), 0u);
        night.keeper.tick();
        QVERIFY(night.waiting.empty());
    }
    void holdsFallDueInTheOrderOfTheirTimes()
    {
        Night night;
        night.keeper.start();
        night.holdUntil(monday.plusSeconds(300), idOf<HoldId>(103));
        night.holdUntil(monday.plusSeconds(100), idOf<HoldId>(101));
        night.holdUntil(monday.plusSeconds(200), idOf<HoldId>(102));
        night.ledger.clock.advanceSeconds(250);
        night.keeper.tick();
        QCOMPARE(
            night.keys(), (QByteArrayList{expire(idOf<HoldId>(101)), expire(idOf<HoldId>(102))}));
        night.decide();
        QCOMPARE(night.keeper.size(), 1u);
    }
    void aHoldWithoutExpiryStays()
    {
        Night night;
        night.keeper.start();
        night.run(placeHold("100"));
        QCOMPARE(night.keeper.size(), 0u);
    }
    void aHoldThatWasReleasedIsForgotten()
    {
        Night night;
        night.keeper.start();
        night.holdUntil(monday.plusSeconds(100));
        night.run(ReleaseHold{hold, alice});
        QCOMPARE(night.keeper.size(), 0u);
        QVERIFY(!night.keeper.nextDue());
    }
    void aWithdrawalBecomesSuspectAndKeepsItsHold()
    {
        Night night;
        night.keeper.start();
        QCOMPARE(night.run(authorise(2)).kind, Kind::Accepted);
        night.ledger.clock.advanceSeconds(180);
        night.keeper.tick();
        QCOMPARE(night.keys(), QByteArrayList{suspect()});
        const QByteArray said = "withdrawal " + withdrawal.toString()
            + " is suspect: its machine has not said what became of it";
        QTest::ignoreMessage(QtWarningMsg, said.constData());
        night.decide();
        QCOMPARE(night.ledger.log.events().back().stream, StreamName::of(withdrawal));
        QCOMPARE(night.ledger.account().available(), 400'00);
        QCOMPARE(night.keeper.size(), 0u);
    }
    void aSettledWithdrawalIsForgotten_data()
    {
        QTest::addColumn<Command>("command");
        QTest::newRow("completed") << Command(complete(2));
        QTest::newRow("voided") << Command(VoidWithdrawal{withdrawal, u"jam"_s});
    }
    void aSettledWithdrawalIsForgotten()
    {
        QFETCH(Command, command);
        Night night;
        night.run(authorise(2));
        QCOMPARE(night.keeper.size(), 1u);
        night.run(command);
        QCOMPARE(night.keeper.size(), 0u);
    }
    void afterARestartItKnowsWhatWaits()
    {
        Night night;
        night.holdUntil(monday.plusSeconds(100), idOf<HoldId>(101));
        night.run(authorise(2));
        std::vector<Submission> submitted;
        Timekeeper next(
            [&](Submission s, Completion) { submitted.push_back(s); }, night.ledger.clock);
        next.watch(alice, night.ledger.account());
        night.ledger.clock.advanceSeconds(180);
        next.tick();
        QVERIFY(submitted.empty()); // not before start()
        next.start();
        next.tick();
        QCOMPARE(submitted.size(), 2u);
        QCOMPARE(submitted[0].key, expire(idOf<HoldId>(101)));
        QCOMPARE(submitted[1].key, suspect());
    }
    void whatIsSubmittedTwiceHappensOnce()
    {
        Night night;
        night.keeper.start();
        night.run(authorise(2));
        night.ledger.clock.advanceSeconds(180);
        night.keeper.tick();
        night.decide();
        Timekeeper next([&](Submission s, Completion c) { night.waiting.emplace_back(s, c); },
            night.ledger.clock);
        next.watch(alice, night.ledger.account());
        next.start();
        next.tick();
        QCOMPARE(night.keys(), QByteArrayList{suspect()});
        const auto events = night.ledger.log.events().size();
        night.decide();
        QCOMPARE(night.ledger.log.events().size(), events);
        QCOMPARE(next.size(), 0u);
    }
    // The first key then remembers "nothing to do", and the next process starts with the first key.
    void aClockThatSteppedBackBeforeARestartCostsAnAttempt()
    {
        Night night;
        night.keeper.start();
        night.run(authorise(2));
        night.ledger.clock.advanceSeconds(180);
        night.keeper.tick();
        night.ledger.clock.advanceSeconds(-10);
        night.decide();
        night.ledger.clock.advanceSeconds(10);
        night.ledger.reopen();
        Timekeeper next([&](Submission s, Completion c) { night.waiting.emplace_back(s, c); },
            night.ledger.clock);
        next.watch(alice, night.ledger.account());
        next.start();
        next.tick();
        QCOMPARE(night.keys(), QByteArrayList{suspect()});
        night.decide();
        QCOMPARE(next.size(), 1u);
        night.ledger.clock.advanceSeconds(60);
        next.tick();
        QCOMPARE(night.keys(), QByteArrayList{suspect() + "/2"});
        night.decide();
        QCOMPARE(night.ledger.log.events().back().stream, StreamName::of(withdrawal));
    }
    void watchingAndFollowingTheSameHoldIsOneErrand()
    {
        Night night;
        night.holdUntil(monday.plusSeconds(100));
        night.keeper.watch(alice, night.ledger.account());
        QCOMPARE(night.keeper.size(), 1u);
    }
    void aFullLedgerIsAskedAgainUnderTheSameKey_data()
    {
        QTest::addColumn<Kind>("kind");
        QTest::newRow("overloaded") << Kind::Overloaded;
        QTest::newRow("disk full") << Kind::StorageFull;
    }
    void aFullLedgerIsAskedAgainUnderTheSameKey()
    {
        QFETCH(Kind, kind);
        Night night;
        night.keeper.start();
        night.holdUntil(monday.plusSeconds(100));
        night.ledger.clock.advanceSeconds(100);
        night.keeper.tick();
        night.answer(kind);
        night.keeper.tick();
        QVERIFY(night.waiting.empty());
        night.ledger.clock.advanceSeconds(60);
        night.keeper.tick();
        QCOMPARE(night.keys(), QByteArrayList{expire()});
    }
    // A key remembers "too early"; without another key the hold would stay for ever.
    void aClockThatStepsBackCostsAnAttempt_data()
    {
        QTest::addColumn<bool>("withdrawal");
        QTest::newRow("hold") << false;
        QTest::newRow("withdrawal") << true;
    }
    void aClockThatStepsBackCostsAnAttempt()
    {
        QFETCH(bool, withdrawal);
        Night night;
        night.keeper.start();
        if (withdrawal) {
            night.run(authorise(2));
        } else {
            night.holdUntil(monday.plusSeconds(180));
        }
        const QByteArray name = withdrawal ? suspect() : expire();
        night.ledger.clock.advanceSeconds(180);
        night.keeper.tick();
        night.ledger.clock.advanceSeconds(-10);
        night.decide();
        QCOMPARE(night.keeper.size(), 1u);
        night.ledger.clock.advanceSeconds(60);
        night.keeper.tick();
        QCOMPARE(night.keys(), QByteArrayList{name + "/2"});
        night.decide();
        QCOMPARE(night.keeper.size(), 0u);
    }
    void aLongNightIsWorkedOffInPortions()
    {
        Night night;
        night.keeper.start();
        Account account;
        for (int i = 0; i < 1000; ++i) {
            account.holds.push_back(
                {idOf<HoldId>(i), 1, HoldKind::Other, monday, {}, u"hotel"_s, monday});
        }
        night.keeper.watch(alice, account);
        int submitted = 0;
        int largest = 0;
        for (int i = 0; i < 10; ++i) {
            night.keeper.tick();
            submitted += int(night.waiting.size());
            largest = std::max(largest, int(night.waiting.size()));
            night.answer(Kind::Accepted);
        }
        QCOMPARE(submitted, 1000);
        QCOMPARE(largest, 256);
    }
    void theTimerTicksByItself()
    {
        Night night;
        night.keeper.start();
        night.holdUntil(Timestamp{monday.micros + 20'000});
        night.ledger.clock.advanceSeconds(1);
        QVERIFY(night.waiting.empty());
        QTRY_COMPARE(night.keys(), QByteArrayList{expire()});
    }
    void aKeeperThatIsGoneHearsNoAnswer()
    {
        Completion late;
        {
            Night night;
            night.keeper.start();
            night.holdUntil(monday.plusSeconds(1));
            night.ledger.clock.advanceSeconds(1);
            night.keeper.tick();
            late = night.waiting.at(0).second;
        }
        late(CommandResult{});
    }
};

KONTOR_TEST(tst_Timekeeper)
#include "tst_timekeeper.moc"
