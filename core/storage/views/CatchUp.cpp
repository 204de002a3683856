// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/views/CatchUp.h"

namespace kontor::storage {

using application::ChangedStream;
using application::CommittedBatch;
using application::CommittedBatchPtr;
using application::LogHead;
using application::OutcomeRecord;
using application::RecordedEvent;

CatchUp::CatchUp(application::LogReader &reader, application::StreamIndex &index,
    const application::Checkpoint &from, std::size_t streamsInMemory)
    : m_reader(reader), m_index(index), m_capacity(streamsInMemory), m_position(from.position),
      m_outcome(from.outcome), m_hash(from.eventHash)
{
}

static bool follows(const RecordedEvent &event, const ChangedStream &stream)
{
    return event.version == stream.version + 1 && domain::fits(*stream.state, event.event);
}

static void foldInto(ChangedStream &stream, const RecordedEvent &event)
{
    stream.state = domain::evolved(*stream.state, event.event, event.recordedAt);
    stream.version = event.version;
    stream.position = event.position;
}

// What came before this batch is in the views.
CatchUp::Folded &CatchUp::load(const RecordedEvent &event)
{
    const auto [found, isNew] = m_streams.try_emplace(event.streamPosition);
    ChangedStream &stream = found->second.stream;
    if (!isNew) {
        return found->second;
    }
    stream.stream = event.stream;
    stream.streamPosition = event.streamPosition;
    stream.state = std::make_shared<const domain::State>(domain::initialState(event.stream.kind()));
    if (event.version == 1) {
        return found->second;
    }
    if (auto snapshot = m_index.snapshot(event.streamPosition)) {
        stream.state = std::make_shared<const domain::State>(std::move(snapshot->state));
        stream.version = snapshot->version;
    }
    for (const RecordedEvent &earlier :
        m_reader.bareAt(m_index.positionsAfter(event.streamPosition, stream.version))) {
        if (earlier.streamPosition != event.streamPosition || !follows(earlier, stream)) {
            m_index.unsound(
                u"event %1 is no entry of the stream at event %2"_s.arg(earlier.position)
                    .arg(event.streamPosition));
        }
        foldInto(stream, earlier);
    }
    if (stream.version + 1 != event.version) {
        blame(event);
    }
    return found->second;
}

// An entry before this one is missing, in the views or in the log itself. That is read again: it is done
// once, at the end.
void CatchUp::blame(const RecordedEvent &event)
{
    bool isInLog = false;
    m_reader.events(event.streamPosition, event.position - 1, [&](const RecordedEvent &earlier) {
        isInLog = earlier.streamPosition == event.streamPosition
            && earlier.version == event.version - 1;
        return !isInLog;
    });
    if (isInLog) {
        m_index.unsound(
            u"entries of the stream at event %1 are missing"_s.arg(event.streamPosition));
    }
    m_reader.unsound(event.position, u"it does not follow the one before in its stream"_s);
}

void CatchUp::fold(const RecordedEvent &event)
{
    Folded &folded = load(event);
    if (!follows(event, folded.stream)) {
        m_reader.unsound(event.position, u"it does not follow the one before in its stream"_s);
    }
    foldInto(folded.stream, event);
    if (event.version % application::snapshotEvery == 0) {
        folded.snapshot = folded.stream;
    }
    if (event.version % application::milestoneEvery == 0) {
        m_milestones.push_back(folded.stream);
    }
    if (!std::exchange(folded.touched, true)) {
        m_touched.push_back(&folded);
    }
}

void CatchUp::takeChanges(CommittedBatch &batch)
{
    batch.changed.reserve(m_touched.size());
    for (Folded *folded : m_touched) {
        batch.changed.push_back(folded->stream);
        if (folded->snapshot) {
            batch.snapshots.push_back(std::move(*folded->snapshot));
            folded->snapshot.reset();
        }
        folded->touched = false;
    }
    m_touched.clear();
    batch.milestones = std::exchange(m_milestones, {});
}

// The log does not say where a command ends, but all of it has one cause and one time.
static bool isOfOneCommand(const RecordedEvent &before, const RecordedEvent &event)
{
    return event.recordedAt == before.recordedAt && event.cause == before.cause;
}

namespace {

//! Tens of thousands of streams are looked up for one batch: together that takes half as long.
class Reading
{
public:
    Reading(application::LogReader &log, application::StreamIndex &index)
        : m_log(log), m_index(index)
    {
        m_index.beginReading();
        m_log.beginReading();
    }
    ~Reading()
    {
        m_log.endReading();
        m_index.endReading();
    }
    Reading(const Reading &) = delete;
    Reading &operator=(const Reading &) = delete;

private:
    application::LogReader &m_log;
    application::StreamIndex &m_index;
};

} // namespace

CommittedBatchPtr CatchUp::next(const LogHead &to, qint64 limit)
{
    if (m_position >= to.position && m_outcome >= to.outcome) {
        return nullptr;
    }
    if (m_streams.size() > m_capacity) {
        m_streams.clear();
    }
    const Reading reading(m_reader, m_index);
    auto batch = std::make_shared<CommittedBatch>();
    m_reader.events(m_position + 1, to.position, [&](const RecordedEvent &event) {
        if (qint64(batch->events.size()) >= limit && !isOfOneCommand(batch->events.back(), event)) {
            return false;
        }
        fold(event);
        batch->events.push_back(event);
        return true;
    });
    m_reader.outcomes(m_outcome + 1, std::min(to.outcome, m_outcome + limit),
        [&](const OutcomeRecord &outcome) {
            batch->outcomes.push_back(outcome);
            return true;
        });
    takeChanges(*batch);
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
