// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/EventFeed.h"

#include <utility>

namespace kontor::client {

EventFeed::EventFeed(KontorClient &client, const Clock &clock, Random &random, FeedPace pace,
    QObject *parent)
    : QObject(parent), m_client(&client), m_clock(&clock), m_random(&random), m_pace(pace)
{
    for (QTimer *timer : {&m_reconnect, &m_nextPoll, &m_nextBeat}) {
        timer->setSingleShot(true);
    }
    connect(&m_reconnect, &QTimer::timeout, this, &EventFeed::connectToServer);
    connect(&m_nextPoll, &QTimer::timeout, this, &EventFeed::poll);
    connect(&m_nextBeat, &QTimer::timeout, this, &EventFeed::beat);
}

void EventFeed::start()
{
    m_reconnect.start(0);
}

void EventFeed::stop()
{
    ++m_connection;
    m_reconnect.stop();
    m_nextPoll.stop();
    m_nextBeat.stop();
}

void EventFeed::retryNow()
{
    if (m_reconnect.isActive()) {
        m_attempt = 0;
        m_reconnect.start(0);
    }
}

template<class T>
void EventFeed::whenDone(Reply<T> reply, void (EventFeed::*then)(const Answer<T> &))
{
    reply.then(this, [this, then, connection = m_connection](const Answer<T> &answer) {
        if (connection == m_connection) {
            (this->*then)(answer);
        }
    });
}

void EventFeed::connectToServer()
{
    ++m_connection;
    whenDone(m_client->feedHead(m_pace.heartbeatDeadline), &EventFeed::takeHead);
}

void EventFeed::takeHead(const Answer<api::EventPage> &answer)
{
    if (!answer) {
        const bool isThere = answer.error().kind == ApiError::Kind::Refused;
        lose(answer.error());
        if (isThere) {
            Q_EMIT turnedAway();
        }
        return;
    }
    const bool isOtherHistory
        = m_position && (answer->next < *m_position || answer->generation != m_generation);
    if (!m_position || isOtherHistory) {
        m_position = answer->next;
    }
    m_generation = answer->generation;
    m_nextPoll.start(0);
    m_nextBeat.start(m_pace.heartbeat);
    setOnline(true);
    if (isOtherHistory) {
        Q_EMIT historyReplaced();
    }
}

void EventFeed::poll()
{
    m_pollTime.start();
    whenDone(m_client->events(*m_position, m_pace.wait), &EventFeed::takePage);
}

void EventFeed::takePage(const Answer<api::EventPage> &answer)
{
    if (!answer) {
        lose(answer.error());
        return;
    }
    if (answer->generation != m_generation) {
        // A restored server took the place of the other between two questions.
        stop();
        connectToServer();
        return;
    }
    m_attempt = 0; // not before: a server that tells where it is may still not tell what came
    const bool isIdle = answer->next <= *m_position && m_pollTime.elapsed() < m_pace.idle.count();
    m_position = answer->next;
    m_nextPoll.start(isIdle ? m_pace.idle : std::chrono::milliseconds(0));
    if (!answer->items.empty()) {
        Q_EMIT eventsArrived(answer->items);
    }
}

void EventFeed::beat()
{
    whenDone(m_client->liveness(m_pace.heartbeatDeadline), &EventFeed::takeBeat);
}

// Only whether it is there: a server that calls itself unwell may still be read from.
void EventFeed::takeBeat(const Answer<api::Liveness> &answer)
{
    if (!answer && answer.error().kind == ApiError::Kind::Offline) {
        lose(answer.error());
    } else {
        m_nextBeat.start(m_pace.heartbeat);
    }
}

void EventFeed::lose(const ApiError &why)
{
    stop();
    const bool isOther = std::exchange(m_distrust, why.distrust) != why.distrust;
    m_reconnect.start(m_pace.reconnect.delay(++m_attempt, *m_random));
    setOnline(false);
    if (isOther) {
        Q_EMIT distrustChanged();
    }
}

void EventFeed::setOnline(bool online)
{
    if (m_online == online) {
        return;
    }
    m_online = online;
    m_since = m_clock->now();
    Q_EMIT connectionChanged(online, m_since);
}

} // namespace kontor::client
