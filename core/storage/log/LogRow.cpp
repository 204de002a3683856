// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/log/LogRow.h"

#include "storage/codec/Upcasters.h"

namespace kontor::storage {

EventRow &RowFiller::fill(const application::RecordedEvent &event)
{
    m_row.position = event.position;
    m_row.stream = event.streamPosition;
    m_row.version = event.version;
    m_row.type = domain::typeName(event.event);
    m_row.schema = currentSchemaOf(event.event);
    m_row.money = moneyOf(event.event);
    m_row.data.clear();
    appendEventData(m_row.data, event.event);
    m_row.meta.clear();
    const domain::StreamName *name = event.version == 1 ? &event.stream : nullptr;
    if (m_told > 0 && event.cause == m_cause) {
        appendMeta(m_row.meta, event.position - m_told, name);
    } else {
        appendMeta(m_row.meta, event.cause, name);
        m_told = event.position;
        m_cause = event.cause;
    }
    m_row.recordedAt = event.recordedAt.micros;
    return m_row;
}

static QString selectEventColumns()
{
    return u"SELECT position, stream, version, CAST(events.type AS BLOB), schema, amount,"
           " balance_after, CAST(data AS BLOB), CAST(meta AS BLOB), recorded_at, hash FROM "_s;
}

QString selectEventRows()
{
    return selectEventColumns() + u"events WHERE position BETWEEN ? AND ? ORDER BY position"_s;
}

// A cross join keeps the order of the array. The cast is not for nothing: the array comes as bytes, in
// which SQLite from 3.45 on would look for its binary JSON first, and sometimes find it.
QString selectSomeEventRows()
{
    return selectEventColumns()
        + u"json_each(CAST(? AS TEXT)) wanted CROSS JOIN events ON events.position = wanted.value"_s;
}

EventRow readEventRow(Statement &row)
{
    return {row.integer(0), row.integer(1), row.integer(2), row.bytes(3).toStdString(),
        int(row.integer(4)), {row.optionalInteger(5), row.optionalInteger(6)},
        row.bytes(7).toStdString(), row.bytes(8).toStdString(), row.integer(9), row.bytes(10)};
}

QString selectOutcomeRows()
{
    return u"SELECT seq, CAST(key AS BLOB), CAST(caller AS BLOB), fingerprint,"
           " CAST(refusal AS BLOB), detail, first_position, last_position, hash FROM outcomes"
           " WHERE seq BETWEEN ? AND ? ORDER BY seq"_s;
}

OutcomeRow readOutcomeRow(Statement &row)
{
    return {{row.integer(0), row.bytes(1), row.bytes(2), row.bytes(3), row.bytes(4), row.integer(5),
                row.integer(6), row.integer(7)},
        row.bytes(8)};
}

} // namespace kontor::storage
