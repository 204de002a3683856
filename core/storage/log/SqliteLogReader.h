// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/ports/EventLog.h"
#include "storage/log/DurableHead.h"
#include "storage/log/LogRow.h"
#include "storage/sql/Statement.h"

namespace kontor::storage {

//! Reads the log over a read-only connection. What cannot be read ends the process or throws, as the
//! database was told: an answer made up from a damaged ledger is worse than none.
class SqliteLogReader final : public application::LogReader
{
public:
    //! Nothing behind `durable` is shown; without it, all that the file has.
    explicit SqliteLogReader(std::unique_ptr<Database> database,
        std::shared_ptr<const DurableHead> durable = {});
    void events(qint64 first, qint64 last,
        const std::function<bool(const application::RecordedEvent &)> &visit) override;
    std::vector<application::RecordedEvent> at(const std::vector<qint64> &positions) override;
    std::vector<application::RecordedEvent> bareAt(const std::vector<qint64> &positions) override;
    void beginReading() override { m_database->beginReading(); }
    void endReading() override { m_database->endReading(); }
    Timestamp recordedAt(qint64 position) override;
    void outcomes(qint64 first, qint64 last,
        const std::function<bool(const application::OutcomeRecord &)> &visit) override;
    std::optional<application::OutcomeRecord> outcome(qint64 sequence) override;
    application::LogHead head() override;
    [[noreturn]] void unsound(qint64 position, const QString &what) override;

private:
    application::RecordedEvent read(Statement &row);
    application::RecordedEvent readBare(Statement &row);
    std::vector<application::RecordedEvent> rowsAt(const std::vector<qint64> &positions,
        application::RecordedEvent (SqliteLogReader::*readRow)(Statement &));
    void readEvents(qint64 first, qint64 last, std::vector<application::RecordedEvent> &rows);
    const domain::StreamName &nameOf(qint64 streamPosition);
    EventMeta metaAt(qint64 position);
    const domain::Cause &causeOf(qint64 position, EventMeta &meta);

    std::unique_ptr<Database> m_database;
    std::shared_ptr<const DurableHead> m_durable;
    Statement m_events;
    Statement m_some;
    Statement m_recordedAt;
    Statement m_meta;
    Statement m_outcomes;
    std::unordered_map<qint64, domain::StreamName> m_names;
    //! The cause that was told last, and where.
    qint64 m_told = 0;
    domain::Cause m_cause;
};

} // namespace kontor::storage
