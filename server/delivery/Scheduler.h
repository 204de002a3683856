// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/delivery/Lane.h"

#include <QHash>

#include <limits>

namespace kontor::server {

//! Whose turn it is. Endpoints take turns, so that none waits for a busy one; those that did not
//! answer well lately share half of the places, so that thousands of dead ones cannot keep a
//! healthy one waiting. Knows no clock: the time is handed in.
class Scheduler
{
public:
    Scheduler(int inFlight, int perHost) : m_limit(inFlight), m_perHost(perHost) {}

    //! The lane's head may go as soon as there is a place.
    void ready(Lane &lane);
    //! … not before `due`.
    void waitUntil(Lane &lane, Timestamp due);
    //! Where it waits for its time: it has come.
    void hurry(Lane &lane);
    //! All that waits for a time may go now: the clock was set back, and their times are none.
    void forgetTimes() { becomeReady({std::numeric_limits<qint64>::max()}); }
    //! Nothing to this endpoint before then.
    void pause(Recipient &recipient, Timestamp until);
    //! That is over: somebody who knows better wants it now.
    void resume(Recipient &recipient);
    //! It was enabled, or there is another reason to look at it.
    void wake(Recipient &recipient);

    //! Takes the next one and counts it as sending; nullptr: nothing may go now.
    Lane *next(Timestamp now);
    //! The attempt is over; the lane is idle.
    void finished(Lane &lane);
    //! Before an endpoint goes away.
    void forget(Recipient &recipient);

    //! When next() may give something although nothing else happened.
    std::optional<Timestamp> nextDue() const;
    int inFlight() const { return m_inFlight; }

private:
    struct Host
    {
        int inFlight = 0;
        std::deque<Recipient *> stalled;
    };
    void becomeReady(Timestamp now);
    Recipient *nextRecipient();
    bool mayStart(Recipient &recipient, Timestamp now);
    Lane *start(Recipient &recipient);
    void release(Lane &lane);
    void wakeStalled(const QString &origin);

    int m_limit;
    int m_perHost;
    int m_inFlight = 0;
    int m_onProbation = 0;
    bool m_probationNext = false;
    std::deque<Recipient *> m_proven;
    std::deque<Recipient *> m_unproven;
    std::multimap<Timestamp, Lane *> m_waiting;
    std::multimap<Timestamp, Recipient *> m_paused;
    QHash<QString, Host> m_hosts;
};

} // namespace kontor::server
