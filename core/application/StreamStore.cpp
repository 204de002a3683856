// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/StreamStore.h"

namespace kontor::application {

StreamStore::StreamStore(StreamIndex &index, LogReader &reader, std::size_t capacity)
    : m_index(index), m_reader(reader), m_capacity(capacity), m_indexed(index.position())
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
    if (const auto found = m_staged.find(stream); found != m_staged.end()) {
        return found->second;
    }
    if (const auto found = m_kept.find(stream); found != m_kept.end()) {
        return found->second;
    }
    return m_kept.emplace(stream, read(stream)).first->second;
}

static void fold(StoredStream &stored, const RecordedEvent &event)
{
    evolve(stored.state, event.event, event.recordedAt);
    stored.version = event.version;
    stored.lastPosition = event.position;
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
    for (const RecordedEvent &event :
        m_reader.at(m_index.positionsAfter(*position, stored.version))) {
        KONTOR_ASSERT(event.version == stored.version + 1);
        fold(stored, event);
    }
    return stored;
}

std::optional<StoredStream> StreamStore::asOf(const domain::StreamName &stream, qint64 version) const
{
    const StoredStream &now = load(stream);
    if (now.version == version) {
        return now;
    }
    StoredStream stored{domain::initialState(stream.kind())};
    stored.streamPosition = now.streamPosition;
    for (const RecordedEvent &event :
        m_reader.at(m_index.positionsAfter(now.streamPosition, 0))) {
        if (event.version > version) {
            break;
        }
        fold(stored, event);
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
        m_kept[name] = std::move(stored);
    }
    m_staged.clear();
    if (m_kept.size() > m_capacity) {
        makeRoom();
    }
}

void StreamStore::indexReached(qint64 position)
{
    m_indexed = position;
}

// Drops whatever comes first in the table's order, which is as good as random, until a tenth is free.
void StreamStore::makeRoom()
{
    const std::size_t wanted = m_capacity - m_capacity / 10;
    for (auto it = m_kept.begin(); it != m_kept.end() && m_kept.size() > wanted;) {
        it = it->second.lastPosition <= m_indexed ? m_kept.erase(it) : std::next(it);
    }
}

} // namespace kontor::application
