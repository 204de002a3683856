// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/Explanation.h"

#include "application/Past.h"
#include "application/StreamStore.h"

#include <algorithm>

namespace kontor::application {

PastAccount pastAccount(StreamIndex &index, LogReader &log, AccountId id, qint64 version)
{
    const auto name = domain::StreamName::of(id);
    const StreamStore store(index, log, 0);
    const auto stored = store.asOf(name, version, {});
    KONTOR_ASSERT(stored);
    const auto positions = index.positionsAfter(stored->streamPosition, version - 1, 1);
    return {version, log.recordedAt(positions.front()), std::get<domain::Account>(*stored->state)};
}

static qint64 balanceBefore(const RecordedEvent &movement)
{
    return std::visit(
        [](const auto &event) -> qint64 {
            if constexpr (domain::MoneyEvent<std::decay_t<decltype(event)>>) {
                return event.balanceAfter - event.amount;
            } else {
                return 0;
            }
        },
        movement.event);
}

static bool places(const RecordedEvent &event, HoldId hold)
{
    const auto *placed = std::get_if<domain::HoldPlaced>(&event.event);
    return placed && placed->holdId == hold;
}

// A hold says when it was placed: its event is among those of that moment.
static RecordedEvent placingOf(StreamIndex &index, LogReader &log, AccountId id,
    const domain::Hold &hold)
{
    const auto name = domain::StreamName::of(id);
    const qint64 before = versionAt(index, log, name, {hold.placedAt.micros - 1});
    const qint64 upTo = versionAt(index, log, name, hold.placedAt);
    const auto events
        = log.at(index.positionsAfter(*index.find(name), before, int(upTo - before)));
    const auto found = std::find_if(events.begin(), events.end(),
        [&](const RecordedEvent &event) { return places(event, hold.id); });
    KONTOR_ASSERT(found != events.end());
    return *found;
}

Explanation explain(ViewReader &views, StreamIndex &index, LogReader &log, AccountId id,
    qint64 version, int limit)
{
    Explanation explanation{pastAccount(index, log, id, version), 0, {}, {}};
    std::vector<qint64> positions;
    for (const EntryRow &row : views.entriesBefore(id, version + 1, limit, true)) {
        positions.push_back(row.position);
    }
    std::reverse(positions.begin(), positions.end());
    explanation.movements = log.at(positions);
    explanation.carried = balanceBefore(explanation.movements.front());
    for (const domain::Hold &hold : explanation.at.account.holds) {
        explanation.holds.push_back(placingOf(index, log, id, hold));
    }
    return explanation;
}

} // namespace kontor::application
