// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Accounts.h"
#include "api/Cards.h"
#include "api/Customers.h"
#include "api/Identity.h"
#include "application/ports/Views.h"

namespace kontor::server {

// From the domain's structs to the wire's. Pure; amounts become decimals of their currency.

api::AccountView accountView(AccountId id, qint64 version, const domain::Account &account);
//! The account without whose order its block is.
api::AccountView withoutOrder(api::AccountView view);
api::BalanceView balanceView(AccountId id, qint64 version, const domain::Account &account,
    Timestamp asOf);
//! By how much an event moved the balance; 0 where it moved none.
qint64 amountOf(const application::RecordedEvent &event);
//! The movement of money that an account's event made, or nothing where it made none.
std::optional<api::Movement> movement(const application::RecordedEvent &event);
api::HistoryEntry historyEntry(const application::RecordedEvent &event);
//! The derived BalanceUpdated line behind a money event.
std::optional<api::HistoryEntry> balanceUpdatedEntry(const application::RecordedEvent &event);
api::HoldView holdView(AccountId account, Currency currency, const domain::Hold &hold);
api::CustomerView customerView(const application::CustomerRow &row);
api::CardView cardView(CardId id, const domain::Card &card);
api::WithdrawalView withdrawalView(WithdrawalId id, const domain::Withdrawal &withdrawal);
api::UserView userView(UserId id, const domain::User &user);
api::KeyView keyView(KeyId id, const domain::Key &key);
QString maskedNumber(const QByteArray &lastDigits);

} // namespace kontor::server
