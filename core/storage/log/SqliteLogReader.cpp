// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/log/SqliteLogReader.h"

#include "storage/OpenError.h"
#include "storage/log/ChainCheck.h"

namespace kontor::storage {

using application::LogHead;
using application::OutcomeRecord;
using application::RecordedEvent;

// Rows are read in pieces: a reading that stays open would keep the write-ahead log from beginning
// anew, and what is called for each row may take its time.
static constexpr qint64 piece = 512;
static constexpr std::size_t namesKept = 131'072;

SqliteLogReader::SqliteLogReader(std::unique_ptr<Database> database,
    std::shared_ptr<const DurableHead> durable)
    : m_database(std::move(database)), m_durable(std::move(durable)),
      m_events(*m_database, selectEventRows()), m_some(*m_database, selectSomeEventRows()),
      m_recordedAt(*m_database, u"SELECT recorded_at FROM events WHERE position = ?"_s),
      m_meta(*m_database, u"SELECT CAST(meta AS BLOB) FROM events WHERE position = ?"_s),
      m_outcomes(*m_database, selectOutcomeRows())
{
}

void SqliteLogReader::unsound(qint64 position, const QString &what)
{
    const QString text = u"event %1: %2"_s.arg(position).arg(what);
    m_database->readingFailed(OpenError::Data, text);
    halt(OpenError::Data, u"%1: %2"_s.arg(m_database->path(), text));
}

EventMeta SqliteLogReader::metaAt(qint64 position)
{
    const Finishing end(m_meta);
    m_meta.query(position);
    auto meta = m_meta.next() ? decodeMeta(m_meta.bytes(0)) : Failure{u"it is missing"_s};
    if (!meta) {
        unsound(position, meta.error());
    }
    return std::move(*meta);
}

const domain::StreamName &SqliteLogReader::nameOf(qint64 streamPosition)
{
    const auto found = m_names.find(streamPosition);
    if (found != m_names.end()) {
        return found->second;
    }
    EventMeta meta = metaAt(streamPosition);
    if (meta.stream.name().isEmpty()) {
        unsound(streamPosition, u"the stream's name is missing"_s);
    }
    if (m_names.size() >= namesKept) {
        m_names.clear();
    }
    return m_names.emplace(streamPosition, std::move(meta.stream)).first->second;
}

const domain::Cause &SqliteLogReader::causeOf(qint64 position, EventMeta &meta)
{
    const qint64 told = position - meta.sameAs;
    if (told != m_told) {
        m_cause = meta.sameAs == 0 ? std::move(meta.cause) : metaAt(told).cause;
        m_told = told;
    }
    return m_cause;
}

RecordedEvent SqliteLogReader::readBare(Statement &row)
{
    RecordedEvent event;
    event.position = row.integer(0);
    event.streamPosition = row.integer(1);
    event.version = row.integer(2);
    auto decoded = decodeEvent(row.bytes(3), int(row.integer(4)),
        {row.optionalInteger(5), row.optionalInteger(6)}, row.bytes(7));
    if (!decoded) {
        unsound(event.position, decoded.error());
    }
    event.recordedAt = {row.integer(9)};
    event.event = std::move(*decoded);
    return event;
}

RecordedEvent SqliteLogReader::read(Statement &row)
{
    RecordedEvent event = readBare(row);
    auto meta = decodeMeta(row.bytes(8));
    if (!meta) {
        unsound(event.position, meta.error());
    }
    event.id.uuid = Uuid::fromDigest(row.bytes(10));
    event.cause = causeOf(event.position, *meta);
    if (event.version == 1) {
        event.stream = std::move(meta->stream);
        if (m_names.size() < namesKept) {
            m_names.emplace(event.position, event.stream);
        }
    } else {
        event.stream = nameOf(event.streamPosition);
    }
    return event;
}

void SqliteLogReader::readEvents(qint64 first, qint64 last, std::vector<RecordedEvent> &rows)
{
    const Finishing end(m_events);
    m_events.query(first, last);
    while (m_events.next()) {
        rows.push_back(read(m_events));
    }
}

void SqliteLogReader::events(qint64 first, qint64 last,
    const std::function<bool(const RecordedEvent &)> &visit)
{
    if (m_durable) {
        last = std::min(last, m_durable->get().position);
    }
    std::vector<RecordedEvent> rows;
    for (qint64 at = first; at <= last; at += piece) {
        rows.clear();
        readEvents(at, std::min(last, at + piece - 1), rows);
        for (const RecordedEvent &row : rows) {
            if (!visit(row)) {
                return;
            }
        }
        if (qint64(rows.size()) < std::min(piece, last - at + 1)) {
            return;
        }
    }
}

// One statement for all of them: beginning one costs more than a row does.
std::vector<RecordedEvent> SqliteLogReader::rowsAt(const std::vector<qint64> &positions,
    RecordedEvent (SqliteLogReader::*readRow)(Statement &))
{
    std::vector<RecordedEvent> rows;
    rows.reserve(positions.size());
    const ReadTransaction transaction(*m_database);
    const Finishing end(m_some);
    m_some.query(toJson(positions));
    for (const qint64 position : positions) {
        if (!m_some.next() || m_some.integer(0) != position) {
            unsound(position, u"it is missing"_s);
        }
        rows.push_back((this->*readRow)(m_some));
    }
    return rows;
}

std::vector<RecordedEvent> SqliteLogReader::at(const std::vector<qint64> &positions)
{
    return rowsAt(positions, &SqliteLogReader::read);
}

std::vector<RecordedEvent> SqliteLogReader::bareAt(const std::vector<qint64> &positions)
{
    return rowsAt(positions, &SqliteLogReader::readBare);
}

Timestamp SqliteLogReader::recordedAt(qint64 position)
{
    const Finishing end(m_recordedAt);
    m_recordedAt.query(position);
    if (!m_recordedAt.next()) {
        unsound(position, u"it is missing"_s);
    }
    return {m_recordedAt.integer(0)};
}

void SqliteLogReader::outcomes(qint64 first, qint64 last,
    const std::function<bool(const OutcomeRecord &)> &visit)
{
    if (m_durable) {
        last = std::min(last, m_durable->get().outcome);
    }
    std::vector<OutcomeRecord> rows;
    for (qint64 at = first; at <= last; at += piece) {
        rows.clear();
        m_outcomes.query(at, std::min(last, at + piece - 1));
        while (m_outcomes.next()) {
            rows.push_back(readOutcomeRow(m_outcomes).record);
        }
        for (const OutcomeRecord &row : rows) {
            if (!visit(row)) {
                return;
            }
        }
        if (qint64(rows.size()) < std::min(piece, last - at + 1)) {
            return;
        }
    }
}

std::optional<OutcomeRecord> SqliteLogReader::outcome(qint64 sequence)
{
    std::optional<OutcomeRecord> found;
    outcomes(sequence, sequence, [&](const OutcomeRecord &record) {
        found = record;
        return false;
    });
    return found;
}

LogHead SqliteLogReader::head()
{
    return m_durable ? m_durable->get() : readHead(*m_database);
}

} // namespace kontor::storage
