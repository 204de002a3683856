// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Describe.h"

namespace kontor::domain {

//! Why a command is refused, in the order of precedence: the first that applies is the answer. What
//! comes before VersionConflict would tell a stranger the version of something that is not theirs.
//! The names are part of the log's format (outcomes keep them).
enum class RefusalCode {
    Forbidden,
    CardSessionInvalid,
    CardIsBlocked,
    CardNotFound,
    AccountNotFound,
    CustomerNotFound,
    WithdrawalNotFound,
    HoldNotFound,
    UserNotFound,
    KeyNotFound,
    VersionConflict,
    AmountFormat,
    AmountNotPositive,
    DepositTooLarge,
    InvalidName,
    InvalidLogin,
    InvalidScope,
    InvalidCpf,
    InvalidDescription,
    NumberInvalid,
    AccountIsDeleted,
    AccountNotDeleted,
    AccountInactive,
    DebitsBlocked,
    CreditsBlocked,
    SelfTransfer,
    CurrencyMismatch,
    CpfTaken,
    NumberTaken,
    AlreadySetUp,
    LoginTaken,
    IdTaken,
    OwnRights,
    BalanceNotZero,
    HoldsRemain,
    TooManyHolds,
    HoldInvalid,
    MixMismatch,
    WithdrawalIsVoid,
    WithdrawalSettled,
    InsufficientFunds,
    BalanceLimit,
};

//! A definite no. `detail` belongs to some codes: the current version with VersionConflict.
struct Refusal
{
    RefusalCode code;
    qint64 detail = 0;

    friend bool operator==(const Refusal &, const Refusal &) = default;
};

} // namespace kontor::domain

template<>
struct kontor::EnumNames<kontor::domain::RefusalCode>
{
    using C = domain::RefusalCode;
    static constexpr std::pair<C, const char *> names[] = {
        {C::Forbidden, "forbidden"}, {C::CardSessionInvalid, "card-session-invalid"},
        {C::CardIsBlocked, "card-blocked"}, {C::CardNotFound, "card-not-found"},
        {C::AccountNotFound, "account-not-found"}, {C::CustomerNotFound, "customer-not-found"},
        {C::WithdrawalNotFound, "withdrawal-not-found"}, {C::HoldNotFound, "hold-not-found"},
        {C::UserNotFound, "user-not-found"}, {C::KeyNotFound, "key-not-found"},
        {C::VersionConflict, "version-conflict"}, {C::AmountFormat, "amount-format"},
        {C::AmountNotPositive, "amount-not-positive"}, {C::DepositTooLarge, "deposit-too-large"},
        {C::InvalidName, "invalid-name"}, {C::InvalidLogin, "invalid-login"},
        {C::InvalidScope, "invalid-scope"}, {C::InvalidCpf, "invalid-cpf"},
        {C::InvalidDescription, "invalid-description"}, {C::NumberInvalid, "number-invalid"},
        {C::AccountIsDeleted, "account-deleted"}, {C::AccountNotDeleted, "account-not-deleted"},
        {C::AccountInactive, "account-inactive"}, {C::DebitsBlocked, "debits-blocked"},
        {C::CreditsBlocked, "credits-blocked"}, {C::SelfTransfer, "self-transfer"},
        {C::CurrencyMismatch, "currency-mismatch"}, {C::CpfTaken, "cpf-taken"},
        {C::NumberTaken, "number-taken"}, {C::AlreadySetUp, "already-set-up"},
        {C::LoginTaken, "login-taken"}, {C::IdTaken, "id-taken"}, {C::OwnRights, "own-rights"},
        {C::BalanceNotZero, "balance-not-zero"}, {C::HoldsRemain, "holds-remain"},
        {C::TooManyHolds, "too-many-holds"}, {C::HoldInvalid, "hold-invalid"},
        {C::MixMismatch, "mix-mismatch"}, {C::WithdrawalIsVoid, "withdrawal-voided"},
        {C::WithdrawalSettled, "withdrawal-settled"},
        {C::InsufficientFunds, "insufficient-funds"}, {C::BalanceLimit, "balance-limit"}};
};
