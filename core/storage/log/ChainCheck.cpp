// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/log/ChainCheck.h"

#include "storage/log/HashChain.h"

namespace kontor::storage {

using application::LogHead;

LogHead readHead(Database &database)
{
    LogHead head;
    Statement event(database,
        u"SELECT position, recorded_at, hash FROM events ORDER BY position DESC LIMIT 1"_s);
    Statement outcome(database, u"SELECT seq, hash FROM outcomes ORDER BY seq DESC LIMIT 1"_s);
    const ReadTransaction transaction(database);
    event.query();
    if (event.next()) {
        head.position = event.integer(0);
        head.recordedAt = {event.integer(1)};
        head.eventHash = event.bytes(2);
    }
    event.finish();
    outcome.query();
    if (outcome.next()) {
        head.outcome = outcome.integer(0);
        head.outcomeHash = outcome.bytes(1);
    }
    outcome.finish();
    return head;
}

static qint64 numberOf(const EventRow &row)
{
    return row.position;
}

static qint64 numberOf(const OutcomeRow &row)
{
    return row.record.sequence;
}

static qint64 lastEventOf(const EventRow &row)
{
    return row.position;
}

static qint64 lastEventOf(const OutcomeRow &row)
{
    return row.record.lastPosition;
}

// Rows `known` (0: none) to `last`. The row before `known` lends its hash, so that the known one
// is held against its contents too.
template<class Row>
static std::optional<QString> walk(Statement &rows, Row (*read)(Statement &), const QString &what,
    qint64 known, const QByteArray &knownHash, qint64 last, qint64 lastEvent)
{
    QByteArray hash = emptyHash();
    qint64 expected = std::max<qint64>(known - 1, 1);
    rows.query(expected, last);
    while (rows.next()) {
        const Row row = read(rows);
        if (numberOf(row) != expected) {
            break;
        }
        const bool lender = expected == known - 1;
        hash = lender ? row.hash : chainHash(hash, row);
        if (row.hash != hash || (expected == known && hash != knownHash)) {
            return u"%1 %2 is not what was written (its hash differs)"_s.arg(what).arg(expected);
        }
        if (lastEventOf(row) > lastEvent) {
            return u"%1 %2 names event %3, which is missing"_s.arg(what).arg(expected).arg(
                lastEventOf(row));
        }
        ++expected;
    }
    rows.finish();
    return expected == last + 1 || (last == 0 && expected == 1)
        ? std::nullopt
        : std::optional(u"%1 %2 is missing"_s.arg(what).arg(expected));
}

std::optional<QString> checkTail(Database &database, const LogHead &from, const LogHead &to)
{
    Statement events(database, selectEventRows());
    if (auto fault = walk(events, readEventRow, u"event"_s, from.position, from.eventHash,
            to.position, to.position)) {
        return fault;
    }
    Statement outcomes(database, selectOutcomeRows());
    return walk(outcomes, readOutcomeRow, u"outcome"_s, from.outcome, from.outcomeHash, to.outcome,
        to.position);
}

} // namespace kontor::storage
