// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/ports/DeliveryStore.h"
#include "server/delivery/Backlog.h"

#include <deque>
#include <map>
#include <unordered_map>

namespace kontor::server {

struct Recipient;

//! What one endpoint is owed about one account, in order: one event at a time, the next one only
//! after it was delivered or parked. Holds places in the log, never texts.
struct Lane
{
    enum class State { Idle, Ready, Sending, Waiting };

    Recipient *to = nullptr;
    Notice head;
    //! What follows the head, as far as it was noticed …
    std::vector<Notice> next;
    //! … and whether there is more, up to the endpoint's cursor.
    bool more = false;
    //! A delivery that was asked for again: no order, nothing follows.
    bool again = false;

    State state = State::Idle;
    int attempts = 0;
    std::optional<int> lastStatus;
    QByteArray lastError;
    std::optional<Timestamp> lastAttemptAt;
    std::optional<Timestamp> nextAttemptAt;
    //! Not written down as it stands.
    bool changed = true;

    // The scheduler's notes.
    std::multimap<Timestamp, Lane *>::iterator alarm;
    QString origin;
    bool onProbation = false;
};

//! An endpoint and its lanes.
struct Recipient
{
    application::WebhookEndpoint data;
    //! Host and port.
    QString origin;
    TypeMask wanted = 0;
    //! As it was last written down.
    qint64 savedCursor = 0;
    //! Has its share of lanes; reads on when some are free.
    bool full = false;
    //! Waits for its turn to read the log.
    bool hungry = false;
    //! Something about it has to be written down.
    bool touched = false;
    //! The last attempt failed: one at a time until one succeeds.
    bool failing = false;
    std::unordered_map<AccountId, std::unique_ptr<Lane>> lanes;
    std::unordered_map<DeliveryId, std::unique_ptr<Lane>> singles;

    // The scheduler's notes.
    std::deque<Lane *> ready;
    int inFlight = 0;
    bool queued = false;
    std::optional<Timestamp> pausedUntil;
};

//! The same for the same endpoint and event, however often it is made.
DeliveryId deliveryId(EndpointId endpoint, EventId event);
//! A lane's head as it is written down.
application::Delivery deliveryOf(const Lane &lane, application::Delivery::State state);
//! A place in the log again; nothing for a type that is no longer published.
std::optional<Notice> noticeOf(const application::Delivery &delivery);

} // namespace kontor::server
