// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/views/CatchUp.h"

#include <unordered_map>

namespace kontor::storage {

using application::ChangedStream;
using application::CommittedBatch;
using application::CommittedBatchPtr;
using application::LogHead;
using application::OutcomeRecord;
using application::RecordedEvent;
using application::StoredStream;

CatchUp::CatchUp(application::LogReader &reader, application::StreamIndex &index,
    const application::Checkpoint &from, std::size_t streamsInMemory)
    : m_reader(reader), m_streams(index, reader, streamsInMemory), m_position(from.position),
      m_outcome(from.outcome), m_hash(from.eventHash)
{
}

static ChangedStream changed(const domain::StreamName &name, const StoredStream &stored)
{
    return {name, stored.streamPosition, stored.version, stored.lastPosition, stored.state};
}

CommittedBatchPtr CatchUp::next(const LogHead &to, qint64 limit)
{
    if (m_position >= to.position && m_outcome >= to.outcome) {
        return nullptr;
    }
    // The batch before is in the views by now.
    m_streams.indexReached(m_position);
    auto batch = std::make_shared<CommittedBatch>();
    std::unordered_map<domain::StreamName, ChangedStream> snapshots;
    m_reader.events(m_position + 1, std::min(to.position, m_position + limit),
        [&](const RecordedEvent &event) {
            const StoredStream &stored
                = m_streams.stage(event.stream, event.event, event.position, event.recordedAt);
            KONTOR_ASSERT(stored.version == event.version);
            if (stored.version % 5 == 0) {
                snapshots[event.stream] = changed(event.stream, stored);
            }
            batch->events.push_back(event);
            return true;
        });
    m_reader.outcomes(m_outcome + 1, std::min(to.outcome, m_outcome + limit),
        [&](const OutcomeRecord &outcome) {
            batch->outcomes.push_back(outcome);
            return true;
        });
    for (const auto &[name, stored] : m_streams.staged()) {
        batch->changed.push_back(changed(name, stored));
    }
    for (auto &[name, snapshot] : snapshots) {
        batch->snapshots.push_back(std::move(snapshot));
    }
    m_streams.commit();
    if (!batch->events.empty()) {
        const RecordedEvent &last = batch->events.back();
        m_position = last.position;
        // The first half of the hash, as the event's id carries it, is enough to know the log by.
        m_hash = QByteArray(reinterpret_cast<const char *>(last.id.uuid.bytes.data()), 16);
    }
    m_outcome += qint64(batch->outcomes.size());
    batch->head = {m_position, m_outcome, {}, m_hash, {}};
    return batch;
}

} // namespace kontor::storage
