// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/KontorClient.h"
#include "support/FakeTransport.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor;
using namespace kontor::client;
using namespace kontor::testing;
using namespace std::chrono_literals;
using api::StatementFormat;

namespace {

using Call = std::function<void(KontorClient &)>;

const auto accountId = *AccountId::parse("01935e0a-7b2c-7cc1-8f3e-5a9d6b1c2e3f");
const auto customerId = *CustomerId::parse("01935e0a-0000-7cc1-8f3e-5a9d6b1c2e3f");
const auto cardId = *CardId::parse("01935e0a-1111-7cc1-8f3e-5a9d6b1c2e3f");
const auto withdrawalId = *WithdrawalId::parse("01935e0a-2222-7cc1-8f3e-5a9d6b1c2e3f");
const QByteArray accountUrl = "/api/v1/accounts/01935e0a-7b2c-7cc1-8f3e-5a9d6b1c2e3f";

CommandOptions options()
{
    CommandOptions some;
    some.key = "key-1";
    some.cardSession = u"token"_s;
    return some;
}

QByteArray movements(const QByteArray &more)
{
    return R"({"items":[{"transactionId":"t","accountId":"01935e0a-7b2c-7cc1-8f3e-5a9d6b1c2e3f",)"
           R"("counterpartyAccountId":null,"type":"Deposit","amount":12.50,"currency":"EUR",)"
           R"("balanceBefore":0.00,"balanceAfter":12.50,"description":"","channel":"teller",)"
           R"("actorKind":"user","actor":"Ada","version":2,"position":9,"createdAt":"2026-03-02T10:42:00Z")"
        + more + R"(}],"next":null})";
}

QByteArray statement()
{
    return R"({"accountId":"01935e0a-7b2c-7cc1-8f3e-5a9d6b1c2e3f","accountNumber":"0004417-2",)"
           R"("name":"Ada","currency":"EUR","month":"2026-03","firstDay":"2026-03-01",)"
           R"("lastDay":"2026-03-31","opening":100.00,"credits":50.00,"debits":0.00,)"
           R"("closing":150.00,"lineCount":2,"lines":[{"bookingDate":"2026-03-02",)"
           R"("valueDate":"2026-02-27","type":"Deposit","description":"rent",)"
           R"("counterpartyAccountId":null,)"
           R"("transactionId":"01935e0a-0000-7cc1-8f3e-5a9d6b1c2e3f","amount":12.50,)"
           R"("balance":112.50,"version":2,"createdAt":"2026-03-02T10:42:00Z"}],"next":"2"})";
}

} // namespace

Q_DECLARE_METATYPE(Call)

