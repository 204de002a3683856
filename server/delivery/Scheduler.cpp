// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/Scheduler.h"

#include <algorithm>

namespace kontor::server {

void Scheduler::ready(Lane &lane)
{
    lane.state = Lane::State::Ready;
    lane.to->ready.push_back(&lane);
    wake(*lane.to);
}

void Scheduler::waitUntil(Lane &lane, Timestamp due)
{
    lane.state = Lane::State::Waiting;
    lane.alarm = m_waiting.emplace(due, &lane);
}

void Scheduler::hurry(Lane &lane)
{
    if (lane.state == Lane::State::Waiting) {
        m_waiting.erase(lane.alarm);
        ready(lane);
    }
}

void Scheduler::pause(Recipient &recipient, Timestamp until)
{
    if (!recipient.pausedUntil || *recipient.pausedUntil < until) {
        recipient.pausedUntil = until;
        m_paused.emplace(until, &recipient);
    }
}

void Scheduler::resume(Recipient &recipient)
{
    if (recipient.pausedUntil) {
        recipient.pausedUntil.reset();
        std::erase_if(m_paused, [&](const auto &entry) { return entry.second == &recipient; });
        wake(recipient);
    }
}

void Scheduler::wake(Recipient &recipient)
{
    if (recipient.queued || recipient.ready.empty() || !recipient.data.enabled) {
        return;
    }
    recipient.queued = true;
    (recipient.data.proven ? m_proven : m_unproven).push_back(&recipient);
}

Lane *Scheduler::next(Timestamp now)
{
    becomeReady(now);
    while (m_inFlight < m_limit) {
        Recipient *recipient = nextRecipient();
        if (!recipient) {
            break;
        }
        if (mayStart(*recipient, now)) {
            return start(*recipient);
        }
    }
    return nullptr;
}

void Scheduler::becomeReady(Timestamp now)
{
    while (!m_waiting.empty() && m_waiting.begin()->first <= now) {
        Lane &lane = *m_waiting.begin()->second;
        m_waiting.erase(m_waiting.begin());
        ready(lane);
    }
    while (!m_paused.empty() && m_paused.begin()->first <= now) {
        Recipient &recipient = *m_paused.begin()->second;
        m_paused.erase(m_paused.begin());
        if (recipient.pausedUntil && *recipient.pausedUntil <= now) {
            recipient.pausedUntil.reset();
        }
        wake(recipient);
    }
}

// Both kinds take turns; the unproven ones only up to their half.
Recipient *Scheduler::nextRecipient()
{
    const bool unprovenMay = !m_unproven.empty() && m_onProbation < std::max(1, m_limit / 2);
    if (!unprovenMay && m_proven.empty()) {
        return nullptr;
    }
    const bool takeUnproven = unprovenMay && (m_probationNext || m_proven.empty());
    m_probationNext = !takeUnproven;
    auto &queue = takeUnproven ? m_unproven : m_proven;
    Recipient *recipient = queue.front();
    queue.pop_front();
    recipient->queued = false;
    return recipient;
}

// Whoever may not is looked at again when what hinders it is over.
bool Scheduler::mayStart(Recipient &recipient, Timestamp now)
{
    const bool paused = recipient.pausedUntil && now < *recipient.pausedUntil;
    if (!recipient.data.enabled || recipient.ready.empty() || paused
        || recipient.inFlight >= (recipient.failing ? 1 : m_perHost)) {
        wakeStalled(recipient.origin);
        return false;
    }
    Host &host = m_hosts[recipient.origin];
    if (host.inFlight >= m_perHost) {
        recipient.queued = true;
        host.stalled.push_back(&recipient);
        return false;
    }
    return true;
}

Lane *Scheduler::start(Recipient &recipient)
{
    Lane *lane = recipient.ready.front();
    recipient.ready.pop_front();
    lane->state = Lane::State::Sending;
    lane->origin = recipient.origin;
    lane->onProbation = !recipient.data.proven;
    ++m_inFlight;
    m_onProbation += lane->onProbation ? 1 : 0;
    ++recipient.inFlight;
    ++m_hosts[lane->origin].inFlight;
    wake(recipient);
    return lane;
}

// A place at this host is free: one of those that found none gets it.
void Scheduler::wakeStalled(const QString &origin)
{
    const auto host = m_hosts.find(origin);
    if (host == m_hosts.end() || host->inFlight >= m_perHost) {
        return;
    }
    while (!host->stalled.empty()) {
        Recipient *recipient = host->stalled.front();
        host->stalled.pop_front();
        recipient->queued = false;
        wake(*recipient);
        if (recipient->queued) {
            return;
        }
    }
    if (host->inFlight == 0) {
        m_hosts.erase(host);
    }
}

void Scheduler::release(Lane &lane)
{
    lane.state = Lane::State::Idle;
    --m_inFlight;
    m_onProbation -= lane.onProbation ? 1 : 0;
    --lane.to->inFlight;
    --m_hosts[lane.origin].inFlight;
    wakeStalled(lane.origin);
}

void Scheduler::finished(Lane &lane)
{
    release(lane);
    wake(*lane.to);
}

void Scheduler::forget(Recipient &recipient)
{
    const auto forgetLane = [this](auto &entry) {
        Lane &lane = *entry.second;
        if (lane.state == Lane::State::Waiting) {
            m_waiting.erase(lane.alarm);
        } else if (lane.state == Lane::State::Sending) {
            release(lane);
        }
        lane.state = Lane::State::Idle;
    };
    recipient.ready.clear(); // first, or it would be given the places that it makes free
    std::for_each(recipient.lanes.begin(), recipient.lanes.end(), forgetLane);
    std::for_each(recipient.singles.begin(), recipient.singles.end(), forgetLane);
    recipient.queued = false;
    std::erase(m_proven, &recipient);
    std::erase(m_unproven, &recipient);
    std::erase_if(m_paused, [&](const auto &entry) { return entry.second == &recipient; });
    for (Host &host : m_hosts) {
        std::erase(host.stalled, &recipient);
    }
}

std::optional<Timestamp> Scheduler::nextDue() const
{
    std::optional<Timestamp> due;
    if (!m_waiting.empty()) {
        due = m_waiting.begin()->first;
    }
    if (!m_paused.empty() && (!due || m_paused.begin()->first < *due)) {
        due = m_paused.begin()->first;
    }
    return due;
}

} // namespace kontor::server
