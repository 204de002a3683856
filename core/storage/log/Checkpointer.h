// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/ports/EventLog.h"
#include "storage/sql/Database.h"

#include <chrono>
#include <functional>
#include <future>

namespace kontor::storage {

//! Checkpoints by the connection that appends, between its batches, which wait for the disk as little
//! as they can:
//! 1. a reading transaction marks the write-ahead log where it is;
//! 2. once that is durable, SQLite copies the pages up to the mark into the ledger, without a sync;
//! 3. another thread syncs the ledger, and until it has the mark keeps SQLite from beginning the log
//!    anew: whatever a crash leaves, the log has it;
//! 4. where the log is long by then, SQLite copies and syncs the few pages since, and begins it anew.
//! Where the driver brought a SQLite of its own, a checkpoint is the fourth step alone.
class Checkpointer
{
public:
    enum class Step { Nothing, Copied, Failed };

    //! `marker` reads the same file, for this alone; `pages`: LedgerFileOptions::checkpointPages.
    //! `mayBeginAnew` is asked before the log may: false if it must stay.
    Checkpointer(Database &writer, std::unique_ptr<Database> marker, qint64 pages,
        std::function<bool()> mayBeginAnew);
    ~Checkpointer();
    Checkpointer(const Checkpointer &) = delete;
    Checkpointer &operator=(const Checkpointer &) = delete;

    //! For the connection that writes: how much of the log's file stays.
    static QString logLimit(qint64 pages);
    //! The log has grown by a batch of about so many bytes.
    void grewBy(qint64 bytes);
    //! Whether step() has anything to do.
    bool isDue() const;
    //! Failed: the ledger could not be synced, and nobody knows what of it is on disk.
    Step step(const application::LogHead &appended, const application::LogHead &durable);
    //! Waits for the other thread; what was copied is synced then, and the mark is gone. False as
    //! with Failed: the mark stays as long as this does.
    bool settle();

private:
    enum class State { Idle, Marked, Syncing, Synced };
    bool mark(const application::LogHead &appended);
    Step copy();
    Step letGo();
    Step finish();
    bool run(const QString &mode);
    bool isLongerThan(qint64 times) const { return m_logPages >= times * m_pages; }
    bool isRetryDue() const;

    Database &m_writer;
    std::unique_ptr<Database> m_marker;
    qint64 m_pages;
    std::function<bool()> m_mayBeginAnew;
    State m_state = State::Idle;
    application::LogHead m_marked;
    std::future<bool> m_synced;
    bool m_hasFailed = false;
    //! Nothing of the log is left to be copied.
    bool m_isAllCopied = false;
    //! Pages that the log has grown by since it was last copied, and since it began anew; estimates.
    qint64 m_freshPages = 0;
    qint64 m_logPages = 0;
    //! When SQLite was last made to wait for readers.
    std::chrono::steady_clock::time_point m_lastWait;
};

} // namespace kontor::storage
