// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/EventWaiters.h"

#include <algorithm>
#include <chrono>
#include <limits>

namespace kontor::server {

static constexpr std::size_t waitersLimit = 2'000;

static qint64 steadyMilliseconds()
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

EventWaiters::EventWaiters(Branch &branch, application::LogReader &log, Identity &identity,
    QObject *parent)
    : QObject(parent), m_branch(branch), m_authenticator(identity.authenticator()), m_feed(log)
{
    connect(&m_authenticator, &Authenticator::rightsChanged, this, [this] {
        m_isInDoubt = true;
        lookSoon();
    });
    m_soon.setSingleShot(true);
    m_soon.setInterval(std::chrono::milliseconds(10));
    m_soon.callOnTimeout(this, &EventWaiters::look);
    m_deadlines.setInterval(std::chrono::milliseconds(250));
    m_deadlines.callOnTimeout(this, &EventWaiters::look);
    connect(&branch, &Branch::committed, this, [this](const application::CommittedBatchPtr &batch) {
        if (!m_waiters.empty()) {
            note(*batch);
        }
    });
}

void EventWaiters::note(const application::CommittedBatch &batch)
{
    for (const application::ChangedStream &changed : batch.changed) {
        m_changed.insert(changed.stream);
    }
    lookSoon();
}

void EventWaiters::lookSoon()
{
    if (!m_soon.isActive()) {
        m_soon.start();
    }
}

// Who waits is told nothing that they could not ask for any more.
void EventWaiters::turnAway()
{
    m_waiters.remove_if([this](const Waiter &waiter) {
        const CallerPtr &caller = waiter.call->caller();
        bool mayStay = true;
        m_branch.reading([&] { mayStay = !caller || m_authenticator.isStill(*caller); });
        if (!mayStay) {
            waiter.call->refuse(api::ProblemCode::InvalidToken);
        }
        return !mayStay;
    });
}

void EventWaiters::serve(const CallPtr &call, const FeedQuery &query, std::chrono::seconds patience)
{
    // Who waits behind the end of the log would miss all that comes until then.
    if (const qint64 head = m_feed.head(); query.after > head) {
        call->refuseParameter("after", u"The log ends at %1."_s.arg(head));
        return;
    }
    if (query.key) {
        serveKey(call, query, patience);
        return;
    }
    const api::EventPage page = m_feed.page(query);
    if (!page.items.empty() || patience.count() == 0) {
        tell(call, page);
        return;
    }
    wait(call, query.from(page.next), patience);
}

// One account's past is found through the index, which must have caught up; what comes is watched in
// the log like everything else.
void EventWaiters::serveKey(const CallPtr &call, const FeedQuery &query, std::chrono::seconds patience)
{
    m_branch.ask<api::EventPage>(
        call->ownSpace(),
        [query](QuerySources &s) { return Feed(*s.log, s.index.get()).page(query); },
        [this, call, query, patience](Result<api::EventPage, api::ProblemCode> page) {
            if (!page) {
                call->refuse(page.error());
            } else if (!page->items.empty() || patience.count() == 0) {
                tell(call, *page);
            } else {
                wait(call, query.from(page->next), patience);
            }
        });
}

static qint64 inMilliseconds(std::chrono::seconds seconds)
{
    return std::chrono::milliseconds(seconds).count();
}

// Nobody is told what was booked after their token has run out.
qint64 EventWaiters::leftOf(const Call &call) const
{
    const CallerPtr &caller = call.caller();
    return caller && caller->expiresAt
        ? std::max<qint64>(0, (caller->expiresAt->micros - m_branch.now().micros) / 1000)
        : std::numeric_limits<qint64>::max();
}

void EventWaiters::wait(const CallPtr &call, const FeedQuery &query, std::chrono::seconds patience)
{
    if (m_waiters.size() >= waitersLimit) {
        call->refuse(api::ProblemCode::Overloaded);
        return;
    }
    if (m_waiters.empty()) {
        lookedUpTo(m_branch.head().position);
    }
    // Whoever comes while the server goes down is answered at the next look.
    const qint64 mayWait = m_isFinished ? 0 : std::min(inMilliseconds(patience), leftOf(*call));
    m_waiters.push_back({call, query, steadyMilliseconds() + mayWait});
    if (!m_deadlines.isActive()) { // nobody who comes puts off those who wait
        m_deadlines.start();
    }
}

void EventWaiters::tell(const CallPtr &call, api::EventPage page) const
{
    page.generation = m_branch.generationName();
    call->answer(200, toJson(page));
}

void EventWaiters::lookedUpTo(qint64 position)
{
    m_lookedUpTo = position;
    m_changed.clear();
}

// Told without reading: who waits for one account's next event passes by those of all others.
bool EventWaiters::hasNothingFor(const FeedQuery &query) const
{
    return query.after >= m_branch.head().position
        || (query.key && query.after >= m_lookedUpTo
            && !m_changed.contains(domain::StreamName::of(*query.key)));
}

// False once it is answered, or nobody waits for it any more. What cannot be read for one is answered
// 500 at once, so that nobody behind it has to wait until the disk reads again.
bool EventWaiters::stillWaits(Waiter &waiter, qint64 now)
{
    if (!waiter.call->isConnected()) {
        tell(waiter.call,
            {{}, waiter.query.after}); // nobody hears it, but neither did anything fail
        return false;
    }
    if (now < waiter.deadline && hasNothingFor(waiter.query)) {
        waiter.query.after = std::max(waiter.query.after, m_branch.head().position);
        return true;
    }
    bool waits = false;
    m_branch.reading([&] {
        const api::EventPage page = m_feed.page(waiter.query);
        waits = page.items.empty() && now < waiter.deadline;
        waiter.query.after = page.next;
        if (!waits) {
            tell(waiter.call, page);
        }
    });
    return waits;
}

void EventWaiters::look()
{
    if (std::exchange(m_isInDoubt, false)) {
        turnAway();
    }
    const qint64 now = steadyMilliseconds();
    m_waiters.remove_if([&](Waiter &waiter) { return !stillWaits(waiter, now); });
    lookedUpTo(m_branch.head().position);
    if (m_waiters.empty()) {
        m_deadlines.stop();
    }
}

void EventWaiters::finish()
{
    m_isFinished = true;
    for (const Waiter &waiter : std::exchange(m_waiters, {})) {
        m_branch.reading([&] { tell(waiter.call, m_feed.page(waiter.query)); });
    }
}

} // namespace kontor::server
