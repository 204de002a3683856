// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/Routes.h"

#include "api/Transfers.h"
#include "domain/RefusalDetail.h"
#include "server/openapi/Examples.h"
#include "server/routes/Refusals.h"

#include <algorithm>

// Many transfers in one request: one commit, decided one by one or all together.

namespace kontor::server {

using application::CommandResult;
using namespace domain;

// Four members and the object itself for each transfer, and some to spare.
static constexpr JsonLimits batchLimits{.values = 8 * api::transfersInBatch};

static std::vector<TransferMoney> commandsOf(Branch &branch, const api::TransferBatchRequest &body)
{
    std::vector<TransferMoney> commands;
    commands.reserve(body.items.size());
    for (const api::TransferByIdRequest &item : body.items) {
        commands.push_back({branch.ids().nextId<TransferId>(), item.sourceAccountId,
            item.destinationAccountId, item.amount, item.currency, item.description});
    }
    return commands;
}

static std::optional<AccountId> onlySource(const std::vector<TransferMoney> &transfers)
{
    const AccountId first = transfers.front().from;
    const bool isOnly = std::all_of(transfers.begin(), transfers.end(),
        [first](const TransferMoney &transfer) { return transfer.from == first; });
    return isOnly ? std::optional(first) : std::nullopt;
}

static api::TransferOutcome booked(const application::RecordedEvent &event)
{
    const auto &leg = std::get<MoneyTransferred>(event.event);
    return {200, leg.transferId, event.position, event.version,
        Decimal(leg.balanceAfter, leg.currency.exponent()), {}, {}};
}

static api::TransferOutcome refused(const Refusal &refusal)
{
    const auto problem = problemOf(refusal);
    return {problem.status, {}, {}, {}, {}, problem.code,
        problem.detail.isEmpty() ? problem.title : problem.detail};
}

static void answer(Call &call, std::vector<api::TransferOutcome> items)
{
    api::TransferBatchAnswer answer;
    for (const api::TransferOutcome &item : items) {
        ++(item.status == 200 ? answer.accepted : answer.refused);
    }
    answer.items = std::move(items);
    call.answer(200, toJson(answer));
}

// The member of a transfer that a refusal is about, as a pointer into it.
static QString memberAtFault(const Refusal &refusal)
{
    const QByteArrayList members = membersOf(refusal);
    if (members.isEmpty()) {
        return {};
    }
    const QByteArray &first = members.first();
    return u'/' + QString::fromLatin1(first == pathAccount ? "sourceAccountId" : first);
}

static void refuseAll(Call &call, const Refusal &refusal)
{
    const QString place = u"/items/%1"_s.arg(placeIn(refusal.detail));
    const auto own = ownIn(refusal.detail);
    const Refusal alone{refusal.code, own.value_or(0)};
    auto problem = problemOf(alone);
    const QString why = problem.detail.isEmpty() ? problem.title + u'.' : problem.detail;
    problem.detail = u"None was booked: the transfer at %1 is refused. %2"_s.arg(place, why);
    problem.errors = std::vector<api::ProblemField>{
        {own ? place + memberAtFault(alone) : place, problem.code, why}};
    call.refuse(std::move(problem));
}

static void submitTogether(Branch &branch, const CallPtr &call, std::vector<TransferMoney> transfers)
{
    auto submission = call->submission(TransferAll{std::move(transfers)});
    branch.submit(std::move(submission), [call](const CommandResult &result) {
        call->note(result);
        if (result.kind == CommandResult::Kind::Refused) {
            return refuseAll(*call, result.refusal);
        }
        if (result.kind != CommandResult::Kind::Accepted) {
            return call->refuse(result);
        }
        std::vector<api::TransferOutcome> items;
        const auto events = result.events();
        for (std::size_t i = 0; i < events.size(); i += 2) { // each transfer has two legs
            items.push_back(booked(events[i]));
        }
        answer(*call, std::move(items));
    });
}

namespace {

//! Waits for the last of the transfers that were submitted one by one.
struct Gathering
{
    CallPtr call;
    std::vector<api::TransferOutcome> items;
    std::size_t left = 0;
    //! No decision: the commit failed, or the key belongs to another request.
    std::optional<CommandResult> undecided;

