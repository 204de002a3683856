// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/account/AccountEvents.h"
#include "domain/branch/BranchEvents.h"
#include "domain/card/CardEvents.h"
#include "domain/claim/ClaimEvents.h"
#include "domain/customer/CustomerEvents.h"
#include "domain/key/KeyEvents.h"
#include "domain/user/UserEvents.h"
#include "domain/withdrawal/WithdrawalEvents.h"

#include <variant>

namespace kontor::domain {

//! Everything that can happen. Closed: whoever visits it handles every case.
using Event = std::variant<AccountCreated, AccountNameChanged, AccountCpfChanged, AccountActivated,
    AccountDeactivated, AccountDeleted, AccountRestored, MoneyDeposited, MoneyWithdrawn,
    MoneyTransferred, HoldPlaced, HoldReleased, AccountBlockChanged, Claimed, Released,
    AccountSerialIssued, CustomerRegistered, CardIssued, PinAttempted, PinVerified, PinChanged,
    CardBlocked, WithdrawalAuthorised, WithdrawalCompleted, WithdrawalVoided, WithdrawalSuspected,
    UserRegistered, PasswordChanged, UserRoleChanged, UserSuspended, UserReinstated, TokenReused,
    KeyIssued, KeyRevoked>;

//! The stored name of each alternative, in the variant's order. Part of the log's format.
inline constexpr const char *eventTypeNames[] = {"AccountCreated", "AccountNameChanged",
    "AccountCpfChanged", "AccountActivated", "AccountDeactivated", "AccountDeleted",
    "AccountRestored", "MoneyDeposited", "MoneyWithdrawn", "MoneyTransferred", "HoldPlaced",
    "HoldReleased", "AccountBlockChanged", "Claimed", "Released", "AccountSerialIssued",
    "CustomerRegistered", "CardIssued", "PinAttempted", "PinVerified", "PinChanged", "CardBlocked",
    "WithdrawalAuthorised", "WithdrawalCompleted", "WithdrawalVoided", "WithdrawalSuspected",
    "UserRegistered", "PasswordChanged", "UserRoleChanged", "UserSuspended", "UserReinstated",
    "TokenReused", "KeyIssued", "KeyRevoked"};
static_assert(std::size(eventTypeNames) == std::variant_size_v<Event>);

inline const char *typeName(const Event &event)
{
    return eventTypeNames[event.index()];
}

//! Has the integer columns `amount` and `balanceAfter`.
template<class E>
concept MoneyEvent = requires(E e) {
    e.amount;
    e.balanceAfter;
};

} // namespace kontor::domain
