// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/Writer.h"
#include "support/Builders.h"
#include "support/MemoryLog.h"

#include <map>

namespace kontor::testing {

//! An index in memory that knows what it was told, and no more.
class MemoryIndex final : public application::StreamIndex
{
public:
    void apply(const application::CommittedBatch &batch);
    void dropSnapshots()
    {
        m_snapshots.clear();
        m_milestones.clear();
    }
    //! Where the newest snapshot of a stream stands; 0 without any.
    qint64 snapshotVersion(const domain::StreamName &stream);
    qint64 outcome() const { return m_outcome; }

    void beginReading() override
    {
        KONTOR_ASSERT(!isReading);
        isReading = true;
        ++readings;
    }
    void endReading() override { isReading = false; }
    qint64 position() override { return m_position; }
    std::optional<qint64> find(const domain::StreamName &stream) override;
    std::optional<application::Snapshot> snapshot(qint64 streamPosition, qint64 upTo) override;
    std::vector<qint64> positionsAfter(qint64 streamPosition, qint64 version, int limit) override;
    std::vector<qint64> outcomesOf(const QByteArray &caller, const QByteArray &key) override;

    //! Events that were asked for by positionsAfter().
    std::size_t positionsRead = 0;
    int readings = 0;
    bool isReading = false;

private:
    qint64 m_position = 0;
    qint64 m_outcome = 0;
    std::map<QByteArray, qint64> m_streams;
    std::map<qint64, std::vector<qint64>> m_positions;
    std::map<qint64, application::Snapshot> m_snapshots;
    std::map<qint64, std::map<qint64, application::Snapshot>> m_milestones;
    //! By the key alone, as the real one lists keys that are UUIDs: whose it is the record says.
    std::map<QByteArray, std::vector<qint64>> m_outcomes;
};

//! A submission without a key, and with one.
application::Submission ask(const domain::Command &command);
application::Submission ask(const domain::Command &command, const QByteArray &key,
    const QByteArray &fingerprint = "request");

//! A writer on a log and an index in memory, under a clock that stands still.
class MemoryLedger
{
public:
    explicit MemoryLedger(std::size_t capacity = 1000);

    //! One batch.
    application::BatchOutcome run(const std::vector<application::Submission> &submissions);
    //! A batch of one.
    application::CommandResult run(const application::Submission &submission);
    application::CommandResult run(const domain::Command &command) { return run(ask(command)); }
    //! The index catches up, and the writer hears of it.
    void index();
    //! A new writer on the same log, as after a restart.
    void reopen(std::size_t capacity = 1000);
    //! As the log tells it, folded from its first event.
    domain::Account account(AccountId id = alice) const;

    ScriptedClock clock{monday};
    MemoryLog log;
    MemoryIndex indexed;

private:
    std::unique_ptr<application::LogReader> m_reader = log.openWriterReader();
    std::unique_ptr<application::Writer> m_writer;
    std::vector<application::CommittedBatchPtr> m_unindexed;
};

} // namespace kontor::testing
