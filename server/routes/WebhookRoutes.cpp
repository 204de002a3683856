// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/Routes.h"

#include "server/delivery/Webhooks.h"

// Endpoints that are told of events, and what became of each telling.

namespace kontor::server {

// Answers with the value as JSON, or with the refusal.
template<class T>
static WebhookAnswer<T> answering(const CallPtr &call, int status)
{
    return [call, status](Result<T, WebhookRefusal> result) {
        if (result) {
            call->answer(status, toJson(*result));
        } else {
            call->refuse(result.error().code, result.error().detail);
        }
    };
}

static void createEndpoint(Webhooks &webhooks, const CallPtr &call)
{
    const auto body = call->body<api::EndpointRequest>();
    if (!body) {
        return;
    }
    webhooks.create(*body, [call](Result<api::EndpointView, WebhookRefusal> created) {
        if (!created) {
            call->refuse(created.error().code, created.error().detail);
            return;
        }
        call->answer(201, toJson(*created),
            {{"Location", "/api/v1/webhooks/endpoints/" + created->id.toString()}});
    });
}

static void updateEndpoint(Webhooks &webhooks, const CallPtr &call)
{
    const auto id = call->id<EndpointId>("id");
    const auto body = id ? call->body<api::EndpointRequest>() : std::nullopt;
    if (body) {
        webhooks.update(*id, *body, answering<api::EndpointView>(call, 200));
    }
}

static void getEndpoint(Webhooks &webhooks, const CallPtr &call)
{
    if (const auto id = call->id<EndpointId>("id")) {
        webhooks.get(*id, answering<api::EndpointView>(call, 200));
    }
}

static void deleteEndpoint(Webhooks &webhooks, const CallPtr &call)
{
    const auto id = call->id<EndpointId>("id");
    if (!id) {
        return;
    }
    webhooks.remove(*id, [call](Result<Done, WebhookRefusal> removed) {
        if (removed) {
            call->noContent();
        } else {
            call->refuse(removed.error().code, removed.error().detail);
        }
    });
}

static void sendExample(Webhooks &webhooks, const CallPtr &call)
{
    const auto id = call->id<EndpointId>("id");
    if (!id) {
        return;
    }
    const QString type = call->queryText("type");
    webhooks.sendExample(*id, type.isEmpty() ? std::nullopt : std::optional(type),
        answering<api::DeliveryView>(call, 200));
}

static void listDeliveries(Webhooks &webhooks, const CallPtr &call)
{
    DeliveryQuery query;
    const auto limit = call->queryNumber("limit", 50, 1, 100);
    if (!limit || !call->queryId("endpointId", query.endpoint)) {
        return;
    }
    query.limit = int(*limit);
    if (const QString after = call->queryText("after"); !after.isEmpty()) {
        query.after = after;
    }
    if (const QString state = call->queryText("state"); !state.isEmpty()) {
        query.state = fromName<api::DeliveryState>(state.toStdString());
        if (!query.state) {
            call->refuse(api::ProblemCode::InvalidParameter,
                u"state can be waiting, sending, delivered or parked."_s);
            return;
        }
    }
    webhooks.deliveries(query, answering<api::DeliveryPage>(call, 200));
}

static void getDelivery(Webhooks &webhooks, const CallPtr &call)
{
    if (const auto id = call->id<DeliveryId>("id")) {
        webhooks.delivery(*id, answering<api::DeliveryView>(call, 200));
    }
}

static void redeliver(Webhooks &webhooks, const CallPtr &call)
{
    if (const auto id = call->id<DeliveryId>("id")) {
        webhooks.sendAgain(*id, answering<api::DeliveryView>(call, 202));
    }
}

void addWebhookRoutes(Routes &routes, Webhooks &webhooks)
{
    const auto to = [&webhooks](void (*route)(Webhooks &, const CallPtr &)) {
        return Handler([&webhooks, route](const CallPtr &call) { route(webhooks, call); });
    };
    routes.add("POST", "/webhooks/endpoints", "webhook.manage", to(createEndpoint));
    routes.add("GET", "/webhooks/endpoints", "webhook.read", Handler([&webhooks](const CallPtr &c) {
        webhooks.list(answering<api::EndpointList>(c, 200));
    }));
    routes.add("GET", "/webhooks/endpoints/{id}", "webhook.read", to(getEndpoint));
    routes.add("PUT", "/webhooks/endpoints/{id}", "webhook.manage", to(updateEndpoint));
    routes.add("DELETE", "/webhooks/endpoints/{id}", "webhook.manage", to(deleteEndpoint));
    routes.add("POST", "/webhooks/endpoints/{id}/example", "webhook.manage", to(sendExample),
        {"type"});
    routes.add("GET", "/webhooks/deliveries", "webhook.read", to(listDeliveries),
        {"endpointId", "state", "after", "limit"});
    routes.add("GET", "/webhooks/deliveries/{id}", "webhook.read", to(getDelivery));
    routes.add("POST", "/webhooks/deliveries/{id}/redeliver", "webhook.manage", to(redeliver));
}

} // namespace kontor::server
