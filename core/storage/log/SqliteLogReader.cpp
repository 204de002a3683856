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

SqliteLogReader::SqliteLogReader(std::unique_ptr<Database> database)
    : m_database(std::move(database)), m_events(*m_database, selectEventRows()),
      m_some(*m_database, selectSomeEventRows()),
      m_recordedAt(*m_database, u"SELECT recorded_at FROM events WHERE position = ?"_s),
      m_meta(*m_database, u"SELECT CAST(meta AS BLOB) FROM events WHERE position = ?"_s),
      m_metas(*m_database, selectSomeMetas()),
      m_outcomes(*m_database, selectOutcomeRows())
{
}

void SqliteLogReader::unreadable(qint64 position, const QString &what)
{
    // A reading that stays unfinished would keep the write-ahead log from beginning anew.
    for (Statement *statement :
        {&m_events, &m_some, &m_recordedAt, &m_meta, &m_metas, &m_outcomes}) {
        statement->finish();
    }
    const QString text = u"event %1: %2"_s.arg(position).arg(what);
    m_database->readingFailed(OpenError::Data, text);
    halt(OpenError::Data, u"%1: %2"_s.arg(m_database->path(), text));
}

EventMeta SqliteLogReader::readMeta(qint64 position, const QByteArray &text)
{
    auto meta = decodeMeta(text);
    if (!meta) {
        unreadable(position, meta.error());
    }
    return std::move(*meta);
}

EventMeta SqliteLogReader::metaAt(qint64 position)
{
    m_meta.query(position);
    if (!m_meta.next()) {
        unreadable(position, u"it is missing"_s);
    }
    const QByteArray text = m_meta.bytes(0);
    m_meta.finish();
    return readMeta(position, text);
}

const domain::StreamName &SqliteLogReader::nameOf(qint64 streamPosition)
{
    const auto found = m_names.find(streamPosition);
    if (found != m_names.end()) {
        return found->second;
    }
    EventMeta meta = metaAt(streamPosition);
    if (meta.stream.name().isEmpty()) {
        unreadable(streamPosition, u"the stream's name is missing"_s);
    }
    if (m_names.size() >= namesKept) {
        m_names.clear();
    }
    return m_names.emplace(streamPosition, std::move(meta.stream)).first->second;
}

const domain::Cause &SqliteLogReader::causeAt(qint64 position)
{
    if (position != m_told) {
        m_cause = metaAt(position).cause;
        m_told = position;
    }
    return m_cause;
}

RecordedEvent SqliteLogReader::read(Statement &row, Told &told)
{
    RecordedEvent event;
    event.position = row.integer(0);
    event.streamPosition = row.integer(1);
    event.version = row.integer(2);
    auto decoded = decodeEvent(row.bytes(3), int(row.integer(4)),
        {row.optionalInteger(5), row.optionalInteger(6)}, row.bytes(7));
    if (!decoded) {
        unreadable(event.position, decoded.error());
    }
    EventMeta meta = readMeta(event.position, row.bytes(8));
    event.recordedAt = {row.integer(9)};
    event.id.uuid = Uuid::fromDigest(row.bytes(10));
    event.event = std::move(*decoded);
    event.cause = std::move(meta.cause);
    told = meta.sameAs == 0 ? Told() : event.position - meta.sameAs;
    if (event.version == 1) {
        event.stream = std::move(meta.stream);
        if (m_names.size() < namesKept) {
            m_names.emplace(event.position, event.stream);
        }
    } else {
        event.stream = nameOf(event.streamPosition);
    }
    return event;
}

void SqliteLogReader::events(qint64 first, qint64 last,
    const std::function<bool(const RecordedEvent &)> &visit)
{
    std::vector<RecordedEvent> rows;
    for (qint64 at = first; at <= last; at += piece) {
        rows.clear();
        m_events.query(at, std::min(last, at + piece - 1));
        while (m_events.next()) {
            Told told;
            rows.push_back(read(m_events, told));
            if (told) {
                rows.back().cause = causeAt(*told);
            } else {
                m_told = rows.back().position;
                m_cause = rows.back().cause;
            }
        }
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

void SqliteLogReader::tellCauses(std::vector<RecordedEvent> &rows, const std::vector<Told> &told)
{
    std::vector<qint64> positions;
    for (const Told &position : told) {
        if (position) {
            positions.push_back(*position);
        }
    }
    m_metas.query(toJson(positions));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (told[i]) {
            if (!m_metas.next() || m_metas.integer(0) != *told[i]) {
                unreadable(*told[i], u"it is missing"_s);
            }
            rows[i].cause = readMeta(*told[i], m_metas.bytes(1)).cause;
        }
    }
    m_metas.finish();
}

// One statement for all of them: beginning one costs more than a row does.
std::vector<RecordedEvent> SqliteLogReader::at(const std::vector<qint64> &positions)
{
    std::vector<RecordedEvent> rows;
    std::vector<Told> told;
    rows.reserve(positions.size());
    told.reserve(positions.size());
    const ReadTransaction transaction(*m_database);
    m_some.query(toJson(positions));
    for (const qint64 position : positions) {
        if (!m_some.next() || m_some.integer(0) != position) {
            unreadable(position, u"it is missing"_s);
        }
        rows.push_back(read(m_some, told.emplace_back()));
    }
    m_some.finish();
    tellCauses(rows, told);
    return rows;
}

Timestamp SqliteLogReader::recordedAt(qint64 position)
{
    m_recordedAt.query(position);
    if (!m_recordedAt.next()) {
        unreadable(position, u"it is missing"_s);
    }
    const Timestamp at{m_recordedAt.integer(0)};
    m_recordedAt.finish();
    return at;
}

void SqliteLogReader::outcomes(qint64 first, qint64 last,
    const std::function<bool(const OutcomeRecord &)> &visit)
{
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
    return readHead(*m_database);
}

} // namespace kontor::storage
