// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/Routes.h"

#include "server/delivery/Webhooks.h"
#include "server/openapi/Examples.h"
#include "server/publish/Publish.h"
#include "server/routes/Once.h"

// Endpoints that are told of events, and what became of each telling.

namespace kontor::server {

static void refuse(Call &call, const WebhookRefusal &refusal)
{
    if (refusal.code == api::ProblemCode::InvalidMember) {
        call.refuse(FieldErrors{{u"/types"_s, u"unknown-value"_s, refusal.detail}});
    } else if (refusal.passes) {
        call.refusePassing(refusal.code, refusal.detail);
    } else {
        call.refuse(refusal.code, refusal.detail);
    }
}

// Answers with the value as JSON, or with the refusal.
template<class T>
static WebhookAnswer<T> answering(const CallPtr &call, int status)
{
    return [call, status](Result<T, WebhookRefusal> result) {
        if (result) {
            call->answer(status, toJson(*result));
        } else {
            refuse(*call, result.error());
        }
    };
}

static void createEndpoint(Webhooks &webhooks, Once &once, const CallPtr &call)
{
    const auto body = call->body<api::EndpointRequest>();
    if (!body) {
        return;
    }
    const auto answer = [call](Result<api::EndpointView, WebhookRefusal> created) {
        if (!created) {
            refuse(*call, created.error());
            return;
        }
        call->answer(201, toJson(*created),
            {{"Location", "/api/v1/webhooks/endpoints/" + created->id.toString()}});
    };
    once.run(call, Once::Answers::Secret,
        [&webhooks, body = *body, answer] { webhooks.create(body, answer); });
}

static void updateEndpoint(Webhooks &webhooks, Once &once, const CallPtr &call)
{
    const auto id = call->id<EndpointId>("id");
    const auto body = id ? call->body<api::EndpointRequest>() : std::nullopt;
    if (body) {
        once.run(call, Once::Answers::Kept, [&webhooks, call, id = *id, body = *body] {
            webhooks.update(id, body, answering<api::EndpointView>(call, 200));
        });
    }
}

static void getEndpoint(Webhooks &webhooks, const CallPtr &call)
{
    if (const auto id = call->id<EndpointId>("id")) {
        webhooks.get(*id, answering<api::EndpointView>(call, 200));
    }
}

static void deleteEndpoint(Webhooks &webhooks, Once &once, const CallPtr &call)
{
    const auto id = call->id<EndpointId>("id");
    if (!id || !call->noBody()) {
        return;
    }
    const auto answer = [call](Result<Done, WebhookRefusal> removed) {
        if (removed) {
            call->noContent();
        } else {
            refuse(*call, removed.error());
        }
    };
    once.run(call, Once::Answers::Kept,
        [&webhooks, id = *id, answer] { webhooks.remove(id, answer); });
}

static void sendExample(Webhooks &webhooks, Once &once, const CallPtr &call)
{
    const auto id = call->id<EndpointId>("id");
    if (!id || !call->noBody()) {
        return;
    }
    const QString name = call->queryText("type");
    const auto type = name.isEmpty() ? std::nullopt : std::optional(name);
    once.run(call, Once::Answers::Kept, [&webhooks, call, id = *id, type] {
        webhooks.sendExample(id, type, answering<api::DeliveryView>(call, 200));
    });
}

static void listDeliveries(Webhooks &webhooks, const CallPtr &call)
{
    DeliveryQuery query;
    query.limit = int(call->queryNumber("limit"));
    query.endpoint = call->queryId<EndpointId>("endpointId");
    query.state = call->queryChoice<api::DeliveryState>("state");
    if (const QString after = call->queryText("after"); !after.isEmpty()) {
        if (after.size() > 18
            || !std::all_of(after.begin(), after.end(), [](QChar c) { return c.isDigit(); })) {
            call->refuseParameter("after", u"This is not a cursor of this list."_s);
            return;
        }
        query.after = after;
    }
    webhooks.deliveries(query, answering<api::DeliveryPage>(call, 200));
}

static void getDelivery(Webhooks &webhooks, const CallPtr &call)
{
    if (const auto id = call->id<DeliveryId>("id")) {
        webhooks.delivery(*id, answering<api::DeliveryView>(call, 200));
    }
}

static void redeliver(Webhooks &webhooks, Once &once, const CallPtr &call)
{
    const auto id = call->id<DeliveryId>("id");
    if (id && call->noBody()) {
        once.run(call, Once::Answers::Kept, [&webhooks, call, id = *id] {
            webhooks.sendAgain(id, answering<api::DeliveryView>(call, 202));
        });
    }
}

using enum api::ProblemCode;
namespace paths = api::paths;

static Handler handling(Webhooks &webhooks, void (*route)(Webhooks &, const CallPtr &))
{
    return [&webhooks, route](const CallPtr &call) { route(webhooks, call); };
}

static Handler handling(Webhooks &webhooks, Once &once,
    void (*route)(Webhooks &, Once &, const CallPtr &))
{
    return [&webhooks, &once, route](const CallPtr &call) { route(webhooks, once, call); };
}

static void addEndpoints(Routes &routes, Webhooks &webhooks, Once &once)
{
    routes.add({.method = Method::Post,
                   .path = paths::endpoints,
                   .action = "webhook.manage",
                   .name = "createEndpoint",
                   .summary = "Register an endpoint",
                   .details = "The answer alone shows the secret that deliveries are signed with. "
                              "Only a server that runs open takes loopback targets as in the "
                              "example; else https to a public host is needed. A name that cannot "
                              "be looked up is refused, but not for good: ask again under the key.",
                   .body = examples::endpointRequest(),
                   .answers = {{201, examples::createdEndpoint(), {"Location"}}},
                   .problems = {AnswerNotRepeatable, InvalidDescription, TargetNotAllowed,
                       TooManyEndpoints, NotReady}},
        handling(webhooks, once, createEndpoint));
    routes.add({.path = paths::endpoints, .action = "webhook.read", .name = "listEndpoints",
                   .summary = "List endpoints", .answers = {{200, examples::endpoints()}},
                   .problems = {NotReady}},
        [&webhooks](const CallPtr &c) { webhooks.list(answering<api::EndpointList>(c, 200)); });
    routes.add({.path = paths::endpoint, .action = "webhook.read", .name = "getEndpoint",
                   .summary = "Get an endpoint", .answers = {{200, examples::endpoint()}},
                   .problems = {EndpointNotFound, NotReady}},
        handling(webhooks, getEndpoint));
    routes.add({.method = Method::Put,
                   .path = paths::endpoint,
                   .action = "webhook.manage",
                   .name = "updateEndpoint",
                   .summary = "Change an endpoint",
                   .details
                   = "Where the URL is another one, or the endpoint is enabled again, what "
                     "waits for its next attempt is sent at once.",
                   .body = examples::endpointRequest(),
                   .answers = {{200, examples::endpoint()}},
                   .problems = {AnswerNotRepeatable, EndpointNotFound, InvalidDescription,
                       TargetNotAllowed, NotReady}},
        handling(webhooks, once, updateEndpoint));
    routes.add({.method = Method::Post,
                   .path = paths::endpointExample,
                   .action = "webhook.manage",
                   .name = "sendExample",
                   .summary = "Send an endpoint an example",
                   .details
                   = "One attempt, at once, with a made-up account and event, and "
                     "`\"example\": true` in its data. The answer tells what became of it; "
                     "nothing is kept, so its id is not found later.",
                   .parameters = {query::choice<PublishedType>("type", "of which event")},
                   .answers = {{200, examples::exampleDelivery()}},
                   .problems = {AnswerNotRepeatable, EndpointNotFound, NotReady}},
        handling(webhooks, once, sendExample));
    routes.add({.method = Method::Delete, .path = paths::endpoint, .action = "webhook.manage",
                   .name = "deleteEndpoint", .summary = "Delete an endpoint",
                   .answers = {{204}}, .problems = {AnswerNotRepeatable, EndpointNotFound, NotReady}},
        handling(webhooks, once, deleteEndpoint));
}

static void addDeliveries(Routes &routes, Webhooks &webhooks, Once &once)
{
    routes.add({.path = paths::deliveries, .action = "webhook.read", .name = "listDeliveries",
                   .summary = "List deliveries", .details = "Newest first.",
                   .parameters = {query::id("endpointId", "deliveries to this endpoint"),
                       query::choice<api::DeliveryState>("state", "deliveries that stand there"),
                       query::text("after", "a page's next"),
                       query::number("limit", {1, 100, 50}, "entries of a page")},
                   .answers = {{200, examples::deliveries()}}, .problems = {NotReady}},
        handling(webhooks, listDeliveries));
    routes.add({.path = paths::delivery, .action = "webhook.read", .name = "getDelivery",
                   .summary = "Get a delivery", .answers = {{200, examples::delivery()}},
                   .problems = {DeliveryNotFound, NotReady}},
        handling(webhooks, getDelivery));
    routes.add({.method = Method::Post,
                   .path = paths::redeliver,
                   .action = "webhook.manage",
                   .name = "redeliver",
                   .summary = "Send a delivery again",
                   .details = "One that waits for its next attempt is sent at once, and so is what "
                              "waits because the target has asked for a pause (`Retry-After`).",
                   .answers = {{202, examples::delivery()}},
                   .problems = {AnswerNotRepeatable, DeliveryNotFound, EndpointDisabled, NotReady}},
        handling(webhooks, once, redeliver));
}

void addWebhookRoutes(Routes &routes, Webhooks &webhooks, Once &once)
{
    addEndpoints(routes, webhooks, once);
    addDeliveries(routes, webhooks, once);
}

} // namespace kontor::server
