// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/ports/EventLog.h"
#include "application/ports/StreamIndex.h"

#include <deque>
#include <unordered_map>

namespace kontor::application {

//! Knows what was decided under each idempotency key. The records stand in the log, and here as long
//! as they are not written; what the index lacks is listed in memory. One thread.
class KeyMemory
{
public:
    //! `written`: the last outcome in the log.
    KeyMemory(StreamIndex &index, LogReader &reader, qint64 written)
        : m_index(index), m_reader(reader), m_written(written)
    {
    }

    std::optional<OutcomeRecord> find(const QByteArray &caller, const QByteArray &key);
    //! Sequences follow one another.
    void remember(OutcomeRecord outcome);
    //! What was remembered is in the log now.
    void commit();
    //! It is not, and is forgotten.
    void rollback();
    //! What the index has may be forgotten.
    void indexReached(qint64 sequence) { m_indexed = sequence; }

private:
    std::optional<OutcomeRecord> read(qint64 sequence) const;
    //! The last sequence that is listed.
    qint64 last() const { return m_written + qint64(m_draft.size()); }
    void unlist(std::size_t slot, qint64 sequence);
    void forgetSome();

    StreamIndex &m_index;
    LogReader &m_reader;
    qint64 m_written;
    std::vector<OutcomeRecord> m_draft;
    //! Hashes of caller and key, one for each sequence up to the last.
    std::deque<std::size_t> m_slots;
    //! Such a hash -> sequences; the record itself tells whether it is the one.
    std::unordered_multimap<std::size_t, qint64> m_sequences;
    qint64 m_indexed = 0;
};

} // namespace kontor::application
