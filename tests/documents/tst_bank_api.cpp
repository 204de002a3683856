// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/RunningServer.h"
#include "support/TestMain.h"

#include <QTest>

#include <thread>

using kontor::testing::HttpAnswer;
using kontor::testing::HttpHeaders;
using kontor::testing::RunningServer;

// The bank API challenge: accounts, transfers and withdrawals with events behind them, no negative
// balance, order, no duplicates.
class tst_BankApi : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<RunningServer> m_server;
    QByteArray m_alice;
    QByteArray m_bob;

    static QByteArray idOf(const HttpAnswer &answer)
    {
        return answer.json()[QLatin1StringView("id")].toString().toLatin1();
    }
    QByteArray open(const char *name, const char *balance) const
    {
        return idOf(m_server->post("/accounts",
            QByteArray("{\"ownerName\":\"") + name + "\",\"initialBalance\":" + balance + "}"));
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

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<RunningServer>();
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
};

KONTOR_TEST(tst_BankApi)
#include "tst_bank_api.moc"
