// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Events.h"
#include "application/ports/EventLog.h"
#include "application/ports/StreamIndex.h"

#include <functional>
#include <optional>

namespace kontor::server {

struct FeedQuery
{
    //! The last position already seen; 0 from the start.
    qint64 after = 0;
    //! One account's events only.
    std::optional<AccountId> key;
    //! Envelopes, 1 to 100. The parts of one event stay together, so a page may hold one more.
    int limit = 100;
    //! Whoever asks may know by whose order an account is blocked.
    bool orders = true;

    //! The same from a later position on.
    FeedQuery from(qint64 position) const
    {
        FeedQuery query = *this;
        query.after = position;
        return query;
    }
};

//! The pull feed: everything that is published, in the log's order. Bound to the thread of its
//! reader and index.
class Feed
{
public:
    //! Without an index an account's events are found by reading the log.
    explicit Feed(application::LogReader &reader, application::StreamIndex *index = nullptr)
        : m_reader(reader), m_index(index)
    {}

    //! The next page. `next` is the last position looked at: it may grow while `items` is empty,
    //! because a page looks at a bounded stretch of the log. Nothing new is an empty page whose
    //! `next` is the log's head (the caller waits for a higher position before asking again).
    api::EventPage page(const FeedQuery &query);

    //! Where the log ends.
    qint64 head() { return m_reader.head().position; }

private:
    class Collector;
    void indexed(const FeedQuery &query, Collector &page);

    application::LogReader &m_reader;
    application::StreamIndex *m_index;
};

} // namespace kontor::server
