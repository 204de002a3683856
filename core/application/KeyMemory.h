// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/ports/EventLog.h"
#include "application/ports/StreamIndex.h"

#include <deque>
#include <unordered_map>

namespace kontor::application {

//! Knows what was decided under each idempotency key: what the index lacks from memory, the rest
//! from the log. One thread.
class KeyMemory
{
public:
    KeyMemory(StreamIndex &index, LogReader &reader) : m_index(index), m_reader(reader) {}

    std::optional<OutcomeRecord> find(const QByteArray &caller, const QByteArray &key);
    //! Sequences follow one another.
    void remember(OutcomeRecord outcome);
    //! Forgets outcomes after `sequence`: their batch was not written.
    void forgetAfter(qint64 sequence);
    //! What the index has may be forgotten.
    void indexReached(qint64 sequence);

private:
    std::optional<qint64> sequenceOf(const QByteArray &caller, const QByteArray &key) const;
    const OutcomeRecord &recent(qint64 sequence) const
    {
        return m_recent[std::size_t(sequence - m_recent.front().sequence)];
    }
    void unlist(const OutcomeRecord &outcome);
    void forgetSome();

    StreamIndex &m_index;
    LogReader &m_reader;
    std::deque<OutcomeRecord> m_recent;
    //! Hash of caller and key -> sequences among the recent; the record itself tells whether it is
    //! the one. There are many of them, so they are small.
    std::unordered_multimap<std::size_t, qint64> m_sequences;
    qint64 m_indexed = 0;
};

} // namespace kontor::application
