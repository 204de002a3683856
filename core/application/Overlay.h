// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/ports/Views.h"

#include <algorithm>
#include <deque>
#include <unordered_map>

namespace kontor::application {

//! The newest states, published with each commit and kept until the views have passed them: a
//! query by id never answers from before the last acknowledged command. One thread.
class Overlay
{
public:
    void apply(CommittedBatchPtr batch);
    //! What the views have may be forgotten.
    void viewsReached(qint64 position) { m_viewed = std::max(m_viewed, position); }
    //! Forgets a few batches; true while there are more. What a second has brought, forgotten in one
    //! go, would keep everybody waiting.
    bool forgetSome();
    //! The stream's newest state, or nullptr where only the views know it.
    const ChangedStream *find(const domain::StreamName &stream) const;
    const LogHead &head() const { return m_head; }
    void setHead(const LogHead &head) { m_head = head; }
    std::size_t size() const { return m_streams.size(); }

private:
    bool hasViewed() const;

    LogHead m_head;
    qint64 m_viewed = 0;
    // The batches hold what the streams point to.
    std::deque<CommittedBatchPtr> m_batches;
    std::unordered_map<domain::StreamName, const ChangedStream *> m_streams;
};

} // namespace kontor::application
