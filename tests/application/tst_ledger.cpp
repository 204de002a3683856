// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/Ledger.h"
#include "support/MemoryLedger.h"
#include "support/TestMain.h"

#include <QRegularExpression>
#include <QTest>
#include <QThread>

#include <semaphore>

using namespace kontor;
using namespace kontor::application;
using namespace kontor::domain;
using namespace kontor::testing;
using namespace std::chrono_literals;
using Kind = CommandResult::Kind;

namespace {

//! A memory log whose writer waits at the gate while it is closed.
class GatedLog final : public EventLog
{
public:
    QByteArray generation() const override { return inner.generation(); }
    LogHead head() const override { return inner.head(); }
    Result<Done, AppendFault> append(
        std::vector<RecordedEvent> &events, const std::vector<OutcomeRecord> &outcomes) override
    {
        if (closed) {
            arrived.release();
            gate.acquire();
        }
        return inner.append(events, outcomes);
    }
    Result<Done, AppendFault> sync() override
    {
        if (syncsClosed) {
            syncing.release();
            syncGate.acquire();
        }
        return inner.sync();
    }
    void openSyncs()
    {
        syncsClosed = false;
        syncGate.release();
    }
    void betweenBatches() override { inner.betweenBatches(); }
    std::unique_ptr<LogReader> openReader() override { return inner.openReader(); }
    std::unique_ptr<LogReader> openWriterReader() override { return inner.openWriterReader(); }

    MemoryLog inner;
    std::atomic<bool> closed = false;
    std::counting_semaphore<> arrived{0};
    std::counting_semaphore<> gate{0};
    //! The same for whoever syncs.
    std::atomic<bool> syncsClosed = false;
    std::counting_semaphore<> syncing{0};
    std::counting_semaphore<> syncGate{0};
};

//! A running ledger and what it answered.
struct Running
{
    explicit Running(LedgerOptions options = {})
        : ledger(
            log,
            [this] {
                return Ledger::Access{std::make_unique<MemoryIndex>(), log.openWriterReader()};
            },
            clock, options)
    { }
    void submit(const Command &command, const QByteArray &name)
    {
        ledger.submit(ask(command), [this, name](CommandResult result) {
            answers.push_back(name);
            kinds.push_back(result.kind);
            threads.push_back(QThread::currentThread());
        });
    }
    static OpenAccount account(int n)
    {
        auto command = openAccount();
        command.id = idOf<AccountId>(n);
        command.newCustomerId = idOf<CustomerId>(n);
        return command;
    }

    ScriptedClock clock{monday};
    GatedLog log;
    Ledger ledger;
    QByteArrayList answers;
    std::vector<Kind> kinds;
    QList<QThread *> threads;
};

} // namespace

