// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/ports/Views.h"
#include "storage/sql/Columns.h"

namespace kontor::storage {

//! How values of the domain stand in columns.
//! Days since 1970.
qint64 dayColumn(QDate date);
std::optional<qint64> dayColumn(std::optional<QDate> date);
QVariant textColumn(const std::optional<QByteArray> &text);
//! JSON of the holds, and of the block, or NULL where there are none.
QVariant holdsColumn(const domain::Account &account);
QVariant blockColumn(const domain::Account &account);

//! The row of an account in the order of its table, and the statement that writes it.
inline constexpr int accountTableWidth = 17;
QVariantList accountRow(qint64 stream, AccountId id, qint64 version, const domain::Account &account);
QString upsertAccountSql();
//! Likewise of a customer.
QVariantList customerRow(qint64 stream, const Uuid &id, const domain::Customer &customer);
QString upsertCustomerSql();
//! Whether a column has what such a row says.
bool isSameValue(const QVariant &found, const QVariant &wanted);
//! The columns that readAccount() takes.
QString accountColumns();
application::AccountRow readAccount(const Statement &row);
QString customerColumns();
application::CustomerRow readCustomer(const Statement &row);

} // namespace kontor::storage
