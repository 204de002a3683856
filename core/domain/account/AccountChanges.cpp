// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/Rules.h"
#include "foundation/Text.h"

#include <utility>

// The life of an account's name, its CPF and its state.

namespace kontor::domain {

using enum RefusalCode;

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