class tst_Ledger : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersComeHomeInOrder()
    {
        Running bank;
        bank.ledger.start();
        QByteArrayList asked;
        for (int i = 0; i < 100; ++i) {
            asked += QByteArray::number(i);
            bank.submit(Running::account(i), asked.last());
            if (i % 10 == 0) {
                QCoreApplication::processEvents();
            }
        }
        QTRY_COMPARE(bank.answers.size(), 100);
        QCOMPARE(bank.answers, asked);
        QCOMPARE(bank.threads.count(QThread::currentThread()), 100);
    }
    void theCommandsOfOneTurnAreOneCommit()
    {
        Running bank;
        bank.ledger.start();
        for (int i = 0; i < 50; ++i) {
            bank.submit(Running::account(i), "x");
        }
        QTRY_COMPARE(bank.answers.size(), 50);
        QCOMPARE(bank.log.inner.appends, 1);
    }
    // It need not wait for the rest of a long turn …
    void aWriterWithNothingToDoBeginsAtOnce()
    {
        Running bank;
        std::counting_semaphore<> committed{0};
        bank.ledger.setFollower([&](const CommittedBatchPtr &) { committed.release(); });
        bank.ledger.start();
        bank.submit(Running::account(0), "first");
        QTRY_COMPARE(bank.answers.size(), 1);
        QVERIFY(committed.try_acquire_for(10s));
        bank.submit(Running::account(1), "second");
        QThread::msleep(500);
        bank.submit(Running::account(2), "third");
        QVERIFY(committed.try_acquire_for(10s)); // and no event loop has turned
        QTRY_COMPARE(bank.answers, (QByteArrayList{"first", "second", "third"}));
        QCOMPARE(bank.log.inner.appends, 2);
    }
    // … but what belongs together stays together.
    void whatIsSubmittedTogetherIsOneCommit()
    {
        Running bank;
        bank.ledger.start();
        bank.submit(Running::account(0), "first");
        QTRY_COMPARE(bank.answers.size(), 1);
        std::vector<Submission> submissions;
        std::vector<Completion> completions;
        int answered = 0;
        for (int i = 1; i <= 2'000; ++i) {
            submissions.push_back(ask(Running::account(i)));
            completions.push_back([&](const CommandResult &) { ++answered; });
        }
        bank.ledger.submitTogether(std::move(submissions), std::move(completions));
        QTRY_COMPARE(answered, 2'000);
        QCOMPARE(bank.log.inner.appends, 2);
    }
    void togetherAllAreTakenOrNone()
    {
        LedgerOptions options;
        options.queueLimit = 3;
        Running bank(options);
        bank.ledger.start();
        int overloaded = 0;
        const std::vector<Completion> completions(4, [&](const CommandResult &result) {
            overloaded += result.kind == Kind::Overloaded;
        });
        bank.ledger.submitTogether(std::vector(4, ask(Running::account(1))), completions);
        QCOMPARE(overloaded, 4);
        bank.submit(Running::account(2), "alone");
        QTRY_COMPARE(bank.kinds, std::vector{Kind::Accepted});
        QCOMPARE(bank.log.inner.appends, 1);
    }
    void eachCommandCanHaveItsOwnCommit()
    {
        LedgerOptions options;
        options.commitEach = true;
        Running bank(options);
        bank.ledger.start();
        for (int i = 0; i < 5; ++i) {
            bank.submit(Running::account(i), "x");
        }
        QTRY_COMPARE(bank.answers.size(), 5);
        QCOMPARE(bank.log.inner.appends, 5);
    }
    void followersAndHooksComeBeforeTheAnswers()
    {
        Running bank;
        std::atomic<QThread *> follower = nullptr;
        bank.ledger.setFollower([&](const CommittedBatchPtr &batch) {
            follower = batch->head.position == 3 ? QThread::currentThread() : nullptr;
        });
        bank.ledger.setTurnHook([&](const CommittedBatchPtr &batch) {
            bank.answers.push_back("hook " + QByteArray::number(batch->events.size()));
            QVERIFY(follower.load() != nullptr);
            QVERIFY(follower.load() != QThread::currentThread());
        });
        bank.ledger.start();
        bank.submit(openAccount(), "answer");
        QTRY_COMPARE(bank.answers, (QByteArrayList{"hook 3", "answer"}));
    }
    void whereNothingIsCommittedNoHookRuns()
    {
        Running bank;
        bool ran = false;
        bank.ledger.setTurnHook([&](const CommittedBatchPtr &) { ran = true; });
        bank.ledger.start();
        bank.submit(deposit("1"), "refused");
        QTRY_COMPARE(bank.answers.size(), 1);
        QCOMPARE(bank.kinds[0], Kind::Refused);
        QVERIFY(!ran);
    }
    void moreThanTheQueueHoldsIsRefused()
    {
        LedgerOptions options;
        options.queueLimit = 2;
        Running bank(options);
        bank.ledger.start();
        bank.submit(Running::account(1), "one");
        bank.submit(Running::account(2), "two");
        bank.submit(Running::account(3), "three");
        QCOMPARE(bank.answers, QByteArrayList{"three"});
        QCOMPARE(bank.kinds[0], Kind::Overloaded);
        QTRY_COMPARE(bank.answers.size(), 3);
        bank.submit(Running::account(3), "again");
        QTRY_COMPARE(bank.answers.size(), 4);
        QCOMPARE(bank.kinds[3], Kind::Accepted);
    }
    // What the writer has in its hands counts towards the limit, too.
    void aBusyWriterHoldsItsPlaces()
    {
        LedgerOptions options;
        options.queueLimit = 2;
        Running bank(options);
        bank.log.closed = true;
        bank.ledger.start();
        bank.submit(Running::account(1), "one");
        QCoreApplication::processEvents();
        bank.log.arrived.acquire();
        bank.submit(Running::account(2), "two");
        bank.submit(Running::account(3), "three");
        QCOMPARE(bank.answers, QByteArrayList{"three"});
        bank.log.closed = false;
        bank.log.gate.release();
        QTRY_COMPARE(bank.answers.size(), 3);
    }
    void aThrottledLedgerTakesNothing()
    {
        Running bank;
        bank.ledger.start();
        bank.ledger.setThrottled(true);
        bank.submit(openAccount(), "throttled");
        QCOMPARE(bank.kinds, std::vector{Kind::Overloaded});
        bank.ledger.setThrottled(false);
        bank.submit(openAccount(), "taken");
        QTRY_COMPARE(bank.kinds, (std::vector{Kind::Overloaded, Kind::Accepted}));
    }
    void stoppingFinishesWhatWasSubmitted()
    {
        Running bank;
        bank.ledger.start();
        for (int i = 0; i < 20; ++i) {
            bank.submit(Running::account(i), "x");
        }
        bank.ledger.stop();
        QCOMPARE(bank.answers.size(), 20);
        QCOMPARE(std::count(bank.kinds.begin(), bank.kinds.end(), Kind::Accepted), 20);
        QCOMPARE(bank.log.head().position, 60);
        bank.submit(Running::account(20), "late");
        QCOMPARE(bank.kinds.back(), Kind::Overloaded);
        bank.ledger.stop();
    }
    void aFullDiskIsToldAndTheNextCommandWorks()
    {
        Running bank;
        bank.log.inner.failNext = MemoryLog::Fault::Full;
        bank.ledger.setFatalHook([](const QString &) { QFAIL("a full disk is not the end"); });
        bank.ledger.start();
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(u"append failed"_s));
        bank.submit(openAccount(), "full");
        QTRY_COMPARE(bank.kinds, std::vector{Kind::StorageFull});
        bank.submit(openAccount(), "again");
        QTRY_COMPARE(bank.kinds, (std::vector{Kind::StorageFull, Kind::Accepted}));
    }
    void anUnknownOutcomeIsAnsweredBeforeTheProcessEnds()
    {
        LedgerOptions options;
        options.commitEach = true;
        Running bank(options);
        bank.log.inner.failNext = MemoryLog::Fault::Unknown;
        bank.ledger.setFatalHook([&](const QString &) { bank.answers.push_back("fatal"); });
        bank.ledger.start();
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(u"append failed"_s));
        bank.submit(Running::account(1), "one");
        bank.submit(Running::account(2), "two");
        QTRY_COMPARE(bank.answers, (QByteArrayList{"one", "fatal", "two"}));
        QCOMPARE(bank.kinds, (std::vector{Kind::Unknown, Kind::Overloaded}));
        bank.submit(Running::account(3), "three");
        QTRY_COMPARE(bank.answers.size(), 4);
        QCOMPARE(bank.kinds.back(), Kind::Overloaded);
        QCOMPARE(bank.log.inner.appends, 1);
        bank.ledger.stop();
        QCOMPARE(bank.log.inner.pauses, 0);
    }
    void whileTheDiskWorksTheWriterGoesOn()
    {
        Running bank;
        bank.log.syncsClosed = true;
        bank.ledger.start();
        bank.submit(Running::account(1), "one");
        bank.submit(Running::account(2), "two");
        QCoreApplication::processEvents();
        bank.log.syncing.acquire();
        for (int i = 3; i < 6; ++i) {
            bank.submit(Running::account(i), "later");
            QCoreApplication::processEvents();
            QTRY_COMPARE(bank.log.head().position, 3 * i);
        }
        QVERIFY(bank.answers.isEmpty());
        QCOMPARE(bank.log.openReader()->head().position, 0);
        bank.log.openSyncs();
        QTRY_COMPARE(bank.answers, (QByteArrayList{"one", "two", "later", "later", "later"}));
        QCOMPARE(bank.log.inner.appends, 4);
        // What came during the first sync shared the second.
        QCOMPARE(bank.log.inner.syncs, 2);
    }
    // The writer itself waits for the disk, then.
    void aCommandAloneIsAnsweredOnceItIsOnDisk()
    {
        Running bank;
        bank.log.syncsClosed = true;
        bank.ledger.start();
        bank.submit(Running::account(1), "alone");
        QCoreApplication::processEvents();
        QVERIFY(bank.log.syncing.try_acquire_for(20s));
        QTest::qWait(50);
        QVERIFY(bank.answers.isEmpty());
        bank.log.openSyncs();
        QTRY_COMPARE(bank.answers, QByteArrayList{"alone"});
        QCOMPARE(bank.log.inner.syncs, 1);
    }
    // A refusal without a commit may rest on what a power cut would undo.
    void noAnswerOvertakesASync()
    {
        Running bank;
        bank.log.syncsClosed = true;
        bank.ledger.start();
        bank.submit(Running::account(1), "opened");
        bank.submit(Running::account(2), "opened");
        QCoreApplication::processEvents();
        bank.log.syncing.acquire();
        bank.submit(Running::account(1), "twice");
        QCoreApplication::processEvents();
        QTest::qWait(50);
        QVERIFY(bank.answers.isEmpty());
        bank.log.openSyncs();
        QTRY_COMPARE(bank.answers, (QByteArrayList{"opened", "opened", "twice"}));
        QCOMPARE(bank.kinds.back(), Kind::Refused);
    }
    void aFailedSyncLeavesNobodyWithAnAnswerThatMayBeWrong()
    {
        Running bank;
        bank.log.syncsClosed = true;
        bool followed = false;
        bank.ledger.setFollower([&](const CommittedBatchPtr &) { followed = true; });
        bank.ledger.setFatalHook([&](const QString &) { bank.answers.push_back("fatal"); });
        bank.ledger.start();
        bank.submit(Running::account(1), "one");
        bank.submit(Running::account(2), "two");
        QCoreApplication::processEvents();
        bank.log.syncing.acquire();
        bank.submit(Running::account(3), "three");
        QCoreApplication::processEvents();
        QTRY_COMPARE(bank.log.head().position, 9);
        bank.submit(Running::account(4), "four");
        QCoreApplication::processEvents();
        QTRY_COMPARE(bank.log.head().position, 12);
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(u"append failed: not synced"_s));
        bank.log.inner.failSyncs = true;
        bank.log.openSyncs();
        QTRY_COMPARE(bank.answers,
            (QByteArrayList{"one", "two", "fatal", "three", "fatal", "four", "fatal"}));
        QCOMPARE(bank.kinds, std::vector(4, Kind::Unknown));
        QVERIFY(!followed);
        bank.ledger.stop();
    }
    void aStuckDiskIsSeen()
    {
        Running bank;
        bank.log.syncsClosed = true;
        bank.ledger.start();
        bank.submit(Running::account(1), "one");
        bank.submit(Running::account(2), "two");
        QTRY_VERIFY_WITH_TIMEOUT(bank.ledger.sinceLastTurn() > 2'500ms, 60'000);
        bank.log.openSyncs();
        QTRY_COMPARE(bank.answers.size(), 2);
        QTRY_VERIFY_WITH_TIMEOUT(bank.ledger.sinceLastTurn() < 2'500ms, 60'000);
    }
    void stoppingWaitsForTheDisk()
    {
        Running bank;
        bank.log.syncsClosed = true;
        bank.ledger.start();
        bank.submit(Running::account(1), "one");
        bank.submit(Running::account(2), "two");
        QCoreApplication::processEvents();
        bank.log.syncing.acquire();
        std::thread disk([&] {
            std::this_thread::sleep_for(50ms);
            bank.log.openSyncs();
        });
        bank.ledger.stop();
        disk.join();
        QCOMPARE(bank.kinds, (std::vector{Kind::Accepted, Kind::Accepted}));
    }
    void anAnswerMaySubmitTheNextCommand()
    {
        Running bank;
        bank.ledger.start();
        bank.ledger.submit(
            ask(openAccount()), [&](CommandResult) { bank.submit(deposit("1"), "next"); });
        QTRY_COMPARE(bank.kinds, std::vector{Kind::Accepted});
    }
    void manyThreadsMayTellHowFarTheViewsAre()
    {
        Running bank;
        bank.ledger.start();
        std::thread views([&] {
            for (int i = 0; i < 1000; ++i) {
                bank.ledger.indexReached(0, 0);
            }
        });
        for (int i = 0; i < 200; ++i) {
            bank.submit(Running::account(i), "x");
            QCoreApplication::processEvents();
        }
        views.join();
        QTRY_COMPARE(bank.answers.size(), 200);
        QVERIFY(bank.ledger.sinceLastTurn() < 10min);
    }
    void aWriterWithoutWorkTurnsAllTheSame()
    {
        Running bank;
        bank.ledger.start();
        auto before = bank.ledger.sinceLastTurn();
        const auto hasTurned = [&] {
            const auto now = bank.ledger.sinceLastTurn();
            return now < std::exchange(before, now);
        };
        QVERIFY(QTest::qWaitFor(hasTurned, 60'000));
    }
    void aStuckWriterIsSeen()
    {
        Running bank;
        bank.ledger.start();
        bank.log.closed = true;
        bank.submit(openAccount(), "stuck");
        QCoreApplication::sendPostedEvents();
        bank.log.arrived.acquire();
        QTRY_VERIFY_WITH_TIMEOUT(bank.ledger.sinceLastTurn() > 2'500ms, 60'000);
        QCOMPARE(bank.ledger.waiting(), std::size_t(1));
        bank.log.closed = false;
        bank.log.gate.release();
        QTRY_COMPARE(bank.answers.size(), 1);
    }
};

KONTOR_TEST(tst_Ledger)
#include "tst_ledger.moc"
