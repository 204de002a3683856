// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/ports/EventLog.h"
#include "storage/log/LogRow.h"
#include "support/Builders.h"

#include <atomic>
#include <map>
#include <mutex>

namespace kontor::testing {

//! The log in memory, with the chain of the real one: checks what it is given and fails when told to.
//! Any thread may read.
class MemoryLog final : public application::EventLog
{
public:
    using Fault = application::AppendFault::Kind;

    //! A fixed generation, so that the same run gives the same log.
    explicit MemoryLog(QByteArray generation = QByteArray(16, 'm'));

    QByteArray generation() const override { return m_generation; }
    application::LogHead head() const override;
    Result<Done, application::AppendFault> append(std::vector<application::RecordedEvent> &events,
        const std::vector<application::OutcomeRecord> &outcomes) override;
    Result<Done, application::AppendFault> sync() override;
    void betweenBatches() override { ++pauses; }
    std::unique_ptr<application::LogReader> openReader() override;
    std::unique_ptr<application::LogReader> openWriterReader() override;

    //! The next append fails like this.
    std::optional<Fault> failNext;
    //! No sync succeeds any more.
    std::atomic<bool> failSyncs = false;
    //! Appends so far, syncs, and turns of housekeeping.
    int appends = 0;
    std::atomic<int> syncs = 0;
    int pauses = 0;

    std::vector<application::RecordedEvent> events() const;
    std::vector<application::OutcomeRecord> outcomes() const;
    History history() const;

private:
    friend class MemoryLogReader;
    QByteArray m_generation;
    mutable std::mutex m_mutex;
    std::vector<application::RecordedEvent> m_events;
    std::vector<application::OutcomeRecord> m_outcomes;
    std::map<QByteArray, qint64> m_versions;
    application::LogHead m_head;
    application::LogHead m_durable;
    storage::RowFiller m_rows;
};

} // namespace kontor::testing
