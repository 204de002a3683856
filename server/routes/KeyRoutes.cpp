// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/IdentityRoutes.h"

// The keys of other systems, cash machines and the computers at the counter.

namespace kontor::server {

using namespace domain;

static void answerIssued(Call &call, const Result<KeyDesk::Issued, Refused> &issued)
{
    if (!issued) {
        call.refuse(issued.error());
        return;
    }
    auto view = keyView(issued->id, issued->key);
    view.key = QString::fromLatin1(issued->secret.reveal());
    call.answer(201, toJson(view), {{"Location", "/api/v1/keys/" + issued->id.toString()}});
}

static void issueKey(const IdentityDoor &door, const CallPtr &call)
{
    const auto body = call->body<api::NewKeyRequest>();
    if (!body) {
        return;
    }
    if (body->scopes && body->scopes->empty()) {
        call->refuse(FieldErrors{{u"/scopes"_s, u"out-of-range"_s,
            u"Name at least one, or leave it out: such a key may do all that its kind may."_s}});
        return;
    }
    KeyDesk::NewKey key{*fromName<KeyKind>(kontor::nameOf(body->kind)), body->name, {}};
    for (const QString &scope : body->scopes.value_or(std::vector<QString>())) {
        key.scopes.push_back(scope.toUtf8());
    }
    door.once.run(call, Once::Answers::Secret, [&keys = door.identity.keys(), key, call] {
        keys.issue(key, preparing(call),
            [call](const Result<KeyDesk::Issued, Refused> &issued) { answerIssued(*call, issued); });
    });
}

static void listKeys(const IdentityDoor &door, const CallPtr &call)
{
    const int page = int(call->queryNumber("page"));
    const int pageSize = int(call->queryNumber("pageSize"));
    using Rows = application::RowPage<application::KeyRow>;
    door.branch.ask<Rows>(
        call->ownSpace(),
        [page, pageSize](QuerySources &s) { return s.views->keys(page, pageSize); },
        [call, page, pageSize](Result<Rows, api::ProblemCode> rows) {
            if (!rows) {
                call->refuse(rows.error());
                return;
            }
            api::KeyPage answer;
            for (const auto &row : rows->rows) {
                answer.items.push_back(keyView(row.id, row.key));
            }
            call->answer(200, toJson(numbered(answer, page, pageSize, rows->totalCount)));
        });
}

static void getKey(const IdentityDoor &door, const CallPtr &call)
{
    const auto id = call->id<KeyId>("id");
    if (!id) {
        return;
    }
    const auto found = door.branch.stream(StreamName::of(*id));
    if (!found) {
        call->refuse(api::ProblemCode::KeyNotFound);
        return;
    }
    call->answer(200, toJson(keyView(*id, std::get<Key>(*found->state))));
}

static void revokeKey(const IdentityDoor &door, const CallPtr &call)
{
    const auto id = call->id<KeyId>("id");
    const auto body = id ? call->body<api::ReasonRequest>() : std::nullopt;
    if (!body) {
        return;
    }
    door.once.run(call, Once::Answers::Kept,
        [&keys = door.identity.keys(), id = *id, reason = body->reason, call] {
            keys.revoke(id, reason, preparing(call), answeringNothing(call));
        });
}

using enum api::ProblemCode;
namespace paths = api::paths;

void addKeyRoutes(Routes &routes, Branch &branch, Identity &identity, Once &once)
{
    const IdentityDoor to{branch, identity, once};
    routes.add({.method = Method::Post, .path = paths::keys, .action = "key.manage",
                   .name = "issueKey", .summary = "Issue a key",
                   .details = "This answer alone shows the key; it goes into Authorization: Bearer …, "
                              "a workstation's into its users' sign-in.",
                   .body = examples::newKeyRequest(),
                   .answers = {{201, examples::issuedKey(), {"Location"}}},
                   .problems = {AnswerNotRepeatable, InvalidName, InvalidScope, NotReady}},
        to(issueKey));
    routes.add({.path = paths::keys, .action = "key.read", .name = "listKeys",
                   .summary = "List keys", .details = "By issue, revoked ones too.",
                   .parameters = query::paged(), .answers = {{200, examples::keys()}},
                   .problems = {ViewBehind}},
        to(listKeys));
    routes.add({.path = paths::key,
                   .action = "key.read",
                   .name = "getKey",
                   .summary = "Get a key",
                   .details = "All of it but what it is: that is shown once.",
                   .answers = {{200, examples::key()}},
                   .problems = {KeyNotFound}},
        to(getKey));
    routes.add({.method = Method::Patch, .path = paths::revokeKey, .action = "key.manage",
                   .name = "revokeKey", .summary = "Revoke a key",
                   .details = "It opens nothing any more, at once.",
                   .body = api::ReasonRequest{u"Replaced"_s}, .answers = {{204}},
                   .problems = {AnswerNotRepeatable, KeyNotFound, InvalidDescription}},
        to(revokeKey));
}

} // namespace kontor::server
