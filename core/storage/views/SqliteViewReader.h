// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/ports/Views.h"
#include "storage/sql/Statement.h"

namespace kontor::storage {

class SqliteViewReader final : public application::ViewReader
{
public:
    explicit SqliteViewReader(std::unique_ptr<Database> database);
    qint64 position() override;
    std::optional<application::AccountRow> account(AccountId id) override;
    std::optional<application::AccountRow> accountByCpf(const QByteArray &digits) override;
    std::vector<application::AccountRow> accountsWithHolds() override;
    application::RowPage<application::AccountRow> accounts(
        const application::AccountFilter &filter) override;
    application::RowPage<application::CustomerRow> customers(const QString &search, int page,
        int pageSize) override;
    std::optional<application::CustomerRow> customer(CustomerId id) override;
    application::RowPage<application::UserRow> users(int page, int pageSize) override;
    application::RowPage<application::KeyRow> keys(int page, int pageSize) override;
    std::vector<application::EntryRow> entriesBefore(AccountId id, qint64 beforeVersion, int limit,
        bool moneyOnly) override;
    std::vector<application::EntryRow> entriesAfter(AccountId id, qint64 afterVersion,
        int limit) override;
    application::BookingTotals bookingTotals(const application::BookingSpan &span) override;
    std::vector<application::BookingRow> bookings(const application::BookingSpan &span,
        qint64 afterVersion, int limit) override;

private:
    std::optional<application::AccountRow> one(Statement &statement, const QVariant &key);
    std::vector<application::EntryRow> entries(Statement &statement, AccountId id, qint64 version,
        int limit);
    //! After the last movement up to that version.
    qint64 balanceAt(AccountId id, qint64 version);

    std::unique_ptr<Database> m_database;
    Statement m_position;
    Statement m_byId;
    Statement m_byCpf;
    Statement m_customer;
    Statement m_before;
    Statement m_moneyBefore;
    Statement m_after;
    Statement m_balanceAt;
    Statement m_totals;
    Statement m_bookings;
};

} // namespace kontor::storage
