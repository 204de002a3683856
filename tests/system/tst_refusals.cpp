// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/RunningServer.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor::testing;

// What a rule refuses points at the member that it is about, by the word that the caller wrote.
class tst_Refusals : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<RunningServer> m_server;
    QByteArray m_alice;
    QByteArray m_bob;

    QByteArray filled(QByteArray text) const
    {
        return text.replace("ALICE", m_alice)
            .replace("BOB", m_bob)
            .replace("NOBODY", "01935e0a-7b2c-7cc1-8f3e-5a9d6b1c2e3f");
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<RunningServer>();
        m_alice = m_server->post("/accounts", R"({"ownerName":"Alice","initialBalance":500})").id();
        m_bob = m_server->post("/accounts", R"({"ownerName":"Bob","initialBalance":0})").id();
    }
    void cleanup() { m_server.reset(); }

    void theMemberIsNamedAsItWasWritten_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QByteArray>("pointer");
        const auto row
            = [](const char *path, const char *body, const char *code, const char *pointer) {
                  QTest::addRow("%s %s", path, body) << QByteArray(path) << QByteArray(body)
                                                     << QByteArray(code) << QByteArray(pointer);
              };
        row("/accounts", R"({"owner":"Eva","amount":-1})", "amount-not-positive", "/amount");
        row("/accounts", R"({"name":"Eva","initialBalance":-1})", "amount-not-positive",
            "/initialBalance");
        row("/accounts", R"({"ownerName":"E","initialBalance":0})", "invalid-name", "/ownerName");
        row("/accounts", R"({"name":"Eva","cpf":"11111111111"})", "invalid-cpf", "/cpf");
        row("/accounts", R"({"ownerId":"NOBODY"})", "customer-not-found", "/ownerId");
        row("/accounts/ALICE/deposit", R"({"amount":0})", "amount-not-positive", "/amount");
        row("/accounts/ALICE/deposit", R"({"amount":1,"currency":"USD"})", "currency-mismatch",
            "/currency");
        row("/accounts/ALICE/withdraw", R"({"amount":501})", "insufficient-funds", "/amount");
        row("/accounts/NOBODY/deposit", R"({"amount":1})", "account-not-found", "");
        row("/accounts/deposit", R"({"accountId":"NOBODY","amount":1})", "account-not-found",
            "/accountId");
        row("/accounts/ALICE/transfer", R"({"toAccountId":"NOBODY","amount":1})",
            "account-not-found", "/toAccountId");
        row("/accounts/ALICE/transfer", R"({"destinationAccountId":"ALICE","amount":1})",
            "self-transfer", "/destinationAccountId");
        row("/accounts/transfer", R"({"fromAccountId":"NOBODY","toAccountId":"BOB","amount":1})",
            "account-not-found", "/fromAccountId");
        row("/accounts/transfer", R"({"fromAccountId":"ALICE","toAccountId":"NOBODY","amount":1})",
            "account-not-found", "/toAccountId");
        row("/accounts/transfer",
            R"({"sourceAccountId":"ALICE","targetAccountId":"BOB","amount":501})",
            "insufficient-funds", "/amount");
        row("/accounts/transfer", R"({"fromAccountId":"ALICE","toAccountId":"x","amount":1})",
            "malformed-id", "/toAccountId");
        row("/accounts/transfer", R"({"fromAccountId":"x","toAccountId":"BOB","amount":1})",
            "malformed-id", "/fromAccountId");
    }
    void theMemberIsNamedAsItWasWritten()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, code);
        QFETCH(QByteArray, pointer);
        const HttpHeaders key = {{"Idempotency-Key", "once"}};
        const auto answer = m_server->post(filled(path), filled(body), key);
        const auto json = answer.json();
        const QJsonArray errors = json[QLatin1StringView("errors")].toArray();
        if (pointer.isEmpty()) {
            QCOMPARE(json[QLatin1StringView("code")].toString().toLatin1(), code);
            QVERIFY(errors.isEmpty());
            return;
        }
        QCOMPARE(errors.size(), 1);
        QCOMPARE(errors[0][QLatin1StringView("pointer")].toString().toLatin1(), pointer);
        QCOMPARE(errors[0][QLatin1StringView("code")].toString().toLatin1(), code);
        // What is told again points there, too.
        const auto again = m_server->post(filled(path), filled(body), key);
        QCOMPARE(again.json()[QLatin1StringView("errors")].toArray(), errors);
    }
    void anAmountBelowZeroIsToldAsThatWhereZeroWouldDo()
    {
        const auto answer
            = m_server->post("/accounts", R"({"owner":"Eva","initialBalance":-0.01})");
        QCOMPARE(answer.text("detail"), QByteArray("The amount is below zero."));
        QCOMPARE(m_server->post("/accounts", R"({"owner":"Eva","initialBalance":0})").status, 201);
    }
    void ofVeryManyMistakesTheFirstAreTold()
    {
        QByteArray items = "{}";
        for (int i = 1; i < 1'000; ++i) {
            items += ",{}";
        }
        const auto answer = m_server->post("/transfers/batch", "{\"items\":[" + items + "]}");
        QCOMPARE(answer.status, 400);
        QCOMPARE(answer.json()[QLatin1StringView("errors")].toArray().size(), 100);
    }
    void ofTheTwoAccountsTheOneAtFaultIsTold()
    {
        const auto items = [this](const char *item) { return filled(item); };
        const auto answer = m_server->post("/transfers/batch",
            items(
                R"({"items":[{"sourceAccountId":"ALICE","destinationAccountId":"NOBODY","amount":1},
                {"sourceAccountId":"NOBODY","destinationAccountId":"BOB","amount":1}]})"));
        const auto told = [&answer](int i) {
            return answer.json()[QLatin1StringView("items")][i][QLatin1StringView("detail")]
                .toString();
        };
        QCOMPARE(told(0), QStringLiteral("There is no such account to transfer to."));
        QCOMPARE(told(1), QStringLiteral("There is no such account."));
    }
};

KONTOR_TEST(tst_Refusals)
#include "tst_refusals.moc"
