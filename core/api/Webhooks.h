// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Facts.h"
#include "api/Page.h"
#include "foundation/Describe.h"

namespace kontor::api {

enum class DeliveryState { Waiting, Sending, Delivered, Parked };

} // namespace kontor::api

template<>
struct kontor::EnumNames<kontor::api::DeliveryState>
{
    static constexpr std::pair<api::DeliveryState, const char *> names[] = {
        {api::DeliveryState::Waiting, "waiting"}, {api::DeliveryState::Sending, "sending"},
        {api::DeliveryState::Delivered, "delivered"}, {api::DeliveryState::Parked, "parked"}};
};

namespace kontor::api {

struct EndpointRequest
{
    QString url;
    std::optional<std::vector<QString>> types;
    std::optional<QString> description;
    //! Also enables an endpoint again that the server has disabled.
    std::optional<bool> enabled;

    template<class V>
    static void describe(V &&v)
    {
        v("url", &EndpointRequest::url, "where to POST");
        v("types", &EndpointRequest::types, "event types wanted; BalanceUpdated if absent");
        v("description", &EndpointRequest::description, "for people");
        v("enabled", &EndpointRequest::enabled, "deliveries are tried; true if absent");
    }
};

struct EndpointView
{
    EndpointId id;
    QString url;
    std::vector<QString> types;
    QString description;
    bool enabled = true;
    //! Why the server disabled it: status-410, target-not-allowed.
    std::optional<QString> disabledReason;
    Timestamp createdAt;
    //! Shown once, in the answer that creates it.
    std::optional<QString> secret;

    template<class V>
    static void describe(V &&v)
    {
        v("id", &EndpointView::id, "the endpoint's id");
        v("url", &EndpointView::url, "where to POST");
        v("types", &EndpointView::types, "event types wanted");
        v("description", &EndpointView::description, "for people");
        v("enabled", &EndpointView::enabled, "deliveries are tried");
        v("disabledReason", &EndpointView::disabledReason, "why the server disabled it");
        v("createdAt", &EndpointView::createdAt, "UTC");
        v("secret", &EndpointView::secret, "signing secret (whsec_…), shown only once");
    }
};

struct DeliveryView
{
    DeliveryId id;
    EndpointId endpointId;
    EventId eventId;
    QString type;
    AccountId accountId;
    qint64 position = 0;
    DeliveryState state = DeliveryState::Waiting;
    int attempts = 0;
    std::optional<int> lastStatus;
    std::optional<QString> lastError;
    std::optional<Timestamp> lastAttemptAt;
    std::optional<Timestamp> nextAttemptAt;

    template<class V>
    static void describe(V &&v)
    {
        v("id", &DeliveryView::id, "the delivery's id");
        v("endpointId", &DeliveryView::endpointId, "to whom");
        v("eventId", &DeliveryView::eventId, "what; also the webhook-id header");
        v("type", &DeliveryView::type, "the event's type");
        v("accountId", &DeliveryView::accountId, "whose account");
        v("position", &DeliveryView::position, "the event's place in the log", facts::count);
        v("state", &DeliveryView::state, "where it stands");
        v("attempts", &DeliveryView::attempts, "tries so far", facts::count);
        v("lastStatus", &DeliveryView::lastStatus, "HTTP status of the last try");
        v("lastError", &DeliveryView::lastError, "why the last try failed");
        v("lastAttemptAt", &DeliveryView::lastAttemptAt, "UTC");
        v("nextAttemptAt", &DeliveryView::nextAttemptAt, "UTC, while waiting");
    }
};

using EndpointList = CursorPage<EndpointView>;
using DeliveryPage = CursorPage<DeliveryView>;

} // namespace kontor::api
