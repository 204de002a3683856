// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/Routes.h"

#include "api/Explanations.h"
#include "application/Explanation.h"
#include "application/Past.h"
#include "server/openapi/Examples.h"
#include "server/routes/Render.h"

#include <algorithm>

// What an account holds, now and at any earlier moment, and why.

namespace kontor::server {

using application::AccountRow;
using application::PastAccount;
using application::RecordedEvent;

namespace {

//! A moment in an account's life: one of its versions, else a time.
struct Moment
{
    std::optional<qint64> version;
    std::optional<Timestamp> at;

    qint64 versionOf(QuerySources &sources, AccountId id) const
    {
        return version ? *version
                       : application::versionAt(
                           *sources.index, *sources.log, domain::StreamName::of(id), *at);
    }
};

} // namespace

static std::optional<Moment> refuseMoment(Call &call, const QString &why)
{
    call.refuseParameter("asOf", u"asOf: "_s + why);
    return std::nullopt;
}

static std::optional<Moment> versionMoment(Call &call, const QString &digits, const AccountRow &row)
{
    const qint64 version = digits.size() > 15 ? maxMinor : digits.toLongLong();
    if (version < 1 || version > row.version) {
        return refuseMoment(call, u"the account has the versions 1 to %1."_s.arg(row.version));
    }
    return Moment{version, {}};
}

static std::optional<Moment> timeMoment(Branch &branch, Call &call, const QString &text,
    const AccountRow &row)
{
    const auto time = Timestamp::parse(text.toUtf8());
    if (!time) {
        return refuseMoment(
            call, u"expected a version or a time such as 2026-03-02T09:00:00Z."_s);
    }
    if (*time > branch.bookedNow()) {
        return refuseMoment(call, u"nobody knows the future."_s);
    }
    if (*time < row.account.createdAt) {
        call.refuse(api::ProblemCode::AccountNotFound, u"There was no such account then."_s);
        return std::nullopt;
    }
    return Moment{{}, *time};
}

// What the account has not seen is refused. Nothing asked for: now, which is its newest version.
static std::optional<Moment> momentOf(Branch &branch, Call &call, const AccountRow &row)
{
    const QString text = call.queryText("asOf");
    if (text.isEmpty()) {
        return Moment{row.version, branch.bookedNow()};
    }
    const bool digits = std::all_of(text.begin(), text.end(),
        [](QChar c) { return c >= u'0' && c <= u'9'; });
    return digits ? versionMoment(call, text, row) : timeMoment(branch, call, text, row);
}

static std::optional<AccountRow> accountOf(Branch &branch, Call &call)
{
    const auto id = call.id<AccountId>("id");
    return id ? call.account(branch, *id) : std::nullopt;
}

static void answerBalance(Call &call, const api::BalanceView &view)
{
    call.answer(200, toJson(view), {{"ETag", '"' + QByteArray::number(view.version) + '"'}});
}

static void answerPastBalance(Branch &branch, const CallPtr &call, const AccountRow &row)
{
    const auto moment = momentOf(branch, *call, row);
    if (!moment) {
        return;
    }
    branch.ask<PastAccount>(
        call->ownSpace(),
        [id = row.id, moment = *moment](QuerySources &s) {
            return application::pastAccount(*s.index, *s.log, id, moment.versionOf(s, id));
        },
        [call, id = row.id, at = moment->at](Result<PastAccount, api::ProblemCode> past) {
            if (!past) {
                call->refuse(past.error());
                return;
            }
            answerBalance(*call, balanceView(id, past->version, past->account,
                                     at.value_or(past->recordedAt)));
        });
}

static void getBalance(Branch &branch, const CallPtr &call)
{
    const auto row = accountOf(branch, *call);
    if (!row) {
        return;
    }
    if (!call->queryText("asOf").isEmpty()) {
        answerPastBalance(branch, call, *row);
        return;
    }
    answerBalance(*call, balanceView(row->id, row->version, row->account, branch.bookedNow()));
}

// ---- explanation ------------------------------------------------------------------------------

namespace {

//! Writes the lines one under the other and adds them up.
class Adding
{
public:
    explicit Adding(api::Explanation &explanation) : m_explanation(explanation) {}

