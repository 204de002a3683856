// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/Ledger.h"

#include "foundation/LogCategories.h"

#include <QCoreApplication>
#include <QMetaObject>

#include <algorithm>

namespace kontor::application {

using std::chrono::milliseconds;

static constexpr milliseconds longestTurnWithoutWork{1'000};

static qint64 steadyNanoseconds()
{
    return std::chrono::nanoseconds(
        std::chrono::steady_clock::now().time_since_epoch()).count();
}

static qint64 steadyMilliseconds()
{
    return steadyNanoseconds() / 1'000'000;
}

Ledger::Ledger(EventLog &log, OpenAccess open, const Clock &clock, LedgerOptions options,
    QObject *parent)
    : QObject(parent), m_log(log), m_open(std::move(open)), m_clock(clock),
      m_options(std::move(options)),
      m_syncer(log, [this](std::vector<WrittenBatch> batches) { handOver(std::move(batches)); })
{
}

Ledger::~Ledger()
{
    endThread();
}

void Ledger::start()
{
    endTurn();
    m_syncer.start();
    m_thread = std::thread([this] { runThread(); });
    m_opened.wait();
}

void Ledger::stop()
{
    endThread();
    QCoreApplication::sendPostedEvents(this, QEvent::MetaCall);
}

void Ledger::endThread()
{
    if (!m_thread.joinable()) {
        return;
    }
    flushTurn();
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_one();
    m_thread.join();
    m_syncer.stop();
}

bool Ledger::hasRoomFor(std::size_t count) const
{
    return !m_throttled && !m_stopping && m_onTheWay + count <= m_options.queueLimit;
}

static void refuseAsOverloaded(const Completion &completion)
{
    CommandResult refused;
    refused.kind = CommandResult::Kind::Overloaded;
    completion(std::move(refused));
}

void Ledger::submit(Submission submission, Completion completion)
{
    if (!hasRoomFor(1)) {
        return refuseAsOverloaded(completion);
    }
    openTurn(1);
    m_turn.submissions.push_back(std::move(submission));
    m_turn.completions.push_back(std::move(completion));
    flushTurnIfIdle();
}

static void moveInto(auto &to, auto &from)
{
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
    from.clear();
}

void Ledger::submitTogether(std::vector<Submission> submissions, std::vector<Completion> completions)
{
    KONTOR_ASSERT(submissions.size() == completions.size());
    if (!hasRoomFor(submissions.size())) {
        std::for_each(completions.begin(), completions.end(), refuseAsOverloaded);
        return;
    }
    openTurn(submissions.size());
    moveInto(m_turn.submissions, submissions);
    moveInto(m_turn.completions, completions);
    flushTurnIfIdle();
}

// The commands of one turn of the event loop are handed over together: one lock, one wake-up.
void Ledger::openTurn(std::size_t count)
{
    m_onTheWay += count;
    if (m_turn.submissions.empty()) {
        m_turnBegan = steadyNanoseconds();
        QMetaObject::invokeMethod(this, &Ledger::flushTurn, Qt::QueuedConnection);
    }
}

// But while the writer has nothing to do they wait no longer for company than a batch takes, so that
// it works on the first while the event loop still reads the others.
void Ledger::flushTurnIfIdle()
{
    if (m_isIdle && steadyNanoseconds() - m_turnBegan >= m_lastBatchTook) {
        flushTurn();
    }
}

void Ledger::flushTurn()
{
    if (m_turn.submissions.empty()) {
        return;
    }
    {
        const std::lock_guard lock(m_mutex);
        moveInto(m_queue.submissions, m_turn.submissions);
        moveInto(m_queue.completions, m_turn.completions);
    }
    m_wake.notify_one();
}

void Ledger::indexReached(qint64 position, qint64 outcome)
{
    const std::lock_guard lock(m_mutex);
    m_indexReached = {position, outcome};
}

bool Ledger::waitForWork(Work &work)
{
    std::unique_lock lock(m_mutex);
    m_isIdle = m_queue.submissions.empty();
    m_wake.wait_for(lock, longestTurnWithoutWork,
        [this] { return m_stopping || !m_queue.submissions.empty(); });
    if (m_queue.submissions.empty()) {
        return !m_stopping;
    }
    m_isIdle = false;
    std::swap(work, m_queue);
    return true;
}

void Ledger::runThread()
{
    Access access = m_open();
    m_opened.count_down();
    Writer writer(m_log, *access.index, *access.reader, m_clock, m_options.writer);
    Work work;
    while (waitForWork(work)) {
        tellIndexed(writer);
        if (!work.submissions.empty()) {
            const qint64 begun = steadyNanoseconds();
            process(writer, work);
            m_lastBatchTook = steadyNanoseconds() - begun;
            work = {};
        }
        if (!writer.isBroken()) {
            m_log.betweenBatches();
        }
        endTurn();
    }
}

void Ledger::endTurn()
{
    m_lastTurn = steadyMilliseconds();
}

milliseconds Ledger::sinceLastTurn() const
{
    return std::max(milliseconds(steadyMilliseconds() - m_lastTurn),
        std::chrono::duration_cast<milliseconds>(m_syncer.busyFor()));
}

void Ledger::tellIndexed(Writer &writer)
{
    std::unique_lock lock(m_mutex);
    const auto reached = std::exchange(m_indexReached, std::nullopt);
    lock.unlock();
    if (reached) {
        writer.indexReached(reached->first, reached->second);
    }
}

void Ledger::process(Writer &writer, Work &work)
{
    if (m_options.commitEach) {
        for (std::size_t i = 0; i < work.submissions.size(); ++i) {
            m_syncer.takeAndWait({writer.run({work.submissions[i]}), {work.completions[i]}});
        }
        return;
    }
    const bool isAlone = work.submissions.size() == 1 && m_syncer.isIdle();
    WrittenBatch batch{writer.run(work.submissions), std::move(work.completions)};
    if (isAlone) {
        m_syncer.takeAndWait(std::move(batch));
    } else {
        m_syncer.take(std::move(batch));
    }
}

// One event for all of them; the follower gets them before the answers leave.
void Ledger::handOver(std::vector<WrittenBatch> batches)
{
    for (const WrittenBatch &batch : batches) {
        if (batch.outcome.batch && m_follower) {
            m_follower(batch.outcome.batch);
        }
    }
    QMetaObject::invokeMethod(
        this,
        [this, batches = std::move(batches)]() mutable {
            for (WrittenBatch &batch : batches) {
                complete(batch);
            }
        },
        Qt::QueuedConnection);
}

void Ledger::complete(WrittenBatch &written)
{
    auto &[outcome, completions] = written;
    if (outcome.batch && m_turnHook) {
        m_turnHook(outcome.batch);
    }
    m_measures.count(outcome.results, outcome.batch.get());
    m_onTheWay -= completions.size();
    for (std::size_t i = 0; i < completions.size(); ++i) {
        completions[i](std::move(outcome.results[i]));
    }
    if (outcome.fault) {
        tell(*outcome.fault);
        if (outcome.fault->kind == AppendFault::Kind::Unknown && m_fatalHook) {
            m_fatalHook(outcome.fault->detail);
        }
    } else if (outcome.batch && !m_toldFault.isEmpty()) {
        m_toldFault.clear();
        qCInfo(logLedger, "appending works again, from event %lld on",
            static_cast<long long>(outcome.batch->head.position));
    }
}

// Once, not for each commit: who asks again and again would fill what is left of the disk with it.
void Ledger::tell(const AppendFault &fault)
{
    if (fault.detail != m_toldFault) {
        m_toldFault = fault.detail;
        qCCritical(logLedger, "append failed: %s", qUtf8Printable(fault.detail));
    }
}

} // namespace kontor::application
