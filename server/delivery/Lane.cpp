// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/Lane.h"

namespace kontor::server {

DeliveryId deliveryId(EndpointId endpoint, EventId event)
{
    return {Uuid::nameBased(endpoint.uuid, event.toString())};
}

application::Delivery deliveryOf(const Lane &lane, application::Delivery::State state)
{
    application::Delivery delivery;
    delivery.id = deliveryId(lane.to->data.id, lane.head.eventId);
    delivery.endpointId = lane.to->data.id;
    delivery.accountId = lane.head.account;
    delivery.eventId = lane.head.eventId;
    delivery.type = nameOf(lane.head.type);
    delivery.position = lane.head.position;
    delivery.part = lane.head.part;
    delivery.streamPosition = lane.head.streamPosition;
    delivery.version = lane.head.version;
    delivery.state = state;
    delivery.again = lane.again;
    delivery.attempts = lane.attempts;
    delivery.lastStatus = lane.lastStatus;
    delivery.lastError = lane.lastError;
    delivery.lastAttemptAt = lane.lastAttemptAt;
    delivery.nextAttemptAt = lane.nextAttemptAt;
    return delivery;
}

std::optional<Notice> noticeOf(const application::Delivery &delivery)
{
    const auto type = fromName<PublishedType>(delivery.type.toStdString());
    if (!type) {
        return std::nullopt;
    }
    return Notice{delivery.position, delivery.part, *type, delivery.eventId, delivery.accountId,
        delivery.streamPosition, delivery.version};
}

} // namespace kontor::server
