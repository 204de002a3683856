// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/ports/EventLog.h"
#include "storage/log/LogRow.h"

#include <mutex>

namespace kontor::storage {

//! The log in memory, with the same chain: for tests and simulation. Readers may live in other
//! threads.
class MemoryEventLog final : public application::EventLog
{
public:
    //! A fixed generation, so that the same run gives the same log.
    explicit MemoryEventLog(QByteArray generation = QByteArray(16, 'm'));

    QByteArray generation() const override { return m_generation; }
    application::LogHead head() const override;
    Result<Done, application::AppendFault> append(std::vector<application::RecordedEvent> &events,
        const std::vector<application::OutcomeRecord> &outcomes) override;
    std::unique_ptr<application::LogReader> openReader() override;

private:
    friend class MemoryLogReader;
    QByteArray m_generation;
    mutable std::mutex m_mutex;
    std::vector<application::RecordedEvent> m_events;
    std::vector<application::OutcomeRecord> m_outcomes;
    application::LogHead m_head;
    RowFiller m_rows;
};

} // namespace kontor::storage
