// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/Routes.h"

#include "server/publish/Feed.h"
#include "server/publish/Publish.h"
#include "server/routes/EventWaiters.h"

// The pull feed: everything that webhooks carry, by position, with long polling.

namespace kontor::server {

static std::optional<FeedQuery> feedQuery(Branch &branch, Call &call)
{
    FeedQuery query;
    const QString topic = call.queryText("topic");
    if (!topic.isEmpty() && topic != QLatin1StringView(eventsTopic)) {
        call.refuse(api::ProblemCode::InvalidParameter,
            u"The only topic is %1."_s.arg(QLatin1StringView(eventsTopic)));
        return std::nullopt;
    }
    const auto limit = call.queryNumber("limit", 100, 1, 100);
    if (!limit || !call.queryId("key", query.key)) {
        return std::nullopt;
    }
    query.limit = int(*limit);
    if (call.queryText("after") == u"latest"_s) {
        query.after = branch.head().position;
        return query;
    }
    const auto after = call.queryNumber("after", 0, 0, maxMinor);
    if (!after) {
        return std::nullopt;
    }
    query.after = *after;
    return query;
}

static void getEvents(Branch &branch, EventWaiters &waiters, const CallPtr &call)
{
    const auto query = feedQuery(branch, *call);
    const auto wait = query ? call->queryNumber("wait", 0, 0, 60) : std::nullopt;
    if (!wait) {
        return;
    }
    waiters.serve(call, *query, std::chrono::seconds(*wait));
}

void addEventRoutes(Routes &routes, Branch &branch, EventWaiters &waiters)
{
    routes.add("GET", "/events", "events.read", Handler([&branch, &waiters](const CallPtr &call) {
        getEvents(branch, waiters, call);
    }), {"after", "topic", "key", "limit", "wait"});
}

} // namespace kontor::server
