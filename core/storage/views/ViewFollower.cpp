// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/views/ViewFollower.h"

#include "foundation/LogCategories.h"
#include "storage/views/CatchUp.h"

namespace kontor::storage {

using application::Checkpoint;
using application::CommittedBatch;
using application::CommittedBatchPtr;
using application::LogHead;
using application::LogReader;
using application::ViewWriter;

using Clock = std::chrono::steady_clock;

// What an event, a state and an outcome weigh in memory, about: whole batches, and what is gathered of
// them.
static qint64 bytesOf(const CommittedBatch &batch)
{
    return qint64(batch.events.size() * 500 + batch.changed.size() * 400
        + (batch.snapshots.size() + batch.milestones.size()) * 400 + batch.outcomes.size() * 250);
}

static qint64 gatheredBytesOf(const CommittedBatch &batch)
{
    return qint64(batch.events.size() * 80 + batch.changed.size() * 150
        + (batch.snapshots.size() + batch.milestones.size()) * 400 + batch.outcomes.size() * 24);
}

ViewFollower::ViewFollower(application::EventLog &log, OpenWriter openWriter, OpenIndex openIndex,
    FollowerCallbacks callbacks, FollowerOptions options)
    : m_log(log), m_openWriter(std::move(openWriter)), m_openIndex(std::move(openIndex)),
      m_callbacks(std::move(callbacks)), m_options(options)
{
}

ViewFollower::~ViewFollower()
{
    stop();
}

void ViewFollower::start()
{
    m_known = m_log.head().position;
    m_thread = std::thread([this] { run(); });
}

void ViewFollower::stop()
{
    if (!m_thread.joinable()) {
        return;
    }
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void ViewFollower::follow(const CommittedBatchPtr &batch)
{
    const std::lock_guard lock(m_mutex);
    m_known = batch->head.position;
    if (m_overflowed) {
        return;
    }
    if (m_queuedEvents >= m_options.queueEvents || m_queuedBytes >= m_options.queueBytes) {
        qCWarning(logStorage, "the views are %lld events behind and go on from the log",
            static_cast<long long>(m_known - m_position));
        m_overflowed = true;
        m_queue.clear();
        m_queuedEvents = 0;
        m_queuedBytes = 0;
        m_wake.notify_one();
        return;
    }
    if (m_queue.empty() && !m_gathered) {
        m_oldest = Clock::now();
    }
    m_queue.push_back(batch);
    m_queuedEvents += qint64(batch->events.size());
    m_queuedBytes += bytesOf(*batch);
    if (m_queue.size() == 1 || isDue()) {
        m_wake.notify_one();
    }
}

void ViewFollower::waitFor(qint64 position, std::function<void(bool)> callback)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!has(position) && !m_stopped) {
            m_waiters.push_back({position, std::move(callback)});
            m_wake.notify_one();
            return;
        }
    }
    const bool reached = [&] {
        const std::lock_guard lock(m_mutex);
        return has(position);
    }();
    callback(reached);
}

void ViewFollower::hurry(qint64 position)
{
    const std::lock_guard lock(m_mutex);
    m_wanted = std::max(m_wanted, position);
    m_wake.notify_one();
}

bool ViewFollower::waitUntil(qint64 position, std::chrono::milliseconds atMost)
{
    // A waiter of its own makes the follower hurry; what it calls may outlive this function.
    waitFor(position, [](bool) {});
    std::unique_lock lock(m_mutex);
    m_moved.wait_for(lock, atMost, [&] { return has(position) || m_stopped; });
    return has(position);
}

FollowerLag ViewFollower::lag() const
{
    const std::lock_guard lock(m_mutex);
    return {std::max<qint64>(m_known - m_position, 0), m_queuedBytes + m_gatheredBytes,
        m_catchingUp || m_overflowed};
}

std::optional<ViewFollower::Fault> ViewFollower::fault() const
{
    const std::lock_guard lock(m_mutex);
    return m_fault;
}

qint64 ViewFollower::position() const
{
    const std::lock_guard lock(m_mutex);
    return m_position;
}

bool ViewFollower::runBetween(const Act &act)
{
    std::unique_lock lock(m_mutex);
    if (m_stopping || m_stopped) {
        return false;
    }
    m_act = &act;
    m_wake.notify_one();
    m_moved.wait(lock, [this] { return !m_act || m_stopped; });
    return !std::exchange(m_act, nullptr);
}

