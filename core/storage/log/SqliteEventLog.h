// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/ports/EventLog.h"
#include "foundation/Histogram.h"
#include "storage/log/Checkpointer.h"
#include "storage/log/DurableHead.h"
#include "storage/log/RowAppender.h"
#include "storage/log/WriteAheadLog.h"

#include <atomic>
#include <chrono>

namespace kontor::storage {

//! How rows are appended; Auto takes the raw way where it is open.
enum class AppendWay { Auto, Raw, QtSql };

//! The log in `ledger.db`. Made in any thread; append() and betweenBatches() belong to the thread
//! that appends first, which opens the only connection that ever writes or checkpoints. sync() uses
//! no connection, so another thread may wait for the disk while this one goes on.
class SqliteEventLog final : public application::EventLog
{
public:
    static Result<std::unique_ptr<SqliteEventLog>, OpenError> open(const QString &directory,
        const LedgerFileOptions &options, const Clock &clock, Random &random);
    SqliteEventLog(LedgerFile file, int checkpointPages);
    ~SqliteEventLog() override;

    void setAppendWay(AppendWay way) { m_way = way; }
    //! The same after a restore.
    QByteArray ledgerId() const { return m_file.ledgerId; }
    QByteArray generation() const override { return m_file.generation; }
    application::LogHead head() const override { return m_file.head; }
    Result<Done, application::AppendFault> append(std::vector<application::RecordedEvent> &events,
        const std::vector<application::OutcomeRecord> &outcomes) override;
    Result<Done, application::AppendFault> sync() override;
    void betweenBatches() override;
    //! From any thread: how long the disk took to make commits durable, nanoseconds.
    const Histogram &syncTimes() const { return m_syncTimes; }
    std::unique_ptr<application::LogReader> openReader() override;
    std::unique_ptr<application::LogReader> openWriterReader() override;
    std::unique_ptr<application::LogReader> openRequestReader() override;
    std::unique_ptr<application::LogReader> openRebuildReader() override;

private:
    using Fault = application::AppendFault;
    Result<Done, Fault> openWriter();
    Result<Done, Fault> openLog();
    Result<Done, Fault> write(std::vector<application::RecordedEvent> &events,
        const std::vector<application::OutcomeRecord> &outcomes, application::LogHead &head);
    Failure<Fault> abandon();
    Failure<Fault> lastSyncFailed() const;
    Result<Done, Fault> openCheckpointer();
    void checkpoint();
    bool mayBeginAnew();
    bool hasAnchor();
    bool writeAnchor();
    bool bringAnchorUp();
    void tellAnchor(bool lags);
    bool isStillOurs() const;
    bool isLedgerThere() const;
    void lookAtFiles();
    void saveDeletedLog();
    std::unique_ptr<Database> openToRead() const;

    static constexpr qint64 syncTimeBounds[] = {500'000, 1'000'000, 2'000'000, 5'000'000,
        10'000'000, 25'000'000, 100'000'000, 500'000'000, 2'000'000'000};

    LedgerFile m_file;
    qint64 m_checkpointPages;
    AppendWay m_way = AppendWay::Auto;
    //! Outlives the connection that it copies with, see its settle().
    std::unique_ptr<Checkpointer> m_checkpointer;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<RowAppender> m_appender;
    RowFiller m_rows;
    Histogram m_syncTimes{syncTimeBounds};
    qint64 m_batchBytes = 0;
    std::chrono::steady_clock::time_point m_lastLook;
    //! The file was replaced or cut under us; nothing is written any more.
    bool m_replaced = false;
    //! Of ledger.db, which only grows.
    qint64 m_ledgerBytes;
    //! That the first commit went to.
    std::unique_ptr<WriteAheadLog> m_log;
    std::shared_ptr<DurableHead> m_durable;
    //! Nobody knows what is on disk; nothing is written any more.
    std::atomic<bool> m_syncFailed = false;
    //! Guards what append() and betweenBatches() share with sync().
    std::mutex m_mutex;
    application::LogHead m_appended;
    //! The anchor is at the durable head, in the file and on disk.
    bool m_anchorIsWritten = true;
    bool m_anchorIsSynced = false;
    bool m_anchorLags = false;
};

} // namespace kontor::storage
