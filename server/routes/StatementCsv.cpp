// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/StatementCsv.h"

namespace kontor::server {

static QByteArray isoDay(const std::optional<QDate> &date)
{
    return date ? date->toString(Qt::ISODate).toLatin1() : QByteArray();
}

// Descriptions come from anybody who sends money.
static QByteArray cell(const QString &text)
{
    QByteArray bytes = text.toUtf8();
    if (!bytes.isEmpty() && QByteArrayView("=+-@").contains(bytes.front())) {
        bytes.prepend('\'');
    }
    return '"' + bytes.replace('"', "\"\"") + '"';
}

static void appendRow(QByteArray &csv, const QList<QByteArray> &cells)
{
    csv += cells.join(',') + "\r\n";
}

static void appendLine(QByteArray &csv, const api::StatementLine &line)
{
    appendRow(csv,
        {isoDay(line.bookingDate), isoDay(line.valueDate), nameOf(line.type),
            cell(line.description),
            line.counterpartyAccountId ? line.counterpartyAccountId->toString() : QByteArray(),
            line.transactionId.toLatin1(), line.amount.toString(), line.balance.toString()});
}

QByteArray statementCsv(const api::Statement &statement)
{
    QByteArray csv;
    appendRow(csv,
        {"bookingDate", "valueDate", "type", "description", "counterpartyAccountId",
            "transactionId", "amount", "balance"});
    appendRow(csv,
        {isoDay(statement.firstDay), {}, "OpeningBalance", cell(statement.name), {}, {}, {},
            statement.opening.toString()});
    for (const api::StatementLine &line : statement.lines) {
        appendLine(csv, line);
    }
    if (!statement.next) {
        appendRow(csv,
            {isoDay(statement.lastDay), {}, "ClosingBalance", cell(statement.name), {}, {}, {},
                statement.closing.toString()});
    }
    return csv;
}

} // namespace kontor::server
