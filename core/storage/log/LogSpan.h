// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/OpenError.h"
#include "storage/log/LogRow.h"

namespace kontor::storage {

//! A part of the log: what comes after one head, up to another. Parts that follow each other make a
//! whole, outcomes included: refusals, which name no event, belong to the part of the next event.
struct LogSpan
{
    application::LogHead before;
    qint64 lastEvent = 0;
    qint64 lastOutcome = 0;
    //! Nothing comes before it or after it.
    bool isWhole = true;

    qint64 firstEvent() const { return before.position + 1; }
    qint64 firstOutcome() const { return before.outcome + 1; }
};

//! The events `from` to `to` (0: to the end) of a log that ends at `head`.
Result<LogSpan, OpenError> logSpan(Database &database, const application::LogHead &head, qint64 from,
    qint64 to);

//! Where the log ended after an event and an outcome (0: before the first), as these rows say.
Result<application::LogHead, OpenError> headAt(Database &database, qint64 position, qint64 outcome);

//! Visits the rows of a table from one number to another, until `visit` returns false or there are no
//! more. In pieces: a reading that stays open would keep the write-ahead log from beginning anew.
template<class Row, class Visit>
void eachRow(Database &database, const QString &select, Row (*read)(Statement &), qint64 first,
    qint64 last, const Visit &visit)
{
    static constexpr qint64 piece = 4'096;
    Statement rows(database, select);
    for (; first <= last; first += piece) {
        bool found = false;
        rows.query(first, std::min(last, first + piece - 1));
        while (rows.next()) {
            found = true;
            if (!visit(read(rows))) {
                rows.finish();
                return;
            }
        }
        if (!found) {
            return;
        }
    }
}

template<class Visit>
void eachEvent(Database &database, qint64 first, qint64 last, const Visit &visit)
{
    eachRow(database, selectEventRows(), readEventRow, first, last, visit);
}

template<class Visit>
void eachOutcome(Database &database, qint64 first, qint64 last, const Visit &visit)
{
    eachRow(database, selectOutcomeRows(), readOutcomeRow, first, last, visit);
}

} // namespace kontor::storage
