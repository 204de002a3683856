// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/Rules.h"
#include "foundation/Text.h"

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

Result<Done, Refusal> checkCard(const AuthoriseWithdrawal &command, const States &states)
{
    if (command.cardId.isNull()) {
        return refuse(CardSessionInvalid);
    }
    const auto &card = states.get<Card>(StreamName::of(command.cardId));
    if (card.isBlocked) {
        return refuse(CardIsBlocked);
    }
    if (!card.exists || card.accountId != command.accountId) {
        return refuse(CardNotFound);
    }
    return Done{};
}

// An id that was voided before it arrived is a tombstone; any other known id is taken.
Result<Done, Refusal> checkIds(const AuthoriseWithdrawal &command, const Withdrawal &withdrawal,
    const Account &account, const Policy &policy)
{
    if (withdrawal.phase != WithdrawalPhase::Unknown && withdrawal.phase != WithdrawalPhase::Voided) {
        return refuse(IdTaken);
    }
    return roomForHold(account, command.holdId, policy);
}

} // namespace

Decision decide(const AuthoriseWithdrawal &command, const States &states, const Context &context)
{
    KONTOR_CHECK(checkCard(command, states));
    const auto currency = states.get<Account>(StreamName::of(command.accountId)).currency;
    KONTOR_TRY(amount, positiveAmount(command.amount, currency));
    KONTOR_TRY(account, activeAccount(states, command.accountId));
    if (account->blocksDebits()) {
        return refuse(DebitsBlocked);
    }
    const auto &withdrawal = states.get<Withdrawal>(StreamName::of(command.id));
    KONTOR_CHECK(checkIds(command, withdrawal, *account, context.policy));
    if (sumOf(command.mix, currency) != amount) {
        return refuse(MixMismatch);
    }
    if (withdrawal.phase == WithdrawalPhase::Voided) {
        return refuse(WithdrawalIsVoid);
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

static MoneyWithdrawn payout(const CompleteWithdrawal &command, const Withdrawal &withdrawal,
    qint64 paid, const Account &account, const Context &context)
{
    MoneyWithdrawn event;
    event.withdrawalId = command.id;
    event.bookingDate = context.bookingDate;
    event.currency = account.currency;
    event.amount = -paid;
    event.balanceAfter = account.balance - paid;
    const Hold *hold = withdrawal.holdId ? account.hold(*withdrawal.holdId) : nullptr;
    if (hold) {
        event.holdId = hold->id;
    }
    const bool covered = hold && paid <= hold->amount && event.balanceAfter >= account.floor;
    const bool asAuthorised = withdrawal.phase == WithdrawalPhase::Authorised && account.isActive
        && !account.blocksDebits() && sumOf(command.notes, account.currency) == paid;
    if (!covered || !asAuthorised) {
        event.forced = true;
    }
    return event;
}

// Cash that is out is out: neither the account nor notes that do not add up can refuse it, unless it
// is more than any account can owe, which no machine holds. What is not as it was authorised is booked
// all the same, marked as forced, and somebody looks at it.
Decision decide(const CompleteWithdrawal &command, const States &states, const Context &context)
{
    const auto &withdrawal = states.get<Withdrawal>(StreamName::of(command.id));
    if (!withdrawal.accountId) {
        return refuse(WithdrawalNotFound);
    }
    KONTOR_TRY(paid, positiveAmount(command.amount, withdrawal.currency));
    if (withdrawal.phase == WithdrawalPhase::Completed
        || withdrawal.phase == WithdrawalPhase::PartlyCompleted) {
        if (withdrawal.paid == paid) {
            return std::vector<NewEvent>{};
        }
        return refuse(WithdrawalSettled);
    }
    const auto &account = states.get<Account>(StreamName::of(*withdrawal.accountId));
    KONTOR_CHECK(newBalance(account, -paid));
    const MoneyWithdrawn money = payout(command, withdrawal, paid, account, context);
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
