// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/Problem.h"
#include "foundation/Random.h"
#include "support/Given.h"
#include "support/MemoryLedger.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor;
using namespace kontor::application;
using namespace kontor::domain;
using namespace kontor::testing;
using enum RefusalCode;
using Kind = CommandResult::Kind;

class tst_Writer : public QObject
{
    Q_OBJECT

    static OpenAccount openRich()
    {
        auto command = openAccount();
        command.initialBalance = amount("500");
        return command;
    }
    static qint64 balanceOf(const CommandResult &result)
    {
        return std::get<Account>(*result.subject->state).balance;
    }
    //! alice with 500.00, on disk and indexed.
    static void openAlice(MemoryLedger &ledger)
    {
        QCOMPARE(ledger.run(openRich()).kind, Kind::Accepted);
        ledger.index();
    }

private Q_SLOTS:
    void eventsGetTheirPlaces()
    {
        MemoryLedger ledger;
        const auto result = ledger.run(openRich());
        QCOMPARE(result.kind, Kind::Accepted);
        QCOMPARE(result.events().size(), 3u);
        for (std::size_t i = 0; i < 3; ++i) {
            const RecordedEvent &event = result.events()[i];
            QCOMPARE(event.position, qint64(i + 1));
            QCOMPARE(event.streamPosition, qint64(i + 1));
            QCOMPARE(event.version, 1);
            QCOMPARE(event.recordedAt, monday);
            QVERIFY(!event.id.isNull());
            QCOMPARE(event.cause.correlationId, "correlation");
        }
        QCOMPARE(result.subject->version, 1);
        QCOMPARE(balanceOf(result), 500'00);
    }
    void aBatchIsOneAppend()
    {
        MemoryLedger ledger;
        const auto outcome = ledger.run({ask(openRich()), ask(deposit("1")), ask(withdraw("2"))});
        QCOMPARE(ledger.log.appends, 1);
        QCOMPARE(outcome.results[0].events().size(), 3u);
        QCOMPARE(outcome.results[1].events()[0].version, 2);
        QCOMPARE(outcome.results[2].events()[0].version, 3);
        QCOMPARE(outcome.results[2].events()[0].streamPosition, 3);
        QCOMPARE(balanceOf(outcome.results[1]), 501'00);
        QCOMPARE(balanceOf(outcome.results[2]), 499'00);
        QCOMPARE(outcome.batch->head.position, 5);
    }
    // Each reading costs more than a stream does; one that stays open would keep the log from being
    // tidied up, and would see no newer index.
    void aBatchReadsItsStreamsTogetherAndLetsGo()
    {
        MemoryLedger ledger;
        openAlice(ledger);
        ledger.reopen();
        ledger.indexed.readings = 0;
        QCOMPARE(ledger.run({ask(deposit("1")), ask(openRich())}).results.size(), 2u);
        QCOMPARE(ledger.indexed.readings, 1);
        QVERIFY(!ledger.indexed.isReading);
        ledger.run(deposit("1"));
        QCOMPARE(ledger.indexed.readings, 1); // all is in memory
        ledger.index();
        ledger.reopen();
        QCOMPARE(ledger.run(withdraw("100000")).kind, Kind::Refused);
        QCOMPARE(ledger.indexed.readings, 2);
        QVERIFY(!ledger.indexed.isReading);
    }
    void aRefusedCommandTouchesNoOther()
    {
        MemoryLedger ledger;
        openAlice(ledger);
        const auto outcome
            = ledger.run({ask(withdraw("400")), ask(withdraw("400")), ask(withdraw("100"))});
        QCOMPARE(outcome.results[0].kind, Kind::Accepted);
        QCOMPARE(outcome.results[1].kind, Kind::Refused);
        QCOMPARE(outcome.results[1].refusal.code, InsufficientFunds);
        QVERIFY(outcome.results[1].events().empty());
        QCOMPARE(outcome.results[2].kind, Kind::Accepted);
        QCOMPARE(ledger.account().balance, 0);
        QCOMPARE(outcome.batch->events.size(), 2u);
    }
    void aBatchTellsEachChangedStreamOnce()
    {
        MemoryLedger ledger;
        openAlice(ledger);
        const auto outcome = ledger.run({ask(deposit("1")), ask(deposit("1")), ask(deposit("1"))});
        QCOMPARE(outcome.batch->changed.size(), 1u);
        const ChangedStream &changed = outcome.batch->changed[0];
        QCOMPARE(changed.version, 4);
        QCOMPARE(changed.position, outcome.batch->head.position);
        QCOMPARE(std::get<Account>(*changed.state), ledger.account());
    }
    void whereNothingHappensNothingIsAppended()
    {
        MemoryLedger ledger;
        openAlice(ledger);
        const int appends = ledger.log.appends;
        const auto outcome = ledger.run({ask(ChangeLifeCycle{alice, LifeCycleStep::Activate}),
            ask(withdraw("501")), ask(deposit("0"), "k")});
        QVERIFY(!outcome.batch);
        QCOMPARE(outcome.results[0].kind, Kind::Accepted);
        QCOMPARE(outcome.results[0].subject->version, 1);
        QCOMPARE(ledger.log.appends, appends);
    }
    void timeNeverRunsBackwards()
    {
        MemoryLedger ledger;
        openAlice(ledger);
        ledger.clock.advanceSeconds(-3600);
        QCOMPARE(ledger.run(deposit("1")).events()[0].recordedAt, monday);
        ledger.reopen();
        QCOMPARE(ledger.run(deposit("1")).events()[0].recordedAt, monday);
        ledger.clock.advanceSeconds(7200);
        QCOMPARE(ledger.run(deposit("1")).events()[0].recordedAt, monday.plusSeconds(3600));
    }
    void ifMatchIsHeld()
    {
        MemoryLedger ledger;
        openAlice(ledger);
        auto first = ask(deposit("1"));
        first.expectedVersion = 1;
        const auto outcome = ledger.run({first, first, ask(deposit("1"))});
        QCOMPARE(outcome.results[0].kind, Kind::Accepted);
        QCOMPARE(outcome.results[1].refusal, (Refusal{VersionConflict, 2}));
        QCOMPARE(outcome.results[2].kind, Kind::Accepted);
    }

    // ---- snapshots ----------------------------------------------------------------------------

    void snapshotsAreMadeAtMultiplesOfFive()
    {
        MemoryLedger ledger;
        ledger.run(openRich());
        for (int version = 2; version <= 12; ++version) {
            ledger.run(deposit("1"));
            ledger.index();
            QCOMPARE(ledger.indexed.snapshotVersion(StreamName::of(alice)), version / 5 * 5);
        }
    }
    void aBatchKeepsItsNewestSnapshotOnly()
    {
        MemoryLedger ledger;
        std::vector<Submission> batch{ask(openRich())};
        batch.insert(batch.end(), 12, ask(deposit("1")));
        const auto outcome = ledger.run(batch);
        QCOMPARE(outcome.batch->snapshots.size(), 1u);
        QCOMPARE(outcome.batch->snapshots[0].version, 10);
        QCOMPARE(std::get<Account>(*outcome.batch->snapshots[0].state).balance, 509'00);
    }
    // An earlier state is what a repeated answer may be made of; the writer has no time to fold a
    // million events for it.
    void anEarlierAnswerCostsNoMoreThanWhatLiesBehindAMilestone()
    {
        MemoryLedger ledger;
        const std::vector<Submission> many(720, ask(deposit("1")));
        const auto renaming = ask(RenameAccount{alice, u"Alice Brown"_s}, "k");
        ledger.run(openRich());
        ledger.run(many);
        const auto first = ledger.run(renaming);
        ledger.run(many);
        ledger.reopen();
        ledger.indexed.positionsRead = 0;
        const auto again = ledger.run(renaming);
        QVERIFY(again.replayed);
        QCOMPARE(again.subject->version, 722);
        QCOMPARE(*again.subject->state, *first.subject->state);
        QCOMPARE(again.subject->position, first.subject->position);
        QCOMPARE(ledger.indexed.positionsRead, std::size_t(722 - 500 + 1442 % 5));
    }
    void snapshotAndTailGiveWhatTheWholeStreamGives_data()
    {
        QTest::addColumn<int>("deposits");
        QTest::addColumn<bool>("snapshots");
        QTest::addColumn<int>("read");
        QTest::newRow("before the first") << 3 << true << 4;
        QTest::newRow("at one") << 4 << true << 0;
        QTest::newRow("behind one") << 6 << true << 2;
        QTest::newRow("at the second") << 9 << true << 0;
        QTest::newRow("damaged or lost") << 9 << false << 10;
    }
    void snapshotAndTailGiveWhatTheWholeStreamGives()
    {
        QFETCH(int, deposits);
        QFETCH(bool, snapshots);
        QFETCH(int, read);
        MemoryLedger ledger;
        ledger.run(openRich());
        for (int i = 0; i < deposits; ++i) {
            ledger.run(deposit("1"));
        }
        ledger.reopen();
        if (!snapshots) {
            ledger.indexed.dropSnapshots();
        }
        ledger.indexed.positionsRead = 0;
        const auto result = ledger.run(ChangeLifeCycle{alice, LifeCycleStep::Activate});
        QCOMPARE(std::get<Account>(*result.subject->state), ledger.account());
        QCOMPARE(result.subject->version, deposits + 1);
        QCOMPARE(int(ledger.indexed.positionsRead), read);
    }

    // ---- faults -------------------------------------------------------------------------------

    void aFullDiskChangesNothingAndFreesTheKeys()
    {
        MemoryLedger ledger;
        openAlice(ledger);
        ledger.log.failNext = MemoryLog::Fault::Full;
        const auto failed = ledger.run({ask(withdraw("500"), "k"), ask(withdraw("1"))});
        QCOMPARE(failed.fault->kind, AppendFault::Kind::Full);
        QVERIFY(!failed.batch);
        QCOMPARE(failed.results[0].kind, Kind::StorageFull);
        QVERIFY(!failed.results[0].subject);
        QCOMPARE(failed.results[1].kind, Kind::StorageFull);
        const auto again = ledger.run(ask(withdraw("500"), "k"));
        QCOMPARE(again.kind, Kind::Accepted);
        QVERIFY(!again.replayed);
        QCOMPARE(again.events()[0].version, 2);
    }
    // Decided after something that has not happened: not a definite answer either.
    void whatRestsOnAFailedBatchFallsWithIt()
    {
        MemoryLedger ledger;
        openAlice(ledger);
        const Command deactivate = ChangeLifeCycle{alice, LifeCycleStep::Deactivate};
        const Command activate = ChangeLifeCycle{alice, LifeCycleStep::Activate};
        ledger.run(deactivate);
        ledger.log.failNext = MemoryLog::Fault::Full;
        const auto failed = ledger.run({ask(activate, "k"), ask(activate), ask(activate, "k"),
            ask(deactivate, "k", "other"), ask(withdraw("501"), "r"), ask(withdraw("501"), "r")});
        for (const CommandResult &result : failed.results) {
            QCOMPARE(result.kind, Kind::StorageFull);
        }
    }
    void whatIsOnDiskStaysTrueWhenABatchFails()
    {
        MemoryLedger ledger;
        openAlice(ledger);
        ledger.run({ask(deposit("1"), "k"), ask(withdraw("600"), "r")});
        ledger.log.failNext = MemoryLog::Fault::Full;
        const auto failed = ledger.run({ask(deposit("1"), "k"), ask(withdraw("600"), "r"),
            ask(deposit("2"), "k", "other"), ask(deposit("3"))});
        QCOMPARE(failed.results[0].kind, Kind::Accepted);
        QVERIFY(failed.results[0].replayed);
        QCOMPARE(failed.results[0].events().size(), 1);
        QCOMPARE(failed.results[1].refusal.code, InsufficientFunds);
        QCOMPARE(failed.results[2].kind, Kind::KeyReused);
        QCOMPARE(failed.results[3].kind, Kind::StorageFull);
    }
    void anUnknownOutcomeEndsTheWriter()
    {
        MemoryLedger ledger;
        openAlice(ledger);
        ledger.log.failNext = MemoryLog::Fault::Unknown;
        QCOMPARE(ledger.run(deposit("1")).kind, Kind::Unknown);
        const int appends = ledger.log.appends;
        QCOMPARE(ledger.run(deposit("1")).kind, Kind::Overloaded);
        QCOMPARE(ledger.log.appends, appends);
        ledger.reopen();
        QCOMPARE(ledger.run(deposit("1")).kind, Kind::Accepted);
    }

    // ---- memory -------------------------------------------------------------------------------

    void aSmallMemoryGivesTheSameAnswers()
    {
        MemoryLedger small(10);
        MemoryLedger large(100'000);
        SeededRandom random(7);
        for (int i = 0; i < 1000; ++i) {
            OpenAccount command = openRich();
            command.id = idOf<AccountId>(i);
            command.newCustomerId = idOf<CustomerId>(i);
            QCOMPARE(small.run(command).kind, large.run(command).kind);
        }
        for (int i = 0; i < 1000; ++i) {
            TransferMoney command = transferTo(idOf<AccountId>(int(random.next() % 1000)), "40");
            command.from = idOf<AccountId>(int(random.next() % 1000));
            const auto one = small.run(ask(command, QByteArray::number(i)));
            const auto other = large.run(ask(command, QByteArray::number(i)));
            QCOMPARE(one.kind, other.kind);
            QCOMPARE(one.refusal, other.refusal);
            if (i % 7 == 0) {
                small.index();
            }
        }
        QCOMPARE(small.log.history(), large.log.history());
    }

    // ---- what a key remembers -----------------------------------------------------------------

    void keysRememberWhatTheApiAnswersForGood()
    {
        for (const auto &[code, name] : EnumNames<RefusalCode>::names) {
            int status = 0;
            for (const api::ProblemInfo &info : api::problemCatalogue()) {
                status = QByteArrayView(info.name) == QByteArrayView(name) ? info.status : status;
            }
            const bool kept = status == 404 || status == 409 || status == 412 || status == 422;
            QVERIFY2(isKept(code) == kept, name);
        }
    }
};

KONTOR_TEST(tst_Writer)
#include "tst_writer.moc"
