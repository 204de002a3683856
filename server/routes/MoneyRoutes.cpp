// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/Routes.h"

#include "server/openapi/Examples.h"
#include "server/routes/Dialects.h"
#include "server/routes/Render.h"

// Deposits, withdrawals, transfers, holds and blocks.

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
static void moveCash(Branch &branch, const CallPtr &call)
{
    const auto id = call->id<AccountId>("id");
    const auto body = id ? call->body<api::CashRequest>() : std::nullopt;
    if (!body) {
        return;
    }
    Command command;
    command.id = *id;
    command.amount = body->amount;
    command.currency = body->currency;
    command.description = body->description;
    command.customerId = body->customerId;
    call->command(branch, std::move(command), answerMovement);
}

static void transfer(Branch &branch, const CallPtr &call)
{
    const auto id = call->id<AccountId>("id");
    const auto body = id ? call->body<api::TransferRequest>() : std::nullopt;
    if (!body) {
        return;
    }
    TransferMoney command;
    command.transferId = branch.ids().nextId<TransferId>();
    command.from = *id;
    command.to = body->destinationAccountId;
    command.amount = body->amount;
    command.currency = body->currency;
    command.description = body->description;
    call->command(branch, std::move(command), answerMovement);
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
    const auto row = call->account(branch, *id);
    if (!row) {
        return;
    }
    api::HoldList list;
    for (const Hold &hold : row->account.holds) {
        list.items.push_back(holdView(*id, row->account.currency, hold));
    }
    call->answer(200, toJson(list));
}

static void getHold(Branch &branch, const CallPtr &call)
{
    const auto id = call->id<AccountId>("id");
    const auto holdId = id ? call->id<HoldId>("holdId") : std::nullopt;
    const auto row = holdId ? call->account(branch, *id) : std::nullopt;
    if (!row) {
        return;
    }
    if (const Hold *hold = row->account.hold(*holdId)) {
        call->answer(200, toJson(holdView(*id, row->account.currency, *hold)));
    } else {
        call->refuse(api::ProblemCode::HoldNotFound);
    }
}

static void releaseHold(Branch &branch, const CallPtr &call)
{
    const auto id = call->id<AccountId>("id");
    const auto hold = id ? call->id<HoldId>("holdId") : std::nullopt;
    if (hold && call->noBody()) {
        call->command(branch, ReleaseHold{*hold, *id, ReleaseReason::Released},
            [](Call &c, const CommandResult &) { c.noContent(); });
    }
}

static void block(Branch &branch, const CallPtr &call)
{
    const auto id = call->id<AccountId>("id");
    const auto body = id ? call->body<api::BlockRequest>() : std::nullopt;
    if (body) {
        call->command(branch, BlockAccount{*id, body->debits, body->credits, body->reference},
            [](Call &c, const CommandResult &) { c.noContent(); });
    }
}

using enum api::ProblemCode;
namespace paths = api::paths;

static void addMovements(Routes &routes, Branch &branch)
{
    routes.add({.method = Method::Post, .path = paths::deposit, .action = "money.deposit",
                   .name = "deposit", .summary = "Pay cash in", .body = examples::cash(),
                   .answers = {{200, examples::deposit(), {"ETag"}}},
                   .problems = {AccountNotFound, VersionConflict, AmountFormat, AmountNotPositive,
                       DepositTooLarge, InvalidDescription, AccountDeleted, AccountInactive,
                       CreditsBlocked, CurrencyMismatch, BalanceLimit}},
        handling(branch, moveCash<DepositMoney>));
    routes.add({.method = Method::Post, .path = paths::withdraw, .action = "money.withdraw",
                   .name = "withdraw", .summary = "Pay cash out", .body = examples::cash(),
                   .answers = {{200, examples::withdrawal(), {"ETag"}}},
                   .problems = {AccountNotFound, VersionConflict, AmountFormat, AmountNotPositive,
                       InvalidDescription, AccountDeleted, AccountInactive, DebitsBlocked,
                       CurrencyMismatch, InsufficientFunds}},
        handling(branch, moveCash<WithdrawMoney>));
    routes.add({.method = Method::Post, .path = paths::transfer, .action = "money.transfer",
                   .name = "transfer", .summary = "Transfer money to another account",
                   .details = "The answer is the movement of the source. Both sides happen, or "
                              "neither.",
                   .body = bodies::transfer(), .answers = {{200, examples::transferred(), {"ETag"}}},
                   .problems = {AccountNotFound, VersionConflict, AmountFormat, AmountNotPositive,
                       InvalidDescription, AccountDeleted, AccountInactive, DebitsBlocked,
                       CreditsBlocked, SelfTransfer, CurrencyMismatch, InsufficientFunds,
                       BalanceLimit}},
        handling(branch, transfer));
}

static void addHoldsAndBlocks(Routes &routes, Branch &branch)
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
    routes.add({.path = paths::hold,
                   .action = "account.read",
                   .name = "getHold",
                   .summary = "Get a hold",
                   .details = "As long as it stands; one that was released is not found.",
                   .answers = {{200, examples::placedHold()}},
                   .problems = {AccountNotFound, HoldNotFound}},
        handling(branch, getHold));
    routes.add({.method = Method::Delete, .path = paths::hold, .action = "hold.release",
                   .name = "releaseHold", .summary = "Release a hold", .answers = {{204}},
                   .problems = {AccountNotFound, HoldNotFound, VersionConflict, HoldInvalid}},
        handling(branch, releaseHold));
    routes.add({.method = Method::Put, .path = paths::block, .action = "account.block",
                   .name = "blockAccount", .summary = "Block an account, or lift the block",
                   .details = "Neither debits nor credits lifts it. The same block again is fine.",
                   .body = api::BlockRequest{false, false, u"Court order 4711 lifted"_s},
                   .answers = {{204}},
                   .problems = {AccountNotFound, VersionConflict, InvalidDescription,
                       AccountDeleted}},
        handling(branch, block));
}

void addMoneyRoutes(Routes &routes, Branch &branch)
{
    addMovements(routes, branch);
    addHoldsAndBlocks(routes, branch);
}

} // namespace kontor::server
