// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/Refusals.h"

#include "domain/RefusalDetail.h"

namespace kontor::server {

using domain::RefusalCode;
using api::ProblemCode;

api::ProblemCode problemOf(RefusalCode code)
{
    switch (code) {
    case RefusalCode::Forbidden: return ProblemCode::Forbidden;
    case RefusalCode::UserNotFound: return ProblemCode::UserNotFound;
    case RefusalCode::KeyNotFound: return ProblemCode::KeyNotFound;
    case RefusalCode::InvalidLogin: return ProblemCode::InvalidLogin;
    case RefusalCode::InvalidScope: return ProblemCode::InvalidScope;
    case RefusalCode::AlreadySetUp: return ProblemCode::AlreadySetUp;
    case RefusalCode::LoginTaken: return ProblemCode::LoginTaken;
    case RefusalCode::OwnRights: return ProblemCode::OwnRights;
    case RefusalCode::CardNotFound: return ProblemCode::CardNotFound;
    case RefusalCode::AccountNotFound: return ProblemCode::AccountNotFound;
    case RefusalCode::CustomerNotFound: return ProblemCode::CustomerNotFound;
    case RefusalCode::WithdrawalNotFound: return ProblemCode::WithdrawalNotFound;
    case RefusalCode::HoldNotFound: return ProblemCode::HoldNotFound;
    case RefusalCode::CardIsBlocked: return ProblemCode::CardBlocked;
    case RefusalCode::CardSessionInvalid: return ProblemCode::CardSessionInvalid;
    case RefusalCode::VersionConflict: return ProblemCode::VersionConflict;
    case RefusalCode::AmountFormat: return ProblemCode::AmountFormat;
    case RefusalCode::AmountNotPositive: return ProblemCode::AmountNotPositive;
    case RefusalCode::DepositTooLarge: return ProblemCode::DepositTooLarge;
    case RefusalCode::InvalidName: return ProblemCode::InvalidName;
    case RefusalCode::InvalidCpf: return ProblemCode::InvalidCpf;
    case RefusalCode::InvalidDescription: return ProblemCode::InvalidDescription;
    case RefusalCode::NumberInvalid: return ProblemCode::NumberInvalid;
    case RefusalCode::AccountIsDeleted: return ProblemCode::AccountDeleted;
    case RefusalCode::AccountNotDeleted: return ProblemCode::AccountNotDeleted;
    case RefusalCode::AccountInactive: return ProblemCode::AccountInactive;
    case RefusalCode::DebitsBlocked: return ProblemCode::DebitsBlocked;
    case RefusalCode::CreditsBlocked: return ProblemCode::CreditsBlocked;
    case RefusalCode::SelfTransfer: return ProblemCode::SelfTransfer;
    case RefusalCode::CurrencyMismatch: return ProblemCode::CurrencyMismatch;
    case RefusalCode::CpfTaken: return ProblemCode::CpfTaken;
    case RefusalCode::NumberTaken: return ProblemCode::NumberTaken;
    case RefusalCode::IdTaken: return ProblemCode::IdTaken;
    case RefusalCode::BalanceNotZero: return ProblemCode::BalanceNotZero;
    case RefusalCode::HoldsRemain: return ProblemCode::HoldsRemain;
    case RefusalCode::TooManyHolds: return ProblemCode::TooManyHolds;
    case RefusalCode::HoldInvalid: return ProblemCode::HoldInvalid;
    case RefusalCode::MixMismatch: return ProblemCode::MixMismatch;
    case RefusalCode::WithdrawalIsVoid: return ProblemCode::WithdrawalVoided;
    case RefusalCode::WithdrawalSettled: return ProblemCode::WithdrawalSettled;
    case RefusalCode::InsufficientFunds: return ProblemCode::InsufficientFunds;
    case RefusalCode::BalanceLimit: return ProblemCode::BalanceLimit;
    }
    return ProblemCode::Internal;
}

// What would be accepted, where the title only says that this is not.
static QString detailOf(RefusalCode code, qint64 detail)
{
    switch (code) {
    case RefusalCode::AmountNotPositive:
        return detail == domain::zeroWouldDo ? u"The amount is below zero."_s : QString();
    case RefusalCode::AccountNotFound:
        return detail == domain::aboutDestination ? u"There is no such account to transfer to."_s
                                                  : QString();
    case RefusalCode::AccountIsDeleted:
        return detail == domain::aboutDestination ? u"The account to transfer to is deleted."_s
                                                  : QString();
    case RefusalCode::AccountInactive:
        return detail == domain::aboutDestination ? u"The account to transfer to is not active."_s
                                                  : QString();
    case RefusalCode::CurrencyMismatch:
        return detail == domain::aboutDestination
            ? u"The account to transfer to is kept in another currency."_s
            : QString();
    case RefusalCode::InvalidName:
        return u"The name is too short or too long, or has characters that nobody can see."_s;
    case RefusalCode::InvalidCpf:
        return u"A CPF has 11 digits, not all the same, and the last two check the others."_s;
    case RefusalCode::InvalidDescription:
        return u"A description, reason or reference has at most 140 visible characters on one "
               "line, and where one is needed it is not empty."_s;
    case RefusalCode::NumberInvalid:
        return u"An account number from elsewhere has up to 32 letters, digits, dots, dashes, "
               "slashes and blanks; eight digits are the branch's own."_s;
    case RefusalCode::HoldInvalid:
        return u"A hold ends in the future, and that of a withdrawal with the withdrawal."_s;
    default: return {};
    }
}

api::Problem problemOf(const domain::Refusal &refusal)
{
    auto problem
        = api::Problem::of(problemOf(refusal.code), detailOf(refusal.code, refusal.detail));
    if (refusal.code == RefusalCode::VersionConflict) {
        problem.currentVersion = refusal.detail;
        problem.detail = u"The account's version is %1 now."_s.arg(refusal.detail);
    }
    return problem;
}

QByteArrayList membersOf(const domain::Refusal &refusal)
{
    switch (refusal.code) {
    case RefusalCode::AmountFormat:
    case RefusalCode::AmountNotPositive:
    case RefusalCode::DepositTooLarge:
    case RefusalCode::InsufficientFunds:
    case RefusalCode::BalanceLimit: return {"amount", "initialBalance", "initialAmount"};
    case RefusalCode::AccountNotFound:
    case RefusalCode::AccountIsDeleted:
    case RefusalCode::AccountInactive:
        return refusal.detail == domain::aboutDestination
            ? QByteArrayList{"destinationAccountId"}
            : QByteArrayList{pathAccount, "accountId"};
    case RefusalCode::DebitsBlocked: return {pathAccount};
    case RefusalCode::CreditsBlocked: return {"destinationAccountId", pathAccount};
    case RefusalCode::SelfTransfer: return {"destinationAccountId"};
    case RefusalCode::CurrencyMismatch:
        return {refusal.detail == domain::aboutDestination ? "destinationAccountId" : "currency"};
    case RefusalCode::CustomerNotFound: return {"ownerId"};
    case RefusalCode::InvalidName: return {"name"};
    case RefusalCode::InvalidCpf:
    case RefusalCode::CpfTaken: return {"cpf", "pin"};
    case RefusalCode::NumberInvalid:
    case RefusalCode::NumberTaken: return {"accountNumber"};
    case RefusalCode::InvalidDescription: return {"description", "reason", "reference"};
    case RefusalCode::HoldInvalid: return {"expiresAt"};
    case RefusalCode::MixMismatch: return {"mix", "notes"};
    case RefusalCode::IdTaken: return {"withdrawalId"};
    default: return {};
    }
}

} // namespace kontor::server
