// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/Routes.h"

#include "server/openapi/Examples.h"
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
    if (const auto body = call->body<api::CashByIdRequest>()) {
        auto command = cashCommand<Command>(body->accountId, *body);
        command.customerId = body->customerId;
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
    const auto body = call->read<api::TransferByIdRequest>(canonicalTransfer(std::move(*json)));
    if (body) {
        submitTransfer(branch, call, body->sourceAccountId, *body);
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

using enum api::ProblemCode;
namespace paths = api::paths;

static Handler handling(Branch &branch, void (*route)(Branch &, const CallPtr &))
{
    return [&branch, route](const CallPtr &call) { route(branch, call); };
}

static const Problems depositing = {AccountNotFound, VersionConflict, AmountFormat,
    AmountNotPositive, DepositTooLarge, InvalidDescription, AccountDeleted, AccountInactive,
    CurrencyMismatch, BalanceLimit};
static const Problems withdrawing = {AccountNotFound, VersionConflict, AmountFormat,
    AmountNotPositive, InvalidDescription, AccountDeleted, AccountInactive, CurrencyMismatch,
    InsufficientFunds};
static const Problems transferring = {AccountNotFound, VersionConflict, AmountFormat,
    AmountNotPositive, InvalidDescription, AccountDeleted, AccountInactive, SelfTransfer,
    CurrencyMismatch, InsufficientFunds, BalanceLimit};

static void addOnItems(Routes &routes, Branch &branch)
{
    routes.add({.method = Method::Post, .path = paths::deposit, .action = "money.deposit",
                   .name = "deposit", .summary = "Pay cash in", .body = examples::cash(),
                   .answers = {{200, examples::deposit(), {"ETag"}}}, .problems = depositing},
        handling(branch, cashOnItem<DepositMoney>));
    routes.add({.method = Method::Post, .path = paths::withdraw, .action = "money.withdraw",
                   .name = "withdraw", .summary = "Pay cash out", .body = examples::cash(),
                   .answers = {{200, examples::withdrawal(), {"ETag"}}}, .problems = withdrawing},
        handling(branch, cashOnItem<WithdrawMoney>));
    const std::vector<Form> transfers
        = {{"without currency and description", R"({"amount":250,"destinationAccountId":")"
                + examples::id<AccountId>("accounts/bruno").toString() + "\"}"}};
    routes.add({.method = Method::Post, .path = paths::transfer, .action = "money.transfer",
                   .name = "transfer", .summary = "Transfer money to another account",
                   .details = "The answer is the movement of the source. Both sides happen, or "
                              "neither.",
                   .body = {examples::transfer(), transferSynonyms(), transfers},
                   .answers = {{200, examples::transferred(), {"ETag"}}}, .problems = transferring},
        handling(branch, transferFromItem));
}

// The same with ids in the body; some documents PATCH what others POST.
static void addOnCollection(Routes &routes, Branch &branch)
{
    const auto problems = [](Problems plain) {
        plain.push_back(CustomerNotFound);
        return plain;
    };
    for (const Method method : {Method::Post, Method::Patch}) {
        const bool isPost = method == Method::Post;
        routes.add({.method = method, .path = paths::depositById, .action = "money.deposit",
                       .name = isPost ? "depositById" : "patchDepositById",
                       .summary = "Pay cash in on the account named in the body",
                       .body = examples::cashById(),
                       .answers = {{200, examples::deposit(), {"ETag"}}},
                       .problems = problems(depositing)},
            handling(branch, cashOnCollection<DepositMoney>));
        routes.add({.method = method, .path = paths::withdrawById, .action = "money.withdraw",
                       .name = isPost ? "withdrawById" : "patchWithdrawById",
                       .summary = "Pay cash out of the account named in the body",
                       .body = examples::cashById(),
                       .answers = {{200, examples::withdrawal(), {"ETag"}}},
                       .problems = problems(withdrawing)},
            handling(branch, cashOnCollection<WithdrawMoney>));
    }
    routes.add({.method = Method::Post, .path = paths::transferById, .action = "money.transfer",
                   .name = "transferById", .summary = "Transfer between the accounts in the body",
                   .body = {examples::transferById(), transferSynonyms()},
                   .answers = {{200, examples::transferred(), {"ETag"}}}, .problems = transferring},
        handling(branch, transferFromCollection));
}

static void addHolds(Routes &routes, Branch &branch)
{
    routes.add({.method = Method::Post, .path = paths::holds, .action = "hold.place",
                   .name = "placeHold", .summary = "Reserve money on an account",
                   .body = examples::hold(),
                   .answers = {{201, examples::placedHold(), {"Location"}}},
                   .problems = {AccountNotFound, VersionConflict, AmountFormat, AmountNotPositive,
                       InvalidDescription, AccountDeleted, AccountInactive, IdTaken, TooManyHolds,
                       HoldInvalid, InsufficientFunds}},
        handling(branch, placeHold));
    routes.add({.path = paths::holds, .action = "account.read", .name = "listHolds",
                   .summary = "List the holds of an account",
                   .answers = {{200, examples::holds()}}, .problems = {AccountNotFound}},
        handling(branch, listHolds));
    routes.add({.method = Method::Delete, .path = paths::hold, .action = "hold.release",
                   .name = "releaseHold", .summary = "Release a hold", .answers = {{204}},
                   .problems = {AccountNotFound, HoldNotFound, VersionConflict, HoldInvalid}},
        handling(branch, releaseHold));
}

void addMoneyRoutes(Routes &routes, Branch &branch)
{
    addOnItems(routes, branch);
    addOnCollection(routes, branch);
    addHolds(routes, branch);
}

} // namespace kontor::server
