// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/LedgerMeasures.h"
#include "application/Syncer.h"

#include <QObject>

#include <latch>
#include <limits>

namespace kontor::application {

struct LedgerOptions
{
    WriterOptions writer;
    //! Submissions that may wait; more are answered Overloaded.
    std::size_t queueLimit = 16'384;
    //! For measuring only: a commit for every command instead of one for all that wait.
    bool commitEach = false;
};

//! The one writer, on a thread of its own, and behind it the one that waits for the disk. Its home
//! is the thread that made it: submissions come from there, completions and the turn hook run there.
class Ledger final : public QObject
{
    Q_OBJECT

public:
    //! Made in the writer's thread, because database connections belong to their thread.
    struct Access
    {
        std::unique_ptr<StreamIndex> index;
        std::unique_ptr<LogReader> reader;
    };
    using OpenAccess = std::function<Access()>;
    using BatchHook = std::function<void(const CommittedBatchPtr &)>;

    Ledger(EventLog &log, OpenAccess open, const Clock &clock, LedgerOptions options,
        QObject *parent = nullptr);
    ~Ledger() override;

    //! Runs once a batch is durable, in the thread that waited for that: hands it to followers; must
    //! be quick.
    void setFollower(BatchHook follower) { m_follower = std::move(follower); }
    //! Runs at home after each commit and before its answers; keeps nothing, cannot fail them.
    void setTurnHook(BatchHook hook) { m_turnHook = std::move(hook); }
    //! Called at home when the outcome of a commit is unknown, after the answers: end the process.
    void setFatalHook(std::function<void(const QString &)> hook) { m_fatalHook = std::move(hook); }

    //! Once. Returns when the writer has opened what it reads, or ends the process.
    void start();
    //! Finishes what was submitted, ends the thread, and gives the answers that are still due. What
    //! is submitted later is answered Overloaded. The destructor ends the thread without answers.
    void stop();

    //! At home. `completion` runs at home, after the commit is on disk; before submit() returns
    //! where the answer is Overloaded.
    void submit(Submission submission, Completion completion);
    //! The same for several that stand in one commit: all of them are taken, or none.
    void submitTogether(std::vector<Submission> submissions, std::vector<Completion> completions);
    //! From any thread: the views have everything up to here.
    void indexReached(qint64 position, qint64 outcome);
    //! From any thread: while true, submissions are answered Overloaded (the views lag too far).
    void setThrottled(bool throttled) { m_throttled = throttled; }
    //! At home: submissions on their way.
    std::size_t waiting() const { return m_onTheWay; }
    //! At home.
    const LedgerMeasures &measures() const { return m_measures; }
    //! From any thread: how long ago the writer ended its last turn, or the disk has been at one
    //! sync, where that is longer. The writer turns every second even if there is nothing to do, so
    //! what grows beyond that is work, or something that is stuck.
    std::chrono::milliseconds sinceLastTurn() const;

private:
    struct Work
    {
        std::vector<Submission> submissions;
        std::vector<Completion> completions;
    };
    bool hasRoomFor(std::size_t count) const;
    void openTurn(std::size_t count);
    void flushTurnIfIdle();
    void flushTurn();
    void endThread();
    void runThread();
    //! Nothing in it after a while without any; false at the end.
    bool waitForWork(Work &work);
    void endTurn();
    void tellIndexed(Writer &writer);
    void process(Writer &writer, Work &work);
    void handOver(std::vector<WrittenBatch> batches);
    void complete(WrittenBatch &batch);
    void tell(const AppendFault &fault);

    EventLog &m_log;
    OpenAccess m_open;
    const Clock &m_clock;
    LedgerOptions m_options;
    BatchHook m_follower;
    BatchHook m_turnHook;
    std::function<void(const QString &)> m_fatalHook;

    // At home: the submissions of this turn of the event loop, and how many are on their way.
    Work m_turn;
    qint64 m_turnBegan = 0;
    std::size_t m_onTheWay = 0;
    LedgerMeasures m_measures;
    //! Why the last append failed, until one works.
    QString m_toldFault;
    std::atomic<bool> m_throttled = false;

    Syncer m_syncer;
    std::latch m_opened{1};
    std::thread m_thread;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    Work m_queue;
    bool m_stopping = false;
    std::optional<std::pair<qint64, qint64>> m_indexReached;
    //! In steady milliseconds.
    std::atomic<qint64> m_lastTurn = 0;
    //! The writer waits for work; and how many nanoseconds its last batch took.
    std::atomic<bool> m_isIdle = false;
    std::atomic<qint64> m_lastBatchTook = std::numeric_limits<qint64>::max();
};

} // namespace kontor::application
