// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/Routes.h"

#include "server/openapi/IdentityExamples.h"
#include "server/push/WalletHub.h"

// Live push, as clients of SignalR ask for it.

namespace kontor::server {

using enum api::ProblemCode;

static QList<Parameter> carrying()
{
    return {query::anyText("id", "the connection's token"),
        query::anyText("access_token", "not looked at: the connection's token is what counts"),
        query::anyText("_", "not looked at: keeps caches away")};
}

static void addCarriers(Routes &routes, WalletHub &hub)
{
    routes.add({.path = api::paths::hub, .action = "live.carry", .name = "listenToHub",
                   .summary = "Hear what the hub says",
                   .details = "With `Accept: text/event-stream` a stream of Server-Sent Events, else "
                              "a long poll: the first is answered at once and empty, each one after "
                              "it when there is something; 204 says that the connection is over. "
                              "Records end in the byte 0x1E.",
                   .parameters = carrying(),
                   .answers = {{200, {"text/plain", R"({"type":6})"}},
                       {200, {"text/event-stream", R"(data: {"type":6})"}}, {204}},
                   .problems = {ConnectionNotFound}},
        [&hub](const CallPtr &call) { hub.listen(call); });
    Body records;
    records.content = {"text/plain", R"({"protocol":"json","version":1})"};
    routes.add({.method = Method::Post, .path = api::paths::hub, .action = "live.carry",
                   .name = "speakToHub", .summary = "Say something to the hub",
                   .details = "Records that end in the byte 0x1E. The first is the handshake.",
                   .parameters = carrying(), .body = records, .answers = {{204}},
                   .problems = {ConnectionNotFound}},
        [&hub](const CallPtr &call) { hub.hear(call); });
    routes.add({.method = Method::Delete, .path = api::paths::hub, .action = "live.carry",
                   .name = "leaveHub", .summary = "End a connection to the hub",
                   .parameters = carrying(), .answers = {{204}},
                   .problems = {MalformedJson, DuplicateMember, JsonTooComplex, InvalidMember,
                       ConnectionNotFound}},
        [&hub](const CallPtr &call) { hub.hangUp(call); });
}

void addHubRoutes(Routes &routes, WalletHub &hub)
{
    routes.add(
        {.method = Method::Post,
            .path = api::paths::negotiate,
            .action = "live.listen",
            .name = "negotiateHub",
            .summary = "Begin a connection to the hub",
            .details = "For clients of SignalR (JSON protocol, version 1). The owner's "
                       "connections are told `BalanceUpdated` when money has moved. The "
                       "connection lasts as long as the access token it was made with.",
            .parameters = {query::number("negotiateVersion", {0, 100, 0}, "1"),
                query::anyText("useStatefulReconnect", "not looked at: the hub keeps nothing")},
            .answers = {{200, examples::negotiation()}},
            .problems = {TooManyConnections, MalformedJson, DuplicateMember, JsonTooComplex,
                InvalidMember, NotReady}},
        [&hub](const CallPtr &call) { hub.negotiate(call); });
    addCarriers(routes, hub);
}

} // namespace kontor::server
