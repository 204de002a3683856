// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Decide.h"

// What the rules of all streams share, and the rules themselves, one function per command.

namespace kontor::domain {

inline Failure<Refusal> refuse(RefusalCode code, qint64 detail = 0)
{
    return Failure{Refusal{code, detail}};
}

//! The amount in minor units of `currency`, above zero.
Result<qint64, Refusal> positiveAmount(const Decimal &amount, Currency currency);
//! Absent where there is none or only blanks.
Result<std::optional<QString>, Refusal> cleanDescription(const std::optional<QString> &text);
//! The account if it exists, is not deleted and is active.
Result<const Account *, Refusal> activeAccount(const States &states, AccountId id);
//! One more hold, under a new id.
Result<Done, Refusal> roomForHold(const Account &account, HoldId id, const Policy &policy);
//! What one payment in may bring.
Result<Done, Refusal> checkDepositLimit(qint64 amount, Currency currency, const Policy &policy);
//! balance + delta within what can be kept.
Result<qint64, Refusal> newBalance(const Account &account, qint64 delta);

//! Whether this caller may ask this at all: role and ownership, before any other rule.
Result<Done, Refusal> checkAccess(const Command &command, const States &states,
    const Principal &principal);

Decision decide(const OpenAccount &, const States &, const Context &);
Decision decide(const RenameAccount &, const States &, const Context &);
Decision decide(const ChangeAccountCpf &, const States &, const Context &);
Decision decide(const ReplaceAccount &, const States &, const Context &);
Decision decide(const ChangeLifeCycle &, const States &, const Context &);
Decision decide(const DepositMoney &, const States &, const Context &);
Decision decide(const WithdrawMoney &, const States &, const Context &);
Decision decide(const TransferMoney &, const States &, const Context &);
//! A refusal's detail is the index of the transfer that is refused.
Decision decide(const TransferAll &, const States &, const Context &);
Decision decide(const PlaceHold &, const States &, const Context &);
Decision decide(const ReleaseHold &, const States &, const Context &);
Decision decide(const BlockAccount &, const States &, const Context &);
Decision decide(const IssueCard &, const States &, const Context &);
Decision decide(const AttemptPin &, const States &, const Context &);
Decision decide(const JudgePin &, const States &, const Context &);
Decision decide(const ChangePin &, const States &, const Context &);
Decision decide(const AuthoriseWithdrawal &, const States &, const Context &);
Decision decide(const CompleteWithdrawal &, const States &, const Context &);
Decision decide(const VoidWithdrawal &, const States &, const Context &);
Decision decide(const SuspectWithdrawal &, const States &, const Context &);
Decision decide(const RegisterUser &, const States &, const Context &);
Decision decide(const ChangePassword &, const States &, const Context &);
Decision decide(const ChangeUserRole &, const States &, const Context &);
Decision decide(const SuspendUser &, const States &, const Context &);
Decision decide(const ReinstateUser &, const States &, const Context &);
Decision decide(const ReportTokenReuse &, const States &, const Context &);
Decision decide(const IssueKey &, const States &, const Context &);
Decision decide(const RevokeKey &, const States &, const Context &);

} // namespace kontor::domain

//! `const auto x = …` from a Result, or return its refusal.
#define KONTOR_TRY(name, expression)                                                               \
    auto name##Result = (expression);                                                              \
    if (!name##Result) {                                                                           \
        return Failure{name##Result.error()};                                                      \
    }                                                                                              \
    const auto &name = *name##Result
//! The same where only the refusal counts.
#define KONTOR_CHECK(expression)                                                                   \
    do {                                                                                           \
        if (const auto checked = (expression); !checked) {                                         \
            return Failure{checked.error()};                                                       \
        }                                                                                          \
    } while (false)
