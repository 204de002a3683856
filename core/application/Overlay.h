// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/StreamStore.h"

#include <algorithm>
#include <deque>
#include <unordered_map>

namespace kontor::application {

//! The newest states, published with each commit and kept until the views have passed them: a
//! query by id never answers from before the last acknowledged command. One thread.
class Overlay
{
public:
    void apply(const CommittedBatch &batch);
    //! What the views have may be forgotten.
    void viewsReached(qint64 position) { m_viewed = std::max(m_viewed, position); }
    //! Forgets a few batches; true while there are more. What seconds have brought, forgotten in one
    //! go, would keep everybody waiting.
    bool forgetSome();
    //! The stream's newest state, or nullptr where only the views know it.
    const StoredStream *find(const domain::StreamName &stream) const;
    const LogHead &head() const { return m_head; }
    void setHead(const LogHead &head) { m_head = head; }
    std::size_t size() const { return m_streams.size(); }

private:
    using Streams = std::unordered_map<domain::StreamName, StoredStream>;
    struct Changes
    {
        qint64 position = 0;
        std::vector<const Streams::value_type *> streams;
    };
    bool hasViewed() const { return !m_changes.empty() && m_changes.front().position <= m_viewed; }

    LogHead m_head;
    qint64 m_viewed = 0;
    Streams m_streams;
    //! Of each batch. Not the batches themselves: they are ten times as large.
    std::deque<Changes> m_changes;
};

} // namespace kontor::application
