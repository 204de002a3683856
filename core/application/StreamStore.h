// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/ports/EventLog.h"
#include "application/ports/StreamIndex.h"
#include "domain/Decide.h"

#include <span>
#include <unordered_map>

namespace kontor::application {

struct StoredStream
{
    domain::State state;
    qint64 version = 0;
    //! Position of the first event; 0 while there is none.
    qint64 streamPosition = 0;
    qint64 lastPosition = 0;
};

//! The states of streams in memory, loaded on demand from snapshot and later events. What the index
//! has not reached yet is never dropped. One thread.
class StreamStore final : public domain::States
{
public:
    //! `capacity`: streams kept in memory beyond those that the index lacks.
    StreamStore(StreamIndex &index, LogReader &reader, std::size_t capacity);

    const domain::State &of(const domain::StreamName &stream) const override;
    qint64 versionOf(const domain::StreamName &stream) const override;

    //! Folds a new event in; visible to of() at once, kept only by commit().
    StoredStream &stage(const domain::StreamName &stream, const domain::Event &event, qint64 position,
        Timestamp at);
    //! As it is now, staged changes included.
    const StoredStream &current(const domain::StreamName &stream) const { return load(stream); }
    const std::unordered_map<domain::StreamName, StoredStream> &staged() const { return m_staged; }
    void commit();
    void rollback() { m_staged.clear(); }
    //! Forgets streams beyond the capacity. Not while a state that of() gave is in use.
    void trim();
    //! Streams unchanged since this position may be dropped.
    void indexReached(qint64 position);
    //! The state a stream had at `version`, folded anew; `draft` holds the staged events.
    std::optional<StoredStream> asOf(const domain::StreamName &stream, qint64 version,
        std::span<const RecordedEvent> draft) const;
    std::size_t size() const { return m_kept.size(); }

private:
    struct Kept
    {
        StoredStream stored;
        //! Asked for since the last trim.
        bool used = true;
    };
    const StoredStream &load(const domain::StreamName &stream) const;
    const StoredStream &committed(const domain::StreamName &stream) const;
    StoredStream read(const domain::StreamName &stream) const;
    StoredStream readUpTo(const domain::StreamName &stream, qint64 version, qint64 last) const;
    void foldIndexed(StoredStream &stored, qint64 upTo) const;
    void dropUnused(std::size_t wanted);

    StreamIndex &m_index;
    LogReader &m_reader;
    std::size_t m_capacity;
    std::size_t m_trimAbove;
    qint64 m_indexed = 0;
    mutable std::unordered_map<domain::StreamName, Kept> m_kept;
    std::unordered_map<domain::StreamName, StoredStream> m_staged;
};

} // namespace kontor::application