void ViewFollower::runAct()
{
    const Act *act = [this] {
        const std::lock_guard lock(m_mutex);
        return m_ready && !m_stopping ? m_act : nullptr;
    }();
    if (!act) {
        return;
    }
    (*act)(m_position, m_outcome);
    {
        const std::lock_guard lock(m_mutex);
        m_act = nullptr;
    }
    m_moved.notify_all();
}

// A waiter for what is not committed yet does not hurry anything.
bool ViewFollower::isDue() const
{
    const bool isWanted = m_wanted > m_position && m_wanted <= m_known;
    return m_overflowed || m_stopping || m_act || isWanted
        || m_queuedBytes + m_gatheredBytes >= m_options.flushBytes
        || std::any_of(m_waiters.begin(), m_waiters.end(),
            [this](const Waiter &waiter) { return waiter.position <= m_known; });
}

bool ViewFollower::takeOverflow()
{
    const std::lock_guard lock(m_mutex);
    m_catchingUp = m_catchingUp || m_overflowed;
    return std::exchange(m_overflowed, false);
}

bool ViewFollower::isStopping() const
{
    const std::lock_guard lock(m_mutex);
    return m_stopping;
}

ViewFollower::Taken ViewFollower::takeBatches()
{
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock,
        [this] { return !m_queue.empty() || m_gathered || m_overflowed || m_stopping || m_act; });
    const auto due = m_oldest + m_options.flushEvery;
    m_wake.wait_until(lock, std::min(due, Clock::now() + m_options.gatherEvery),
        [this] { return isDue(); });
    const bool flushes = isDue() || Clock::now() >= due;
    return {takeQueued(), flushes};
}

// Under the lock. No more than what a flush may have.
ViewFollower::Batches ViewFollower::takeQueued()
{
    Batches batches;
    qint64 bytes = 0;
    while (!m_queue.empty() && bytes < m_options.flushBytes) {
        const CommittedBatchPtr &batch = m_queue.front();
        m_queuedEvents -= qint64(batch->events.size());
        bytes += bytesOf(*batch);
        batches.push_back(std::move(m_queue.front()));
        m_queue.pop_front();
    }
    m_queuedBytes -= bytes;
    return batches;
}

void ViewFollower::run()
{
    {
        const auto writer = m_openWriter();
        catchUp(*writer);
        for (;;) {
            Taken taken = takeBatches();
            gatherQueued(*writer, std::move(taken.batches));
            if (taken.isDue) {
                flushMeanwhileGathering(*writer);
            }
            if (takeOverflow()) {
                catchUp(*writer);
            }
            runAct();
            const std::lock_guard lock(m_mutex);
            if (m_stopping && m_queue.empty() && !m_gathered && !m_overflowed) {
                break;
            }
        }
    }
    std::vector<Waiter> waiters;
    {
        const std::lock_guard lock(m_mutex);
        m_stopped = true;
        waiters.swap(m_waiters);
    }
    m_moved.notify_all();
    for (const Waiter &waiter : waiters) {
        waiter.callback(false);
    }
}

bool ViewFollower::needsReset(const Checkpoint &checkpoint, LogReader &reader) const
{
    const LogHead head = reader.head();
    if (checkpoint.generation != m_log.generation() || checkpoint.position > head.position
        || checkpoint.outcome > head.outcome) {
        return true;
    }
    return checkpoint.position > 0
        && reader.at({checkpoint.position}).front().id.uuid
        != Uuid::fromDigest(checkpoint.eventHash);
}

// Reads the log until nothing is missing between the views and the queue.
void ViewFollower::catchUp(ViewWriter &writer)
{
    discard(writer);
    const auto reader = m_log.openReader();
    if (needsReset(writer.checkpoint(), *reader)) {
        writer.reset(m_log.generation());
    }
    const Checkpoint from = writer.checkpoint();
    const auto index = m_openIndex();
    CatchUp steps(*reader, *index, from, m_options.catchUpStreams);
    LogHead head = reader->head();
    reached({from.position, from.outcome, {}, from.eventHash, {}});
    while (auto batch = steps.next(head, m_options.catchUpEvents)) {
        if (isStopping()) {
            return;
        }
        gather(writer, *batch);
        batch.reset(); // what is gathered is smaller
        if (!flush(writer, {})) {
            return;
        }
        if (m_callbacks.progress) {
            m_callbacks.progress(m_position, head.position);
        }
        head = reader->head();
    }
    {
        const std::lock_guard lock(m_mutex);
        m_catchingUp = false;
        m_ready = true;
    }
    reached({m_position, m_outcome, {}, {}, {}});
}

