// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/account/AccountCommands.h"
#include "domain/card/CardCommands.h"
#include "domain/key/KeyCommands.h"
#include "domain/user/UserCommands.h"
#include "domain/withdrawal/WithdrawalCommands.h"

#include <variant>

namespace kontor::domain {

//! Everything that can be asked for. Closed, like Event.
using Command = std::variant<OpenAccount, RenameAccount, ChangeAccountCpf, ReplaceAccount,
    ChangeLifeCycle, DepositMoney, WithdrawMoney, TransferMoney, TransferAll, PlaceHold, ReleaseHold,
    BlockAccount, IssueCard, AttemptPin, JudgePin, ChangePin, AuthoriseWithdrawal,
    CompleteWithdrawal, VoidWithdrawal, SuspectWithdrawal, RegisterUser, ChangePassword,
    ChangeUserRole, SuspendUser, ReinstateUser, ReportTokenReuse, IssueKey, RevokeKey>;

} // namespace kontor::domain
