// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/EventWaiters.h"

#include <chrono>

namespace kontor::server {

static constexpr std::size_t waitersLimit = 2'000;

static qint64 steadyMilliseconds()
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

EventWaiters::EventWaiters(Branch &branch, application::LogReader &log, QObject *parent)
    : QObject(parent), m_branch(branch), m_feed(log)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(std::chrono::milliseconds(10));
    m_soon.callOnTimeout(this, [this] { m_branch.reading([this] { look(); }); });
    m_deadlines.setInterval(std::chrono::milliseconds(250));
    m_deadlines.callOnTimeout(this, [this] { m_branch.reading([this] { look(); }); });
    connect(&branch, &Branch::committed, this, [this] {
        if (!m_waiters.empty() && !m_soon.isActive()) {
            m_soon.start();
        }
    });
}

void EventWaiters::serve(const CallPtr &call, const FeedQuery &query, std::chrono::seconds patience)
{
    if (query.key) {
        serveKey(call, query, patience);
        return;
    }
    const api::EventPage page = m_feed.page(query);
    if (!page.items.empty() || patience.count() == 0) {
        call->answer(200, toJson(page));
        return;
    }
    wait(call, {page.next, query.key, query.limit}, patience);
}

// One account's past is found through the index, which must have caught up; what comes is watched in
// the log like everything else.
void EventWaiters::serveKey(const CallPtr &call, const FeedQuery &query, std::chrono::seconds patience)
{
    m_branch.ask<api::EventPage>(
        [query](QuerySources &s) { return Feed(*s.log, s.index.get()).page(query); },
        [this, call, query, patience](Result<api::EventPage, api::ProblemCode> page) {
            if (!page) {
                call->refuse(page.error());
            } else if (!page->items.empty() || patience.count() == 0) {
                call->answer(200, toJson(*page));
            } else {
                wait(call, {page->next, query.key, query.limit}, patience);
            }
        });
}

void EventWaiters::wait(const CallPtr &call, const FeedQuery &query, std::chrono::seconds patience)
{
    if (m_waiters.size() >= waitersLimit) {
        call->refuse(api::ProblemCode::Overloaded);
        return;
    }
    m_waiters.push_back({call, query,
        steadyMilliseconds() + std::chrono::milliseconds(patience).count()});
    m_deadlines.start();
}

void EventWaiters::look()
{
    const qint64 now = steadyMilliseconds();
    for (auto it = m_waiters.begin(); it != m_waiters.end();) {
        const api::EventPage page = m_feed.page(it->query);
        if (!it->call->isConnected()) {
            it = m_waiters.erase(it);
        } else if (!page.items.empty() || now >= it->deadline) {
            it->call->answer(200, toJson(page));
            it = m_waiters.erase(it);
        } else {
            it->query.after = page.next;
            ++it;
        }
    }
    if (m_waiters.empty()) {
        m_deadlines.stop();
    }
}

void EventWaiters::finish()
{
    for (const Waiter &waiter : std::exchange(m_waiters, {})) {
        m_branch.reading([&] { waiter.call->answer(200, toJson(m_feed.page(waiter.query))); });
    }
}

} // namespace kontor::server
