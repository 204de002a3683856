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
    return load(stream).state;
}

qint64 StreamStore::versionOf(const domain::StreamName &stream) const
{
    return load(stream).version;
}

const StoredStream &StreamStore::load(const domain::StreamName &stream) const
{
    const auto found = m_staged.find(stream);
    return found != m_staged.end() ? found->second : committed(stream);
}

const StoredStream &StreamStore::committed(const domain::StreamName &stream) const
{
    if (const auto found = m_kept.find(stream); found != m_kept.end()) {
        found->second.used = true;
        return found->second.stored;
    }
    return m_kept.emplace(stream, Kept{read(stream)}).first->second.stored;
}

static void fold(StoredStream &stored, const RecordedEvent &event)
{
    KONTOR_ASSERT(event.version == stored.version + 1);
    evolve(stored.state, event.event, event.recordedAt);
    stored.version = event.version;
    stored.streamPosition = event.streamPosition;
    stored.lastPosition = event.position;
}

// In pieces, because the branch's counters are one very long stream.
void StreamStore::foldIndexed(StoredStream &stored, qint64 upTo) const
{
    constexpr int piece = 10'000;
    for (;;) {
        const auto positions
            = m_index.positionsAfter(stored.streamPosition, stored.version, piece);
        for (const RecordedEvent &event : m_reader.at(positions)) {
            if (event.version > upTo) {
                return;
            }
            fold(stored, event);
        }
        if (positions.size() < piece) {
            return;
        }
    }
}

StoredStream StreamStore::read(const domain::StreamName &stream) const
{
    StoredStream stored{domain::initialState(stream.kind())};
    const auto position = m_index.find(stream);
    if (!position) {
        return stored;
    }
    stored.streamPosition = *position;
    if (const auto snapshot = m_index.snapshot(*position)) {
        stored.state = snapshot->state;
        stored.version = snapshot->version;
    }
    foldIndexed(stored, std::numeric_limits<qint64>::max());
    return stored;
}

// What the index lacks stands at the end of the log.
StoredStream StreamStore::readUpTo(
    const domain::StreamName &stream, qint64 version, qint64 last) const
{
    StoredStream stored{domain::initialState(stream.kind())};
    const qint64 indexed = m_index.position();
    if (const auto position = m_index.find(stream)) {
        stored.streamPosition = *position;
        foldIndexed(stored, version);
    }
    if (stored.version < version) {
        m_reader.events(indexed + 1, last, [&](const RecordedEvent &event) {
            if (event.stream == stream && event.version > stored.version) {
                fold(stored, event);
            }
            return stored.version < version;
        });
    }
    return stored;
}

std::optional<StoredStream> StreamStore::asOf(const domain::StreamName &stream, qint64 version,
    std::span<const RecordedEvent> draft) const
{
    const StoredStream &now = committed(stream);
    StoredStream stored = now.version <= version ? now : readUpTo(stream, version, now.lastPosition);
    for (const RecordedEvent &event : draft) {
        if (event.stream == stream && stored.version < version) {
            fold(stored, event);
        }
    }
    return stored.version == version ? std::optional(stored) : std::nullopt;
}

StoredStream &StreamStore::stage(const domain::StreamName &stream, const domain::Event &event,
    qint64 position, Timestamp at)
{
    auto found = m_staged.find(stream);
    if (found == m_staged.end()) {
        found = m_staged.emplace(stream, load(stream)).first;
    }
    StoredStream &stored = found->second;
    evolve(stored.state, event, at);
    ++stored.version;
    stored.lastPosition = position;
    if (stored.version == 1) {
        stored.streamPosition = position;
    }
    return stored;
}

void StreamStore::commit()
{
    for (auto &[name, stored] : m_staged) {
        m_kept[name] = Kept{std::move(stored)};
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
