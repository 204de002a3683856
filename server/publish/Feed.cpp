// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/publish/Feed.h"

#include "application/Past.h"
#include "server/publish/Publish.h"

#include <algorithm>

namespace kontor::server {

// Events read for one page at most, so that a rare key cannot keep a thread busy for long.
static constexpr qint64 stretch = 5'000;

class Feed::Collector
{
public:
    explicit Collector(const FeedQuery &query)
        : m_limit(std::size_t(std::clamp(query.limit, 1, 100))), m_orders(query.orders)
    {
        page.next = query.after;
        if (query.key) {
            m_stream = domain::StreamName::of(*query.key);
        }
    }

    //! False when the event has to wait for the next page.
    bool take(const application::RecordedEvent &event)
    {
        if (!m_stream || event.stream == *m_stream) {
            auto parts = m_orders ? published(event) : published(withoutOrder(event));
            if (!page.items.empty() && page.items.size() + parts.size() > m_limit) {
                m_full = true;
                return false;
            }
            std::move(parts.begin(), parts.end(), std::back_inserter(page.items));
        }
        page.next = event.position;
        return true;
    }
    bool isFull() const { return m_full || page.items.size() >= m_limit; }
    std::size_t limit() const { return m_limit; }
    const domain::StreamName &stream() const { return *m_stream; }

    api::EventPage page;

private:
    std::optional<domain::StreamName> m_stream;
    std::size_t m_limit;
    bool m_orders;
    bool m_full = false;
};

api::EventPage Feed::page(const FeedQuery &query)
{
    Collector page(query);
    const qint64 head = this->head();
    if (query.key && m_index) {
        indexed(query, page);
    }
    const qint64 from = page.page.next + 1;
    const qint64 to = std::min(head, page.page.next + stretch);
    if (!page.isFull() && from <= to) {
        m_reader.events(from, to, [&page](const application::RecordedEvent &event) {
            return page.take(event) && !page.isFull();
        });
    }
    return std::move(page.page);
}

// What the index knows of one account; the rest of the log is left to the caller.
void Feed::indexed(const FeedQuery &query, Collector &page)
{
    const qint64 covered = m_index->position();
    if (covered <= query.after) {
        return;
    }
    if (const auto stream = m_index->find(page.stream())) {
        const qint64 seen = application::versionAt(*m_index, *stream, query.after);
        auto positions = m_index->positionsAfter(*stream, seen, int(page.limit()));
        std::erase_if(positions, [covered](qint64 position) { return position > covered; });
        for (const auto &event : m_reader.at(positions)) {
            if (!page.take(event)) {
                return;
            }
        }
    }
    if (!page.isFull()) {
        page.page.next = covered;
    }
}

} // namespace kontor::server
