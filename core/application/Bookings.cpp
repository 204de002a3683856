// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/Bookings.h"

#include "application/Past.h"

#include <QDateTime>

namespace kontor::application {

// How far the day something was booked on may be from the one it was recorded on: time zones, and
// branches that book on their own business day.
static constexpr int slackDays = 31;

static Timestamp startOf(QDate day)
{
    return {QDateTime(day, QTime(0, 0), Qt::UTC).toMSecsSinceEpoch() * 1000};
}

static BookingSpan spanOf(StreamIndex &index, LogReader &log, const BookingQuery &query)
{
    const auto versionOn = [&](QDate day) {
        return versionAt(index, log, domain::StreamName::of(query.id), startOf(day));
    };
    return {query.id, query.first, query.last, versionOn(query.first.addDays(-slackDays)),
        versionOn(query.last.addDays(slackDays))};
}

static BookingTotals totalsUpTo(ViewReader &views, BookingSpan span, qint64 version)
{
    span.upToVersion = std::min(span.upToVersion, version);
    return views.bookingTotals(span);
}

Bookings bookingsOf(ViewReader &views, StreamIndex &index, LogReader &log, const BookingQuery &query)
{
    const BookingSpan span = spanOf(index, log, query);
    auto rows = views.bookings(span, query.afterVersion, query.limit + 1);
    Bookings bookings;
    bookings.totals = views.bookingTotals(span);
    bookings.version = span.upToVersion;
    bookings.before = bookings.totals.opening;
    if (query.afterVersion > 0) {
        const BookingTotals seen = totalsUpTo(views, span, query.afterVersion);
        bookings.before += seen.credits - seen.debits;
        bookings.countBefore = seen.count;
    }
    if (int(rows.size()) > query.limit) {
        rows.resize(std::size_t(query.limit));
        bookings.next = rows.back().version;
    }
    std::vector<qint64> positions;
    for (const BookingRow &row : rows) {
        positions.push_back(row.position);
    }
    bookings.events = log.at(positions);
    return bookings;
}

} // namespace kontor::application
