// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/RunningServer.h"
#include "support/TestMain.h"
#include "support/WebhookListener.h"

#include <QDir>
#include <QTest>

#include <thread>

using kontor::testing::HttpAnswer;
using kontor::testing::HttpHeaders;
using kontor::testing::RunningServer;
using kontor::testing::WebhookListener;

// The bank API challenge: accounts, transfers and withdrawals with events behind them, no negative
// balance, order, no duplicates.
class tst_BankApi : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<RunningServer> m_server;
    QByteArray m_alice;
    QByteArray m_bob;

    QTemporaryDir m_clock;

    QByteArray open(const QByteArray &name, const char *balance) const
    {
        return m_server->post("/accounts",
            "{\"ownerName\":\"" + name + "\",\"initialBalance\":" + balance + "}").id();
    }
    //! It is that time from now on.
    void setClock(const QByteArray &time) const
    {
        QFile file(m_clock.filePath(QStringLiteral("time")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(time);
    }
    HttpAnswer statement(const QByteArray &id, const QByteArray &month) const
    {
        return m_server->get("/accounts/" + id + "/statements/" + month);
    }
    //! opening + credits - debits = closing, and how many lines
    static QByteArray sums(const HttpAnswer &statement)
    {
        return statement.number("opening") + " + " + statement.number("credits") + " - "
            + statement.number("debits") + " = " + statement.number("closing") + ", "
            + statement.number("lineCount");
    }
    //! Everything that the API says about an account.
    QList<QByteArray> tellAll(const QByteArray &id) const
    {
        const QByteArray path = "/accounts/" + id;
        return {m_server->get(path).body, m_server->get(path + "/history").body,
            m_server->get(path + "/transactions").body, statement(id, "2025-01").body,
            statement(id, "2025-02").body};
    }
    QByteArray balance(const QByteArray &id) const
    {
        return m_server->get("/accounts/" + id + "/balance").number("balance");
    }
    HttpAnswer transfer(const QByteArray &from, const QByteArray &to, const QByteArray &amount) const
    {
        return m_server->post("/accounts/transfer", "{\"sourceAccountId\":\"" + from
                + "\",\"destinationAccountId\":\"" + to + "\",\"amount\":" + amount + "}");
    }
    HttpAnswer withdraw(const QByteArray &id, const QByteArray &amount) const
    {
        return m_server->post("/accounts/withdraw",
            "{\"accountId\":\"" + id + "\",\"amount\":" + amount + "}");
    }
    HttpAnswer deposit(const QByteArray &id, const QByteArray &amount, const HttpHeaders &h = {}) const
    {
        return m_server->post("/accounts/deposit",
            "{\"accountId\":\"" + id + "\",\"amount\":" + amount + "}", h);
    }
    static QStringList typesOf(const HttpAnswer &history)
    {
        QStringList types;
        for (const auto &item : history.json()[QLatin1StringView("items")].toArray()) {
            types << item.toObject()[QLatin1StringView("type")].toString();
        }
        return types;
    }

    //! Three in January, one in February, one in April 2025.
    void aYearOfMovements()
    {
        setClock("2025-01-10T09:00:00Z");
        qputenv("KONTOR_TEST_CLOCK", m_clock.filePath(QStringLiteral("time")).toLocal8Bit());
        m_server = std::make_unique<RunningServer>();
        qunsetenv("KONTOR_TEST_CLOCK");
        m_alice = open("Alice", "500");
        m_bob = open("Bob", "100");
        deposit(m_alice, "50.25");
        setClock("2025-01-31T23:59:59Z");
        transfer(m_alice, m_bob, "100");
        setClock("2025-02-01T00:00:00Z");
        withdraw(m_alice, "0.25");
        setClock("2025-04-15T09:00:00Z");
        deposit(m_alice, "1");
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<RunningServer>(QStringList{
            QStringLiteral("--delivery-base-ms"), QStringLiteral("100")});
        QVERIFY(m_server->isRunning());
        m_alice = open("Alice", "500");
        m_bob = open("Bob", "100");
    }
    void cleanup() { QCOMPARE(m_server->stop(), 0); }

    void accountsOpenWithABalance()
    {
        const auto answer = m_server->get("/accounts/" + m_alice + "/balance");
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.number("balance"), "500.00");
        QCOMPARE(answer.number("version"), "1");
        QCOMPARE(answer.json()[QLatin1StringView("currency")].toString(), QStringLiteral("EUR"));
        QVERIFY(answer.json().contains(QLatin1StringView("asOf")));
        QCOMPARE(m_server->post("/accounts", R"({"ownerName":"Eve","initialBalance":-1})").status, 400);
    }
    void depositsAndWithdrawalsMoveTheBalance()
    {
        QCOMPARE(deposit(m_alice, "50").status, 200);
        QCOMPARE(balance(m_alice), "550.00");
        QCOMPARE(withdraw(m_alice, "50").status, 200);
        QCOMPARE(balance(m_alice), "500.00");
    }
    void aWithdrawalBeyondTheBalanceChangesNothing()
    {
        const auto refused = withdraw(m_alice, "500.01");
        QCOMPARE(refused.status, 422);
        QCOMPARE(refused.code(), QStringLiteral("insufficient-funds"));
        QVERIFY(refused.header("Content-Type").startsWith("application/problem+json"));
        QCOMPARE(balance(m_alice), "500.00");
        QCOMPARE(typesOf(m_server->get("/accounts/" + m_alice + "/history")),
            QStringList{QStringLiteral("AccountCreated")});
    }
    void aTransferIsSeenOnBothSides()
    {
        QCOMPARE(transfer(m_alice, m_bob, "50").status, 200);
        QCOMPARE(balance(m_alice), "450.00");
        QCOMPARE(balance(m_bob), "150.00");
        const auto out = m_server->get("/accounts/" + m_alice + "/history")
                             .json()[QLatin1StringView("items")].toArray().last().toObject();
        const auto in = m_server->get("/accounts/" + m_bob + "/history")
                            .json()[QLatin1StringView("items")].toArray().last().toObject();
        const auto data = [](const QJsonObject &o, const char *name) {
            return o[QLatin1StringView("data")].toObject()[QLatin1StringView(name)].toString();
        };
        QCOMPARE(out[QLatin1StringView("type")].toString(), QStringLiteral("MoneyTransferred"));
        QCOMPARE(data(out, "transferId"), data(in, "transferId"));
        QCOMPARE(data(out, "direction"), QStringLiteral("out"));
        QCOMPARE(data(in, "direction"), QStringLiteral("in"));
        QCOMPARE(withdraw(m_alice, "450").status, 200);
    }
    void mistakesAreNamed_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QByteArray>("amount");
        QTest::addColumn<int>("status");
        const QByteArray unknown = "01935e0a-7b2c-7cc1-8f3e-5a9d6b1c2e3f";
        QTest::newRow("to itself") << QByteArray("A") << QByteArray("A") << QByteArray("1") << 422;
        QTest::newRow("to nobody") << QByteArray("A") << unknown << QByteArray("1") << 404;
        QTest::newRow("from nobody") << unknown << QByteArray("A") << QByteArray("1") << 404;
        QTest::newRow("zero") << QByteArray("A") << QByteArray("B") << QByteArray("0") << 400;
        QTest::newRow("negative") << QByteArray("A") << QByteArray("B") << QByteArray("-1") << 400;
        QTest::newRow("too fine") << QByteArray("A") << QByteArray("B") << QByteArray("0.001") << 400;
        QTest::newRow("words") << QByteArray("A") << QByteArray("B") << QByteArray("\"abc\"") << 400;
        QTest::newRow("no id") << QByteArray("A") << QByteArray("x") << QByteArray("1") << 400;
    }
    void mistakesAreNamed()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QByteArray, amount);
        const auto party = [this](const QByteArray &name) {
            return name == "A" ? m_alice : name == "B" ? m_bob : name;
        };
        QTEST(transfer(party(from), party(to), amount).status, "status");
        QCOMPARE(balance(m_alice), "500.00");
    }
    void historyIsInOrderOfVersions()
    {
        deposit(m_alice, "50");
        withdraw(m_alice, "50");
        transfer(m_alice, m_bob, "50");
        withdraw(m_alice, "450");
        const auto history = m_server->get("/accounts/" + m_alice + "/history");
        QCOMPARE(typesOf(history),
            QStringList({QStringLiteral("AccountCreated"), QStringLiteral("MoneyDeposited"),
                QStringLiteral("MoneyWithdrawn"), QStringLiteral("MoneyTransferred"),
                QStringLiteral("MoneyWithdrawn")}));
        int version = 0;
        for (const auto &item : history.json()[QLatin1StringView("items")].toArray()) {
            QCOMPARE(item.toObject()[QLatin1StringView("version")].toInt(), ++version);
            QVERIFY(!item.toObject()[QLatin1StringView("correlationId")].toString().isEmpty());
        }
        const auto derived = typesOf(
            m_server->get("/accounts/" + m_alice + "/history?include=BalanceUpdated"));
        QCOMPARE(derived.count(QStringLiteral("BalanceUpdated")), 5);
    }
    void oneKeyHasOneEffect()
    {
        const HttpHeaders key{{"Idempotency-Key", "k1"}};
        const auto first = deposit(m_alice, "10", key);
        const auto second = deposit(m_alice, "10", key);
        QCOMPARE(second.status, 200);
        QCOMPARE(second.body, first.body);
        QCOMPARE(second.header("Idempotency-Replayed"), "true");
        QCOMPARE(balance(m_alice), "510.00");
        QCOMPARE(deposit(m_alice, "11", key).status, 422);
        QCOMPARE(deposit(m_alice, "11", key).code(), QStringLiteral("key-reuse"));
    }
    void manyAtOnceNeverOverdraw()
    {
        const QByteArray id = open("Carol", "1000");
        std::atomic<int> accepted = 0;
        std::atomic<int> refused = 0;
        std::vector<std::thread> callers;
        for (int i = 0; i < 20; ++i) {
            callers.emplace_back([&] {
                const int status = withdraw(id, "100").status;
                accepted += status == 200;
                refused += status == 422;
            });
        }
        for (std::thread &caller : callers) {
            caller.join();
        }
        QCOMPARE(accepted.load(), 10);
        QCOMPARE(refused.load(), 10);
        QCOMPARE(balance(id), "0.00");
    }
    void manyCallsWithOneKeyHaveOneEffect()
    {
        std::atomic<int> same = 0;
        const QByteArray first = deposit(m_alice, "10", {{"Idempotency-Key", "k2"}}).body;
        std::vector<std::thread> callers;
        for (int i = 0; i < 20; ++i) {
            callers.emplace_back([&] {
                const auto one = deposit(m_alice, "1", {{"Idempotency-Key", "k3"}});
                const auto two = deposit(m_alice, "10", {{"Idempotency-Key", "k2"}});
                same += one.status == 200 && two.body == first;
            });
        }
        for (std::thread &caller : callers) {
            caller.join();
        }
        QCOMPARE(same.load(), 20);
        QCOMPARE(balance(m_alice), "511.00");
    }
    void transfersNeverChangeTheSum()
    {
        QList<QByteArray> accounts{m_alice, m_bob};
        for (const char *name : {"Carol", "Dave", "Eve"}) {
            accounts << open(name, "100");
        }
        std::vector<std::thread> callers;
        for (int caller = 0; caller < 4; ++caller) {
            callers.emplace_back([&, caller] {
                for (int i = 0; i < 50; ++i) {
                    const int from = (caller + i) % 5;
                    transfer(accounts[from], accounts[(from + 1 + i % 4) % 5],
                        QByteArray::number(1 + (i * 37 + caller) % 90));
                }
            });
        }
        for (std::thread &caller : callers) {
            caller.join();
        }
        double sum = 0;
        for (const QByteArray &id : accounts) {
            QVERIFY(!balance(id).startsWith('-'));
            sum += balance(id).toDouble();
            int version = 0;
            QByteArray path = "/accounts/" + id + "/history?limit=100";
            for (HttpAnswer page = m_server->get(path);; page = m_server->get(
                     path + "&after=" + page.text("next"))) {
                for (const QJsonValue &item : page.items()) {
                    QCOMPARE(item[QLatin1StringView("version")].toInt(), ++version);
                }
                if (page.text("next").isEmpty()) {
                    break;
                }
            }
        }
        QCOMPARE(sum, 900.0);
    }

    // ---- webhooks -----------------------------------------------------------------------------

    void aUrlIsToldWheneverABalanceChanges()
    {
        WebhookListener listener;
        QCOMPARE(m_server->post("/webhooks/endpoints",
                     "{\"url\":\"" + listener.url().toUtf8() + "\"}").status, 201);
        deposit(m_alice, "50");
        transfer(m_alice, m_bob, "25");
        m_server->patch("/accounts/" + m_alice + "/name", R"({"name":"Alice Cooper"})");
        withdraw(m_alice, "10000");
        withdraw(m_bob, "5");
        QVERIFY(QTest::qWaitFor([&] { return listener.received.size() == 4; }, 20'000));
        QList<QByteArray> told;
        for (const auto &request : listener.received) {
            QCOMPARE(request.type(), QByteArray("BalanceUpdated"));
            told << request.data("type") + ' ' + request.data("balanceBefore") + ' '
                    + request.data("balanceAfter");
        }
        std::sort(told.begin(), told.end());
        QCOMPARE(told,
            QList<QByteArray>({"Deposit 500.00 550.00", "TransferReceived 100.00 125.00",
                "TransferSent 550.00 525.00", "Withdrawal 125.00 120.00"}));
    }
    void aFailedWebhookIsRepeatedWithGrowingPauses()
    {
        WebhookListener listener;
        listener.script = {{500}, {302, "Location: http://127.0.0.1:1/\r\n"}, {503}, {500}};
        m_server->post("/webhooks/endpoints", "{\"url\":\"" + listener.url().toUtf8() + "\"}");
        QCOMPARE(deposit(m_alice, "50").status, 200);
        QVERIFY(QTest::qWaitFor([&] { return listener.received.size() == 5; }, 30'000));
        const auto &received = listener.received;
        for (std::size_t i = 1; i < received.size(); ++i) {
            QCOMPARE(received[i].id(), received[0].id());
        }
        // At least half of 100, 200, 400 and 800 milliseconds; the rest is chance.
        QVERIFY(received[4].at - received[3].at >= 400);
    }

    // ---- statements ---------------------------------------------------------------------------

    void aStatementTellsTheMonth()
    {
        aYearOfMovements();
        const auto january = statement(m_alice, "2025-01");
        QCOMPARE(january.status, 200);
        QCOMPARE(sums(january), QByteArray("0.00 + 550.25 - 100.00 = 450.25, 3"));
        QList<QByteArray> lines;
        for (const QJsonValue &line : january.json()[QLatin1StringView("lines")].toArray()) {
            lines << line[QLatin1StringView("bookingDate")].toString().toLatin1() + ' '
                    + line[QLatin1StringView("type")].toString().toLatin1() + ' '
                    + QByteArray::number(line[QLatin1StringView("amount")].toDouble(), 'f', 2) + ' '
                    + QByteArray::number(line[QLatin1StringView("balance")].toDouble(), 'f', 2);
        }
        QCOMPARE(lines,
            QList<QByteArray>({"2025-01-10 Opening 500.00 500.00", "2025-01-10 Deposit 50.25 550.25",
                "2025-01-31 TransferSent -100.00 450.25"}));
        QCOMPARE(sums(statement(m_alice, "2025-02")), QByteArray("450.25 + 0.00 - 0.25 = 450.00, 1"));
        QCOMPARE(sums(statement(m_alice, "2025-03")), QByteArray("450.00 + 0.00 - 0.00 = 450.00, 0"));
        QCOMPARE(sums(statement(m_alice, "2025-04")), QByteArray("450.00 + 1.00 - 0.00 = 451.00, 1"));
        QCOMPARE(sums(statement(m_alice, "2024-12")), QByteArray("0.00 + 0.00 - 0.00 = 0.00, 0"));
        QCOMPARE(sums(statement(m_bob, "2025-01")), QByteArray("0.00 + 200.00 - 0.00 = 200.00, 2"));
    }
    void aMonthThatIsNoneOrHasNotBegunIsRefused()
    {
        aYearOfMovements();
        for (const char *month : {"2025-05", "2025-13", "2025-00", "2025-1", "2025-01-01", "January"}) {
            QVERIFY2(statement(m_alice, month).status == 400, month);
        }
        QCOMPARE(statement("01935e0a-7b2c-7cc1-8f3e-5a9d6b1c2e3f", "2025-01").status, 404);
    }
    void aLongStatementComesInPieces()
    {
        aYearOfMovements();
        const QByteArray path = "/accounts/" + m_alice + "/statements/2025-01?limit=2";
        const auto first = m_server->get(path);
        QCOMPARE(first.json()[QLatin1StringView("lines")].toArray().size(), 2);
        QCOMPARE(first.number("lineCount"), QByteArray("3"));
        QVERIFY(first.header("Link").endsWith("rel=\"next\""));
        const auto rest = m_server->get(path + "&after=" + first.text("next"));
        const QJsonArray lines = rest.json()[QLatin1StringView("lines")].toArray();
        QCOMPARE(lines.size(), 1);
        QCOMPARE(lines[0][QLatin1StringView("balance")].toDouble(), 450.25);
        QCOMPARE(rest.number("closing"), QByteArray("450.25"));
        QVERIFY(rest.text("next").isEmpty());
    }
    void aStatementForASpreadsheet()
    {
        aYearOfMovements();
        m_server->post("/accounts/" + m_alice + "/deposit",
            "{\"amount\":2,\"description\":\"=HYPERLINK(1), \\\"so\\\"\"}");
        const QByteArray path = "/accounts/" + m_alice + "/statements/2025-04";
        const auto csv = m_server->get(path, {{"Accept", "text/csv"}});
        QCOMPARE(csv.header("Content-Type"), QByteArray("text/csv; charset=utf-8"));
        const QList<QByteArray> lines = csv.body.split('\n');
        QCOMPARE(lines.size(), 6);
        QVERIFY(lines[0].startsWith("bookingDate,valueDate,type,description,"));
        QVERIFY(lines[1].startsWith("2025-04-01,,OpeningBalance,") && lines[1].endsWith(",450.00\r"));
        QVERIFY(lines[3].contains(",\"'=HYPERLINK(1), \"\"so\"\"\","));
        QVERIFY(lines[4].startsWith("2025-04-30,,ClosingBalance,") && lines[4].endsWith(",453.00\r"));
        QCOMPARE(m_server->get(path + "?format=csv").body, csv.body);
        QCOMPARE(m_server->get(path + "?format=pdf").status, 400);
        QCOMPARE(m_server->get(path, {{"Accept", "image/png"}}).status, 406);
    }
    void aRestartWithoutTheReadDatabaseTellsTheSame()
    {
        aYearOfMovements();
        const auto before = tellAll(m_alice) + tellAll(m_bob);
        QCOMPARE(m_server->stop(), 0);
        for (const QString &file : QDir(m_server->directory()).entryList({QStringLiteral("views*")})) {
            QVERIFY(QFile::remove(m_server->directory() + QLatin1Char('/') + file));
        }
        QVERIFY(m_server->start());
        QCOMPARE(tellAll(m_alice) + tellAll(m_bob), before);
    }
};

KONTOR_TEST(tst_BankApi)
#include "tst_bank_api.moc"
