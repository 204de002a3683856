// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/Routes.h"

#include "server/openapi/Examples.h"
#include "server/publish/Publish.h"
#include "server/routes/Render.h"

// What happened to an account: history, transactions.

namespace kontor::server {

using application::EntryRow;
using application::RecordedEvent;

namespace {

struct EventsPage
{
    std::vector<RecordedEvent> events;
    //! The version to go on from; nothing at the end.
    std::optional<qint64> next;
};

using ReadEntries = std::function<std::vector<EntryRow>(application::ViewReader &, int limit)>;

// One entry more than asked for tells whether there is a next page.
EventsPage readPage(QuerySources &sources, const ReadEntries &entries, int limit)
{
    std::vector<EntryRow> rows = entries(*sources.views, limit + 1);
    EventsPage page;
    if (int(rows.size()) > limit) {
        rows.resize(std::size_t(limit));
        page.next = rows.back().version;
    }
    std::vector<qint64> positions;
    for (const EntryRow &row : rows) {
        positions.push_back(row.position);
    }
    page.events = sources.log->at(positions);
    return page;
}

} // namespace

template<class Item, class Append>
static void answerEntries(Branch &branch, const CallPtr &call, ReadEntries entries, int limit,
    Append append)
{
    branch.ask<EventsPage>(
        call->ownSpace(),
        [entries = std::move(entries), limit](
            QuerySources &s) { return readPage(s, entries, limit); },
        [call, append](Result<EventsPage, api::ProblemCode> read) {
            if (!read) {
                call->refuse(read.error());
                return;
            }
            api::CursorPage<Item> page;
            for (const RecordedEvent &event : read->events) {
                append(page.items, event);
            }
            if (read->next) {
                page.next = QString::number(*read->next);
            }
            call->answer(200, toJson(page));
        });
}

static void getTransactions(Branch &branch, const CallPtr &call)
{
    const auto id = call->id<AccountId>("id");
    if (!id) {
        return;
    }
    if (!call->account(branch, *id)) {
        return;
    }
    answerEntries<api::Movement>(branch, call,
        [id = *id, before = call->queryNumber("after")](application::ViewReader &views, int count) {
            return views.entriesBefore(id, before, count, true);
        },
        int(call->queryNumber("limit")),
        [](std::vector<api::Movement> &items, const RecordedEvent &event) {
            if (auto line = movement(event)) {
                items.push_back(std::move(*line));
            }
        });
}

static void getHistory(Branch &branch, const CallPtr &call)
{
    const auto id = call->id<AccountId>("id");
    if (!id) {
        return;
    }
    if (!call->account(branch, *id)) {
        return;
    }
    answerEntries<api::HistoryEntry>(branch, call,
        [id = *id, after = call->queryNumber("after")](application::ViewReader &views, int count) {
            return views.entriesAfter(id, after, count);
        },
        int(call->queryNumber("limit")),
        [derived = !call->queryText("include").isEmpty(), orders = call->mayKnowOrders()](
            std::vector<api::HistoryEntry> &items, const RecordedEvent &event) {
            items.push_back(historyEntry(orders ? event : withoutOrder(event)));
            if (auto updated = derived ? balanceUpdatedEntry(event) : std::nullopt) {
                items.push_back(std::move(*updated));
            }
        });
}

using enum api::ProblemCode;
namespace paths = api::paths;

void addHistoryRoutes(Routes &routes, Branch &branch)
{
    const auto to = [&branch](void (*route)(Branch &, const CallPtr &)) {
        return Handler([&branch, route](const CallPtr &call) { route(branch, call); });
    };
    const auto limit = query::number("limit", {1, 100, 50}, "entries of a page");
    routes.add({.path = paths::history, .action = "account.read", .name = "getHistory",
                   .summary = "Get an account's events", .details = "Oldest first.",
                   .parameters = {query::number("after", {0, maxMinor, 0},
                                      "events after this version; a page's next"),
                       limit, query::choice("include", {"BalanceUpdated"}, "derived lines, too")},
                   .answers = {{200, examples::history()}}, .problems = {AccountNotFound, ViewBehind}},
        to(getHistory));
    routes.add({.path = paths::transactions, .action = "account.read", .name = "getTransactions",
                   .summary = "Get an account's movements of money", .details = "Newest first.",
                   .parameters = {query::number("after", {1, maxMinor, maxMinor},
                                      "movements before this version; a page's next"),
                       limit},
                   .answers = {{200, examples::transactions()}},
                   .problems = {AccountNotFound, ViewBehind}},
        to(getTransactions));
}

} // namespace kontor::server
