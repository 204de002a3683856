// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Decide.h"

// Events and commands as tests like to write them: alice has an account, amounts are texts.

namespace kontor::testing {

//! A fixed id: the same number always gives the same.
template<class Id>
Id idOf(int number)
{
    Id id;
    id.uuid.bytes[6] = 0x70;
    id.uuid.bytes[8] = 0x80;
    id.uuid.bytes[14] = static_cast<std::uint8_t>(number >> 8);
    id.uuid.bytes[15] = static_cast<std::uint8_t>(number);
    return id;
}

inline const AccountId alice = idOf<AccountId>(1);
inline const AccountId bob = idOf<AccountId>(2);
inline const CustomerId alicia = idOf<CustomerId>(11);
inline const CardId card = idOf<CardId>(21);
inline const HoldId hold = idOf<HoldId>(31);
inline const WithdrawalId withdrawal = idOf<WithdrawalId>(41);
inline const TransferId transfer = idOf<TransferId>(51);
inline const UserId ursula = idOf<UserId>(61);
inline const KeyId accessKey = idOf<KeyId>(71);

//! 2026-03-02T09:00:00Z, a Monday; events happened then, and commands are decided then.
inline constexpr Timestamp monday{1'772'442'000'000'000};
inline const QDate mondayDate(2026, 3, 2);

inline Decimal amount(const char *text)
{
    const auto decimal = Decimal::parse(text);
    KONTOR_ASSERT(decimal);
    return *decimal;
}

inline Currency currency(const char *code)
{
    return *Currency::fromCode(code);
}

using History = std::vector<domain::NewEvent>;

//! Joins histories and single events.
inline History operator+(History left, const History &right)
{
    left.insert(left.end(), right.begin(), right.end());
    return left;
}

// ---- events; money in minor units -------------------------------------------------------------

//! An account with its opening balance.
History opened(AccountId id, qint64 balance = 0, Currency currency = Currency::eur());
//! An account with a CPF and its claim.
History openedWithCpf(AccountId id, const QByteArray &cpf);
History deposited(AccountId id, qint64 amount, qint64 balanceAfter);
History withdrawn(AccountId id, qint64 amount, qint64 balanceAfter);
History held(AccountId id, qint64 amount, HoldId holdId = hold,
    std::optional<Timestamp> expiresAt = {}, std::optional<WithdrawalId> withdrawalId = {});
//! What a court ordered.
History blocked(AccountId id, bool debits, bool credits);
History deactivated(AccountId id, std::optional<QByteArray> cpf = {});
History deleted(AccountId id, std::optional<QByteArray> cpf = {});
History issued(CardId id, AccountId account = alice);
//! `count` tries without a right PIN.
History attempted(CardId id, int count);
History blocked(CardId id);
//! The hold on alice's account and the withdrawal, authorised at `monday`.
History authorised(qint64 amount);

//! A user "ursula" or of another login, with the claim.
History registered(UserId id, domain::Role role = domain::Role::Customer,
    const QByteArray &login = "ursula");
History keyIssued(KeyId id, domain::KeyKind kind = domain::KeyKind::Integration);

//! The rights of a role; `id` is whose they are.
domain::Principal principalOf(domain::Role role, const Uuid &id = {},
    const QByteArray &terminal = {});

//! The identity that opened() gives an account.
domain::Identity identityOf(AccountId id);

// ---- commands, right in every respect ---------------------------------------------------------

domain::OpenAccount openAccount();
domain::ReplaceAccount replaceAccount();
domain::DepositMoney deposit(const char *text);
domain::WithdrawMoney withdraw(const char *text);
domain::TransferMoney transferTo(AccountId to, const char *text);
domain::PlaceHold placeHold(const char *text);
domain::BlockAccount blockAccount(bool debits, bool credits);
//! In notes of 50.
domain::AuthoriseWithdrawal authorise(int notes);
//! In notes of 50.
domain::CompleteWithdrawal complete(int notes);
//! Ursula as a customer.
domain::RegisterUser registerUser();

} // namespace kontor::testing
