// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/Accounts.h"
#include "client/Answers.h"
#include "support/FakeTransport.h"
#include "support/TestMain.h"

#include <QRegularExpression>
#include <QTest>

using namespace kontor;
using namespace kontor::client;
using namespace kontor::testing;
using Kind = ApiError::Kind;

namespace {

HttpResponse problem(api::ProblemCode code)
{
    return answered(api::infoOf(code).status, api::toJson(api::Problem::of(code)));
}

} // namespace

Q_DECLARE_METATYPE(kontor::client::HttpResponse)

class tst_ApiError : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anAnswerBecomesOneKindOfError_data()
    {
        using enum api::ProblemCode;
        QTest::addColumn<HttpResponse>("response");
        QTest::addColumn<int>("forCommand");
        QTest::addColumn<int>("forQuery");
        const auto row = [](const char *name, const HttpResponse &response, Kind command,
                             Kind query) {
            QTest::newRow(name) << response << int(command) << int(query);
        };
        row("not sent", notSent(), Kind::Offline, Kind::Offline);
        row("lost", lost(), Kind::Unknown, Kind::Offline);
        row("refusal", problem(InsufficientFunds), Kind::Refused, Kind::Refused);
        row("overloaded", problem(Overloaded), Kind::Refused, Kind::Refused);
        row("full house", problem(TooManyConnections), Kind::Refused, Kind::Refused);
        row("disk full", problem(StorageFull), Kind::Refused, Kind::Refused);
        row("not ready", problem(NotReady), Kind::Refused, Kind::Refused);
        row("view behind", problem(ViewBehind), Kind::Refused, Kind::Refused);
        row("outcome unknown", problem(OutcomeUnknown), Kind::Unknown, Kind::Refused);
        row("internal", problem(Internal), Kind::Unknown, Kind::Refused);
        row("bare 500", answered(500), Kind::Unknown, Kind::Offline);
        row("gateway 502", answered(502, "<html>"), Kind::Unknown, Kind::Offline);
        row("gateway 503", answered(503, "busy"), Kind::Unknown, Kind::Offline);
        row("gateway 504", answered(504), Kind::Unknown, Kind::Offline);
        row("somebody's 404", answered(404, "<html>"), Kind::Unknown, Kind::Unreadable);
        row("a problem of another kind", answered(404, R"({"title":"Not Found"})"), Kind::Unknown,
            Kind::Unreadable);
        row("redirect", answered(302), Kind::Unknown, Kind::Unreadable);
        row("page", answered(200, "<html>"), Kind::Unknown, Kind::Unreadable);
        row("other JSON", answered(200, "{}"), Kind::Unknown, Kind::Unreadable);
    }
    void anAnswerBecomesOneKindOfError()
    {
        QFETCH(HttpResponse, response);
        const auto command = readAnswer<api::BalanceView>(response, CallKind::Command);
        const auto query = readAnswer<api::BalanceView>(response, CallKind::Query);
        QVERIFY(!command && !query);
        QTEST(int(command.error().kind), "forCommand");
        QTEST(int(query.error().kind), "forQuery");
    }
    void aRefusalKeepsItsProblem()
    {
        auto wrongPin = api::Problem::of(api::ProblemCode::PinWrong);
        wrongPin.triesLeft = 2;
        const auto error = errorOf(answered(403, api::toJson(wrongPin)), CallKind::Command);
        QVERIFY(error && error->is(api::ProblemCode::PinWrong));
        QCOMPARE(error->problem.triesLeft, 2);
        QVERIFY(error->userMessage().contains(u'2'));
    }
    void everyMessageIsShortAndPlain()
    {
        static const QRegularExpression banned(
            u"please|sorry|oops|invalid|fail|error|forbidden|\\bvalid\\b"_s,
            QRegularExpression::CaseInsensitiveOption);
        int own = 0;
        for (const api::ProblemInfo &info : api::problemCatalogue()) {
            auto refused = api::Problem::of(info.code, u"detail"_s);
            const QString text = ApiError{Kind::Refused, refused, {}}.userMessage();
            QVERIFY2(!banned.match(text).hasMatch(), qPrintable(text));
            QVERIFY2(text.split(u' ').size() <= 20, qPrintable(text));
            own += text != u"detail"_s;
        }
        QVERIFY(own > 40);
        for (const Kind kind : {Kind::Unknown, Kind::Offline, Kind::Unreadable}) {
            const QString text = ApiError{kind, {}, {}}.userMessage();
            QVERIFY(!banned.match(text).hasMatch());
            QVERIFY(text.split(u' ').size() <= 20);
        }
    }
    void whoIsNotTrustedIsNotSaidToBeSilent()
    {
        const QString silent = ApiError{}.userMessage();
        QStringList told;
        for (const Distrust distrust :
            {Distrust::Authority, Distrust::Name, Distrust::Time, Distrust::NoTls}) {
            HttpResponse response = notSent();
            response.distrust = distrust;
            const auto error = errorOf(response, CallKind::Command);
            QVERIFY(error && error->kind == Kind::Offline);
            const QString text = error->userMessage();
            QVERIFY(text != silent && !told.contains(text));
            QVERIFY2(text.split(u' ').size() <= 20, qPrintable(text));
            QCOMPARE(error->readingMessage(), text);
            told << text;
        }
    }
    void aProblemWithoutWordsOfItsOwnShowsItsDetail()
    {
        api::Problem problem;
        problem.code = u"too-many-moons"_s;
        problem.detail = u"There are two moons."_s;
        QCOMPARE((ApiError{Kind::Refused, problem, {}}.userMessage()), u"There are two moons."_s);
    }
};

KONTOR_TEST(tst_ApiError)
#include "tst_apierror.moc"
