// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/session/Recovery.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor;
using namespace kontor::atm;
using enum JournalStep;

// After a restart: what the journal had written and what the dispenser remembers, and what follows.
// Void gives the customer the money back, Complete takes it, Suspect leaves it to people.
class tst_Recovery : public QObject
{
    Q_OBJECT

    static WithdrawalId ours() { return {Uuid::nameBased({}, "ours")}; }
    static WithdrawalId another() { return {Uuid::nameBased({}, "another")}; }
    static Notes notes() { return {{50, 1}}; }

    static OpenWithdrawal open(JournalStep last)
    {
        OpenWithdrawal open;
        open.id = ours();
        open.amount = 50;
        open.mix = notes();
        open.last = last;
        open.presented = notes();
        return open;
    }
    static DispenserStatus dispenser(WithdrawalId last, PresentState present,
        Occupancy output = Occupancy::Empty)
    {
        DispenserStatus status;
        status.lastWithdrawal = last;
        status.lastPresent = present;
        status.lastPresented = present == PresentState::Presented ? notes() : Notes();
        status.output = output;
        return status;
    }
    static DispenserStatus retracted(const Notes &count, bool reliable, WithdrawalId last = ours(),
        Occupancy output = Occupancy::Empty)
    {
        auto status = dispenser(last, PresentState::Presented, output);
        status.lastRetract = RetractCount{count, reliable};
        return status;
    }
    static QByteArray told(const Recovery &recovery)
    {
        const char *const moves[] = {"", "reject, ", "retract, "};
        QByteArray text = moves[int(recovery.move)];
        if (!recovery.outcome) {
            return text + "count";
        }
        switch (recovery.outcome->kind) {
        case OutcomeKind::Complete: return text + "complete";
        case OutcomeKind::Void: return text + "void";
        case OutcomeKind::Suspect: return text + "suspect";
        }
        return {};
    }

private Q_SLOTS:
    void beforeTheShutterNothingWasPaid_data()
    {
        QTest::addColumn<int>("last");
        for (const JournalStep step : {Intent, Authorised, Stage, JournalStep::Staged, Rejected}) {
            QTest::addRow("%d", int(step)) << int(step);
        }
    }
    void beforeTheShutterNothingWasPaid()
    {
        QFETCH(int, last);
        const auto at = open(JournalStep(last));
        QCOMPARE(told(recover(at, {})), "reject, void");
        QCOMPARE(told(recover(at, dispenser(ours(), PresentState::NotPresented))), "reject, void");
        // What the one before was given says nothing about this one.
        QCOMPARE(told(recover(at, dispenser(another(), PresentState::Presented))), "reject, void");
        QCOMPARE(told(recover(at, dispenser(another(), PresentState::Unknown))), "reject, void");
        // The dispenser knows better than a journal that has lost its end.
        QCOMPARE(told(recover(at, dispenser(ours(), PresentState::Presented))), "suspect");
        QCOMPARE(told(recover(at, dispenser(ours(), PresentState::Unknown))), "suspect");
    }
    void whilePresentingTheDispenserSaysHowFarItCame()
    {
        using enum Occupancy;
        const auto at = open(Present);
        const auto presented = PresentState::Presented;
        QCOMPARE(told(recover(at, dispenser(ours(), PresentState::NotPresented))), "reject, void");
        QCOMPARE(told(recover(at, dispenser(ours(), PresentState::Unknown))), "suspect");
        QCOMPARE(told(recover(at, dispenser(ours(), presented, Empty))), "complete");
        QCOMPARE(told(recover(at, dispenser(ours(), presented, NotEmpty))), "retract, count");
        QCOMPARE(told(recover(at, dispenser(ours(), presented, Unknown))), "suspect");
        QCOMPARE(told(recover(at, dispenser(another(), PresentState::NotPresented))), "suspect");
        QCOMPARE(told(recover(at, dispenser(another(), presented))), "suspect");
    }
    void presentedNotesAreTakenOrStillThere()
    {
        using enum Occupancy;
        const auto at = open(Presented);
        const auto presented = PresentState::Presented;
        QCOMPARE(told(recover(at, dispenser(ours(), presented, Empty))), "complete");
        QCOMPARE(recover(at, dispenser(ours(), presented, Empty)).outcome->paid, notes());
        QCOMPARE(told(recover(at, dispenser(ours(), presented, NotEmpty))), "retract, count");
        QCOMPARE(told(recover(at, dispenser(ours(), presented, Unknown))), "suspect");
        QCOMPARE(told(recover(at, dispenser(another(), presented, Empty))), "suspect");
        QCOMPARE(told(recover(at, dispenser(ours(), PresentState::NotPresented))), "suspect");
        QCOMPARE(told(recover(open(Taken), {})), "complete");
    }
    void whatCameBackIsBelievedWhereItIsCertain_data()
    {
        QTest::addColumn<Notes>("count");
        QTest::addColumn<bool>("reliable");
        QTest::addColumn<QByteArray>("outcome");
        QTest::newRow("all") << notes() << true << QByteArray("void");
        QTest::newRow("all, perhaps") << notes() << false << QByteArray("suspect");
        QTest::newRow("less") << Notes{{20, 1}} << true << QByteArray("suspect");
        QTest::newRow("more") << Notes{{50, 2}} << true << QByteArray("suspect");
        QTest::newRow("nothing") << Notes() << true << QByteArray("suspect");
    }
    void whatCameBackIsBelievedWhereItIsCertain()
    {
        QFETCH(Notes, count);
        QFETCH(bool, reliable);
        QFETCH(QByteArray, outcome);
        const auto status = retracted(count, reliable);
        for (const JournalStep last : {Present, Presented, Retract}) {
            QCOMPARE(told(recover(open(last), status)), outcome);
        }
        auto written = open(Retracted);
        written.retracted = RetractCount{count, reliable};
        QCOMPARE(told(recover(written, {})), outcome);
    }
    // A note for people, or a card that was kept meanwhile, does not say how far the money came.
    void aCaseAndAKeptCardAreNoStepsOfThePayout()
    {
        std::vector<JournalEntry> entries;
        for (const JournalStep step : {Intent, Stage, JournalStep::Staged, Case, CardRetained}) {
            JournalEntry entry;
            entry.step = step;
            entry.withdrawal = ours();
            entry.notes = notes();
            entries.push_back(entry);
        }
        const JournalSummary summary = summarise(entries);
        QVERIFY(summary.open.has_value());
        QCOMPARE(summary.open->last, JournalStep::Staged);
        QCOMPARE(summary.cases, std::set{ours()});
        QVERIFY(summary.queue.empty());
    }
    // Each outcome is owed to the bank until it has acknowledged that one.
    void whatIsAcknowledgedIsNoLongerDue()
    {
        const auto entry = [](WithdrawalId id, JournalStep step) {
            JournalEntry made;
            made.step = step;
            made.withdrawal = id;
            made.outcome = step == JournalStep::Outcome ? std::optional(OutcomeKind::Complete)
                                                        : std::nullopt;
            return made;
        };
        const JournalSummary summary = summarise(
            {entry(ours(), Intent), entry(ours(), JournalStep::Outcome), entry(another(), Intent),
                entry(another(), JournalStep::Outcome), entry(ours(), Acknowledged)});
        QVERIFY(!summary.open);
        QCOMPARE(summary.queue.size(), std::size_t(1));
        QCOMPARE(summary.queue.front().withdrawal, another());
    }
    // A count of which nothing is written is none.
    void aRetractWithoutACountIsLeftToPeople()
    {
        JournalEntry intent;
        intent.withdrawal = ours();
        JournalEntry retracted = intent;
        retracted.step = Retracted;
        retracted.notes = Notes();
        const JournalSummary summary = summarise({intent, retracted});
        QCOMPARE(told(recover(*summary.open, {})), "suspect");
    }
    void aRetractIsFinishedOrLeftToPeople()
    {
        using enum Occupancy;
        const auto at = open(Retract);
        QCOMPARE(told(recover(at, retracted(notes(), true, ours(), NotEmpty))), "retract, count");
        QCOMPARE(told(recover(at, retracted(notes(), true, ours(), Unknown))), "suspect");
        QCOMPARE(told(recover(at, retracted(notes(), true, another()))), "suspect");
        QCOMPARE(told(recover(at, dispenser(ours(), PresentState::Presented, Empty))), "suspect");
        QCOMPARE(told(recover(open(Retracted), {})), "suspect");
    }
};

KONTOR_TEST(tst_Recovery)
#include "tst_recovery.moc"
