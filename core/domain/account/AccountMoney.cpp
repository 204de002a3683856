// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/RefusalDetail.h"
#include "domain/Rules.h"
#include "foundation/Text.h"

// Deposits, withdrawals, transfers, holds and blocks.

namespace kontor::domain {

using enum RefusalCode;

namespace {

// What a money command needs before its own rules; refusals in order of precedence.
struct Booking
{
    const Account *account = nullptr;
    qint64 amount = 0;
    std::optional<QString> description;
};

template<class Command>
Result<Booking, Refusal> checkBooking(const Command &command, AccountId id, const States &states)
{
    const auto &account = states.get<Account>(StreamName::of(id));
    KONTOR_TRY(amount, positiveAmount(command.amount, account.currency));
    KONTOR_TRY(description, cleanDescription(command.description));
    return Booking{&account, amount, description};
}

template<class Command>
Result<Done, Refusal> checkState(const Command &command, const Account &account, AccountId id,
    const States &states)
{
    KONTOR_TRY(active, activeAccount(states, id));
    if (std::is_same_v<Command, WithdrawMoney> && active->blocksDebits()) {
        return refuse(DebitsBlocked);
    }
    if (std::is_same_v<Command, DepositMoney> && active->blocksCredits()) {
        return refuse(CreditsBlocked);
    }
    if (command.currency && *command.currency != account.currency) {
        return refuse(CurrencyMismatch);
    }
    return Done{};
}

// An account of somebody else is as good as none.
template<class Command>
Result<Done, Refusal> checkOwner(const Command &command, const States &states)
{
    const auto &account = states.get<Account>(StreamName::of(command.id));
    if (!account.exists || (command.customerId && account.ownerId != *command.customerId)) {
        return refuse(AccountNotFound);
    }
    return Done{};
}

} // namespace

Decision decide(const DepositMoney &command, const States &states, const Context &context)
{
    KONTOR_CHECK(checkOwner(command, states));
    const auto &account = states.get<Account>(StreamName::of(command.id));
    KONTOR_TRY(amount, positiveAmount(command.amount, account.currency));
    KONTOR_CHECK(checkDepositLimit(amount, account.currency, context.policy));
    KONTOR_TRY(booking, checkBooking(command, command.id, states));
    KONTOR_CHECK(checkState(command, account, command.id, states));
    KONTOR_TRY(balance, newBalance(*booking.account, booking.amount));
    MoneyDeposited event;
    event.description = booking.description;
    event.bookingDate = context.bookingDate;
    event.currency = booking.account->currency;
    event.amount = booking.amount;
    event.balanceAfter = balance;
    return std::vector<NewEvent>{{StreamName::of(command.id), event}};
}

Decision decide(const WithdrawMoney &command, const States &states, const Context &context)
{
    KONTOR_CHECK(checkOwner(command, states));
    KONTOR_TRY(booking, checkBooking(command, command.id, states));
    KONTOR_CHECK(checkState(command, *booking.account, command.id, states));
    if (booking.amount > booking.account->available()) {
        return refuse(InsufficientFunds);
    }
    MoneyWithdrawn event;
    event.description = booking.description;
    event.bookingDate = context.bookingDate;
    event.currency = booking.account->currency;
    event.amount = -booking.amount;
    event.balanceAfter = booking.account->balance - booking.amount;
    return std::vector<NewEvent>{{StreamName::of(command.id), event}};
}

static Result<Done, Refusal> checkParties(const TransferMoney &command, const Account &source,
    const Account &destination)
{
    if (source.isDeleted || destination.isDeleted) {
        return refuse(AccountIsDeleted, source.isDeleted ? 0 : aboutDestination);
    }
    if (!source.isActive || !destination.isActive) {
        return refuse(AccountInactive, source.isActive ? aboutDestination : 0);
    }
    if (source.blocksDebits()) {
        return refuse(DebitsBlocked);
    }
    if (destination.blocksCredits()) {
        return refuse(CreditsBlocked);
    }
    if (command.from == command.to) {
        return refuse(SelfTransfer);
    }
    if (command.currency && *command.currency != source.currency) {
        return refuse(CurrencyMismatch);
    }
    if (destination.currency != source.currency) {
        return refuse(CurrencyMismatch, aboutDestination);
    }
    return Done{};
}

static MoneyTransferred leg(const TransferMoney &command, const Booking &booking, Direction direction,
    const Context &context)
{
    MoneyTransferred event;
    event.transferId = command.transferId;
    event.counterparty = direction == Direction::Out ? command.to : command.from;
    event.description = booking.description;
    event.bookingDate = context.bookingDate;
    event.currency = booking.account->currency;
    event.amount = direction == Direction::Out ? -booking.amount : booking.amount;
    return event;
}

Decision decide(const TransferMoney &command, const States &states, const Context &context)
{
    const auto &source = states.get<Account>(StreamName::of(command.from));
    const auto &destination = states.get<Account>(StreamName::of(command.to));
    if (!source.exists || !destination.exists) {
        return refuse(AccountNotFound, source.exists ? aboutDestination : 0);
    }
    KONTOR_TRY(booking, checkBooking(command, command.from, states));
    KONTOR_CHECK(checkParties(command, source, destination));
    if (booking.amount > source.available()) {
        return refuse(InsufficientFunds);
    }
    KONTOR_TRY(credited, newBalance(destination, booking.amount));
    auto out = leg(command, booking, Direction::Out, context);
    auto in = leg(command, booking, Direction::In, context);
    out.balanceAfter = source.balance - booking.amount;
    in.balanceAfter = credited;
    return std::vector<NewEvent>{{StreamName::of(command.from), std::move(out)},
        {StreamName::of(command.to), std::move(in)}};
}

Result<Done, Refusal> roomForHold(const Account &account, HoldId id, const Policy &policy)
{
    if (account.hold(id)) {
        return refuse(IdTaken);
    }
    if (int(account.holds.size()) >= policy.holdsPerAccount) {
        return refuse(TooManyHolds);
    }
    return Done{};
}

Decision decide(const PlaceHold &command, const States &states, const Context &context)
{
    const auto &account = states.get<Account>(StreamName::of(command.id));
    if (!account.exists) {
        return refuse(AccountNotFound);
    }
    KONTOR_TRY(amount, positiveAmount(command.amount, account.currency));
    const auto reason = cleanText(command.reason, 1, 140);
    if (!reason) {
        return refuse(InvalidDescription);
    }
    KONTOR_TRY(active, activeAccount(states, command.id));
    KONTOR_CHECK(roomForHold(*active, command.holdId, context.policy));
    if (command.expiresAt && *command.expiresAt <= context.now) {
        return refuse(HoldInvalid);
    }
    if (amount > account.available()) {
        return refuse(InsufficientFunds);
    }
    return std::vector<NewEvent>{{StreamName::of(command.id),
        HoldPlaced{command.holdId, amount, account.currency, command.kind, command.expiresAt, {},
            *reason}}};
}

// A hold of a cash machine's withdrawal is never released by itself: notes may be out.
Decision decide(const ReleaseHold &command, const States &states, const Context &context)
{
    const auto &account = states.get<Account>(StreamName::of(command.id));
    if (!account.exists) {
        return refuse(AccountNotFound);
    }
    const Hold *hold = account.hold(command.holdId);
    if (!hold) {
        return refuse(HoldNotFound);
    }
    const bool early = command.reason == ReleaseReason::Expired
        && !(hold->expiresAt && *hold->expiresAt <= context.now);
    if (hold->withdrawalId || early) {
        return refuse(HoldInvalid);
    }
    return std::vector<NewEvent>{{StreamName::of(command.id),
        HoldReleased{hold->id, hold->amount, account.currency, command.reason}}};
}

// The same block again changes nothing; nor does lifting none.
Decision decide(const BlockAccount &command, const States &states, const Context &)
{
    const auto &account = states.get<Account>(StreamName::of(command.id));
    if (!account.exists) {
        return refuse(AccountNotFound);
    }
    const auto reference = cleanText(command.reference, 1, 140);
    if (!reference) {
        return refuse(InvalidDescription);
    }
    if (account.isDeleted) {
        return refuse(AccountIsDeleted);
    }
    const AccountBlockChanged event{command.debits, command.credits, *reference};
    if (account.block == blockAfter(event)) {
        return std::vector<NewEvent>{};
    }
    return std::vector<NewEvent>{{StreamName::of(command.id), event}};
}

} // namespace kontor::domain
