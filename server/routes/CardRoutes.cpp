// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/Routes.h"

#include "server/auth/CardDesk.h"
#include "server/openapi/Examples.h"
#include "server/routes/Once.h"
#include "server/routes/Render.h"

// Cards and PINs, and the cash machine's withdrawals.

namespace kontor::server {

using application::CommandResult;
using namespace domain;

// For what the ledger itself does once.
static Prepare preparingWithKey(const CallPtr &call)
{
    return [call](Command command) { return call->submission(std::move(command)); };
}

static void issueCard(CardDesk &desk, const CallPtr &call)
{
    const auto body = call->body<api::IssueCardRequest>();
    if (!body) {
        return;
    }
    call->about(body->accountId.uuid);
    desk.issue(body->accountId, Secret(body->pin), preparingWithKey(call),
        [call](Result<CommandResult, Refused> issued) {
            if (!issued) {
                call->refuse(issued.error());
                return;
            }
            call->note(*issued);
            const auto &recorded = issued->events().front();
            Card card;
            evolve(card, std::get<CardIssued>(recorded.event), recorded.recordedAt);
            const CardId id{recorded.stream.id()};
            call->about(id.uuid);
            call->answer(201, toJson(cardView(id, card)),
                {{"Location", "/api/v1/cards/" + id.toString()}});
        });
}

// A card, or a withdrawal, of that account.
static bool maySeeThingsOf(Branch &branch, const Call &call, AccountId id)
{
    const auto row = branch.account(id);
    return row && call.maySee(id, row->account);
}

static void getCard(Branch &branch, const CallPtr &call)
{
    const auto id = call->id<CardId>("id");
    if (!id) {
        return;
    }
    const auto found = branch.stream(StreamName::of(*id));
    const auto *card = found ? &std::get<Card>(*found->state) : nullptr;
    if (!card || !maySeeThingsOf(branch, *call, card->accountId)) {
        call->refuse(api::ProblemCode::CardNotFound);
        return;
    }
    call->answer(200, toJson(cardView(*id, *card)));
}

static bool isTerminalId(const QString &text)
{
    return !text.isEmpty() && text.size() <= 32
        && std::all_of(text.begin(), text.end(),
            [](QChar c) { return c.unicode() > 0x20 && c.unicode() < 0x7F; });
}

static void answerSession(Branch &branch, Call &call, const QString &token,
    const OpenCardSession &session)
{
    const auto account = branch.account(session.accountId);
    const auto card = branch.stream(StreamName::of(session.cardId));
    if (!account || !card) {
        call.refuse(api::ProblemCode::AccountNotFound);
        return;
    }
    api::CardSession view;
    view.token = token;
    view.expiresAt = session.expiresAt;
    view.cardId = session.cardId;
    view.accountId = session.accountId;
    view.holderName = account->account.name;
    view.maskedNumber = maskedNumber(std::get<Card>(*card->state).lastDigits);
    view.currency = account->account.currency;
    call.answer(200, toJson(view));
}

static void openSession(Branch &branch, CardDesk &desk, const CallPtr &call)
{
    const auto id = call->id<CardId>("id");
    const auto body = id ? call->body<api::CardSessionRequest>() : std::nullopt;
    if (!body) {
        return;
    }
    if (!isTerminalId(body->terminalId)) {
        call->refuse(FieldErrors{{u"/terminalId"_s, u"unusable-value"_s,
            u"A machine's id is 1 to 32 printable characters without blanks."_s}});
        return;
    }
    desk.openSession(*id, Secret(body->pin), body->terminalId.toLatin1(), preparingWithKey(call),
        [&branch, call](Result<std::pair<QString, OpenCardSession>, Refused> opened) {
            if (opened) {
                answerSession(branch, *call, opened->first, opened->second);
            } else {
                call->refuse(opened.error());
            }
        });
}

// A change names the key under which it was asked for, so the log knows whether it was made.
static bool isPinChanged(QuerySources &sources, CardId card, const Cause &cause)
{
    const auto stream = sources.index->find(StreamName::of(card));
    const auto positions = stream ? sources.index->positionsAfter(*stream, 0) : std::vector<qint64>();
    const auto events = sources.log->at(positions);
    return std::any_of(events.begin(), events.end(), [&cause](const application::RecordedEvent &event) {
        return std::holds_alternative<PinChanged>(event.event) && event.cause.actor == cause.actor
            && event.cause.causationId == cause.causationId;
    });
}

static void recallPinChange(Branch &branch, CardId card, const CallPtr &call, const Once::Act &change)
{
    branch.ask<bool>(
        call->ownSpace(),
        [card, cause = call->keyAlone().cause](
            QuerySources &sources) { return isPinChanged(sources, card, cause); },
        [call, change](const Result<bool, api::ProblemCode> &changed) {
            if (!changed) {
                call->refuse(changed.error());
            } else if (*changed) {
                call->noteReplay();
                call->noContent();
            } else {
                change();
            }
        });
}

static void changePin(Branch &branch, CardDesk &desk, Once &once, const CallPtr &call)
{
    const auto id = call->id<CardId>("id");
    const auto body = id ? call->body<api::ChangePinRequest>() : std::nullopt;
    if (!body) {
        return;
    }
    once.run(
        call, Once::Answers::Kept,
        [&desk, call, id = *id, current = Secret(body->currentPin), next = Secret(body->newPin)] {
            const QByteArray &machine = call->principal().terminal;
            desk.changePin({id, machine.isEmpty() ? "pin-change" : machine, current, next,
                               call->cardSession()},
                preparing(call), answeringNothing(call));
        },
        [&branch, call, id = *id](
            const Once::Act &change) { recallPinChange(branch, id, call, change); });
}

static std::vector<Notes> notesOf(const std::vector<api::NoteCount> &mix)
{
    std::vector<Notes> notes;
    for (const api::NoteCount &row : mix) {
        notes.push_back({row.value, row.count});
    }
    return notes;
}

static void authorise(Branch &branch, CardDesk &desk, const CallPtr &call)
{
    const auto body = call->body<api::AuthoriseWithdrawalRequest>();
    if (!body) {
        return;
    }
    call->about(body->withdrawalId.uuid);
    AuthoriseWithdrawal command;
    command.id = body->withdrawalId;
    command.holdId = branch.ids().nextId<HoldId>();
    command.terminalId = body->terminalId.toLatin1();
    command.amount = body->amount;
    command.mix = notesOf(body->mix);
    const auto session = desk.session(call->cardSession());
    if (session && session->terminalId == command.terminalId) {
        command.cardId = session->cardId;
        command.accountId = session->accountId;
    }
    call->command(branch, std::move(command), [](Call &c, const CommandResult &result) {
        const auto &recorded = result.events().back();
        Withdrawal withdrawal;
        evolve(withdrawal, std::get<WithdrawalAuthorised>(recorded.event), recorded.recordedAt);
        const WithdrawalId id{recorded.stream.id()};
        c.answer(201, toJson(withdrawalView(id, withdrawal)),
            {{"Location", "/api/v1/withdrawals/" + id.toString()}});
    });
}

// Stands in the log just before the withdrawal's own event, in the account's stream.
static std::optional<qint64> balanceAfterPayout(QuerySources &sources, WithdrawalId id)
{
    const auto stream = sources.index->find(StreamName::of(id));
    const auto positions
        = stream ? sources.index->positionsAfter(*stream, 0) : std::vector<qint64>();
    for (const application::RecordedEvent &event : sources.log->at(positions)) {
        if (!std::holds_alternative<WithdrawalCompleted>(event.event)) {
            continue;
        }
        const auto before = sources.log->at({event.position - 1}).front();
        const auto *money = std::get_if<MoneyWithdrawn>(&before.event);
        return money && money->withdrawalId == id ? std::optional(money->balanceAfter)
                                                  : std::nullopt;
    }
    return std::nullopt;
}

// With the balance after it, which the withdrawal's state does not have.
static void answerCompleted(Branch &branch, const CallPtr &call, WithdrawalId id,
    const Withdrawal &withdrawal, bool needsBalance)
{
    using Balance = std::optional<qint64>;
    auto view = withdrawalView(id, withdrawal);
    branch.ask<Balance>(
        call->ownSpace(), [id](QuerySources &sources) { return balanceAfterPayout(sources, id); },
        [call, view, needsBalance, exponent = withdrawal.currency.exponent()](
            const Result<Balance, api::ProblemCode> &balance) {
            if (!balance && needsBalance) {
                call->refuse(balance.error());
                return;
            }
            auto whole = view;
            if (balance && *balance) {
                whole.balanceAfter = Decimal(**balance, exponent);
            }
            call->answer(200, toJson(whole));
        });
}

static bool isPaid(const Withdrawal &withdrawal)
{
    return withdrawal.phase == WithdrawalPhase::Completed
        || withdrawal.phase == WithdrawalPhase::PartlyCompleted;
}

// An advice is answered with where the withdrawal stands after it; one that came before, too, and even
// where the balance cannot be looked up now.
static void answerAdvice(Branch &branch, Call &call, const CommandResult &result)
{
    const WithdrawalId id{result.subject->stream.id()};
    const auto &withdrawal = std::get<Withdrawal>(*result.subject->state);
    auto view = withdrawalView(id, withdrawal);
    for (const auto &recorded : result.events()) {
        if (const auto *money = std::get_if<MoneyWithdrawn>(&recorded.event)) {
            view.balanceAfter = Decimal(money->balanceAfter, money->currency.exponent());
        }
    }
    if (isPaid(withdrawal) && !view.balanceAfter) {
        answerCompleted(branch, call.shared_from_this(), id, withdrawal, false);
    } else {
        call.answer(200, toJson(view));
    }
}

static Call::Render answeringAdvice(Branch &branch)
{
    return
        [&branch](Call &call, const CommandResult &result) { answerAdvice(branch, call, result); };
}

static void complete(Branch &branch, const CallPtr &call)
{
    const auto id = call->id<WithdrawalId>("id");
    const auto body = id ? call->body<api::CompleteWithdrawalRequest>() : std::nullopt;
    if (body) {
        call->command(branch, CompleteWithdrawal{*id, body->amount, notesOf(body->notes)},
            answeringAdvice(branch));
    }
}

static void voidIt(Branch &branch, const CallPtr &call)
{
    const auto id = call->id<WithdrawalId>("id");
    const auto body = id ? call->body<api::VoidWithdrawalRequest>() : std::nullopt;
    if (body) {
        call->command(branch, VoidWithdrawal{*id, body->reason}, answeringAdvice(branch));
    }
}

// A machine sees what it authorised itself, also when the customer has gone.
static bool maySeeWithdrawal(Branch &branch, const Call &call, const Withdrawal &withdrawal)
{
    if (call.reach() == Reach::All) {
        return true;
    }
    if (call.principal().role == Role::Atm) {
        return withdrawal.terminalId == call.principal().terminal;
    }
    return withdrawal.accountId && maySeeThingsOf(branch, call, *withdrawal.accountId);
}

static void getWithdrawal(Branch &branch, const CallPtr &call)
{
    const auto id = call->id<WithdrawalId>("id");
    if (!id) {
        return;
    }
    const auto found = branch.stream(StreamName::of(*id));
    const auto *withdrawal = found ? &std::get<Withdrawal>(*found->state) : nullptr;
    if (!withdrawal || !maySeeWithdrawal(branch, *call, *withdrawal)) {
        call->refuse(api::ProblemCode::WithdrawalNotFound);
        return;
    }
    if (isPaid(*withdrawal)) {
        answerCompleted(branch, call, *id, *withdrawal, true);
    } else {
        call->answer(200, toJson(withdrawalView(*id, *withdrawal)));
    }
}

using enum api::ProblemCode;
namespace paths = api::paths;

static void addCards(Routes &routes, Branch &branch, CardDesk &desk, Once &once)
{
    const auto atDesk = [&desk](void (*route)(CardDesk &, const CallPtr &)) {
        return Handler([&desk, route](const CallPtr &call) { route(desk, call); });
    };
    routes.add({.method = Method::Post, .path = paths::cards, .action = "card.issue",
                   .name = "issueCard", .summary = "Issue a card for an account",
                   .body = examples::cardIssue(),
                   .answers = {{201, examples::card(), {"Location"}}},
                   .problems = {AccountNotFound, PinInvalid, AccountDeleted, AccountInactive,
                       IdTaken, NotReady}},
        atDesk(issueCard));
    routes.add({.path = paths::card, .action = "card.read", .name = "getCard",
                   .summary = "Get a card", .answers = {{200, examples::card()}},
                   .problems = {CardNotFound}},
        [&branch](const CallPtr &call) { getCard(branch, call); });
    routes.add({.method = Method::Post, .path = paths::cardSession, .action = "card.session",
                   .name = "openCardSession", .summary = "Check a PIN",
                   .details = "Good for three minutes at this machine. The third wrong PIN in a row "
                              "blocks the card. Under an Idempotency-Key a PIN is looked at once: what "
                              "comes under it later, the same or not, is answer-not-repeatable, also "
                              "after a wrong PIN.",
                   .body = examples::pinEntry(), .answers = {{200, examples::cardSession()}},
                   .problems = {AnswerNotRepeatable, PinWrong, CardBlocked, CardNotFound,
                       AccountNotFound}},
        [&branch, &desk](const CallPtr &call) { openSession(branch, desk, call); });
    routes.add(
        {.method = Method::Post,
            .path = paths::cardPin,
            .action = "card.pin",
            .name = "changePin",
            .summary = "Change a card's PIN",
            .details = "Ends all sessions of the card but the one whose token comes with it.",
            .body = api::ChangePinRequest{u"2580"_s, u"1793"_s},
            .answers = {{204}},
            .problems = {PinWrong, CardBlocked, CardNotFound, PinInvalid, IdTaken, NotReady}},
        [&branch, &desk, &once](const CallPtr &call) { changePin(branch, desk, once, call); });
}

static void addWithdrawals(Routes &routes, Branch &branch, CardDesk &desk)
{
    const auto to = [&branch](void (*route)(Branch &, const CallPtr &)) {
        return Handler([&branch, route](const CallPtr &call) { route(branch, call); });
    };
    routes.add({.method = Method::Post, .path = paths::withdrawals,
                   .action = "withdrawal.authorise", .name = "authoriseWithdrawal",
                   .summary = "Hold the money for a withdrawal",
                   .details = "The machine makes the id and stages the notes; complete or void it.",
                   .body = examples::authorisation(),
                   .answers = {{201, examples::authorised(), {"Location"}}},
                   .problems = {CardSessionInvalid, CardBlocked, CardNotFound, AmountFormat,
                       AmountNotPositive, AccountDeleted, AccountInactive, DebitsBlocked, IdTaken,
                       TooManyHolds, MixMismatch, WithdrawalVoided, InsufficientFunds}},
        [&branch, &desk](const CallPtr &call) { authorise(branch, desk, call); });
    routes.add({.path = paths::withdrawal,
                   .action = "withdrawal.read",
                   .name = "getWithdrawal",
                   .summary = "See where a withdrawal stands",
                   .answers = {{200, examples::authorised()}},
                   .problems = {WithdrawalNotFound, ViewBehind}},
        to(getWithdrawal));
    routes.add({.method = Method::Post,
                   .path = paths::completeWithdrawal,
                   .action = "withdrawal.complete",
                   .name = "completeWithdrawal",
                   .summary = "Tell what the machine has paid",
                   .details = "An advice: it is never refused for want of money.",
                   .body = examples::completion(),
                   .answers = {{200, examples::completed()}},
                   .problems = {WithdrawalNotFound, AmountFormat, AmountNotPositive,
                       WithdrawalSettled, BalanceLimit}},
        to(complete));
    routes.add({.method = Method::Post, .path = paths::voidWithdrawal, .action = "withdrawal.void",
                   .name = "voidWithdrawal", .summary = "Tell that the machine has paid nothing",
                   .details = "Before its authorisation it leaves a tombstone.",
                   .body = api::VoidWithdrawalRequest{u"Dispenser jammed"_s},
                   .answers = {{200, examples::voided()}},
                   .problems = {WithdrawalNotFound, InvalidDescription, WithdrawalSettled}},
        to(voidIt));
}

void addCardRoutes(Routes &routes, Branch &branch, CardDesk &desk, Once &once)
{
    addCards(routes, branch, desk, once);
    addWithdrawals(routes, branch, desk);
}

} // namespace kontor::server
