// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/log/LogSpan.h"

namespace kontor::storage {

using application::LogHead;

static Failure<OpenError> missing(const Database &database, const QString &what, qint64 number)
{
    return Failure{database.fault().value_or(OpenError{OpenError::Data,
        u"%1: %2 %3 is missing"_s.arg(database.path(), what).arg(number)})};
}

Result<LogHead, OpenError> headAt(Database &database, qint64 position, qint64 outcome)
{
    LogHead head;
    if (position > 0) {
        Statement row(database, u"SELECT recorded_at, hash FROM events WHERE position = ?"_s);
        row.query(position);
        if (!row.next()) {
            return missing(database, u"event"_s, position);
        }
        head.position = position;
        head.recordedAt = {row.integer(0)};
        head.eventHash = row.bytes(1);
    }
    if (outcome > 0) {
        Statement row(database, u"SELECT hash FROM outcomes WHERE seq = ?"_s);
        row.query(outcome);
        if (!row.next()) {
            return missing(database, u"outcome"_s, outcome);
        }
        head.outcome = outcome;
        head.outcomeHash = row.bytes(0);
    }
    return head;
}

static qint64 lastOutcomeOf(Database &database, qint64 position)
{
    Statement row(database, u"SELECT MAX(seq) FROM outcomes WHERE last_position <= ?"_s);
    row.query(position);
    return row.next() ? row.integer(0) : 0;
}

Result<LogSpan, OpenError> logSpan(Database &database, const LogHead &head, qint64 from, qint64 to)
{
    const qint64 wanted = std::max(to, from > 1 ? from : 0);
    if (wanted > head.position) {
        return Failure{OpenError{OpenError::NoInput,
            u"%1: there is no event %2, the log ends at %3"_s.arg(database.path()).arg(wanted)
                .arg(head.position)}};
    }
    LogSpan span{{}, head.position, head.outcome, true};
    if (from > 1) {
        auto before = headAt(database, from - 1, lastOutcomeOf(database, from - 1));
        if (!before) {
            return Failure{before.error()};
        }
        span.before = *before;
        span.isWhole = false;
    }
    if (to > 0 && to < head.position) {
        span.lastEvent = to;
        span.lastOutcome = lastOutcomeOf(database, to);
        span.isWhole = false;
    }
    return span;
}

} // namespace kontor::storage
