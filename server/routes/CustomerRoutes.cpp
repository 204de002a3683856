// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/Routes.h"

#include "server/openapi/Examples.h"
#include "server/routes/Render.h"

// Customers: register with a first account, find, list.

namespace kontor::server {

using application::CommandResult;
using namespace domain;

static void registerCustomer(Branch &branch, const CallPtr &call)
{
    const auto body = call->body<api::RegisterCustomerRequest>();
    if (!body) {
        return;
    }
    OpenAccount command;
    command.id = branch.ids().nextId<AccountId>();
    command.newCustomerId = branch.ids().nextId<CustomerId>();
    command.name = body->name;
    command.cpf = body->pin;
    command.currency = body->currency;
    command.initialBalance = body->initialAmount.value_or(Decimal());
    call->command(branch, std::move(command), [](Call &c, const CommandResult &result) {
        const auto &recorded = result.events().back();
        const auto &created = std::get<AccountCreated>(recorded.event);
        const api::RegisteredCustomer answer{created.ownerId, created.name,
            created.cpf ? std::optional(QString::fromLatin1(*created.cpf)) : std::nullopt,
            recorded.stream.accountId(),
            Decimal(created.balanceAfter, created.currency.exponent()), created.currency};
        c.answer(201, toJson(answer),
            {{"Location", "/api/v1/customers/" + created.ownerId.toString()}});
    });
}

static void listCustomers(Branch &branch, const CallPtr &call)
{
    const int page = int(call->queryNumber("page"));
    const int pageSize = int(call->queryNumber("pageSize"));
    using Rows = application::RowPage<application::CustomerRow>;
    branch.ask<Rows>(
        call->ownSpace(),
        [search = call->queryText("q"), page, pageSize](
            QuerySources &s) { return s.views->customers(search, page, pageSize); },
        [call, page, pageSize](Result<Rows, api::ProblemCode> rows) {
            if (!rows) {
                call->refuse(rows.error());
                return;
            }
            api::CustomerPage answer;
            for (const auto &row : rows->rows) {
                answer.items.push_back(customerView(row));
            }
            call->answer(200, toJson(numbered(answer, page, pageSize, rows->totalCount)));
        });
}

// The customer in the path, if the caller may see it; else 404.
static std::optional<CustomerId> visibleCustomer(Call &call)
{
    const auto id = call.id<CustomerId>("id");
    const auto own = call.onlyOwn();
    if (id && own && id->uuid != *own) {
        call.refuse(api::ProblemCode::CustomerNotFound);
        return std::nullopt;
    }
    return id;
}

static void getCustomer(Branch &branch, const CallPtr &call)
{
    const auto id = visibleCustomer(*call);
    if (!id) {
        return;
    }
    using Row = std::optional<application::CustomerRow>;
    branch.ask<Row>(
        call->ownSpace(), [id = *id](QuerySources &s) { return s.views->customer(id); },
        [call](Result<Row, api::ProblemCode> row) {
            if (!row) {
                call->refuse(row.error());
            } else if (!*row) {
                call->refuse(api::ProblemCode::CustomerNotFound);
            } else {
                call->answer(200, toJson(customerView(**row)));
            }
        });
}

static void listAccountsOf(Branch &branch, const CallPtr &call)
{
    application::AccountFilter filter;
    const auto id = visibleCustomer(*call);
    if (!id) {
        return;
    }
    filter.page = int(call->queryNumber("page"));
    filter.pageSize = int(call->queryNumber("pageSize"));
    if (!branch.stream(StreamName::of(*id))) {
        call->refuse(api::ProblemCode::CustomerNotFound);
        return;
    }
    filter.ownerId = *id;
    filter.includeDeleted = true;
    answerAccountPage(branch, call, filter);
}

using enum api::ProblemCode;
namespace paths = api::paths;

void addCustomerRoutes(Routes &routes, Branch &branch)
{
    const auto to = [&branch](void (*route)(Branch &, const CallPtr &)) {
        return Handler([&branch, route](const CallPtr &call) { route(branch, call); });
    };
    routes.add({.method = Method::Post, .path = paths::customers, .action = "customer.register",
                   .name = "registerCustomer",
                   .summary = "Register a customer and open the first account",
                   .details = "pin is the personal number, a CPF, and no card's PIN.",
                   .body = examples::registration(),
                   .answers = {{201, examples::registered(), {"Location"}}},
                   .problems = {AmountFormat, AmountNotPositive, InvalidName, InvalidCpf, CpfTaken,
                       IdTaken}},
        to(registerCustomer));
    routes.add({.path = paths::customers,
                   .action = "customer.list",
                   .name = "listCustomers",
                   .summary = "List customers",
                   .parameters = query::paged({query::search("q",
                       "parts of words of a name, or a CPF; see GET /accounts")}),
                   .answers = {{200, examples::customers()}},
                   .problems = {ViewBehind}},
        to(listCustomers));
    routes.add({.path = paths::customer, .action = "customer.read", .name = "getCustomer",
                   .summary = "Get a customer", .answers = {{200, examples::customer()}},
                   .problems = {CustomerNotFound, ViewBehind}},
        to(getCustomer));
    routes.add({.path = paths::customerAccounts, .action = "customer.read",
                   .name = "listAccountsOfCustomer", .summary = "List a customer's accounts",
                   .details = "Deleted ones, too.", .parameters = query::paged(),
                   .answers = {{200, examples::accounts()}},
                   .problems = {CustomerNotFound, ViewBehind}},
        to(listAccountsOf));
}

} // namespace kontor::server
