// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/SampleStatement.h"

#include "api/Statements.h"
#include "foundation/Strings.h"
#include "support/FakeTransport.h"

#include <QDateTime>

#include <algorithm>

namespace kontor::testing {

using client::HttpResponse;

namespace {

//! Salaries are good a day before they are booked.
api::StatementLine lineOf(const api::Movement &movement, QDate day, qint64 signedMinor)
{
    api::StatementLine line;
    line.bookingDate = day;
    if (movement.description == u"Salary"_s) {
        line.valueDate = day.addDays(-1);
    }
    line.type = movement.type;
    line.description = movement.description;
    line.counterpartyAccountId = movement.counterpartyAccountId;
    line.transactionId = movement.transactionId;
    line.amount = Decimal(signedMinor, 2);
    line.balance = movement.balanceAfter;
    line.version = movement.version;
    line.createdAt = movement.createdAt;
    return line;
}

//! Leaves the piece that is asked for.
void cut(api::Statement &view, qint64 after, qint64 limit)
{
    auto &lines = view.lines;
    const auto first = std::find_if(lines.begin(), lines.end(),
        [after](const api::StatementLine &line) { return line.version > after; });
    lines.erase(lines.begin(), first);
    if (qint64(lines.size()) > limit) {
        lines.resize(std::size_t(limit));
        view.next = QString::number(lines.back().version);
    }
}

HttpResponse fileOf(api::StatementFormat format)
{
    HttpResponse file = answered(200,
        format == api::StatementFormat::Csv           ? "bookingDate,valueDate\r\n"
            : format == api::StatementFormat::Camt053 ? "<Document/>\n"
                                                      : "<OFX/>\n");
    file.headers.emplace_back("content-type", QByteArray(mediaTypeOf(format)) + "; charset=utf-8");
    return file;
}

} // namespace

HttpResponse sampleStatement(const api::AccountView &account,
    const std::vector<api::Movement> &newestFirst, const QByteArray &month,
    const QHash<QByteArray, QString> &query)
{
    const auto format = fromName<api::StatementFormat>(query.value("format").toStdString());
    if (format && *format != api::StatementFormat::Json) {
        return fileOf(*format);
    }
    api::Statement view;
    view.accountId = account.id;
    view.accountNumber = account.accountNumber;
    view.name = account.name;
    view.currency = account.currency;
    view.month = QString::fromLatin1(month);
    view.firstDay = QDate::fromString(view.month + u"-01"_s, Qt::ISODate);
    view.lastDay = view.firstDay.addMonths(1).addDays(-1);
    qint64 opening = 0;
    qint64 credits = 0;
    qint64 debits = 0;
    for (auto movement = newestFirst.rbegin(); movement != newestFirst.rend(); ++movement) {
        const QDate day = QDateTime::fromMSecsSinceEpoch(movement->createdAt.micros / 1000).date();
        const qint64 signedMinor
            = *movement->balanceAfter.toMinor(2) - *movement->balanceBefore.toMinor(2);
        if (day < view.firstDay) {
            opening += signedMinor;
        } else if (day <= view.lastDay) {
            (signedMinor > 0 ? credits : debits) += std::abs(signedMinor);
            ++view.lineCount;
            view.lines.push_back(lineOf(*movement, day, signedMinor));
        }
    }
    view.opening = Decimal(opening, 2);
    view.credits = Decimal(credits, 2);
    view.debits = Decimal(debits, 2);
    view.closing = Decimal(opening + credits - debits, 2);
    cut(view, query.value("after").toLongLong(), query.value("limit").toLongLong());
    return answered(200, toJson(view));
}

api::MovementPage samplePage(const std::vector<api::Movement> &newestFirst,
    const QHash<QByteArray, QString> &query)
{
    api::MovementPage page;
    const qint64 before = query.value("after").toLongLong();
    for (const api::Movement &movement : newestFirst) {
        if (before != 0 && movement.position >= before) {
            continue;
        }
        if (page.items.size() == query.value("limit").toULongLong()) {
            page.next = QString::number(page.items.back().position);
            break;
        }
        page.items.push_back(movement);
    }
    return page;
}

} // namespace kontor::testing
