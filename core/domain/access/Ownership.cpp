// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/RefusalDetail.h"
#include "domain/Rules.h"
#include "foundation/Overloaded.h"
#include "foundation/Text.h"

// Role and ownership. What belongs to somebody else is as good as not there: its refusal is the one of
// an id that nobody knows.

namespace kontor::domain {

using enum RefusalCode;
using enum Action;

static Action actionOf(LifeCycleStep step)
{
    return step == LifeCycleStep::Delete ? AccountDelete : AccountChange;
}

Action actionOf(const Command &command)
{
    return std::visit(overloaded{
                          [](const OpenAccount &) { return AccountOpen; },
                          [](const RenameAccount &) { return AccountChange; },
                          [](const ChangeAccountCpf &) { return AccountChange; },
                          [](const ReplaceAccount &) { return AccountChange; },
                          [](const ChangeLifeCycle &c) { return actionOf(c.step); },
                          [](const DepositMoney &) { return MoneyDeposit; },
                          [](const WithdrawMoney &) { return MoneyWithdraw; },
                          [](const TransferMoney &) { return MoneyTransfer; },
                          [](const TransferAll &) { return MoneyTransfer; },
                          [](const PlaceHold &) { return HoldPlace; },
                          [](const ReleaseHold &) { return HoldRelease; },
                          [](const BlockAccount &) { return AccountBlock; },
                          [](const IssueCard &) { return CardIssue; },
                          [](const AttemptPin &) { return CardSession; },
                          [](const JudgePin &) { return CardSession; },
                          [](const ChangePin &) { return CardPin; },
                          [](const AuthoriseWithdrawal &) { return WithdrawalAuthorise; },
                          [](const CompleteWithdrawal &) { return WithdrawalComplete; },
                          [](const VoidWithdrawal &) { return WithdrawalVoid; },
                          [](const SuspectWithdrawal &) { return WithdrawalVoid; },
                          [](const RegisterUser &) { return UserRegister; },
                          [](const ChangePassword &) { return UserPassword; },
                          [](const ChangeUserRole &) { return UserManage; },
                          [](const SuspendUser &) { return UserManage; },
                          [](const ReinstateUser &) { return UserManage; },
                          [](const ReportTokenReuse &) { return UserManage; },
                          [](const IssueKey &) { return KeyManage; },
                          [](const RevokeKey &) { return KeyManage; },
                      },
        command);
}

// What a command does besides, where the table has a row of its own for it. Every role may do both or
// neither; a key may have been narrowed to one of them.
static std::optional<Action> besides(const Command &command)
{
    if (const auto *replaced = std::get_if<ReplaceAccount>(&command);
        replaced && replaced->isDeleted) {
        return AccountDelete;
    }
    const auto *opened = std::get_if<OpenAccount>(&command);
    return opened && opened->initialBalance != Decimal() ? std::optional(MoneyDeposit)
                                                         : std::nullopt;
}

bool isOwn(const Principal &principal, AccountId id, const Account &account)
{
    return account.exists
        && (principal.role == Role::Atm ? principal.cardAccount == id
                                        : account.ownerId == principal.customerId());
}

namespace {

//! Whether a command is about what is the caller's own.
struct OwnCheck
{
    const States &states;
    const Principal &principal;
    using Checked = Result<Done, Refusal>;

    static Checked unless(bool isOwn, RefusalCode code)
    {
        return isOwn ? Checked(Done{}) : refuse(code);
    }
    Checked account(AccountId id) const
    {
        return unless(isOwn(principal, id, states.get<Account>(StreamName::of(id))),
            AccountNotFound);
    }
    Checked withdrawal(WithdrawalId id) const
    {
        const auto &withdrawal = states.get<Withdrawal>(StreamName::of(id));
        return unless(!withdrawal.accountId || withdrawal.terminalId == principal.terminal,
            WithdrawalNotFound);
    }

    // Whose CPF it is and what an account is numbered is for the branch to find out: a customer's word
    // would take either from whom it belongs to, and tell who banks here. Nor does anybody give their
    // account another's name, under which the counter would find it.
    Checked operator()(const OpenAccount &c) const
    {
        if (c.cpf || c.number) {
            return refuse(Forbidden);
        }
        if (c.ownerId != principal.customerId()) {
            return refuse(CustomerNotFound);
        }
        const auto &owner = states.get<Customer>(StreamName::of(*c.ownerId));
        const bool isOwnName = !c.name || !owner.exists || cleanText(*c.name, 0, 100) == owner.name;
        return unless(isOwnName, Forbidden);
    }
    Checked operator()(const DepositMoney &c) const { return account(c.id); }
    Checked operator()(const WithdrawMoney &c) const { return account(c.id); }
    Checked operator()(const TransferMoney &c) const { return account(c.from); }
    Checked operator()(const TransferAll &c) const
    {
        for (std::size_t i = 0; i < c.transfers.size(); ++i) {
            if (const auto checked = account(c.transfers[i].from); !checked) {
                return refuse(checked.error().code, ofTransfer(qint64(i), checked.error().detail));
            }
        }
        return Done{};
    }
    // A machine speaks for itself only.
    Checked terminal(const QByteArray &id) const
    {
        return unless(id == principal.terminal, Forbidden);
    }
    Checked operator()(const AttemptPin &c) const { return terminal(c.terminalId); }
    Checked operator()(const JudgePin &c) const { return terminal(c.terminalId); }
    Checked operator()(const AuthoriseWithdrawal &c) const { return terminal(c.terminalId); }
    Checked operator()(const CompleteWithdrawal &c) const { return withdrawal(c.id); }
    Checked operator()(const VoidWithdrawal &c) const { return withdrawal(c.id); }
    Checked operator()(const RegisterUser &c) const
    {
        return unless(c.role == Role::Customer && !c.setsUpBranch, Forbidden);
    }
    Checked operator()(const ChangePassword &c) const
    {
        return unless(c.id.uuid == principal.id, UserNotFound);
    }
    // Nothing of this kind belongs to anybody; the table has no such cell.
    template<class Other>
    Checked operator()(const Other &) const { return refuse(Forbidden); }
};

} // namespace

Result<Done, Refusal> checkAccess(const Command &command, const States &states,
    const Principal &principal)
{
    if (principal.role == Role::System) {
        return Done{};
    }
    if (const auto more = besides(command); more && principal.reach(*more) == Reach::None) {
        return refuse(Forbidden);
    }
    switch (principal.reach(actionOf(command))) {
    case Reach::None: return refuse(Forbidden);
    case Reach::Own: return std::visit(OwnCheck{states, principal}, command);
    case Reach::All: return Done{};
    }
    return refuse(Forbidden);
}

} // namespace kontor::domain
