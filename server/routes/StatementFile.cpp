// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/StatementFile.h"

#include "application/Explanation.h"
#include "server/routes/Render.h"

#include <QDateTime>

namespace kontor::server {

using application::Bookings;
using application::RecordedEvent;

QDate StatementFile::today() const
{
    return QDateTime::fromMSecsSinceEpoch(now.micros / 1000, timeZone).date();
}

const Counterparty *StatementFile::counterpartyOf(const api::StatementLine &line) const
{
    const auto found = line.counterpartyAccountId ? counterparties.find(*line.counterpartyAccountId)
                                                  : counterparties.end();
    return found == counterparties.end() ? nullptr : &found->second;
}

Uuid StatementFile::id(QByteArrayView name) const
{
    return Uuid::nameBased(statement.accountId.uuid,
        "statement/" + statement.month.toLatin1() + '/' + QByteArray::number(statement.lineCount)
            + '/' + name.toByteArray());
}

static api::StatementLine lineOf(const api::Movement &told, const RecordedEvent &event,
    qint64 amount, qint64 balance)
{
    const int exponent = told.currency.exponent();
    api::StatementLine line;
    line.type = told.type;
    line.description = told.description;
    line.counterpartyAccountId = told.counterpartyAccountId;
    line.transactionId = told.transactionId;
    line.amount = Decimal(amount, exponent);
    line.balance = Decimal(balance, exponent);
    line.version = told.version;
    line.createdAt = told.createdAt;
    std::visit(
        [&line](const auto &e) {
            if constexpr (domain::MoneyEvent<std::decay_t<decltype(e)>>) {
                line.bookingDate = e.bookingDate;
                line.valueDate = e.valueDate;
            }
        },
        event.event);
    return line;
}

static std::vector<api::StatementLine> linesOf(const Bookings &bookings)
{
    std::vector<api::StatementLine> lines;
    qint64 balance = bookings.before;
    for (const auto &event : bookings.events) {
        if (const auto told = movement(event)) {
            const qint64 amount = amountOf(event);
            balance += amount;
            lines.push_back(lineOf(*told, event, amount, balance));
        }
    }
    return lines;
}

api::Statement statementOf(const StatementMonth &month, const Bookings &bookings)
{
    const domain::Account &account = month.account.account;
    const int exponent = account.currency.exponent();
    api::Statement view;
    view.accountId = month.account.id;
    view.accountNumber = QString::fromLatin1(account.number);
    view.name = account.name;
    view.currency = account.currency;
    view.month = month.firstDay.toString(u"yyyy-MM"_s);
    view.firstDay = month.firstDay;
    view.lastDay = month.lastDay();
    view.opening = Decimal(bookings.totals.opening, exponent);
    view.credits = Decimal(bookings.totals.credits, exponent);
    view.debits = Decimal(bookings.totals.debits, exponent);
    view.closing = Decimal(bookings.totals.closing(), exponent);
    view.lineCount = bookings.totals.count;
    view.lines = linesOf(bookings);
    if (bookings.next) {
        view.next = QString::number(*bookings.next);
    }
    return view;
}

static bool isPaidByMachine(const RecordedEvent &event)
{
    const auto *withdrawn = std::get_if<domain::MoneyWithdrawn>(&event.event);
    return withdrawn && withdrawn->withdrawalId;
}

static void addCounterparties(StatementFile &file, application::ViewReader &views,
    const MaySee &maySee)
{
    std::unordered_set<AccountId> seen;
    for (const api::StatementLine &line : file.statement.lines) {
        const auto &other = line.counterpartyAccountId;
        if (!other || !seen.insert(*other).second) {
            continue;
        }
        const auto row = views.account(*other);
        if (row && maySee(*other, row->account)) {
            file.counterparties[*other]
                = {row->account.name, QString::fromLatin1(row->account.number)};
        }
    }
}

void fillStatementFile(StatementFile &file, const StatementMonth &month, const Bookings &bookings,
    QuerySources &sources, const MaySee &maySee)
{
    const int exponent = month.account.account.currency.exponent();
    file.statement = statementOf(month, bookings);
    file.countBefore = bookings.countBefore;
    file.before = Decimal(bookings.before, exponent);
    const auto &lines = file.statement.lines;
    file.after = lines.empty() ? file.before : lines.back().balance;
    for (const RecordedEvent &event : bookings.events) {
        if (isPaidByMachine(event)) {
            file.paidByMachine.insert(event.version);
        }
    }
    addCounterparties(file, *sources.views, maySee);
    // As it was behind the last line: what was booked while this was read is in neither balance.
    if (!file.isOver()) {
        const auto at = application::pastAccount(*sources.index, *sources.log, month.account.id,
            bookings.version);
        file.available = Decimal(at.account.available(), exponent);
    }
}

} // namespace kontor::server
