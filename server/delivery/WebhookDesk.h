// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Problem.h"
#include "api/Webhooks.h"
#include "server/delivery/Dispatcher.h"

namespace kontor::server {

//! Why a request about webhooks is refused.
struct WebhookRefusal
{
    api::ProblemCode code;
    QString detail;
    //! Asked again, it may be another: a name that cannot be looked up now.
    bool passes = false;
};

template<class T>
using WebhookAnswer = std::function<void(Result<T, WebhookRefusal>)>;

struct DeliveryQuery
{
    std::optional<EndpointId> endpoint;
    std::optional<api::DeliveryState> state;
    //! `next` of the former page.
    std::optional<QString> after;
    //! 1 to 100.
    int limit = 50;
};

//! What people and programs ask about webhooks, in the wire's words. Beside the dispatcher, in its
//! thread.
class WebhookDesk
{
public:
    explicit WebhookDesk(Dispatcher &dispatcher);

    //! Looks the target up first, so the answer comes later. The only one that shows the secret.
    void create(const api::EndpointRequest &request, WebhookAnswer<api::EndpointView> answer);
    //! Replaces URL, types, description and enabled; a new URL is looked up first. What happened
    //! while an endpoint was disabled is delivered when it is enabled again.
    void update(EndpointId id, const api::EndpointRequest &request,
        WebhookAnswer<api::EndpointView> answer);
    api::EndpointList list() const;
    Result<api::EndpointView, WebhookRefusal> get(EndpointId id) const;
    //! With its deliveries.
    Result<Done, WebhookRefusal> remove(EndpointId id);

    //! Newest first.
    Result<api::DeliveryPage, WebhookRefusal> deliveries(const DeliveryQuery &query);
    Result<api::DeliveryView, WebhookRefusal> delivery(DeliveryId id);
    //! Sends a parked or delivered one again, with a new count of attempts; one that is waiting
    //! already just stays. Not to an endpoint that is disabled: it would wait in silence.
    Result<api::DeliveryView, WebhookRefusal> sendAgain(DeliveryId id);
    //! One attempt with a made-up event of the wanted type ("example": true), its outcome as a
    //! delivery that is not kept.
    void sendExample(EndpointId id, const std::optional<QString> &type,
        WebhookAnswer<api::DeliveryView> answer);

private:
    Result<application::WebhookEndpoint, WebhookRefusal> apply(const api::EndpointRequest &request,
        application::WebhookEndpoint endpoint) const;
    void checkTarget(const QString &url, WebhookAnswer<Done> answer);
    api::DeliveryView viewOf(const application::Delivery &delivery) const;

    Dispatcher &m_dispatcher;
    IdGenerator m_ids;
};

} // namespace kontor::server
