// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/Decide.h"

#include "domain/Rules.h"
#include "foundation/Overloaded.h"
#include "foundation/Text.h"

namespace kontor::domain {

using enum RefusalCode;

Result<qint64, Refusal> positiveAmount(const Decimal &amount, Currency currency)
{
    const auto minor = amount.toMinor(currency.exponent());
    if (!minor) {
        return refuse(AmountFormat);
    }
    if (*minor <= 0) {
        return refuse(AmountNotPositive);
    }
    return *minor;
}

Result<std::optional<QString>, Refusal> cleanDescription(const std::optional<QString> &text)
{
    if (!text) {
        return std::optional<QString>();
    }
    const auto clean = cleanText(*text, 0, 140);
    if (!clean) {
        return refuse(InvalidDescription);
    }
    return clean->isEmpty() ? std::optional<QString>() : clean;
}

Result<const Account *, Refusal> activeAccount(const States &states, AccountId id)
{
    const auto &account = states.get<Account>(StreamName::of(id));
    if (!account.exists) {
        return refuse(AccountNotFound);
    }
    if (account.isDeleted) {
        return refuse(AccountIsDeleted);
    }
    if (!account.isActive) {
        return refuse(AccountInactive);
    }
    return &account;
}

Result<Done, Refusal> checkDepositLimit(qint64 amount, Currency currency, const Policy &policy)
{
    const auto limit = Decimal(policy.depositLimit, 0).toMinor(currency.exponent());
    if (limit && amount > *limit) {
        return refuse(DepositTooLarge);
    }
    return Done{};
}

Result<qint64, Refusal> newBalance(const Account &account, qint64 delta)
{
    const auto sum = checkedAdd(account.balance, delta);
    if (!sum || *sum > maxMinor || *sum < -maxMinor) {
        return refuse(BalanceLimit);
    }
    return *sum;
}

template<class C, class... Others>
static constexpr bool isOneOf = (std::is_same_v<C, Others> || ...);

bool isAnsweredByState(const Command &command)
{
    return std::visit(
        []<class C>(const C &) {
            return isOneOf<C, RenameAccount, ChangeAccountCpf, ReplaceAccount, AttemptPin, JudgePin,
                ChangePin, CompleteWithdrawal, VoidWithdrawal, SuspectWithdrawal, ChangePassword,
                ChangeUserRole, SuspendUser, ReinstateUser>;
        },
        command);
}

StreamName subjectOf(const Command &command)
{
    return std::visit(overloaded{
                          [](const TransferMoney &c) { return StreamName::of(c.from); },
                          [](const TransferAll &c) {
                              KONTOR_ASSERT(!c.transfers.empty());
                              return StreamName::of(c.transfers.front().from);
                          },
                          [](const auto &c) { return StreamName::of(c.id); },
                      },
        command);
}

Decision decide(const Command &command, const States &states, const Context &context)
{
    KONTOR_CHECK(checkAccess(command, states, context.principal));
    auto decision = std::visit([&](const auto &c) { return decide(c, states, context); }, command);
    if (!context.expectedVersion || (!decision && decision.error().code < VersionConflict)) {
        return decision;
    }
    const qint64 current = states.versionOf(subjectOf(command));
    if (current != *context.expectedVersion) {
        return refuse(VersionConflict, current);
    }
    return decision;
}

} // namespace kontor::domain
