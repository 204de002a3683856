// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/Audit.h"
#include "server/openapi/IdentityExamples.h"
#include "server/routes/Routes.h"

// Who did what, when and from where.

namespace kontor::server {

using storage::AuditRow;

static api::AuditEntry entryOf(const AuditRow &row)
{
    api::AuditEntry entry;
    entry.id = row.id;
    entry.at = row.at;
    entry.actorKind = QString::fromLatin1(row.actor.kind);
    entry.actor = row.actor.name;
    if (!row.actorId.isEmpty()) {
        entry.actorId = QString::fromLatin1(row.actorId);
    }
    entry.action = QString::fromLatin1(row.action);
    entry.method = QString::fromLatin1(row.method);
    entry.path = QString::fromLatin1(row.path);
    if (!row.subject.isEmpty()) {
        entry.subject = QString::fromUtf8(row.subject);
    }
    entry.status = row.status;
    entry.source = QString::fromLatin1(row.source);
    entry.correlationId = QString::fromLatin1(row.correlationId);
    return entry;
}

// One row more than asked for tells whether there is a next page.
static api::AuditPage pageOf(const Audit::Rows &rows, int limit)
{
    api::AuditPage page;
    for (const AuditRow &row : rows) {
        if (int(page.items.size()) == limit) {
            page.next = QString::number(page.items.back().id);
            break;
        }
        page.items.push_back(entryOf(row));
    }
    return page;
}

static void listAudit(Audit &audit, const CallPtr &call)
{
    const int limit = int(call->queryNumber("limit"));
    const storage::AuditFilter filter{call->queryText("actor"),
        call->queryText("action").toLatin1(), call->queryText("subject").toUtf8(),
        call->queryText("correlationId").toLatin1(), call->queryTime("from"), call->queryTime("to"),
        call->queryFlag("changes"), call->queryNumber("after"), limit + 1};
    audit.find(filter, [call, limit](const Result<Audit::Rows, api::ProblemCode> &rows) {
        rows ? call->answer(200, toJson(pageOf(*rows, limit))) : call->refuse(rows.error());
    });
}

void addAuditRoutes(Routes &routes, Audit &audit)
{
    routes.add({.path = api::paths::audit,
                   .action = "audit.read",
                   .name = "listAudit",
                   .summary = "Who did what, when and from where",
                   .details
                   = "Newest first: every call that changes something or tries to, and every "
                     "reading of what is about customers. Nothing is gathered while the server "
                     "runs open.",
                   .parameters = {query::text("actor", "a login, a customer's id, a key's name"),
                       query::text("action", "a row of the table of rights"),
                       query::text("subject", "the id of an account, a customer, …"),
                       query::text("correlationId",
                           "of a request, as its answer, the events it caused and "
                           "the log have it"),
                       query::time("from", "asked at this moment or later"),
                       query::time("to", "asked before this moment"),
                       query::flag("changes", "only what changed something or tried to"),
                       query::number("after", {1, maxMinor, maxMinor},
                           "rows before this one; a page's next"),
                       query::number("limit", {1, 100, 50}, "entries of a page")},
                   .answers = {{200, examples::audit()}},
                   .problems = {api::ProblemCode::NotReady}},
        [&audit](const CallPtr &call) { listAudit(audit, call); });
}

} // namespace kontor::server
