// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/ports/Views.h"
#include "foundation/Ids.h"
#include "foundation/Secret.h"

#include <optional>
#include <vector>

namespace kontor::application {

//! Somebody who is told by webhook.
struct WebhookEndpoint
{
    EndpointId id;
    QString url;
    //! Published types that are wanted.
    std::vector<QByteArray> types;
    QString description;
    bool enabled = true;
    //! Why it was disabled by the server; empty otherwise.
    QByteArray disabledReason;
    Timestamp createdAt;
    Secret<QByteArray> secret;
    //! Everything wanted up to this position is delivered, or stands as a delivery of its own.
    qint64 cursor = 0;
    //! The last attempt succeeded.
    bool proven = false;
};

//! One published event for one endpoint.
struct Delivery
{
    enum class State { Waiting, Delivered, Parked };

    DeliveryId id;
    EndpointId endpointId;
    AccountId accountId;
    EventId eventId;
    QByteArray type;
    qint64 position = 0;
    //! The part of the event at that position.
    int part = 1;
    //! Where the account's stream begins, and the event's version in it.
    qint64 streamPosition = 0;
    qint64 version = 0;
    State state = State::Waiting;
    //! Asked for again after it was parked: goes out by itself, not in its account's order.
    bool again = false;
    int attempts = 0;
    std::optional<int> lastStatus;
    QByteArray lastError;
    std::optional<Timestamp> lastAttemptAt;
    std::optional<Timestamp> nextAttemptAt;
};

//! What became of deliveries since the last time: written in one transaction, or not at all.
struct DeliveryChanges
{
    std::optional<Checkpoint> checkpoint;
    struct Progress
    {
        EndpointId endpoint;
        qint64 cursor = 0;
        bool proven = false;
    };
    std::vector<Progress> progress;
    //! New or changed; the id tells.
    std::vector<Delivery> deliveries;
    //! Delivered ones beyond this many are forgotten, the oldest first.
    int keepDelivered = 10'000;
};

struct DeliveryFilter
{
    std::optional<EndpointId> endpoint;
    std::optional<Delivery::State> state;
    //! A sequence from a former page; 0 for the newest.
    qint64 before = 0;
    int limit = 50;
};

struct ListedDelivery
{
    //! Grows with each new delivery; a cursor.
    qint64 sequence = 0;
    Delivery delivery;
};

//! Endpoints, and the state of what they are owed. One thread. Failing to write is told as a text
//! for the log and leaves everything as it was.
class DeliveryStore
{
public:
    virtual ~DeliveryStore() = default;

    virtual std::vector<WebhookEndpoint> endpoints() = 0;
    //! Makes or replaces.
    virtual Result<Done, QString> put(const WebhookEndpoint &endpoint) = 0;
    //! With its deliveries.
    virtual Result<Done, QString> remove(EndpointId id) = 0;

    virtual std::optional<Checkpoint> checkpoint() = 0;
    virtual Result<Done, QString> apply(const DeliveryChanges &changes) = 0;
    //! Everything in state Waiting, in the order of positions and parts.
    virtual std::vector<Delivery> waiting() = 0;
    virtual std::optional<Delivery> find(DeliveryId id) = 0;
    virtual qint64 countParked() = 0;
    //! Newest first.
    virtual std::vector<ListedDelivery> list(const DeliveryFilter &filter) = 0;
};

} // namespace kontor::application