class tst_KontorClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void queriesAskForTheirPath_data()
    {
        QTest::addColumn<Call>("call");
        QTest::addColumn<QByteArray>("target");
        const auto row = [](const char *name, Call call, const QByteArray &target) {
            QTest::newRow(name) << call << target;
        };
        row(
            "version", [](auto &c) { c.serverInfo(); }, "/api/v1/version");
        row(
            "liveness", [](auto &c) { c.liveness(1s); }, "/api/v1/health/live");
        row("accounts", [](auto &c) { c.accounts({}); }, "/api/v1/accounts?page=1&pageSize=10");
        row(
            "accounts by name",
            [](auto &c) {
                c.accounts({u"Ada & Bo"_s, 50, 51});
            },
            "/api/v1/accounts?q=Ada%20%26%20Bo&page=1&pageSize=50&countLimit=51");
        row(
            "account", [](auto &c) { c.account(accountId); }, accountUrl);
        row(
            "balance", [](auto &c) { c.balance(accountId); }, accountUrl + "/balance");
        row(
            "transactions", [](auto &c) { c.transactions(accountId); },
            accountUrl + "/transactions?limit=50");
        row(
            "more transactions", [](auto &c) { c.transactions(accountId, u"12"_s, 5); },
            accountUrl + "/transactions?after=12&limit=5");
        row(
            "statement",
            [](auto &c) {
                c.statement(accountId, {QDate(2026, 3, 2), {}});
            },
            accountUrl + "/statements/2026-03?limit=1000");
        row(
            "more of a statement",
            [](auto &c) {
                c.statement(accountId, {QDate(2025, 12, 31), u"40"_s, 20});
            },
            accountUrl + "/statements/2025-12?after=40&limit=20");
        row(
            "statement as a table",
            [](auto &c) {
                c.statementFile(accountId, StatementFormat::Csv, {QDate(2026, 3, 1), {}, 10'000});
            },
            accountUrl + "/statements/2026-03?limit=10000&format=csv");
        row(
            "statement as OFX",
            [](auto &c) {
                c.statementFile(accountId, StatementFormat::Ofx, {QDate(2026, 3, 1), {}, 10'000});
            },
            accountUrl + "/statements/2026-03?limit=10000&format=ofx");
        row(
            "accounts of", [](auto &c) { c.accountsOf(customerId, 1); },
            "/api/v1/customers/01935e0a-0000-7cc1-8f3e-5a9d6b1c2e3f/accounts?page=1&pageSize=100");
        row("events", [](auto &c) { c.events(41, 25s); },
            "/api/v1/events?after=41&wait=25&limit=100");
        row(
            "feed head", [](auto &c) { c.feedHead(1s); }, "/api/v1/events?after=latest&limit=1");
    }
    void queriesAskForTheirPath()
    {
        QFETCH(Call, call);
        FakeTransport transport;
        KontorClient client(transport, u"Ada"_s, u"teller"_s);
        call(client);
        const HttpRequest &request = transport.requests.at(0);
        QCOMPARE(request.method, "GET");
        QTEST(request.target, "target");
        QVERIFY(request.body.isEmpty());
        QVERIFY(!headerOf(request, "Content-Type"));
        QVERIFY(!headerOf(request, "Idempotency-Key"));
    }
    void commandsCarryBodyKeyAndCardSession_data()
    {
        QTest::addColumn<Call>("call");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("body");
        const auto row = [](const char *name, Call call, const QByteArray &target,
                             const QByteArray &body) {
            QTest::newRow(name) << call << target << body;
        };
        const Decimal amount(1250, 2);
        const QByteArray card = "/api/v1/cards/01935e0a-1111-7cc1-8f3e-5a9d6b1c2e3f";
        row(
            "change PIN",
            [](auto &c) {
                c.changePin(cardId, {u"2580"_s, u"1793"_s}, options());
            },
            card + "/pin", R"({"currentPin":"2580","newPin":"1793"})");
        row("authorise",
            [=](auto &c) {
                c.authoriseWithdrawal({withdrawalId, u"T1"_s, amount, {{10, 1}}}, options());
            },
            "/api/v1/withdrawals",
            R"({"withdrawalId":"01935e0a-2222-7cc1-8f3e-5a9d6b1c2e3f","terminalId":"T1",)"
            R"("amount":12.50,"mix":[{"value":10,"count":1}]})");
        const QByteArray withdrawal = "/api/v1/withdrawals/01935e0a-2222-7cc1-8f3e-5a9d6b1c2e3f";
        row("complete",
            [=](auto &c) { c.completeWithdrawal(withdrawalId, {amount, {}}, options()); },
            withdrawal + "/complete", R"({"amount":12.50,"notes":[]})");
        row("void", [](auto &c) { c.voidWithdrawal(withdrawalId, {u"jam"_s}, options()); },
            withdrawal + "/void", R"({"reason":"jam"})");
    }
    void commandsCarryBodyKeyAndCardSession()
    {
        QFETCH(Call, call);
        FakeTransport transport;
        KontorClient client(transport, u"Ada"_s, u"teller"_s);
        call(client);
        const HttpRequest &request = transport.requests.at(0);
        QCOMPARE(request.method, "POST");
        QTEST(request.target, "target");
        QTEST(request.body, "body");
        QCOMPARE(headerOf(request, "Content-Type"), "application/json");
        QCOMPARE(headerOf(request, "Idempotency-Key"), "key-1");
        QCOMPARE(headerOf(request, "X-Card-Session"), "token");
    }
    void everyRequestSaysWhoAsks()
    {
        FakeTransport transport;
        KontorClient client(transport, u"Zoë\r\nX-Evil: 1"_s, u"atm"_s);
        client.me();
        client.me();
        const HttpRequest &request = transport.requests.at(0);
        QCOMPARE(headerOf(request, "X-Kontor-Actor"), "Zo\xC3\xAB X-Evil: 1");
        QCOMPARE(headerOf(request, "X-Kontor-Channel"), "atm");
        QVERIFY(headerOf(request, "X-Request-Id"));
        QVERIFY(headerOf(request, "X-Request-Id")
            != headerOf(transport.requests.at(1), "X-Request-Id"));
    }
    void aCardSessionIsOpenedUnderItsKey()
    {
        FakeTransport transport;
        KontorClient client(transport, u"Ada"_s, u"atm"_s);
        client.openCardSession(cardId, {u"1234"_s, u"T1"_s}, options());
        QCOMPARE(headerOf(transport.requests.at(0), "Idempotency-Key"), "key-1");
        QCOMPARE(transport.requests.at(0).target,
            "/api/v1/cards/01935e0a-1111-7cc1-8f3e-5a9d6b1c2e3f/session");
    }
    void anAnswerOfANewerServerIsRead()
    {
        FakeTransport transport;
        transport.script(answeredByAnother(200, movements(R"(,"mood":{"sunny":true})")));
        KontorClient client(transport, u"Ada"_s, u"teller"_s);
        const auto answer = client.transactions(accountId).result();
        QVERIFY(answer);
        QCOMPARE(answer->items.at(0).balanceAfter, Decimal(1250, 2));
    }
    void aStatementIsReadWithItsLines()
    {
        FakeTransport transport;
        transport.script(answered(200, statement()));
        KontorClient client(transport, u"Ada"_s, u"teller"_s);
        const auto answer = client.statement(accountId, {QDate(2026, 3, 1), {}}).result();
        QVERIFY(answer);
        QCOMPARE(answer->closing, Decimal(15000, 2));
        QCOMPARE(answer->lines.at(0).valueDate, QDate(2026, 2, 27));
        QCOMPARE(answer->next, u"2"_s);
    }
    void aFileComesAsItWasWritten_data()
    {
        QTest::addColumn<StatementFormat>("format");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("table") << StatementFormat::Csv << QByteArray("text/csv")
                               << QByteArray("bookingDate,valueDate\r\n2026-03-01,\r\n");
        QTest::newRow("camt.053") << StatementFormat::Camt053 << QByteArray("application/xml")
                                  << QByteArray("<Document/>");
        QTest::newRow("OFX") << StatementFormat::Ofx << QByteArray("application/x-ofx")
                             << QByteArray("<OFX/>");
    }
    void aFileComesAsItWasWritten()
    {
        QFETCH(StatementFormat, format);
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, content);
        FakeTransport transport;
        HttpResponse response = answered(200, content);
        response.headers.emplace_back("content-type", type + "; charset=utf-8");
        transport.script(response);
        KontorClient client(transport, u"Ada"_s, u"teller"_s);
        const auto answer
            = client.statementFile(accountId, format, {QDate(2026, 3, 1), {}}).result();
        QVERIFY(answer);
        QCOMPARE(*answer, content);
        QCOMPARE(headerOf(transport.requests.at(0), "Accept"), type + ", application/problem+json");
    }
    void aStatementThatIsRefusedSaysWhy()
    {
        FakeTransport transport;
        const auto problem = api::Problem::of(api::ProblemCode::InvalidParameter, u"not begun"_s);
        for (int i = 0; i < 2; ++i) {
            HttpResponse refusal = answered(400, toJson(problem));
            refusal.headers.emplace_back("content-type", "application/problem+json");
            transport.script(refusal);
        }
        KontorClient client(transport, u"Ada"_s, u"teller"_s);
        const StatementQuery query{QDate(2026, 4, 1), {}};
        QVERIFY(client.statement(accountId, query)
                    .result()
                    .error()
                    .is(api::ProblemCode::InvalidParameter));
        QVERIFY(client.statementFile(accountId, StatementFormat::Csv, query)
                    .result()
                    .error()
                    .is(api::ProblemCode::InvalidParameter));
        transport.script(notSent());
        QCOMPARE(
            int(client.statementFile(accountId, StatementFormat::Csv, query).result().error().kind),
            int(ApiError::Kind::Offline));
    }
    void aCommandWithoutAnAnswersBodyIsDone()
    {
        FakeTransport transport;
        transport.script(answered(204));
        KontorClient client(transport, u"Ada"_s, u"atm"_s);
        QVERIFY(client.changePin(cardId, {u"2580"_s, u"1793"_s}, options()).result());
    }
    //! A proxy's page is not the bank's word.
    void aCommandThatSomebodyElseAnswersIsNotDone()
    {
        FakeTransport transport;
        KontorClient client(transport, u"Ada"_s, u"atm"_s);
        for (const char *page : {"<html>Sign in</html>", ""}) {
            transport.script(answeredByAnother(200, page));
            const auto answer
                = client.changePin(cardId, {u"2580"_s, u"1793"_s}, options()).result();
            QVERIFY(!answer);
            QCOMPARE(int(answer.error().kind), int(ApiError::Kind::Unknown));
        }
    }
    void whatIsUnderWayEndsWithTheTransport()
    {
        Reply<Done> reply;
        {
            FakeTransport transport;
            KontorClient client(transport, u"Ada"_s, u"teller"_s);
            reply = client.changePin(cardId, {}, options());
            QVERIFY(!reply.isFinished());
        }
        QCOMPARE(int(reply.result().error().kind), int(ApiError::Kind::Unknown));
    }
};

KONTOR_TEST(tst_KontorClient)
#include "tst_kontorclient.moc"
