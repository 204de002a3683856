// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/Routes.h"

#include "api/Statements.h"
#include "application/Bookings.h"
#include "server/openapi/Examples.h"
#include "server/routes/Render.h"
#include "server/routes/StatementCsv.h"

#include <QDateTime>

// Monthly statements, computed from the movements whenever somebody asks.

namespace kontor::server {

using application::AccountRow;
using application::Bookings;

static const QByteArray json = "application/json";
static const QByteArray csv = "text/csv";

namespace {

//! What is asked for.
struct Month
{
    AccountRow account;
    QDate firstDay;
    QByteArray format;
};

} // namespace

static bool isDigits(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

// "2017-08" as its first day.
static QDate parseMonth(const QString &text)
{
    const bool shaped = text.size() == 7 && text[4] == u'-' && isDigits(text.first(4))
        && isDigits(text.last(2));
    return shaped ? QDate(text.first(4).toInt(), text.last(2).toInt(), 1) : QDate();
}

static QDate today(Branch &branch)
{
    return QDateTime::fromMSecsSinceEpoch(branch.bookedNow().micros / 1000, branch.config().timeZone)
        .date();
}

static std::optional<QDate> monthOf(Branch &branch, Call &call)
{
    const QDate firstDay = parseMonth(call.text("month"));
    if (!firstDay.isValid()) {
        call.refuseParameter("month",
            u"\"%1\" is not a month such as 2026-03."_s.arg(call.text("month")));
        return std::nullopt;
    }
    if (firstDay > today(branch)) {
        call.refuseParameter("month", u"%1 has not begun."_s.arg(call.text("month")));
        return std::nullopt;
    }
    return firstDay;
}

// The parameter goes before the Accept header.
static QByteArray formatOf(const Call &call)
{
    const QString format = call.queryText("format");
    if (format.isEmpty()) {
        return call.preferredType();
    }
    return format == u"csv"_s ? csv : json;
}

static std::optional<Month> asked(Branch &branch, Call &call)
{
    const auto id = call.id<AccountId>("id");
    const auto firstDay = id ? monthOf(branch, call) : std::nullopt;
    if (!firstDay) {
        return std::nullopt;
    }
    const auto account = call.account(branch, *id);
    return account ? std::optional(Month{*account, *firstDay, formatOf(call)}) : std::nullopt;
}

static api::StatementLine lineOf(const api::Movement &told, const application::RecordedEvent &event,
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

static api::Statement statementOf(const Month &month, const Bookings &bookings)
{
    const int exponent = month.account.account.currency.exponent();
    api::Statement view;
    view.accountId = month.account.id;
    view.accountNumber = QString::fromLatin1(month.account.account.number);
    view.name = month.account.account.name;
    view.currency = month.account.account.currency;
    view.month = month.firstDay.toString(u"yyyy-MM"_s);
    view.firstDay = month.firstDay;
    view.lastDay = month.firstDay.addMonths(1).addDays(-1);
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

// The next piece is named in a header as well: a table of lines has no place for it.
static Headers headersOf(const Month &month, const api::Statement &view, qint64 limit)
{
    Headers headers{{"Vary", "Accept"}};
    const QByteArray name = view.month.toLatin1();
    if (month.format == csv) {
        headers.push_back({"Content-Disposition",
            "attachment; filename=\"statement-" + name + ".csv\""});
    }
    if (view.next) {
        headers.push_back({"Link",
            "</api/v1/accounts/" + view.accountId.toString() + "/statements/" + name + "?after="
                + view.next->toLatin1() + "&limit=" + QByteArray::number(limit)
                + (month.format == csv ? "&format=csv" : "") + ">; rel=\"next\""});
    }
    return headers;
}

static void getStatement(Branch &branch, const CallPtr &call)
{
    const auto month = asked(branch, *call);
    if (!month) {
        return;
    }
    const qint64 limit = call->queryNumber("limit");
    const application::BookingQuery query{month->account.id, month->firstDay,
        month->firstDay.addMonths(1).addDays(-1), call->queryNumber("after"), int(limit)};
    branch.ask<Bookings>(call->keyOwner(),
        [query](QuerySources &s) {
            return application::bookingsOf(*s.views, *s.index, *s.log, query);
        },
        [call, month = *month, limit](Result<Bookings, api::ProblemCode> bookings) {
            if (!bookings) {
                call->refuse(bookings.error());
                return;
            }
            const api::Statement view = statementOf(month, *bookings);
            const bool asTable = month.format == csv;
            call->send({200, asTable ? csv + "; charset=utf-8" : json,
                asTable ? statementCsv(view) : toJson(view), headersOf(month, view, limit), {}});
        });
}

using enum api::ProblemCode;
namespace paths = api::paths;

static constexpr Facts monthFacts{.pattern = "^[0-9]{4}-(0[1-9]|1[0-2])$"};

void addStatementRoutes(Routes &routes, Branch &branch)
{
    const auto view = examples::statement();
    routes.add({.path = paths::statement, .action = "account.read", .name = "getStatement",
                   .summary = "Get an account's statement for a month",
                   .details = "Movements count by booking date, in the branch's time zone. A month "
                              "that has not begun is refused. Long ones come in pieces, each with "
                              "the totals of all.",
                   .parameters = {query::choice("format", {"json", "csv"}, "goes before Accept"),
                       query::number("after", {0, maxMinor, 0},
                           "lines after this version; a piece's next"),
                       query::number("limit", {1, 10'000, 1'000}, "lines of a piece")},
                   .segments = {{"month", "the month, yyyy-MM", monthFacts, "2026-01"}},
                   .answers = {{200, view, {"Link"}},
                       {200, {"text/csv", statementCsv(view).constData()}, {"Link"}}},
                   .problems = {AccountNotFound, ViewBehind}},
        [&branch](const CallPtr &call) { getStatement(branch, call); });
}

} // namespace kontor::server
