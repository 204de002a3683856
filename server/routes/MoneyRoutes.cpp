// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/Routes.h"

#include "server/routes/Dialects.h"
#include "server/routes/Render.h"

// Deposits, withdrawals, transfers and holds, in the item and the collection forms.

namespace kontor::server {

using application::CommandResult;
using namespace domain;

// The answer of a money command is the line it wrote on the account in question.
static void answerMovement(Call &call, const CommandResult &result)
{
    const auto line = movement(result.events().front());
    call.answer(200, toJson(*line), {{"ETag", '"' + QByteArray::number(line->version) + '"'}});
}

// DepositMoney and WithdrawMoney have the same members.
template<class Command>
static Command cashCommand(AccountId id, const api::CashRequest &body)
{
    Command command;
    command.id = id;
    command.amount = body.amount;
    command.currency = body.currency;
    command.description = body.description;
    return command;
}

template<class Command>
static void cashOnItem(Branch &branch, const CallPtr &call)
{
    const auto id = call->id<AccountId>("id");
    const auto body = id ? call->body<api::CashRequest>() : std::nullopt;
    if (body) {
        call->command(branch, cashCommand<Command>(*id, *body), answerMovement);
    }
}

template<class Command>
static void cashOnCollection(Branch &branch, const CallPtr &call)
{
    auto json = call->json();
    if (!json) {
        return;
    }
    const auto id = call->need(takeMember<AccountId>(*json, "accountId"));
    if (!id) {
        return;
    }
    const auto customer
        = call->need(takeMember<std::optional<CustomerId>>(*json, "customerId"));
    const auto body = customer ? call->read<api::CashRequest>(std::move(*json)) : std::nullopt;
    if (body) {
        auto command = cashCommand<Command>(*id, *body);
        command.customerId = *customer;
        call->command(branch, std::move(command), answerMovement);
    }
}

static void submitTransfer(Branch &branch, const CallPtr &call, AccountId from,
    const api::TransferRequest &body)
{
    TransferMoney command;
    command.transferId = branch.ids().nextId<TransferId>();
    command.from = from;
    command.to = body.destinationAccountId;
    command.amount = body.amount;
    command.currency = body.currency;
    command.description = body.description;
    call->command(branch, std::move(command), answerMovement);
}

static void transferFromItem(Branch &branch, const CallPtr &call)
{
    const auto id = call->id<AccountId>("id");
    auto json = id ? call->json() : std::nullopt;
    if (!json) {
        return;
    }
    if (const auto body = call->read<api::TransferRequest>(canonicalTransfer(std::move(*json)))) {
        submitTransfer(branch, call, *id, *body);
    }
}

static void transferFromCollection(Branch &branch, const CallPtr &call)
{
    auto json = call->json();
    if (!json) {
        return;
    }
    auto canonical = call->need(canonicalTransfer(std::move(*json)));
    if (!canonical) {
        return;
    }
    const auto from = call->need(takeMember<AccountId>(*canonical, "sourceAccountId"));
    if (!from) {
        return;
    }
    if (const auto body = call->read<api::TransferRequest>(std::move(*canonical))) {
        submitTransfer(branch, call, *from, *body);
    }
}

static void placeHold(Branch &branch, const CallPtr &call)
{
    const auto id = call->id<AccountId>("id");
    const auto body = id ? call->body<api::HoldRequest>() : std::nullopt;
    if (!body) {
        return;
    }
    PlaceHold command;
    command.holdId = branch.ids().nextId<HoldId>();
    command.id = *id;
    command.amount = body->amount;
    command.kind = *fromName<HoldKind>(kontor::nameOf(body->kind));
    command.expiresAt = body->expiresAt;
    command.reason = body->reason;
    call->command(branch, std::move(command), [id = *id](Call &c, const CommandResult &result) {
        const auto &recorded = result.events().front();
        const auto &placed = std::get<HoldPlaced>(recorded.event);
        const Hold hold{placed.holdId, placed.held, placed.kind, placed.expiresAt,
            placed.withdrawalId, placed.reason, recorded.recordedAt};
        c.answer(201, toJson(holdView(id, placed.currency, hold)),
            {{"Location", "/api/v1/accounts/" + id.toString() + "/holds/" + hold.id.toString()}});
    });
}

static void listHolds(Branch &branch, const CallPtr &call)
{
    const auto id = call->id<AccountId>("id");
    if (!id) {
        return;
    }
    const auto row = branch.account(*id);
    if (!row) {
        call->refuse(api::ProblemCode::AccountNotFound);
        return;
    }
    api::HoldList list;
    for (const Hold &hold : row->account.holds) {
        list.items.push_back(holdView(*id, row->account.currency, hold));
    }
    call->answer(200, toJson(list));
}

static void releaseHold(Branch &branch, const CallPtr &call)
{
    const auto id = call->id<AccountId>("id");
    const auto hold = id ? call->id<HoldId>("holdId") : std::nullopt;
    if (hold) {
        call->command(branch, ReleaseHold{*hold, *id, ReleaseReason::Released},
            [](Call &c, const CommandResult &) { c.noContent(); });
    }
}

void addMoneyRoutes(Routes &routes, Branch &branch)
{
    const auto to = [&branch](void (*route)(Branch &, const CallPtr &)) {
        return Handler([&branch, route](const CallPtr &call) { route(branch, call); });
    };
    routes.add("POST", "/accounts/{id}/deposit", "money.deposit", to(cashOnItem<DepositMoney>));
    routes.add("POST", "/accounts/{id}/withdraw", "money.withdraw", to(cashOnItem<WithdrawMoney>));
    routes.add("POST", "/accounts/{id}/transfer", "money.transfer", to(transferFromItem));
    for (const char *method : {"POST", "PATCH"}) {
        routes.add(method, "/accounts/deposit", "money.deposit", to(cashOnCollection<DepositMoney>));
        routes.add(method, "/accounts/withdraw", "money.withdraw",
            to(cashOnCollection<WithdrawMoney>));
    }
    routes.add("POST", "/accounts/transfer", "money.transfer", to(transferFromCollection));
    routes.add("GET", "/accounts/{id}/holds", "account.read", to(listHolds));
    routes.add("POST", "/accounts/{id}/holds", "hold.place", to(placeHold));
    routes.add("DELETE", "/accounts/{id}/holds/{holdId}", "hold.release", to(releaseHold));
}

} // namespace kontor::server
