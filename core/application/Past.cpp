// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/Past.h"

#include <algorithm>

namespace kontor::application {

std::vector<RecordedEvent> eventsBetween(LogReader &log, qint64 first, qint64 last)
{
    std::vector<RecordedEvent> events;
    log.events(first, last, [&](const RecordedEvent &event) {
        events.push_back(event);
        return true;
    });
    return events;
}

//! The highest number from `low` to `high` that still fits; `low` fits for certain.
template<class Fits>
static qint64 lastThatFits(qint64 low, qint64 high, Fits fits)
{
    while (low < high) {
        const qint64 middle = low + (high - low + 1) / 2;
        if (fits(middle)) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    return low;
}

qint64 positionAt(LogReader &log, Timestamp at)
{
    return lastThatFits(0, log.head().position,
        [&](qint64 position) { return log.recordedAt(position) <= at; });
}

qint64 versionAt(StreamIndex &index, qint64 streamPosition, qint64 position)
{
    // Each of the stream's events has a position of its own, which bounds the version.
    return lastThatFits(0, std::max<qint64>(0, position - streamPosition + 1), [&](qint64 version) {
        const auto found = index.positionsAfter(streamPosition, version - 1, 1);
        return !found.empty() && found.front() <= position;
    });
}

qint64 versionAt(StreamIndex &index, LogReader &log, const domain::StreamName &stream, Timestamp at)
{
    const auto first = index.find(stream);
    return first ? versionAt(index, *first, positionAt(log, at)) : 0;
}

} // namespace kontor::application
