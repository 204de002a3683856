// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/Rules.h"
#include "domain/Text.h"

// A cash machine's withdrawal. Authorising reserves; completing and voiding are advices of facts.

namespace kontor::domain {

using enum RefusalCode;

namespace {

//! Face values in minor units, or nothing where a count or the sum makes no sense.
std::optional<qint64> sumOf(const std::vector<Notes> &notes, Currency currency)
{
    qint64 major = 0;
    for (const Notes &row : notes) {
        if (row.value <= 0 || row.count < 0 || row.count > 1000 || row.value > 1'000'000) {
            return std::nullopt;
        }
        major += qint64(row.value) * row.count;
    }
    return Decimal(major, 0).toMinor(currency.exponent());
}

Result<Done, Refusal> checkIdIsFree(const Withdrawal &withdrawal)
{
    switch (withdrawal.phase) {
    case WithdrawalPhase::Unknown: return Done{};
    case WithdrawalPhase::Voided: return refuse(WithdrawalIsVoid);
    default: return refuse(IdTaken);
    }
}

Result<const Account *, Refusal> cardAccount(const AuthoriseWithdrawal &command, const States &states)
{
    const auto &card = states.get<Card>(StreamName::of(command.cardId));
    if (!card.exists || card.accountId != command.accountId) {
        return refuse(CardNotFound);
    }
    if (card.isBlocked) {
        return refuse(CardIsBlocked);
    }
    return activeAccount(states, command.accountId);
}

} // namespace

Decision decide(const AuthoriseWithdrawal &command, const States &states, const Context &context)
{
    KONTOR_TRY(account, cardAccount(command, states));
    KONTOR_TRY(amount, positiveAmount(command.amount, account->currency));
    const auto &withdrawal = states.get<Withdrawal>(StreamName::of(command.id));
    KONTOR_TRY(free, checkIdIsFree(withdrawal));
    (void)free;
    if (sumOf(command.mix, account->currency) != amount) {
        return refuse(MixMismatch);
    }
    if (amount > account->available()) {
        return refuse(InsufficientFunds);
    }
    const Timestamp expiry = context.now.plusSeconds(context.policy.withdrawalSeconds);
    return std::vector<NewEvent>{
        {StreamName::of(command.accountId),
            HoldPlaced{command.holdId, amount, account->currency, HoldKind::Card, expiry, command.id,
                QString::fromUtf8(command.terminalId)}},
        {StreamName::of(command.id),
            WithdrawalAuthorised{command.accountId, command.cardId, command.holdId,
                command.terminalId, amount, account->currency, command.mix, expiry}}};
}

static MoneyWithdrawn payout(const Withdrawal &withdrawal, WithdrawalId id, qint64 paid,
    const Account &account, const Context &context)
{
    MoneyWithdrawn event;
    event.withdrawalId = id;
    event.bookingDate = context.bookingDate;
    event.cashContainer = "external";
    event.currency = account.currency;
    event.amount = -paid;
    event.balanceAfter = account.balance - paid;
    const Hold *hold = withdrawal.holdId ? account.hold(*withdrawal.holdId) : nullptr;
    if (hold) {
        event.holdId = hold->id;
    }
    const qint64 covered = hold ? hold->amount : 0;
    const bool inTime = withdrawal.phase == WithdrawalPhase::Authorised && paid <= covered;
    if (!inTime || !account.isActive) {
        event.forced = true;
    }
    return event;
}

// Cash that is out is out: nothing about the account can refuse it.
Decision decide(const CompleteWithdrawal &command, const States &states, const Context &context)
{
    const auto &withdrawal = states.get<Withdrawal>(StreamName::of(command.id));
    if (!withdrawal.accountId) {
        return refuse(WithdrawalNotFound);
    }
    KONTOR_TRY(paid, positiveAmount(command.amount, withdrawal.currency));
    if (sumOf(command.notes, withdrawal.currency) != paid) {
        return refuse(MixMismatch);
    }
    if (withdrawal.phase == WithdrawalPhase::Completed
        || withdrawal.phase == WithdrawalPhase::PartlyCompleted) {
        if (withdrawal.paid == paid) {
            return std::vector<NewEvent>{};
        }
        return refuse(WithdrawalSettled);
    }
    const auto &account = states.get<Account>(StreamName::of(*withdrawal.accountId));
    const MoneyWithdrawn money = payout(withdrawal, command.id, paid, account, context);
    return std::vector<NewEvent>{{StreamName::of(*withdrawal.accountId), money},
        {StreamName::of(command.id),
            WithdrawalCompleted{paid, command.notes, money.forced.value_or(false)}}};
}

// Without an authorisation it leaves a tombstone: one that arrives later is refused.
Decision decide(const VoidWithdrawal &command, const States &states, const Context &)
{
    const auto &withdrawal = states.get<Withdrawal>(StreamName::of(command.id));
    const auto reason = cleanText(command.reason, 1, 140);
    if (!reason) {
        return refuse(InvalidDescription);
    }
    if (withdrawal.phase == WithdrawalPhase::Voided) {
        return std::vector<NewEvent>{};
    }
    if (withdrawal.phase != WithdrawalPhase::Unknown && !withdrawal.isOpen()) {
        return refuse(WithdrawalSettled);
    }
    std::vector<NewEvent> events;
    if (withdrawal.accountId && withdrawal.holdId) {
        const auto &account = states.get<Account>(StreamName::of(*withdrawal.accountId));
        if (const Hold *hold = account.hold(*withdrawal.holdId)) {
            events.push_back({StreamName::of(*withdrawal.accountId),
                HoldReleased{hold->id, hold->amount, account.currency, ReleaseReason::Voided}});
        }
    }
    events.push_back({StreamName::of(command.id), WithdrawalVoided{*reason}});
    return events;
}

Decision decide(const SuspectWithdrawal &command, const States &states, const Context &context)
{
    const auto &withdrawal = states.get<Withdrawal>(StreamName::of(command.id));
    if (withdrawal.phase != WithdrawalPhase::Authorised || withdrawal.expiresAt > context.now) {
        return std::vector<NewEvent>{};
    }
    return std::vector<NewEvent>{
        {StreamName::of(command.id), WithdrawalSuspected{u"no advice before expiry"_s}}};
}

} // namespace kontor::domain
