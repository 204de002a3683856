// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/Dispatcher.h"

#include <algorithm>

// The dispatcher at work: from the log into lanes, and from lanes to their endpoints.

namespace kontor::server {

using application::Delivery;
using application::WebhookEndpoint;
using std::chrono::milliseconds;

// What is noticed for a lane before it has to look things up in the log again.
static constexpr std::size_t noticesPerLane = 16;
// Stretches of the log read before other work gets its turn.
static constexpr int stretchesPerTurn = 64;
// Ended deliveries that may wait for a disk that does not take them.
static constexpr std::size_t endedLimit = 20'000;

// A clock that is put right by less is not set back.
static constexpr qint64 smallestStepBack = 5;

// ---- reading the log --------------------------------------------------------------------------

void Dispatcher::notify(qint64 position)
{
    m_head = std::max(m_head, position);
    for (auto &[id, recipient] : m_recipients) {
        hunger(*recipient);
    }
    schedulePump();
}

void Dispatcher::schedulePump()
{
    if (m_running && !std::exchange(m_pumpScheduled, true)) {
        QMetaObject::invokeMethod(this, &Dispatcher::pump, Qt::QueuedConnection);
    }
}

void Dispatcher::pump()
{
    m_pumpScheduled = false;
    if (!m_running || m_ended.size() > endedLimit) {
        return;
    }
    readOn();
    const Timestamp now = m_parts.clock->now();
    if (now.plusSeconds(smallestStepBack) < std::exchange(m_lastPump, now)) {
        m_scheduler.forgetTimes();
    }
    while (Lane *lane = m_scheduler.next(now)) {
        send(*lane);
    }
    armTimer();
    if (!m_hungry.empty()) {
        schedulePump();
    }
}

void Dispatcher::armTimer()
{
    if (const auto due = m_scheduler.nextDue()) {
        const qint64 wait = (due->micros - m_parts.clock->now().micros) / 1000 + 1;
        m_alarm.start(milliseconds(std::clamp<qint64>(wait, 0, 60'000)));
    }
}

void Dispatcher::hunger(Recipient &recipient)
{
    const bool may = recipient.data.enabled && !recipient.full && recipient.data.cursor < m_head;
    if (may && !std::exchange(recipient.hungry, true)) {
        m_hungry.push_back(recipient.data.id);
    }
}

void Dispatcher::readOn()
{
    for (int budget = stretchesPerTurn; budget > 0 && !m_hungry.empty(); --budget) {
        Recipient *recipient = find(m_hungry.front());
        m_hungry.pop_front();
        if (recipient) {
            recipient->hungry = false;
            if (feed(*recipient)) {
                hunger(*recipient);
            }
        }
    }
}

// One stretch of the log for one endpoint. False: nothing more can be read now.
bool Dispatcher::feed(Recipient &recipient)
{
    qint64 &cursor = recipient.data.cursor;
    const auto stretch = m_parts.backlog->after(cursor, m_head);
    if (stretch->last <= cursor) {
        return false;
    }
    auto notice = std::partition_point(stretch->notices.begin(), stretch->notices.end(),
        [cursor](const Notice &candidate) { return candidate.position <= cursor; });
    for (; notice != stretch->notices.end(); ++notice) {
        const bool wanted = (maskOf(notice->type) & recipient.wanted) != 0;
        if (wanted && !offer(recipient, *notice)) {
            cursor = notice->position - 1;
            recipient.full = true;
            return false;
        }
    }
    cursor = stretch->last;
    return true;
}

// Puts a notice into its account's lane. False: it would take a new lane and there is none left.
bool Dispatcher::offer(Recipient &recipient, const Notice &notice)
{
    const auto found = recipient.lanes.find(notice.account);
    if (found == recipient.lanes.end()) {
        if (recipient.lanes.size() >= laneShare()) {
            return false;
        }
        m_scheduler.ready(openLane(recipient, notice));
        return true;
    }
    Lane &lane = *found->second;
    const Notice &last = lane.next.empty() ? lane.head : lane.next.back();
    if (lane.more || !notice.isAfter(last)) {
        return true;
    }
    if (lane.next.size() < noticesPerLane) {
        lane.next.push_back(notice);
    } else {
        lane.more = true;
    }
    return true;
}

Lane &Dispatcher::openLane(Recipient &recipient, const Notice &notice)
{
    auto lane = std::make_unique<Lane>();
    lane->to = &recipient;
    lane->head = notice;
    touch(recipient);
    return *(recipient.lanes[notice.account] = std::move(lane));
}

std::size_t Dispatcher::laneShare() const
{
    const auto all = std::size_t(std::max(1, m_parts.settings.laneLimit));
    return std::clamp<std::size_t>(all / std::max<std::size_t>(1, m_recipients.size()), 16, 1'000);
}

// ---- sending ----------------------------------------------------------------------------------

void Dispatcher::send(Lane &lane)
{
    const WebhookEndpoint &endpoint = lane.to->data;
    const Timestamp now = m_parts.clock->now();
    lane.lastAttemptAt = now;
    lane.nextAttemptAt.reset();
    Delivery sent;
    sent.endpointId = endpoint.id;
    sent.accountId = lane.head.account;
    sent.eventId = lane.head.eventId;
    sent.id = deliveryId(endpoint.id, lane.head.eventId);
    m_courier.send({endpoint.url, lane.head.eventId.toString(), m_parts.backlog->body(lane.head),
                       endpoint.secret, now},
        [this, sent](const AttemptResult &result) { received(sent, result); });
}

void Dispatcher::received(const Delivery &sent, const AttemptResult &result)
{
    Lane *lane = find(sent);
    if (!m_running || !lane || lane->state != Lane::State::Sending) {
        return;
    }
    m_scheduler.finished(*lane);
    ++lane->attempts;
    lane->lastStatus = result.status;
    lane->changed = true;
    touch(*lane->to);
    const auto verdict = judge(result, lane->attempts, m_parts.settings, m_parts.clock->now(),
        *m_parts.random);
    lane->lastError = verdict.error;
    const bool delivered = verdict.kind == Verdict::Kind::Delivered;
    lane->to->failing = !delivered;
    lane->to->data.proven = delivered;
    apply(*lane, verdict);
    schedulePump();
}

void Dispatcher::apply(Lane &lane, const Verdict &verdict)
{
    Recipient &recipient = *lane.to;
    switch (verdict.kind) {
    case Verdict::Kind::Delivered:
        record(lane, Delivery::State::Delivered);
        advance(lane);
        return;
    case Verdict::Kind::Retry: {
        const Timestamp due{m_parts.clock->now().micros + verdict.pause.count() * 1000};
        lane.nextAttemptAt = due;
        if (verdict.pausesEndpoint) {
            m_scheduler.pause(recipient, due);
        }
        m_scheduler.waitUntil(lane, due);
        return;
    }
    case Verdict::Kind::Disable:
        disable(recipient, verdict.error);
        m_scheduler.ready(lane);
        return;
    case Verdict::Kind::ParkAndDisable:
        disable(recipient, verdict.error);
        [[fallthrough]];
    case Verdict::Kind::Park:
        record(lane, Delivery::State::Parked);
        advance(lane);
        return;
    }
}

// The head is done with: the account's next event, or the end of the lane.
void Dispatcher::advance(Lane &lane)
{
    Recipient &recipient = *lane.to;
    if (lane.next.empty() && std::exchange(lane.more, false)) {
        auto next = m_parts.backlog->following(lane.head, recipient.data.cursor, recipient.wanted);
        lane.next = std::move(next.notices);
        lane.more = next.more;
    }
    if (lane.next.empty()) {
        close(lane);
        return;
    }
    lane.head = lane.next.front();
    lane.next.erase(lane.next.begin());
    lane.attempts = 0;
    lane.lastStatus.reset();
    lane.lastError.clear();
    lane.lastAttemptAt.reset();
    lane.nextAttemptAt.reset();
    lane.changed = true;
    m_scheduler.ready(lane);
}

void Dispatcher::close(Lane &lane)
{
    Recipient &recipient = *lane.to;
    if (lane.again) {
        recipient.singles.erase(deliveryId(recipient.data.id, lane.head.eventId));
        return;
    }
    recipient.lanes.erase(AccountId(lane.head.account));
    // Not at the first free lane, or an endpoint at its limit would read the log event by event.
    if (recipient.full && recipient.lanes.size() * 4 <= laneShare() * 3) {
        recipient.full = false;
        hunger(recipient);
    }
}

} // namespace kontor::server
