// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/Query.h"
#include "server/http/RequestContext.h"
#include "server/openapi/Operation.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor;
using kontor::server::Query;

class tst_Query : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyKnownParametersPass_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("refused");
        QTest::newRow("none") << QByteArray("") << QString();
        QTest::newRow("known") << QByteArray("page=1&q=a") << QString();
        QTest::newRow("empty value") << QByteArray("q=") << QString();
        QTest::newRow("without a value") << QByteArray("q") << QString();
        QTest::newRow("stray ampersands") << QByteArray("&q=a&&") << QString();
        QTest::newRow("unknown") << QByteArray("pgae=1") << QString::fromLatin1("/pgae");
        QTest::newRow("case matters") << QByteArray("Page=1") << QString::fromLatin1("/Page");
        QTest::newRow("twice") << QByteArray("page=1&page=1") << QString::fromLatin1("/page");
        QTest::newRow("twice by escape") << QByteArray("page=1&p%61ge=2")
                                         << QString::fromLatin1("/page");
        QTest::newRow("broken escape") << QByteArray("q=%4") << QString::fromLatin1("/q");
        QTest::newRow("NUL") << QByteArray("q=%00") << QString::fromLatin1("/q");
        QTest::newRow("not UTF-8") << QByteArray("q=%FF") << QString::fromLatin1("/q");
    }
    void onlyKnownParametersPass()
    {
        QFETCH(QByteArray, text);
        const auto problem = Query::parse(text, {"page", "q"}).problem();
        QTEST(problem ? problem->errors->front().pointer : QString(), "refused");
        if (problem) {
            QCOMPARE(problem->code, u"invalid-parameter"_s);
        }
    }
    void valuesAreDecodedOnce()
    {
        const auto query = Query::parse("q=a+b%2Bc%2526%C3%A9", {"q"});
        QCOMPARE(query.text("q"), u"a b+c%26\u00e9"_s);
    }
    void numbersKeepTheirRange_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("refused");
        for (const char *good : {"", "n=1", "n=100", "n=all"}) {
            QTest::newRow(*good ? good : "none") << QByteArray(good) << false;
        }
        for (const char *bad : {"n=0", "n=101", "n=-1", "n=", "n=abc", "n=1e9", "n=+1", "n=%201",
                 "n=99999999999999999999", "n=1.0"}) {
            QTest::newRow(bad) << QByteArray(bad) << true;
        }
    }
    void numbersKeepTheirRange()
    {
        QFETCH(QByteArray, text);
        auto asked = Query::parse(text, {"n"});
        server::query::numberOr("all", "n", {1, 100, 10}, "").check(asked);
        QTEST(asked.problem().has_value(), "refused");
    }
    void momentsAreRead_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("moment");
        QTest::newRow("UTC") << QByteArray("t=2026-02-01T09:00:00Z")
                             << QByteArray("2026-02-01T09:00:00Z");
        QTest::newRow("an offset")
            << QByteArray("t=2026-02-01T09:00:00%2B01:00") << QByteArray("2026-02-01T08:00:00Z");
        QTest::newRow("an offset whose + was not encoded")
            << QByteArray("t=2026-02-01T09:00:00+01:00") << QByteArray("2026-02-01T08:00:00Z");
        for (const char *bad :
            {"t=", "t=yesterday", "t=2026-02-01", "t=2026-02-30T09:00:00Z", "t=+01:00"}) {
            QTest::newRow(bad) << QByteArray(bad) << QByteArray();
        }
    }
    void momentsAreRead()
    {
        QFETCH(QByteArray, text);
        auto query = Query::parse(text, {"t"});
        const auto moment = query.time("t");
        QTEST(moment ? moment->toString() : QByteArray(), "moment");
        QCOMPARE(query.problem().has_value(), !moment);
    }
    void filtersWithoutAValueAreRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("refused");
        for (const char *bad :
            {"id=", "id", "text=", "choice=", "flag=", "number=", "choice=c", "id=7"}) {
            QTest::newRow(bad) << QByteArray(bad) << true;
        }
        for (const char *good : {"", "search=", "search=a", "text=a", "choice=b",
                 "id=01935e0a-7b2c-7cc1-8f3e-5a9d6b1c2e3f"}) {
            QTest::newRow(*good ? good : "none") << QByteArray(good) << false;
        }
    }
    void filtersWithoutAValueAreRefused()
    {
        QFETCH(QByteArray, text);
        namespace query = server::query;
        const QList<server::Parameter> parameters{query::id("id", ""), query::text("text", ""),
            query::choice("choice", {"a", "b"}, ""), query::flag("flag", ""),
            query::number("number", {1, 9, 1}, ""), query::anyText("search", "")};
        QByteArrayList names;
        for (const auto &parameter : parameters) {
            names << parameter.name;
        }
        auto asked = Query::parse(text, names);
        for (const auto &parameter : parameters) {
            parameter.check(asked);
        }
        QTEST(asked.problem().has_value(), "refused");
    }
    void theMostWelcomeTypeIsTaken_data()
    {
        QTest::addColumn<QByteArray>("accept");
        QTest::addColumn<QByteArray>("type");
        const auto row = [](const char *accept, const char *type) {
            QTest::newRow(*accept ? accept : "nothing said")
                << QByteArray(accept) << QByteArray(type);
        };
        row("", "application/json");
        row("*/*", "application/json");
        row("text/csv", "text/csv");
        row("TEXT/*", "text/csv");
        row("text/csv, application/json", "text/csv");
        row("application/json;q=0.5, text/csv", "text/csv");
        row("text/csv;q=0.5, application/json;q=0.9", "application/json");
        row("application/json;q=0, */*", "text/csv");
        row("*/*;q=0.1, text/csv;q=0", "application/json");
        row("text/*;q=0, text/csv;q=1", "text/csv");
        row("text/csv;q=0", "");
        row("*/*; q=0.0", "");
        row("image/png", "");
        row("text/csv;charset=utf-8;q=0.2, application/*;q=0.3", "application/json");
        row("text/csv;q=high", "text/csv");
        row(",, text/csv,", "text/csv");
    }
    void theMostWelcomeTypeIsTaken()
    {
        QFETCH(QByteArray, accept);
        QTEST(server::preferredType(accept, {"application/json", "text/csv"}), "type");
    }
    void unknownAndWrongParametersAreNamedTogether()
    {
        auto asked = Query::parse("n=0&x=1&f=yes&n=2", {"n", "f"});
        server::query::number("n", {1, 100, 10}, "").check(asked);
        server::query::flag("f", "").check(asked);
        const auto problem = asked.problem();
        QVERIFY(problem);
        QStringList names;
        for (const auto &error : *problem->errors) {
            names << error.pointer;
        }
        QCOMPARE(names, (QStringList{u"/x"_s, u"/n"_s, u"/n"_s, u"/f"_s}));
    }
};

KONTOR_TEST(tst_Query)
#include "tst_query.moc"