    void line(api::ExplanationKind kind, const QString &description, qint64 amount,
        const RecordedEvent *event = nullptr)
    {
        const int exponent = m_explanation.currency.exponent();
        m_sum += amount;
        api::ExplanationLine line;
        line.kind = kind;
        line.description = description;
        line.amount = Decimal(amount, exponent);
        line.subtotal = Decimal(m_sum, exponent);
        if (event) {
            line.eventId = event->id;
            line.type = QString::fromLatin1(domain::typeName(event->event));
            line.version = event->version;
            line.position = event->position;
            line.occurredAt = event->recordedAt;
        }
        m_explanation.lines.push_back(std::move(line));
    }
    Decimal sum() const { return Decimal(m_sum, m_explanation.currency.exponent()); }

private:
    api::Explanation &m_explanation;
    qint64 m_sum = 0;
};

} // namespace

static void addMovements(Adding &adding, const application::Explanation &explained)
{
    using Kind = api::ExplanationKind;
    if (explained.movements.front().version > 1) {
        adding.line(Kind::CarriedForward, u"Carried forward"_s, explained.carried);
    }
    for (const RecordedEvent &event : explained.movements) {
        const auto told = movement(event);
        adding.line(event.version == 1 ? Kind::Opening : Kind::Movement,
            told ? told->description : u"Opening balance"_s, amountOf(event), &event);
    }
}

static api::Explanation explanationView(AccountId id, const application::Explanation &explained,
    Timestamp asOf)
{
    const domain::Account &account = explained.at.account;
    api::Explanation view;
    view.accountId = id;
    view.currency = account.currency;
    view.version = explained.at.version;
    view.asOf = asOf;
    Adding adding(view);
    addMovements(adding, explained);
    view.balance = adding.sum();
    for (std::size_t i = 0; i < account.holds.size(); ++i) {
        const domain::Hold &hold = account.holds[i];
        adding.line(api::ExplanationKind::Hold, hold.reason, -hold.amount, &explained.holds[i]);
    }
    adding.line(api::ExplanationKind::Floor, u"Floor"_s, -account.floor);
    view.available = adding.sum();
    return view;
}

static void getExplanation(Branch &branch, const CallPtr &call)
{
    const auto row = accountOf(branch, *call);
    const auto moment = row ? momentOf(branch, *call, *row) : std::nullopt;
    if (!moment) {
        return;
    }
    using application::Explanation;
    branch.ask<Explanation>(
        call->ownSpace(),
        [id = row->id, moment = *moment, limit = int(call->queryNumber("limit"))](QuerySources &s) {
            return application::explain(
                *s.views, *s.index, *s.log, id, moment.versionOf(s, id), limit);
        },
        [call, id = row->id, at = moment->at](Result<Explanation, api::ProblemCode> explained) {
            if (!explained) {
                call->refuse(explained.error());
                return;
            }
            call->answer(200,
                toJson(explanationView(id, *explained, at.value_or(explained->at.recordedAt))));
        });
}

using enum api::ProblemCode;
namespace paths = api::paths;

void addBalanceRoutes(Routes &routes, Branch &branch)
{
    const auto to = [&branch](void (*route)(Branch &, const CallPtr &)) {
        return Handler([&branch, route](const CallPtr &call) { route(branch, call); });
    };
    const auto asOf = query::text("asOf", "one of the account's versions, or a time; now if absent");
    routes.add({.path = paths::balance, .action = "account.read", .name = "getBalance",
                   .summary = "Get an account's balance", .details = "As it is, or as it was.",
                   .parameters = {asOf}, .answers = {{200, examples::balance(), {"ETag"}}},
                   .problems = {AccountNotFound, ViewBehind}},
        to(getBalance));
    routes.add({.path = paths::explanation, .action = "account.read", .name = "explainBalance",
                   .summary = "Explain an account's balance",
                   .details = "Opening, movements, holds and floor, each with its event; they add up "
                              "to what is available.",
                   .parameters = {asOf,
                       query::number("limit", {1, 1'000, 100},
                           "movements one by one; those before are carried forward")},
                   .answers = {{200, examples::explanation()}},
                   .problems = {AccountNotFound, ViewBehind}},
        to(getExplanation));
}

} // namespace kontor::server
