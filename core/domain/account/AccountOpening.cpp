// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/RefusalDetail.h"
#include "domain/Rules.h"
#include "foundation/AccountNumber.h"
#include "foundation/Text.h"

namespace kontor::domain {

using enum RefusalCode;

namespace {

struct Opening
{
    QString name;
    std::optional<QByteArray> cpf;
    Currency currency;
    qint64 amount = 0;
    AccountNumber number;
    bool numberIsOurs = true;
    qint64 serial = 0;
};

Result<QString, Refusal> holderName(const OpenAccount &command, const States &states)
{
    QString name = command.name.value_or(QString());
    if (command.ownerId) {
        const auto &owner = states.get<Customer>(StreamName::of(*command.ownerId));
        if (!owner.exists) {
            return refuse(CustomerNotFound);
        }
        if (!command.name) {
            name = owner.name;
        }
    }
    return name;
}

// What the branch itself books into a new account has no limit; what its holder pays in has.
Result<qint64, Refusal> openingAmount(const OpenAccount &command, Currency currency,
    const Context &context)
{
    const auto minor = command.initialBalance.toMinor(currency.exponent());
    if (!minor) {
        return refuse(AmountFormat);
    }
    if (*minor < 0) {
        return refuse(AmountNotPositive, zeroWouldDo);
    }
    if (context.principal.reach(Action::AccountOpen) == Reach::Own) {
        KONTOR_CHECK(checkDepositLimit(*minor, currency, context.policy));
    }
    return *minor;
}

Result<std::optional<QByteArray>, Refusal> checkedCpf(const std::optional<QString> &text,
    const Context &context)
{
    if (!text) {
        return std::optional<QByteArray>();
    }
    const auto cpf = Cpf::parse(*text, context.policy.cpfValidation);
    if (!cpf) {
        return refuse(InvalidCpf);
    }
    return std::optional(cpf->digits());
}

// A number that looks like ours but was not given away by us would clash with a later one.
Result<Done, Refusal> chooseNumber(Opening &opening, const OpenAccount &command, const States &states)
{
    opening.serial = states.get<Serials>(StreamName::serials()).lastAccountSerial + 1;
    opening.number = AccountNumber::fromSerial(opening.serial);
    opening.numberIsOurs = !command.number;
    if (command.number) {
        const auto number = AccountNumber::parse(*command.number);
        if (!number || !number->mayComeFromElsewhere()) {
            return refuse(NumberInvalid);
        }
        opening.number = *number;
    }
    return Done{};
}

// Older ledgers have claims on numbers with their separators.
bool isNumberTaken(const AccountNumber &number, const States &states)
{
    return states.get<Claim>(StreamName::numberClaim(number.withoutSeparators())).holder
        || states.get<Claim>(StreamName::numberClaim(number.text())).holder;
}

Result<Done, Refusal> checkUniqueness(const Opening &opening, const OpenAccount &command,
    const States &states)
{
    if (opening.cpf && states.get<Claim>(StreamName::cpfClaim(*opening.cpf)).holder) {
        return refuse(CpfTaken);
    }
    if (!opening.numberIsOurs && isNumberTaken(opening.number, states)) {
        return refuse(NumberTaken);
    }
    if (states.versionOf(StreamName::of(command.id)) != 0
        || (!command.ownerId && states.versionOf(StreamName::of(command.newCustomerId)) != 0)) {
        return refuse(IdTaken);
    }
    return Done{};
}

Result<Opening, Refusal> checkOpening(const OpenAccount &command, const States &states,
    const Context &context)
{
    Opening opening;
    KONTOR_TRY(name, holderName(command, states));
    opening.currency = command.currency.value_or(context.policy.defaultCurrency);
    KONTOR_TRY(amount, openingAmount(command, opening.currency, context));
    opening.amount = amount;
    const auto clean = cleanText(name, 3, 100);
    if (!clean) {
        return refuse(InvalidName);
    }
    opening.name = *clean;
    KONTOR_TRY(cpf, checkedCpf(command.cpf, context));
    opening.cpf = cpf;
    KONTOR_CHECK(chooseNumber(opening, command, states));
    KONTOR_CHECK(checkUniqueness(opening, command, states));
    return opening;
}

AccountCreated accountCreated(const Opening &opening, CustomerId owner, const Context &context)
{
    AccountCreated event;
    event.name = opening.name;
    event.cpf = opening.cpf;
    event.number = opening.number.text();
    event.currency = opening.currency;
    event.ownerId = owner;
    event.bookingDate = context.bookingDate;
    if (opening.amount > 0) {
        event.cashContainer = "external";
    }
    event.amount = opening.amount;
    event.balanceAfter = opening.amount;
    return event;
}

} // namespace

Decision decide(const OpenAccount &command, const States &states, const Context &context)
{
    KONTOR_TRY(opening, checkOpening(command, states, context));
    std::vector<NewEvent> events;
    if (opening.numberIsOurs) {
        events.push_back({StreamName::serials(), AccountSerialIssued{opening.serial}});
    } else {
        events.push_back({StreamName::numberClaim(opening.number.withoutSeparators()),
            Claimed{command.id.uuid}});
    }
    if (opening.cpf) {
        events.push_back({StreamName::cpfClaim(*opening.cpf), Claimed{command.id.uuid}});
    }
    if (!command.ownerId) {
        events.push_back({StreamName::of(command.newCustomerId),
            CustomerRegistered{opening.name, opening.cpf}});
    }
    const CustomerId owner = command.ownerId.value_or(command.newCustomerId);
    events.push_back({StreamName::of(command.id), accountCreated(opening, owner, context)});
    return events;
}

} // namespace kontor::domain
