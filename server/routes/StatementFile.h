// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Statements.h"
#include "application/Bookings.h"
#include "server/query/QueryPool.h"

#include <QTimeZone>

#include <algorithm>
#include <functional>
#include <unordered_map>
#include <unordered_set>

namespace kontor::server {

//! The other side of a transfer, where the caller may see that account.
struct Counterparty
{
    QString name;
    QString number;
};

//! A piece of a statement with what files for accounting software tell beyond it.
struct StatementFile
{
    api::Statement statement;
    QString bankName;
    QString bankId;
    Timestamp now;
    QTimeZone timeZone = QTimeZone::utc();
    //! What the piece comes after, and how many lines it may have.
    qint64 afterVersion = 0;
    qint64 limit = 0;
    qint64 countBefore = 0;
    //! The balances before its first line and after its last one.
    Decimal before;
    Decimal after;
    //! While the month is not over.
    std::optional<Decimal> available;
    std::unordered_map<AccountId, Counterparty> counterparties;
    //! Versions of the lines that a cash machine paid.
    std::unordered_set<qint64> paidByMachine;

    bool isFirst() const { return afterVersion == 0; }
    bool isLast() const { return !statement.next; }
    QDate today() const;
    bool isOver() const { return statement.lastDay < today(); }
    //! The last day that it tells of.
    QDate until() const { return std::min(today(), statement.lastDay); }
    const Counterparty *counterpartyOf(const api::StatementLine &line) const;
    //! The same as long as what it names is the same.
    Uuid id(QByteArrayView name) const;
};

//! Whose statement of which month.
struct StatementMonth
{
    application::AccountRow account;
    QDate firstDay;

    QDate lastDay() const { return firstDay.addMonths(1).addDays(-1); }
};

api::Statement statementOf(const StatementMonth &month, const application::Bookings &bookings);

using MaySee = std::function<bool(AccountId, const domain::Account &)>;

//! Adds what the books say to a file that knows its bank and its place already.
void fillStatementFile(StatementFile &file, const StatementMonth &month,
    const application::Bookings &bookings, QuerySources &sources, const MaySee &maySee);

} // namespace kontor::server
