// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/Builders.h"

namespace kontor::testing {

using namespace domain;

domain::Identity identityOf(AccountId id)
{
    return {id == bob ? u"Bob Brown"_s : u"Alice Ames"_s, {}, true, false, monday};
}

History opened(AccountId id, qint64 balance, Currency currency)
{
    AccountCreated event;
    event.name = identityOf(id).name;
    event.number = id == bob ? "0000002-6" : "0000001-8";
    event.currency = currency;
    event.ownerId = alicia;
    event.bookingDate = mondayDate;
    event.amount = balance;
    event.balanceAfter = balance;
    return {{StreamName::of(id), event}};
}

History openedWithCpf(AccountId id, const QByteArray &cpf)
{
    History history = opened(id);
    std::get<AccountCreated>(history[0].event).cpf = cpf;
    history.push_back({StreamName::cpfClaim(cpf), Claimed{id.uuid}});
    return history;
}

History deposited(AccountId id, qint64 amount, qint64 balanceAfter)
{
    MoneyDeposited event;
    event.bookingDate = mondayDate;
    event.amount = amount;
    event.balanceAfter = balanceAfter;
    return {{StreamName::of(id), event}};
}

History withdrawn(AccountId id, qint64 amount, qint64 balanceAfter)
{
    MoneyWithdrawn event;
    event.bookingDate = mondayDate;
    event.amount = -amount;
    event.balanceAfter = balanceAfter;
    return {{StreamName::of(id), event}};
}

History held(AccountId id, qint64 amount, HoldId holdId, std::optional<Timestamp> expiresAt,
    std::optional<WithdrawalId> withdrawalId)
{
    return {{StreamName::of(id),
        HoldPlaced{holdId, amount, Currency::eur(), HoldKind::Other, expiresAt, withdrawalId,
            u"hotel"_s}}};
}

History blocked(AccountId id, bool debits, bool credits)
{
    return {{StreamName::of(id), AccountBlockChanged{debits, credits, u"court order 7"_s}}};
}

History deactivated(AccountId id, std::optional<QByteArray> cpf)
{
    Identity after = identityOf(id);
    after.cpf = std::move(cpf);
    after.isActive = false;
    return {{StreamName::of(id), AccountDeactivated{after}}};
}

History deleted(AccountId id, std::optional<QByteArray> cpf)
{
    Identity after = identityOf(id);
    after.cpf = std::move(cpf);
    after.isActive = false;
    after.isDeleted = true;
    return {{StreamName::of(id), AccountDeleted{after}}};
}

History issued(CardId id, AccountId account)
{
    return {{StreamName::of(id), CardIssued{account, "4711"}}};
}

History attempted(CardId id, int count)
{
    return History(std::size_t(count), {StreamName::of(id), PinAttempted{"atm-1"}});
}

History blocked(CardId id)
{
    return {{StreamName::of(id), CardBlocked{"wrong-pin"}}};
}

History authorised(qint64 amount)
{
    const Timestamp expiry = monday.plusSeconds(180);
    return History{{StreamName::of(alice),
                       HoldPlaced{hold, amount, Currency::eur(), HoldKind::Card, expiry, withdrawal,
                           u"atm-1"_s}},
        {StreamName::of(withdrawal),
            WithdrawalAuthorised{alice, card, hold, "atm-1", amount, Currency::eur(),
                {{50, int(amount / 5000)}}, expiry}}};
}

History registered(UserId id, Role role, const QByteArray &login)
{
    return {{StreamName::loginClaim(login), Claimed{id.uuid}},
        {StreamName::of(id),
            UserRegistered{login, u"Ursula"_s, u"Ames"_s, role, Currency::eur()}}};
}

History keyIssued(KeyId id, KeyKind kind)
{
    return {{StreamName::of(id), KeyIssued{kind, u"key-1"_s, {}}}};
}

Principal principalOf(Role role, const Uuid &id, const QByteArray &terminal)
{
    Principal principal;
    principal.role = role;
    principal.id = id;
    principal.terminal = terminal;
    return principal;
}

OpenAccount openAccount()
{
    OpenAccount command;
    command.id = alice;
    command.newCustomerId = alicia;
    command.name = u"Alice Ames"_s;
    return command;
}

ReplaceAccount replaceAccount()
{
    return {alice, u"Alice Ames"_s, u"12345678909"_s, true, false};
}

DepositMoney deposit(const char *text)
{
    DepositMoney command;
    command.id = alice;
    command.amount = amount(text);
    return command;
}

WithdrawMoney withdraw(const char *text)
{
    WithdrawMoney command;
    command.id = alice;
    command.amount = amount(text);
    return command;
}

TransferMoney transferTo(AccountId to, const char *text)
{
    TransferMoney command;
    command.transferId = transfer;
    command.from = alice;
    command.to = to;
    command.amount = amount(text);
    return command;
}

PlaceHold placeHold(const char *text)
{
    PlaceHold command;
    command.holdId = hold;
    command.id = alice;
    command.amount = amount(text);
    command.reason = u"hotel"_s;
    return command;
}

BlockAccount blockAccount(bool debits, bool credits)
{
    return {alice, debits, credits, u"court order 7"_s};
}

AuthoriseWithdrawal authorise(int notes)
{
    return {withdrawal, hold, card, alice, "atm-1", Decimal(50 * notes, 0), {{50, notes}}};
}

CompleteWithdrawal complete(int notes)
{
    return {withdrawal, Decimal(50 * notes, 0), {{50, notes}}};
}

RegisterUser registerUser()
{
    return {ursula, u"ursula"_s, u"Ursula"_s, u"Ames"_s, Role::Customer, false};
}

} // namespace kontor::testing
