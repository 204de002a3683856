// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/Writer.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace kontor::application {

//! A batch on its way from the writer to those who wait for its answers.
struct WrittenBatch
{
    BatchOutcome outcome;
    std::vector<Completion> completions;
};

//! Waits for the disk on a thread of its own, and hands batches on once they are durable, in their
//! order: while the disk works for some, the writer decides the next, and all that have come until
//! it is free share one sync. Nothing overtakes: an answer without a commit may rest on one that is
//! not durable yet.
class Syncer
{
public:
    using HandOver = std::function<void(std::vector<WrittenBatch>)>;

    //! `handOver` runs in the thread that has waited.
    Syncer(EventLog &log, HandOver handOver);
    ~Syncer();
    Syncer(const Syncer &) = delete;
    Syncer &operator=(const Syncer &) = delete;

    void start();
    //! Hands over what it has, and ends the thread. After the writer's.
    void stop();

    //! From the writer's thread.
    void take(WrittenBatch batch);
    //! The same for a writer with nothing else to do, which waits for the disk itself: that saves
    //! waking another thread. Only while idle.
    void takeAndWait(WrittenBatch batch);
    //! In the writer's thread: nothing is on its way.
    bool isIdle() const;
    //! From any thread: how long it has been at what it is doing now; nothing while idle.
    std::chrono::nanoseconds busyFor() const;

private:
    bool waitForBatches(std::vector<WrittenBatch> &batches);
    void run();
    void sync(std::vector<WrittenBatch> &batches);

    EventLog &m_log;
    HandOver m_handOver;
    std::thread m_thread;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::vector<WrittenBatch> m_queue;
    bool m_stopping = false;
    //! When it began with what it is doing, steady; 0 while idle.
    std::atomic<qint64> m_busySince = 0;
};

} // namespace kontor::application
