// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/Routes.h"

#include "domain/Decide.h"
#include "server/openapi/Examples.h"
#include "server/routes/StatementCamt.h"
#include "server/routes/StatementCsv.h"
#include "server/routes/StatementFile.h"
#include "server/routes/StatementOfx.h"

#include <QDateTime>

// Monthly statements, computed from the movements whenever somebody asks.

namespace kontor::server {

using api::StatementFormat;
using application::Bookings;

namespace {

//! What is asked for.
struct Asked
{
    StatementMonth month;
    StatementFormat format;
};

//! An answer, made in a reading thread: long ones take their time.
struct Made
{
    QByteArray body;
    std::optional<QString> next;
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
    return QDateTime::fromMSecsSinceEpoch(branch.bookedNow().micros / 1000,
        branch.config().timeZone)
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

// The parameter goes before the Accept header. Browsers ask for a page first and for any XML next: they
// get what everybody gets who says nothing.
static StatementFormat formatOf(const Call &call)
{
    if (const auto format = call.queryChoice<StatementFormat>("format")) {
        return *format;
    }
    const QByteArray type = call.preferredType({"text/html"});
    for (const auto &[format, name] : EnumNames<StatementFormat>::names) {
        if (type == mediaTypeOf(format)) {
            return format;
        }
    }
    return StatementFormat::Json;
}

static std::optional<Asked> asked(Branch &branch, Call &call)
{
    const auto id = call.id<AccountId>("id");
    const auto firstDay = id ? monthOf(branch, call) : std::nullopt;
    if (!firstDay) {
        return std::nullopt;
    }
    const auto account = call.account(branch, *id);
    return account ? std::optional(Asked{{*account, *firstDay}, formatOf(call)}) : std::nullopt;
}

static MaySee maySeeOf(const Call &call)
{
    return [all = call.reach() == domain::Reach::All, principal = call.principal()](AccountId id,
               const domain::Account &account) {
        return all || domain::isOwn(principal, id, account);
    };
}

static StatementFile fileOf(const Branch &branch, const Call &call)
{
    StatementFile file;
    file.bankName = branch.config().branchName;
    file.bankId = branch.config().bankId;
    file.timeZone = branch.config().timeZone;
    file.now = branch.bookedNow();
    file.afterVersion = call.queryNumber("after");
    file.limit = call.queryNumber("limit");
    return file;
}

static QByteArray written(StatementFormat format, const StatementFile &file)
{
    switch (format) {
    case StatementFormat::Json: return toJson(file.statement);
    case StatementFormat::Csv: return statementCsv(file.statement);
    case StatementFormat::Camt053: return statementCamt(file);
    case StatementFormat::Ofx: return statementOfx(file);
    }
    return {};
}

static Made made(QuerySources &sources, const Asked &asked, StatementFile file,
    const MaySee &maySee)
{
    const StatementMonth &month = asked.month;
    const Bookings bookings = application::bookingsOf(*sources.views, *sources.index, *sources.log,
        {month.account.id, month.firstDay, month.lastDay(), file.afterVersion, int(file.limit)});
    if (asked.format == StatementFormat::Json || asked.format == StatementFormat::Csv) {
        file.statement = statementOf(month, bookings);
    } else {
        fillStatementFile(file, month, bookings, sources, maySee);
    }
    return {written(asked.format, file), file.statement.next};
}

static QByteArray suffixOf(StatementFormat format)
{
    return format == StatementFormat::Camt053 ? "xml" : kontor::nameOf(format);
}

// The next piece is named in a header as well: most formats have no place for it.
static Headers headersOf(const Asked &asked, const std::optional<QString> &next, qint64 limit)
{
    Headers headers{{"Vary", "Accept"}};
    const bool isFile = asked.format != StatementFormat::Json;
    const QByteArray month = asked.month.firstDay.toString(u"yyyy-MM"_s).toLatin1();
    if (isFile) {
        headers.push_back({"Content-Disposition",
            "attachment; filename=\"statement-" + month + '.' + suffixOf(asked.format) + '"'});
    }
    if (next) {
        headers.push_back({"Link",
            "</api/v1/accounts/" + asked.month.account.id.toString() + "/statements/" + month
                + "?after=" + next->toLatin1() + "&limit=" + QByteArray::number(limit)
                + (isFile ? QByteArray("&format=") + kontor::nameOf(asked.format) : QByteArray())
                + ">; rel=\"next\""});
    }
    return headers;
}

static QByteArray contentTypeOf(StatementFormat format)
{
    const QByteArray type = mediaTypeOf(format);
    return format == StatementFormat::Json ? type : type + "; charset=utf-8";
}

static void getStatement(Branch &branch, const CallPtr &call)
{
    const auto what = asked(branch, *call);
    if (!what) {
        return;
    }
    branch.ask<Made>(
        call->ownSpace(),
        [what = *what, file = fileOf(branch, *call), maySee = maySeeOf(*call)](
            QuerySources &s) { return made(s, what, file, maySee); },
        [call, what = *what](Result<Made, api::ProblemCode> made) {
            if (!made) {
                call->refuse(made.error());
                return;
            }
            const Headers headers = headersOf(what, made->next, call->queryNumber("limit"));
            call->send({200, contentTypeOf(what.format), made->body, headers, {}});
        });
}

static StatementFile exampleFile()
{
    StatementFile file;
    file.statement = examples::statement();
    file.bankName = Config().branchName;
    file.bankId = Config().bankId;
    file.now = *Timestamp::parse("2026-02-01T09:00:00Z");
    file.limit = 1'000;
    file.before = file.statement.opening;
    file.after = file.statement.closing;
    return file;
}

static Content example(StatementFormat format)
{
    return {mediaTypeOf(format), written(format, exampleFile()).constData()};
}

static Parameter formatParameter()
{
    Parameter format = query::choice<StatementFormat>("format", "goes before Accept");
    format.notTaken = "pdf";
    format.whyNot = "The server makes no PDF files. The teller program prints statements and saves "
                    "them as PDF.";
    return format;
}

using enum api::ProblemCode;
namespace paths = api::paths;

static constexpr Facts monthFacts{.pattern = "^[0-9]{4}-(0[1-9]|1[0-2])$"};

void addStatementRoutes(Routes &routes, Branch &branch)
{
    routes.add(
        {.path = paths::statement,
            .action = "account.read",
            .name = "getStatement",
            .summary = "Get an account's statement for a month",
            .details = "Movements count by booking date, in the branch's time zone. A month "
                       "that has not begun is refused. Long ones come in pieces, each with "
                       "the totals of all; a piece of camt053 is a page with balances of its "
                       "own. Accounting software reads camt.053.001.08 (application/xml) and "
                       "OFX 2.1.1 (application/x-ofx); both name the other side of a transfer "
                       "where the caller may see its account. There is no PDF: the teller "
                       "program makes it.",
            .parameters = {formatParameter(),
                query::number("after", {0, maxMinor, 0},
                    "lines after this version; a piece's next"),
                query::number("limit", {1, 10'000, 1'000}, "lines of a piece")},
            .segments = {{"month", "the month, yyyy-MM", monthFacts, "2026-01"}},
            .answers = {{200, examples::statement(), {"Link", "Vary", "Content-Disposition"}},
                {200, example(StatementFormat::Csv), {"Link"}},
                {200, example(StatementFormat::Camt053), {"Link"}},
                {200, example(StatementFormat::Ofx), {"Link"}}},
            .problems = {AccountNotFound, ViewBehind}},
        [&branch](const CallPtr &call) { getStatement(branch, call); });
}

} // namespace kontor::server
