// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/RefusalDetail.h"
#include "domain/Rules.h"
#include "foundation/AccountNumber.h"
#include "foundation/Text.h"

// Opening an account, and the life of its name, its CPF and its state.

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

// ---- name, CPF, life cycle --------------------------------------------------------------------

namespace {

Result<const Account *, Refusal> undeletedAccount(const States &states, AccountId id)
{
    const auto &account = states.get<Account>(StreamName::of(id));
    if (!account.exists) {
        return refuse(AccountNotFound);
    }
    if (account.isDeleted) {
        return refuse(AccountIsDeleted);
    }
    return &account;
}

// The changes of one command, in order; each event carries the identity after it.
class Changes
{
public:
    Changes(AccountId id, const Account &account) : m_id(id), m_after(account.identity()) {}

    Result<Done, Refusal> cpf(const QByteArray &cpf, const States &states)
    {
        if (m_after.cpf == cpf) {
            return Done{};
        }
        if (states.get<Claim>(StreamName::cpfClaim(cpf)).holder) {
            return refuse(CpfTaken);
        }
        if (m_after.cpf) {
            m_claims.push_back({StreamName::cpfClaim(*m_after.cpf), Released{m_id.uuid}});
        }
        m_claims.push_back({StreamName::cpfClaim(cpf), Claimed{m_id.uuid}});
        const auto old = std::exchange(m_after.cpf, cpf);
        add(AccountCpfChanged{old, m_after, false});
        return Done{};
    }
    void name(const QString &name)
    {
        if (m_after.name != name) {
            const QString old = std::exchange(m_after.name, name);
            add(AccountNameChanged{old, m_after, false});
        }
    }
    template<class Event>
    void lifeCycle(bool active, bool deleted)
    {
        m_after.isActive = active;
        m_after.isDeleted = deleted;
        add(Event{m_after, false, false});
    }
    //! Claims first, then the account's events, the last of them marked as such.
    std::vector<NewEvent> take()
    {
        if (!m_events.empty()) {
            std::visit([this](auto &event) { markLast(event); }, m_events.back().event);
        }
        m_claims.insert(m_claims.end(), m_events.begin(), m_events.end());
        return std::move(m_claims);
    }

private:
    void markLast(auto &event) const
    {
        if constexpr (requires { event.last; }) {
            event.last = true;
        }
        if constexpr (requires { event.composite; }) {
            event.composite = m_events.size() > 1;
        }
    }
    void add(Event event) { m_events.push_back({StreamName::of(m_id), std::move(event)}); }

    AccountId m_id;
    Identity m_after;
    std::vector<NewEvent> m_claims;
    std::vector<NewEvent> m_events;
};

Result<Done, Refusal> checkDeletable(const Account &account)
{
    if (account.balance != 0) {
        return refuse(BalanceNotZero);
    }
    if (!account.holds.empty()) {
        return refuse(HoldsRemain);
    }
    return Done{};
}

} // namespace

Decision decide(const RenameAccount &command, const States &states, const Context &)
{
    const auto &account = states.get<Account>(StreamName::of(command.id));
    const auto name = cleanText(command.name, 3, 100);
    if (!account.exists) {
        return refuse(AccountNotFound);
    }
    if (!name) {
        return refuse(InvalidName);
    }
    KONTOR_TRY(live, undeletedAccount(states, command.id));
    Changes changes(command.id, *live);
    changes.name(*name);
    return changes.take();
}

Decision decide(const ChangeAccountCpf &command, const States &states, const Context &context)
{
    if (!states.get<Account>(StreamName::of(command.id)).exists) {
        return refuse(AccountNotFound);
    }
    const auto cpf = Cpf::parse(command.cpf, context.policy.cpfValidation);
    if (!cpf) {
        return refuse(InvalidCpf);
    }
    KONTOR_TRY(account, undeletedAccount(states, command.id));
    Changes changes(command.id, *account);
    KONTOR_CHECK(changes.cpf(cpf->digits(), states));
    return changes.take();
}

Decision decide(const ReplaceAccount &command, const States &states, const Context &context)
{
    if (!states.get<Account>(StreamName::of(command.id)).exists) {
        return refuse(AccountNotFound);
    }
    const auto name = cleanText(command.name, 3, 100);
    if (!name) {
        return refuse(InvalidName);
    }
    const auto cpf = Cpf::parse(command.cpf, context.policy.cpfValidation);
    if (!cpf) {
        return refuse(InvalidCpf);
    }
    KONTOR_TRY(account, undeletedAccount(states, command.id));
    Changes changes(command.id, *account);
    KONTOR_CHECK(changes.cpf(cpf->digits(), states));
    changes.name(*name);
    if (command.isDeleted) {
        KONTOR_CHECK(checkDeletable(*account));
        changes.lifeCycle<AccountDeleted>(false, true);
    } else if (command.isActive && !account->isActive) {
        changes.lifeCycle<AccountActivated>(true, false);
    } else if (!command.isActive && account->isActive) {
        changes.lifeCycle<AccountDeactivated>(false, false);
    }
    return changes.take();
}

static Decision restore(AccountId id, const Account &account)
{
    if (!account.isDeleted) {
        return refuse(AccountNotDeleted);
    }
    Changes changes(id, account);
    changes.lifeCycle<AccountRestored>(true, false);
    return changes.take();
}

Decision decide(const ChangeLifeCycle &command, const States &states, const Context &)
{
    const auto &account = states.get<Account>(StreamName::of(command.id));
    if (!account.exists) {
        return refuse(AccountNotFound);
    }
    if (command.step == LifeCycleStep::Restore) {
        return restore(command.id, account);
    }
    KONTOR_TRY(live, undeletedAccount(states, command.id));
    Changes changes(command.id, *live);
    if (command.step == LifeCycleStep::Delete) {
        KONTOR_CHECK(checkDeletable(*live));
        changes.lifeCycle<AccountDeleted>(false, true);
    } else if (command.step == LifeCycleStep::Activate && !live->isActive) {
        changes.lifeCycle<AccountActivated>(true, false);
    } else if (command.step == LifeCycleStep::Deactivate) {
        if (!live->isActive) {
            return refuse(AccountInactive);
        }
        changes.lifeCycle<AccountDeactivated>(false, false);
    }
    return changes.take();
}

} // namespace kontor::domain
