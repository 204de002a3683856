// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/RouteTable.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor;
using namespace kontor::server;

namespace {

RouteTable sampleTable()
{
    RouteTable table;
    const auto add = [&table](Method method, const QByteArray &pattern,
                         qint64 limit = defaultBodyLimit) {
        table.add({.method = method, .pattern = pattern, .bodyLimit = limit,
            .handler = [](auto, auto) {}});
    };
    add(Method::Get, "/");
    add(Method::Get, "/accounts");
    add(Method::Post, "/accounts");
    add(Method::Get, "/accounts/{id}");
    add(Method::Put, "/accounts/{id}");
    add(Method::Post, "/accounts/transfer");
    add(Method::Post, "/accounts/{id}/deposit");
    add(Method::Get, "/accounts/{cpf}/cpf");
    add(Method::Delete, "/accounts/{id}/holds/{holdId}");
    add(Method::Post, "/transfers/batch", batchBodyLimit);
    return table;
}

// "pattern name=value …", "404", "400" or "405 Allow"
QByteArray told(const RouteMatch &match)
{
    if (const auto *found = std::get_if<RouteFound>(&match)) {
        QByteArray out = found->route->pattern;
        for (const auto &[name, value] : found->captures) {
            out += ' ' + name + '=' + value;
        }
        return out;
    }
    if (const auto *wrong = std::get_if<WrongMethod>(&match)) {
        return (wrong->asksForOptions ? "OPTIONS " : "405 ") + wrong->allow;
    }
    return std::get<RouteMissing>(match).malformed ? "400" : "404";
}

} // namespace

class tst_RouteTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pathsFindTheirRoute_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QByteArray>("outcome");
        const auto row = [](const char *request, const char *outcome) {
            QTest::newRow(request) << QByteArray(request) << QByteArray(outcome);
        };
        row("GET /", "/");
        row("GET /api/v1", "/");
        row("GET /accounts", "/accounts");
        row("GET /accounts/", "/accounts");
        row("GET /api/v1/accounts", "/accounts");
        row("GET /api/accounts/", "/accounts");
        row("GET /API/V1/Accounts", "/accounts");
        row("GET /api/v1/api/v1/accounts", "404");
        row("GET /apian/accounts", "404");
        row("GET /aCCounts/AbC", "/accounts/{id} id=AbC");
        row("HEAD /accounts/7", "/accounts/{id} id=7");
        row("POST /accounts/TRANSFER", "/accounts/transfer");
        row("GET /accounts/transfer", "405 POST, OPTIONS");
        row("POST /accounts/transfer/deposit", "/accounts/{id}/deposit id=transfer");
        row("GET /accounts/123/cpf", "/accounts/{cpf}/cpf cpf=123");
        row("DELETE /accounts/1/holds/2", "/accounts/{id}/holds/{holdId} id=1 holdId=2");
        row("PATCH /accounts/7", "405 GET, HEAD, PUT, OPTIONS");
        row("OPTIONS /accounts", "OPTIONS GET, HEAD, POST, OPTIONS");
        row("GET /nothing", "404");
        row("GET /accounts/1/2/3/4", "404");
        row("GET /accounts/1/holds", "404");
        row("GET /accounts/a%20b", "/accounts/{id} id=a b");
        row("GET /accounts/J%C3%B3", "/accounts/{id} id=J\xC3\xB3");
        row("GET /accounts/%252F", "/accounts/{id} id=%2F");
        row("GET /%61ccounts", "/accounts");
        row("GET /accounts/a%2Fb", "400");
        row("GET /accounts/a%5Cb", "400");
        row("GET /accounts/%00", "400");
        row("GET /accounts/%0d%0a", "400");
        row("GET /accounts/%zz", "400");
        row("GET /accounts/%2", "400");
        row("GET /accounts/%C3", "400");
        row("GET /accounts/%C0%AF", "400");
        row("GET /accounts/..", "400");
        row("GET /accounts/%2e%2e/x", "400");
        row("GET /accounts/.", "400");
        row("GET /accounts;a=b", "400");
        row("GET /accounts//7", "400");
        row("GET //accounts", "400");
        row("GET accounts", "400");
        row("TRACE /accounts", "405 GET, HEAD, POST, OPTIONS");
    }
    void pathsFindTheirRoute()
    {
        QFETCH(QByteArray, request);
        const qsizetype blank = request.indexOf(' ');
        const Method method = methodNamed(request.first(blank));
        const RouteTable table = sampleTable();
        QTEST(told(table.match(method, request.sliced(blank + 1))), "outcome");
    }
    void bodyLimitsAreThoseOfTheRoute()
    {
        const RouteTable table = sampleTable();
        QCOMPARE(table.bodyLimit(Method::Post, "/api/v1/transfers/batch"), batchBodyLimit);
        QCOMPARE(table.bodyLimit(Method::Put, "/transfers/batch"), defaultBodyLimit);
        QCOMPARE(table.bodyLimit(Method::Post, "/nothing"), defaultBodyLimit);
    }
};

KONTOR_TEST(tst_RouteTable)
#include "tst_routetable.moc"
