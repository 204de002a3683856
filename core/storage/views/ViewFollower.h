// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/ports/Views.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace kontor::storage {

struct FollowerOptions
{
    //! Waiting beyond either, batches are dropped and read from the log later, which costs more;
    //! submissions had better be refused before it comes to that.
    qint64 queueEvents = 1'000'000;
    qint64 queueBytes = 192 * 1024 * 1024;
    //! Changes are gathered so long, unless somebody waits for them: a flush writes each stream once.
    std::chrono::milliseconds flushEvery{2'000};
    //! And no more than this, which bounds a flush and what waits in memory.
    qint64 flushBytes = 64 * 1024 * 1024;
    //! Batches are let go as often: what the views need of them is a fifth of their size.
    std::chrono::milliseconds gatherEvery{100};
    //! Events per step while catching up from the log.
    qint64 catchUpEvents = 100'000;
    //! Streams in memory while catching up.
    std::size_t catchUpStreams = 200'000;
};

//! Where the follower stands, beside the log.
struct FollowerLag
{
    //! Committed but not in the views: events, and an estimate of the memory they wait in.
    qint64 events = 0;
    qint64 bytes = 0;
    //! The views are read from the log, at start or after an overflow.
    bool catchingUp = false;
};

//! Run in the follower's thread.
struct FollowerCallbacks
{
    //! The views have everything up to this position and outcome, on disk.
    std::function<void(qint64 position, qint64 outcome)> flushed;
    //! While catching up: how far, and how far it is to go.
    std::function<void(qint64 position, qint64 head)> progress;
};

//! Keeps the views behind the log, in a thread of its own. Batches come from the writer; what is
//! missing, at the start or because too much was waiting, is read from the log and folded anew.
//! The order of its callbacks is the log's.
class ViewFollower
{
public:
    using OpenWriter = std::function<std::unique_ptr<application::ViewWriter>()>;
    using OpenIndex = std::function<std::unique_ptr<application::StreamIndex>()>;

    ViewFollower(application::EventLog &log, OpenWriter openWriter, OpenIndex openIndex,
        FollowerCallbacks callbacks = {}, FollowerOptions options = {});
    ~ViewFollower();
    ViewFollower(const ViewFollower &) = delete;
    ViewFollower &operator=(const ViewFollower &) = delete;

    //! Begins to catch up with the log as it stands now.
    void start();
    //! From the writer's thread, after each commit.
    void follow(const application::CommittedBatchPtr &batch);
    //! From any thread: calls back once the views have this position, and hurries. At once (in the
    //! caller's thread) if they have it. The callback gets false if the follower stops before.
    void waitFor(qint64 position, std::function<void(bool reached)> callback);
    //! From any thread: the views are to have this position soon. Asking often costs nothing.
    void hurry(qint64 position);
    //! Blocks until the views have this position; false if the follower stops, or after the time.
    bool waitUntil(qint64 position, std::chrono::milliseconds atMost = std::chrono::minutes(60));
    //! Blocks, and runs `act` in the follower's thread between two flushes: nobody writes the views
    //! meanwhile, and they have exactly this position and outcome. False if the follower stops before.
    using Act = std::function<void(qint64 position, qint64 outcome)>;
    bool runBetween(const Act &act);
    FollowerLag lag() const;
    //! What keeps it from writing the views at present, and since when; it tries again and again.
    struct Fault
    {
        QString what;
        std::chrono::steady_clock::time_point since;
    };
    std::optional<Fault> fault() const;
    //! The position that the views have reached.
    qint64 position() const;
    //! Writes what is waiting, then ends the thread.
    void stop();

private:
    struct Waiter
    {
        qint64 position = 0;
        std::function<void(bool)> callback;
    };
    using Batches = std::vector<application::CommittedBatchPtr>;
    struct Taken
    {
        Batches batches;
        //! What is gathered then is to be written.
        bool isDue = false;
    };
    void run();
    bool needsReset(const application::Checkpoint &checkpoint, application::LogReader &reader) const;
    Taken takeBatches();
    Batches takeQueued();
    void gatherQueued(application::ViewWriter &writer, Batches batches);
    void gather(application::ViewWriter &writer, const application::CommittedBatch &batch);
    void discard(application::ViewWriter &writer);
    void catchUp(application::ViewWriter &writer);
    void runAct();
    void flushMeanwhileGathering(application::ViewWriter &writer);
    bool flush(application::ViewWriter &writer,
        const application::ViewWriter::Meanwhile &meanwhile);
    void tell(const QString &fault);
    void reached(const application::LogHead &head);
    bool has(qint64 position) const { return m_ready && m_position >= position; }
    bool isDue() const;
    bool takeOverflow();
    bool isStopping() const;

    application::EventLog &m_log;
    OpenWriter m_openWriter;
    OpenIndex m_openIndex;
    FollowerCallbacks m_callbacks;
    FollowerOptions m_options;

    std::thread m_thread;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::condition_variable m_moved;
    std::deque<application::CommittedBatchPtr> m_queue;
    std::chrono::steady_clock::time_point m_oldest;
    qint64 m_queuedEvents = 0;
    qint64 m_queuedBytes = 0;
    //! What was taken from the queue and is not in the views yet.
    std::optional<application::LogHead> m_gathered;
    qint64 m_gatheredBytes = 0;
    //! Of that, what is being written.
    qint64 m_leavingBytes = 0;
    //! The newest position that the writer has told of.
    qint64 m_known = 0;
    bool m_overflowed = false;
    bool m_catchingUp = true;
    //! The first catching up is done. Before, no position counts as reached: the file may be of
    //! another ledger, or have the events and not yet all outcomes.
    bool m_ready = false;
    bool m_stopping = false;
    bool m_stopped = false;
    std::vector<Waiter> m_waiters;
    //! The highest position that somebody waits for without being called back.
    qint64 m_wanted = 0;
    const Act *m_act = nullptr;
    // How far the views are; written by the follower's thread only.
    qint64 m_position = 0;
    qint64 m_outcome = 0;
    std::optional<Fault> m_fault;
};

} // namespace kontor::storage
