// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/Routes.h"

#include "foundation/AccountNumber.h"
#include "foundation/Cpf.h"
#include "server/routes/Dialects.h"
#include "server/routes/Render.h"

// Opening, finding and changing accounts.

namespace kontor::server {

using application::CommandResult;
using namespace domain;

static api::AccountView viewOf(const application::ChangedStream &subject)
{
    return accountView(subject.stream.accountId(), subject.version, std::get<Account>(subject.state));
}

static void answerAccount(Call &call, int status, const api::AccountView &view, Headers headers = {})
{
    headers.push_back({"ETag", '"' + QByteArray::number(view.version) + '"'});
    call.answer(status, toJson(view), headers);
}

static void answerSubject(Call &call, const CommandResult &result)
{
    answerAccount(call, 200, viewOf(*result.subject));
}

static void answerNothing(Call &call, const CommandResult &)
{
    call.noContent();
}

static void openAccount(Branch &branch, const CallPtr &call)
{
    auto json = call->json();
    if (!json) {
        return;
    }
    auto canonical = canonicalOpening(std::move(*json));
    const auto body = call->read<api::OpenAccountRequest>(std::move(canonical));
    if (!body) {
        return;
    }
    OpenAccount command;
    command.id = branch.ids().nextId<AccountId>();
    command.newCustomerId = branch.ids().nextId<CustomerId>();
    command.name = body->name;
    command.cpf = body->cpf;
    command.ownerId = body->ownerId;
    command.currency = body->currency;
    command.initialBalance = body->initialBalance.value_or(Decimal());
    if (body->accountNumber) {
        command.number = body->accountNumber->toUtf8();
    }
    call->command(branch, std::move(command), [](Call &c, const CommandResult &result) {
        // A replay makes its own ids; the account is the one that the first answer named.
        const auto &created = result.events().back();
        const auto &event = std::get<AccountCreated>(created.event);
        Account account;
        evolve(account, event, created.recordedAt);
        const AccountId id = created.stream.accountId();
        answerAccount(c, 201, accountView(id, 1, account),
            {{"Location", "/api/v1/accounts/" + id.toString()}});
    });
}

static void getAccount(Branch &branch, const CallPtr &call)
{
    const auto id = call->id<AccountId>("id");
    if (!id) {
        return;
    }
    if (const auto row = branch.account(*id)) {
        answerAccount(*call, 200, accountView(row->id, row->version, row->account));
    } else {
        call->refuse(api::ProblemCode::AccountNotFound);
    }
}

static void getAccountByCpf(Branch &branch, const CallPtr &call)
{
    const auto cpf = Cpf::parse(call->text("id"), CpfValidation::Length);
    if (!cpf) {
        call->refuse(api::ProblemCode::InvalidParameter, u"A CPF has 11 digits."_s);
        return;
    }
    using Row = std::optional<application::AccountRow>;
    branch.ask<Row>([digits = cpf->digits()](QuerySources &s) { return s.views->accountByCpf(digits); },
        [call](Result<Row, api::ProblemCode> row) {
            if (!row) {
                call->refuse(row.error());
            } else if (!*row) {
                call->refuse(api::ProblemCode::AccountNotFound);
            } else {
                answerAccount(*call, 200,
                    accountView((*row)->id, (*row)->version, (*row)->account));
            }
        });
}

void answerAccountPage(Branch &branch, const CallPtr &call, const application::AccountFilter &filter)
{
    using Rows = application::RowPage<application::AccountRow>;
    branch.ask<Rows>([filter](QuerySources &s) { return s.views->accounts(filter); },
        [call, filter](Result<Rows, api::ProblemCode> rows) {
            if (!rows) {
                call->refuse(rows.error());
                return;
            }
            api::AccountPage page;
            for (const auto &row : rows->rows) {
                page.items.push_back(accountView(row.id, row.version, row.account));
            }
            call->answer(200, toJson(numbered(page, filter.page, filter.pageSize, rows->totalCount)));
        });
}

static void listAccounts(Branch &branch, const CallPtr &call)
{
    application::AccountFilter filter;
    if (!call->pageOf(filter.page, filter.pageSize)) {
        return;
    }
    filter.search = call->queryText("q");
    const auto deleted = call->queryFlag("includeDeleted");
    if (!deleted || !call->queryId("ownerId", filter.ownerId)) {
        return;
    }
    filter.includeDeleted = *deleted;
    answerAccountPage(branch, call, filter);
}

static void replaceAccount(Branch &branch, const CallPtr &call)
{
    const auto id = call->id<AccountId>("id");
    const auto body = id ? call->body<api::ReplaceAccountRequest>() : std::nullopt;
    if (body) {
        call->command(branch,
            ReplaceAccount{*id, body->name, body->cpf, body->isActive, body->isDeleted},
            answerSubject);
    }
}

static void renameAccount(Branch &branch, const CallPtr &call)
{
    const auto id = call->id<AccountId>("id");
    const auto body = id ? call->body<api::RenameAccountRequest>() : std::nullopt;
    if (body) {
        call->command(branch, RenameAccount{*id, body->name}, answerSubject);
    }
}

static void changeCpf(Branch &branch, const CallPtr &call)
{
    const auto id = call->id<AccountId>("id");
    const auto body = id ? call->body<api::ChangeCpfRequest>() : std::nullopt;
    if (body) {
        call->command(branch, ChangeAccountCpf{*id, body->cpf}, answerSubject);
    }
}

static Handler lifeCycle(Branch &branch, LifeCycleStep step)
{
    return Handler([&branch, step](const CallPtr &call) {
        if (const auto id = call->id<AccountId>("id")) {
            call->command(branch, ChangeLifeCycle{*id, step}, answerNothing);
        }
    });
}

static void deleteByBody(Branch &branch, const CallPtr &call)
{
    auto json = call->json();
    if (!json) {
        return;
    }
    auto taken = takeMember<AccountId>(*json, "accountId");
    const auto id = call->need(std::move(taken));
    if (id && call->nothingElse(*json)) {
        call->command(branch, ChangeLifeCycle{*id, LifeCycleStep::Delete}, answerNothing);
    }
}

void addAccountRoutes(Routes &routes, Branch &branch)
{
    const auto to = [&branch](void (*route)(Branch &, const CallPtr &)) {
        return Handler([&branch, route](const CallPtr &call) { route(branch, call); });
    };
    routes.add("POST", "/accounts", "account.open", to(openAccount));
    routes.add("GET", "/accounts", "account.list", to(listAccounts),
        {"page", "pageSize", "q", "ownerId", "includeDeleted"});
    routes.add("DELETE", "/accounts", "account.delete", to(deleteByBody));
    routes.add("GET", "/accounts/{id}", "account.read", to(getAccount));
    routes.add("GET", "/accounts/{id}/cpf", "account.read", to(getAccountByCpf));
    routes.add("PUT", "/accounts/{id}", "account.change", to(replaceAccount));
    routes.add("PATCH", "/accounts/{id}/name", "account.change", to(renameAccount));
    routes.add("PATCH", "/accounts/{id}/cpf", "account.change", to(changeCpf));
    routes.add("PATCH", "/accounts/{id}/activate", "account.change",
        lifeCycle(branch, LifeCycleStep::Activate));
    routes.add("PATCH", "/accounts/{id}/deactivate", "account.change",
        lifeCycle(branch, LifeCycleStep::Deactivate));
    routes.add("PATCH", "/accounts/{id}/restore", "account.change",
        lifeCycle(branch, LifeCycleStep::Restore));
    routes.add("DELETE", "/accounts/{id}", "account.delete",
        lifeCycle(branch, LifeCycleStep::Delete));
}

} // namespace kontor::server
