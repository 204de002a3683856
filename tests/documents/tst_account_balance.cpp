// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/RunningServer.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor::testing;

// "My Account Balance API": customers and their accounts, written to the stream first, with
// optimistic concurrency; its table of four movements in August 2017.
class tst_AccountBalance : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<RunningServer> m_server;
    QTemporaryDir m_clock;

    //! It is that time from now on.
    void setClock(const QByteArray &time) const
    {
        QFile file(m_clock.filePath(QStringLiteral("time")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(time);
    }
    HttpAnswer ask(const QByteArray &what, const QByteArray &account, const QByteArray &amount) const
    {
        return m_server->patch("/api/Accounts/" + what,
            "{\"accountId\":\"" + account + "\",\"amount\":" + amount + '}');
    }
    QByteArray balance(const QByteArray &id) const
    {
        return m_server->get("/api/accounts/" + id).number("balance");
    }
    HttpAnswer registerCustomer(const QByteArray &initialAmount) const
    {
        return m_server->post("/api/Customers",
            R"({"pin":"08724050601","name":"Ivan Paulovich","initialAmount":)" + initialAmount + '}');
    }
    QByteArray openNumbered(const QByteArray &number) const
    {
        return m_server->post("/api/accounts",
            "{\"ownerName\":\"Customer\",\"accountNumber\":\"" + number + "\"}").id();
    }

private Q_SLOTS:
    void init()
    {
        setClock("2017-08-01T09:00:00Z");
        qputenv("KONTOR_TEST_CLOCK", m_clock.filePath(QStringLiteral("time")).toLocal8Bit());
        m_server = std::make_unique<RunningServer>();
        QVERIFY(m_server->isRunning());
    }
    void cleanup()
    {
        qunsetenv("KONTOR_TEST_CLOCK");
        QCOMPARE(m_server->stop(), 0);
    }

    void theTableOfAugust2017ComesOut()
    {
        const QByteArray second = openNumbered("2010-0");
        const QByteArray first = openNumbered("4030-1");
        setClock("2017-08-17T10:00:00Z");
        QCOMPARE(ask("Deposit", first, "500.00").status, 200);
        setClock("2017-08-20T10:00:00Z");
        QCOMPARE(ask("Deposit", second, "300.00").status, 200);
        setClock("2017-08-23T10:00:00Z");
        QCOMPARE(ask("Withdraw", second, "100.00").status, 200);
        setClock("2017-08-25T10:00:00Z");
        QCOMPARE(ask("Withdraw", first, "200.00").status, 200);

        QStringList table;
        for (const QJsonValue &item : m_server->get("/api/accounts").items()) {
            const QByteArray id = item[QLatin1StringView("id")].toString().toLatin1();
            table << item[QLatin1StringView("accountNumber")].toString() + QLatin1Char(' ')
                    + QString::fromLatin1(balance(id)) + QLatin1Char(' ')
                    + item[QLatin1StringView("currency")].toString();
        }
        QCOMPARE(table,
            QStringList({QStringLiteral("2010-0 200.00 EUR"), QStringLiteral("4030-1 300.00 EUR")}));

        setClock("2017-09-01T00:00:00Z");
        const auto statement = m_server->get("/api/accounts/" + first + "/statements/2017-08");
        QCOMPARE(statement.status, 200);
        QCOMPARE(statement.text("accountNumber"), QByteArray("4030-1"));
        QCOMPARE(statement.number("opening"), QByteArray("0.00"));
        QCOMPARE(statement.number("credits"), QByteArray("500.00"));
        QCOMPARE(statement.number("debits"), QByteArray("200.00"));
        QCOMPARE(statement.number("closing"), QByteArray("300.00"));
        const QJsonArray lines = statement.json()[QLatin1StringView("lines")].toArray();
        QCOMPARE(lines.size(), 2);
        QCOMPARE(lines[0][QLatin1StringView("bookingDate")].toString(), QStringLiteral("2017-08-17"));
        QCOMPARE(lines[1][QLatin1StringView("bookingDate")].toString(), QStringLiteral("2017-08-25"));
    }
    void theStreamKeepsTheOrderOfTheTable()
    {
        const QByteArray second = openNumbered("2010-0");
        const QByteArray first = openNumbered("4030-1");
        const std::tuple<const char *, QByteArray, const char *> movements[]
            = {{"Deposit", first, "500.00"}, {"Deposit", second, "300.00"},
                {"Withdraw", second, "100.00"}, {"Withdraw", first, "200.00"}};
        for (const auto &[what, account, amount] : movements) {
            QCOMPARE(ask(what, account, amount).status, 200);
        }
        QStringList types;
        for (const QJsonValue &item : m_server->get("/events?after=0").items()) {
            const QString type = item[QLatin1StringView("type")].toString();
            if (type.startsWith(QLatin1StringView("Money"))) {
                types << type + QLatin1Char(' ')
                        + (item[QLatin1StringView("key")].toString().toLatin1() == first
                                ? QStringLiteral("4030-1")
                                : QStringLiteral("2010-0"));
            }
        }
        QCOMPARE(types,
            QStringList({QStringLiteral("MoneyDeposited 4030-1"),
                QStringLiteral("MoneyDeposited 2010-0"), QStringLiteral("MoneyWithdrawn 2010-0"),
                QStringLiteral("MoneyWithdrawn 4030-1")}));
    }
    void aNumberFromElsewhereIsKeptAndBelongsToOneAccount()
    {
        openNumbered("4030-1");
        QCOMPARE(m_server->post("/accounts", R"({"ownerName":"Other","accountNumber":"4030-1"})")
                     .status, 409);
        QCOMPARE(m_server->get("/accounts?q=4030").number("totalCount"), QByteArray("1"));
    }

    void aCustomerIsRegisteredTogetherWithAnAccount()
    {
        const auto registered = registerCustomer("1600");
        QCOMPARE(registered.status, 201);
        QCOMPARE(registered.text("name"), QByteArray("Ivan Paulovich"));
        QCOMPARE(registered.number("currentBalance"), QByteArray("1600.00"));
        const QByteArray account = registered.text("accountId");
        QCOMPARE(ask("Deposit", account, "350").number("balanceAfter"), QByteArray("1950.00"));
        QCOMPARE(ask("Withdraw", account, "670").number("balanceAfter"), QByteArray("1280.00"));
        const QByteArray customer = "/api/Customers/" + registered.text("customerId");
        QCOMPARE(m_server->get(customer).text("name"), QByteArray("Ivan Paulovich"));
        const QJsonArray accounts = m_server->get(customer + "/accounts").items();
        QCOMPARE(accounts.size(), 1);
        QCOMPARE(accounts[0][QLatin1StringView("id")].toString().toLatin1(), account);
        QCOMPARE(m_server->get("/api/Customers").number("totalCount"), QByteArray("1"));
    }
    void aCustomersWayToTheEnd()
    {
        const QByteArray account = registerCustomer("100").text("accountId");
        QCOMPARE(ask("Withdraw", account, "100").number("balanceAfter"), QByteArray("0.00"));
        QCOMPARE(ask("Deposit", account, "500").number("balanceAfter"), QByteArray("500.00"));
        QCOMPARE(ask("Deposit", account, "400").number("balanceAfter"), QByteArray("900.00"));
        QCOMPARE(ask("Withdraw", account, "400").number("balanceAfter"), QByteArray("500.00"));
        const auto withFunds = m_server->remove("/api/accounts/" + account);
        QCOMPARE(withFunds.status, 422);
        QCOMPARE(withFunds.code(), QStringLiteral("balance-not-zero"));
        QCOMPARE(ask("Withdraw", account, "5000").code(), QStringLiteral("insufficient-funds"));
        QCOMPARE(ask("Withdraw", account, "500").number("balanceAfter"), QByteArray("0.00"));
        QCOMPARE(m_server->remove("/api/Accounts", "{\"accountId\":\"" + account + "\"}").status, 204);
        QCOMPARE(m_server->get("/api/accounts/" + account).text("status"), QByteArray("Deleted"));
    }
    void whatIsWrongWithACustomerIsSaid_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        const auto row = [](const char *name, const char *body, int status) {
            QTest::newRow(name) << QByteArray(body) << status;
        };
        row("empty name", R"({"pin":"08724050601","name":"","initialAmount":1})", 422);
        row("empty pin", R"({"pin":"","name":"Ivan","initialAmount":1})", 422);
        row("no name", R"({"pin":"08724050601","initialAmount":1})", 400);
        row("no pin", R"({"name":"Ivan","initialAmount":1})", 400);
        row("less than nothing", R"({"pin":"08724050601","name":"Ivan","initialAmount":-500})", 400);
        row("taken", R"({"pin":"123.456.789-09","name":"Ivan"})", 409);
    }
    void whatIsWrongWithACustomerIsSaid()
    {
        QFETCH(QByteArray, body);
        m_server->post("/accounts", R"({"name":"Victor Hugo","cpf":"12345678909"})");
        QTEST(m_server->post("/api/customers", body).status, "status");
        QCOMPARE(m_server->get("/api/customers").number("totalCount"), QByteArray("1"));
    }
    void theCustomerInTheBodyMustOwnTheAccount()
    {
        const auto ivan = registerCustomer("100");
        const auto other = m_server->post("/customers", R"({"pin":"12345678909","name":"Other"})");
        const auto deposit = [&](const QByteArray &customer) {
            return m_server->patch("/api/Accounts/Deposit",
                "{\"customerId\":\"" + customer + "\",\"accountId\":\"" + ivan.text("accountId")
                    + "\",\"amount\":1}").status;
        };
        QCOMPARE(deposit(ivan.text("customerId")), 200);
        QCOMPARE(deposit(other.text("customerId")), 404);
        QCOMPARE(balance(ivan.text("accountId")), QByteArray("101.00"));
    }

    void ofTwoWhoReadTheSameVersionOneIsTooLate()
    {
        const QByteArray account = registerCustomer("100").text("accountId");
        const QByteArray version = m_server->get("/api/accounts/" + account).header("ETag");
        const auto withdraw = [&] {
            return m_server->post("/api/accounts/" + account + "/withdraw", R"({"amount":60})",
                {{"If-Match", version}});
        };
        QCOMPARE(withdraw().status, 200);
        const auto late = withdraw();
        QCOMPARE(late.status, 412);
        QCOMPARE(late.code(), QStringLiteral("version-conflict"));
        QCOMPARE(late.number("currentVersion"), QByteArray("2"));
        QCOMPARE(balance(account), QByteArray("40.00"));
    }
    void ifMatchBindsEveryWriteToAnAccount()
    {
        const QByteArray path = "/api/accounts/" + registerCustomer("0").text("accountId");
        const HttpHeaders old{{"If-Match", "\"7\""}};
        const QByteArray cash = R"({"amount":1})";
        const std::tuple<const char *, QByteArray, QByteArray> writes[]
            = {{"POST", "/deposit", cash}, {"POST", "/withdraw", cash},
                {"PATCH", "/name", R"({"name":"Novo Nome"})"},
                {"PATCH", "/cpf", R"({"cpf":"12345678909"})"}, {"PATCH", "/activate", {}},
                {"PATCH", "/deactivate", {}}, {"DELETE", "", {}},
                {"PUT", "/block", R"({"debits":true,"credits":true,"reference":"order"})"},
                {"POST", "/holds", R"({"amount":1,"kind":"court","reason":"order"})"}};
        for (const auto &[method, action, body] : writes) {
            const auto refused = m_server->send(method, path + action, body, old);
            QVERIFY2(refused.status == 412, action.constData());
            QCOMPARE(refused.number("currentVersion"), QByteArray("1"));
        }
        QCOMPARE(m_server->get(path).number("version"), QByteArray("1"));
    }
    void theStoredEventKnowsTheRequestAndTheUser()
    {
        const QByteArray account = registerCustomer("100").text("accountId");
        const auto answer = m_server->post("/api/accounts/" + account + "/deposit",
            R"({"amount":1})", {{"correlationid", "order-4711"}, {"X-Kontor-Actor", "ivan"}});
        QCOMPARE(answer.header("X-Request-Id"), QByteArray("order-4711"));
        const QJsonValue event
            = m_server->get("/api/accounts/" + account + "/history").items().last();
        QCOMPARE(event[QLatin1StringView("correlationId")].toString(), QStringLiteral("order-4711"));
        QCOMPARE(event[QLatin1StringView("actor")].toString(), QStringLiteral("ivan"));
    }
};

KONTOR_TEST(tst_AccountBalance)
#include "tst_account_balance.moc"
