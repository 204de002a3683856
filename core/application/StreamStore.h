// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/ports/Views.h"
#include "domain/Decide.h"

#include <span>
#include <unordered_map>

namespace kontor::application {

struct StoredStream
{
    domain::StatePtr state;
    qint64 version = 0;
    //! Position of the first event; 0 while there is none.
    qint64 streamPosition = 0;
    qint64 lastPosition = 0;

    ChangedStream named(const domain::StreamName &name) const
    {
        return {name, streamPosition, version, lastPosition, state};
    }
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
    const StoredStream &stage(const domain::StreamName &stream, const domain::Event &event,
        qint64 position, Timestamp at);
    //! As it is now, staged changes included.
    const StoredStream &current(const domain::StreamName &stream) const
    {
        return load(stream).second.current();
    }
    //! Keeps what was staged: every stream that has changed, once, as it is now.
    std::vector<ChangedStream> commit();
    void rollback();
    //! What a batch loads is read together, because each reading of its own costs more than the streams
    //! do. Until its end the log and the index cannot be tidied up, nor are newer ones seen.
    void beginBatch() { m_isBatch = true; }
    void endBatch();
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
        std::optional<StoredStream> staged = {};
        //! Asked for since the last trim.
        bool used = true;

        const StoredStream &current() const { return staged ? *staged : stored; }
    };
    using KeptStreams = std::unordered_map<domain::StreamName, Kept>;
    KeptStreams::value_type &load(const domain::StreamName &stream) const;
    StoredStream read(const domain::StreamName &stream) const;
    struct Folded;
    Folded readUpTo(const domain::StreamName &stream, qint64 version, qint64 last) const;
    void startReading() const;
    void foldIndexed(Folded &folded, qint64 upTo) const;
    void dropUnused(std::size_t wanted);

    StreamIndex &m_index;
    LogReader &m_reader;
    std::size_t m_capacity;
    std::size_t m_trimAbove;
    qint64 m_indexed = 0;
    bool m_isBatch = false;
    mutable bool m_isReading = false;
    mutable KeptStreams m_kept;
    //! Those of m_kept that have something staged.
    std::vector<KeptStreams::value_type *> m_staged;
};

} // namespace kontor::application
