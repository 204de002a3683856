// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/StreamStore.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace kontor::application {

StreamStore::StreamStore(StreamIndex &index, LogReader &reader, std::size_t capacity)
    : m_index(index), m_reader(reader), m_capacity(capacity), m_trimAbove(capacity),
      m_indexed(index.position())
{
}

const domain::State &StreamStore::of(const domain::StreamName &stream) const
{
    return *current(stream).state;
}

qint64 StreamStore::versionOf(const domain::StreamName &stream) const
{
    return current(stream).version;
}

StreamStore::KeptStreams::value_type &StreamStore::load(const domain::StreamName &stream) const
{
    if (const auto found = m_kept.find(stream); found != m_kept.end()) {
        found->second.used = true;
        return *found;
    }
    return *m_kept.emplace(stream, Kept{read(stream)}).first;
}

//! A stream that is being read: its state still changes.
struct StreamStore::Folded
{
    domain::State state;
    StoredStream stored = {};

    explicit Folded(domain::StreamKind kind) : state(domain::initialState(kind)) {}
    explicit Folded(const StoredStream &from) : state(*from.state), stored(from) {}
    bool isNext(const RecordedEvent &event) const
    {
        return event.version == stored.version + 1 && domain::fits(state, event.event);
    }
    void fold(const RecordedEvent &event, LogReader &log)
    {
        if (!isNext(event)) {
            log.unsound(event.position, u"it does not follow the one before in its stream"_s);
        }
        evolve(state, event.event, event.recordedAt);
        stored.version = event.version;
        stored.streamPosition = event.streamPosition;
        stored.lastPosition = event.position;
    }
    void startAt(qint64 streamPosition, std::optional<Snapshot> snapshot)
    {
        stored.streamPosition = streamPosition;
        if (snapshot) {
            state = std::move(snapshot->state);
            stored.version = snapshot->version;
        }
    }
    StoredStream done() &&
    {
        stored.state = std::make_shared<const domain::State>(std::move(state));
        return std::move(stored);
    }
};

// In pieces, because the branch's counters are one very long stream.
void StreamStore::foldIndexed(Folded &folded, qint64 upTo) const
{
    constexpr int piece = 10'000;
    while (folded.stored.version < upTo) {
        const auto positions = m_index.positionsAfter(folded.stored.streamPosition,
            folded.stored.version, int(std::min<qint64>(piece, upTo - folded.stored.version)));
        for (const RecordedEvent &event : m_reader.bareAt(positions)) {
            if (event.streamPosition != folded.stored.streamPosition || !folded.isNext(event)) {
                m_index.unsound(
                    u"event %1 is no entry of the stream at event %2"_s.arg(event.position)
                        .arg(folded.stored.streamPosition));
            }
            folded.fold(event, m_reader);
        }
        if (positions.size() < piece) {
            return;
        }
    }
}

void StreamStore::startReading() const
{
    if (m_isBatch && !std::exchange(m_isReading, true)) {
        m_index.beginReading();
        m_reader.beginReading();
    }
}

void StreamStore::endBatch()
{
    m_isBatch = false;
    if (std::exchange(m_isReading, false)) {
        m_reader.endReading();
        m_index.endReading();
    }
}

StoredStream StreamStore::read(const domain::StreamName &stream) const
{
    startReading();
    Folded folded(stream.kind());
    if (const auto position = m_index.find(stream)) {
        const auto atLeast = m_index.accountVersion(*position);
        folded.startAt(*position, m_index.snapshot(*position));
        foldIndexed(folded, std::numeric_limits<qint64>::max());
        if (folded.stored.version < atLeast.value_or(1)) {
            m_index.unsound(u"entries of the stream at event %1 are missing"_s.arg(*position));
        }
    }
    return std::move(folded).done();
}

// What the index lacks stands at the end of the log.
StreamStore::Folded StreamStore::readUpTo(
    const domain::StreamName &stream, qint64 version, qint64 last) const
{
    Folded folded(stream.kind());
    const qint64 indexed = m_index.position();
    if (const auto position = m_index.find(stream)) {
        // One event at least is folded: it says where the state ends.
        folded.startAt(*position, m_index.snapshot(*position, version - 1));
        foldIndexed(folded, version);
    }
    if (folded.stored.version < version) {
        m_reader.events(indexed + 1, last, [&](const RecordedEvent &event) {
            if (event.stream == stream && folded.isNext(event)) {
                folded.fold(event, m_reader);
            }
            return folded.stored.version < version;
        });
    }
    // Where it is the log that lacks them, that is found when the views are made anew.
    if (folded.stored.version < version) {
        m_index.unsound(
            u"entries of the stream at event %1 are missing"_s.arg(folded.stored.streamPosition));
    }
    return folded;
}

std::optional<StoredStream> StreamStore::asOf(const domain::StreamName &stream, qint64 version,
    std::span<const RecordedEvent> draft) const
{
    const StoredStream &now = load(stream).second.stored;
    Folded folded
        = now.version <= version ? Folded(now) : readUpTo(stream, version, now.lastPosition);
    for (const RecordedEvent &event : draft) {
        if (event.stream == stream && folded.stored.version < version) {
            folded.fold(event, m_reader);
        }
    }
    return folded.stored.version == version ? std::optional(std::move(folded).done())
                                            : std::nullopt;
}

const StoredStream &StreamStore::stage(const domain::StreamName &stream, const domain::Event &event,
    qint64 position, Timestamp at)
{
    auto &kept = load(stream);
    if (!kept.second.staged) {
        kept.second.staged = kept.second.stored;
        m_staged.push_back(&kept);
    }
    StoredStream &staged = *kept.second.staged;
    staged.state = domain::evolved(*staged.state, event, at);
    ++staged.version;
    staged.lastPosition = position;
    if (staged.version == 1) {
        staged.streamPosition = position;
    }
    return staged;
}

std::vector<ChangedStream> StreamStore::commit()
{
    std::vector<ChangedStream> changed;
    changed.reserve(m_staged.size());
    for (auto *kept : m_staged) {
        StoredStream &stored = kept->second.stored;
        stored = *std::exchange(kept->second.staged, std::nullopt);
        changed.push_back(stored.named(kept->first));
    }
    m_staged.clear();
    return changed;
}

void StreamStore::rollback()
{
    for (auto *kept : m_staged) {
        kept->second.staged.reset();
    }
    m_staged.clear();
}

void StreamStore::indexReached(qint64 position)
{
    m_indexed = position;
}

// Down to nine tenths of the capacity. Where the index lags too far for that, the next attempt waits
// until there is something to gain.
void StreamStore::trim()
{
    if (m_kept.size() <= m_trimAbove) {
        return;
    }
    dropUnused(m_capacity - m_capacity / 10);
    dropUnused(m_capacity - m_capacity / 10);
    m_trimAbove = std::max(m_capacity, m_kept.size() + m_capacity / 10);
}

// Who was used since the last time gets a second chance.
void StreamStore::dropUnused(std::size_t wanted)
{
    for (auto it = m_kept.begin(); it != m_kept.end() && m_kept.size() > wanted;) {
        const bool used = std::exchange(it->second.used, false);
        const bool droppable = !used && it->second.stored.lastPosition <= m_indexed;
        it = droppable ? m_kept.erase(it) : std::next(it);
    }
}

} // namespace kontor::application