    void take(std::size_t index, const CommandResult &result)
    {
        if (result.kind == CommandResult::Kind::Accepted) {
            items[index] = booked(result.events().front());
        } else if (result.kind == CommandResult::Kind::Refused) {
            items[index] = refused(result.refusal);
        } else {
            undecided = result;
        }
        call->note(result);
        if (--left == 0) {
            undecided ? call->refuse(*undecided) : answer(*call, std::move(items));
        }
    }
};

} // namespace

// Each has an outcome of its own under the batch's key and its index. These keys are a space of
// their own, so that nobody's single key is in the way.
static void submitEach(Branch &branch, const CallPtr &call, std::vector<TransferMoney> transfers)
{
    auto gathering = std::make_shared<Gathering>();
    gathering->call = call;
    gathering->items.resize(transfers.size());
    gathering->left = transfers.size();
    const auto common = call->submission(TransferAll{});
    std::vector<application::Submission> submissions(transfers.size(), common);
    for (std::size_t i = 0; i < transfers.size(); ++i) {
        application::Submission &submission = submissions[i];
        submission.command = std::move(transfers[i]);
        if (!submission.key.isEmpty()) {
            submission.key += '/' + QByteArray::number(qulonglong(i));
            submission.caller += "/batch";
        }
    }
    branch.submitTogether(std::move(submissions),
        [gathering](std::size_t i, const CommandResult &result) { gathering->take(i, result); });
}

// The key itself comes first: another request under it is refused before anything is booked.
static void takeKeyThenEach(Branch &branch, const CallPtr &call,
    std::vector<TransferMoney> transfers)
{
    if (!call->hasKey()) {
        return submitEach(branch, call, std::move(transfers));
    }
    branch.submit(call->keyAlone(),
        [&branch, call, transfers = std::move(transfers)](const CommandResult &result) {
            if (result.kind == CommandResult::Kind::Accepted) {
                submitEach(branch, call, transfers);
            } else {
                call->refuse(result);
            }
        });
}

static void transferBatch(Branch &branch, const CallPtr &call)
{
    const auto body = call->body<api::TransferBatchRequest>(batchLimits);
    if (!body) {
        return;
    }
    if (body->items.empty() || body->items.size() > std::size_t(api::transfersInBatch)) {
        return call->refuse(FieldErrors{{u"/items"_s, u"out-of-range"_s,
            u"A batch has 1 to %1 transfers."_s.arg(api::transfersInBatch)}});
    }
    auto transfers = commandsOf(branch, *body);
    if (const auto source = onlySource(transfers)) {
        call->about(source->uuid);
    }
    body->atomic.value_or(false) ? submitTogether(branch, call, std::move(transfers))
                                 : takeKeyThenEach(branch, call, std::move(transfers));
}

void addBatchRoutes(Routes &routes, Branch &branch)
{
    using enum api::ProblemCode;
    routes.add({.method = Method::Post, .path = api::paths::transferBatch,
                   .action = "money.transfer", .name = "transferBatch",
                   .summary = "Book many transfers with one commit",
                   .details = "They are decided in their order, each on what those before it left. "
                              "With `atomic` all are booked or none, and the refusal points at the "
                              "first that cannot be; without it each has an outcome of its own.",
                   .body = examples::transferBatch(),
                   .answers = {{200, examples::transferredBatch()}},
                   .problems = {AccountNotFound, AmountFormat, AmountNotPositive,
                       InvalidDescription, AccountDeleted, AccountInactive, DebitsBlocked,
                       CreditsBlocked, SelfTransfer, CurrencyMismatch, InsufficientFunds,
                       BalanceLimit},
                   .bodyLimit = batchBodyLimit},
        [&branch](const CallPtr &call) { transferBatch(branch, call); });
}

} // namespace kontor::server
