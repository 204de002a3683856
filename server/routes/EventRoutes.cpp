// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/Routes.h"

#include "server/openapi/Examples.h"
#include "server/publish/Feed.h"
#include "server/publish/Publish.h"
#include "server/routes/EventWaiters.h"

// The pull feed: everything that webhooks carry, by position, with long polling.

namespace kontor::server {

static FeedQuery feedQuery(Branch &branch, Call &call)
{
    FeedQuery query;
    query.limit = int(call.queryNumber("limit"));
    query.key = call.queryId<AccountId>("key");
    if (query.key) {
        call.about(query.key->uuid);
    }
    query.orders = call.mayKnowOrders();
    query.after = call.queryText("after") == u"latest"_s ? branch.head().position
                                                         : call.queryNumber("after");
    return query;
}

void addEventRoutes(Routes &routes, Branch &branch, EventWaiters &waiters)
{
    routes.add(
        {.path = api::paths::events, .action = "events.read", .name = "getEvents",
            .summary = "Read what has happened",
            .details = "Everything that webhooks carry, by position. Ids and bytes are the same in "
                       "every replay. A position that the log does not have yet is refused: it comes "
                       "from another log, or from this one before a backup was restored. Where "
                       "that log has grown as long again, `generation` tells: it is another one "
                       "after each restore, and positions from before say nothing any more.",
            .parameters = {query::numberOr("latest", "after", {0, maxMinor, 0},
                               "events after this position; a page's next"),
                query::choice("topic", {eventsTopic}, "the only one"),
                query::id("key", "events of this account"),
                query::number("limit", {1, 100, 100}, "entries of a page"),
                query::number("wait", {0, 60, 0}, "seconds to wait for something to come")},
            .answers = {{200, examples::events()}}, .problems = {api::ProblemCode::ViewBehind}},
        [&branch, &waiters](const CallPtr &call) {
            waiters.serve(call, feedQuery(branch, *call),
                std::chrono::seconds(call->queryNumber("wait")));
        });
}

} // namespace kontor::server