void ViewFollower::gatherQueued(ViewWriter &writer, Batches batches)
{
    for (const CommittedBatchPtr &batch : batches) {
        const qint64 position = m_gathered ? m_gathered->position : m_position;
        const qint64 outcome = m_gathered ? m_gathered->outcome : m_outcome;
        // Caught up by way of the log in the meantime.
        if (batch->head.position <= position && batch->head.outcome <= outcome) {
            continue;
        }
        if (batch->head.position - qint64(batch->events.size()) != position
            || batch->head.outcome - qint64(batch->outcomes.size()) != outcome) {
            // Catching up was broken off, or a batch was lost: the log has them all.
            const std::lock_guard lock(m_mutex);
            m_overflowed = true;
            return;
        }
        gather(writer, *batch);
    }
}

void ViewFollower::gather(ViewWriter &writer, const CommittedBatch &batch)
{
    writer.gather(batch);
    const std::lock_guard lock(m_mutex);
    m_gathered = batch.head;
    m_gatheredBytes += gatheredBytesOf(batch);
}

void ViewFollower::discard(ViewWriter &writer)
{
    writer.discard();
    const std::lock_guard lock(m_mutex);
    m_gathered.reset();
    m_gatheredBytes = m_leavingBytes = 0;
}

// A flush of much takes a second or two, and whole batches would be too large to wait for its end.
void ViewFollower::flushMeanwhileGathering(ViewWriter &writer)
{
    flush(writer, [&] {
        std::unique_lock lock(m_mutex);
        Batches batches = m_overflowed ? Batches() : takeQueued();
        lock.unlock();
        gatherQueued(writer, std::move(batches));
    });
}

// Once, and once more when it is over: not with every try.
void ViewFollower::tell(const QString &fault)
{
    {
        const std::lock_guard lock(m_mutex);
        if (fault == (m_fault ? m_fault->what : QString())) {
            return;
        }
        const auto since = m_fault ? m_fault->since : Clock::now();
        m_fault = fault.isEmpty() ? std::nullopt : std::optional(Fault{fault, since});
    }
    if (fault.isEmpty()) {
        qCInfo(logStorage, "the views follow again");
    } else {
        qCCritical(logStorage, "the views cannot follow, and are tried again: %s",
            qUtf8Printable(fault));
    }
}

// Tries until it succeeds: the disk may be full and heal. Gives up when asked to stop, and gives way to
// what runs between flushes: it may be what makes the views anew. What was not written then is in the
// log.
bool ViewFollower::flush(ViewWriter &writer, const ViewWriter::Meanwhile &meanwhile)
{
    if (!m_gathered) {
        return true;
    }
    for (;;) {
        {
            const std::lock_guard lock(m_mutex);
            m_leavingBytes = m_leavingBytes > 0 ? m_leavingBytes : m_gatheredBytes;
        }
        const auto written = writer.write(meanwhile);
        tell(written ? QString() : written.error());
        if (written) {
            reached(*written);
            return true;
        }
        std::unique_lock lock(m_mutex);
        const auto wanted = [this] { return m_stopping || (m_ready && m_act); };
        if (m_wake.wait_for(lock, std::chrono::seconds(1), wanted)) {
            m_overflowed = m_overflowed || !m_stopping;
            lock.unlock();
            discard(writer);
            return false;
        }
    }
}

void ViewFollower::reached(const LogHead &head)
{
    std::vector<Waiter> due;
    {
        const std::lock_guard lock(m_mutex);
        m_position = head.position;
        m_outcome = head.outcome;
        if (m_gathered && m_gathered->position <= m_position && m_gathered->outcome <= m_outcome) {
            m_gathered.reset();
        }
        m_gatheredBytes -= std::exchange(m_leavingBytes, 0);
        m_oldest = Clock::now();
        const auto waiting = std::stable_partition(m_waiters.begin(), m_waiters.end(),
            [&](const Waiter &waiter) { return !has(waiter.position); });
        due.assign(std::make_move_iterator(waiting), std::make_move_iterator(m_waiters.end()));
        m_waiters.erase(waiting, m_waiters.end());
    }
    m_moved.notify_all();
    if (m_callbacks.flushed) {
        m_callbacks.flushed(head.position, head.outcome);
    }
    for (const Waiter &waiter : due) {
        waiter.callback(true);
    }
}

} // namespace kontor::storage
