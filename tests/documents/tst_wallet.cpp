// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/People.h"
#include "support/TestMain.h"

#include <QTest>

#include <thread>

using namespace kontor::testing;

// "WalletFlow": a user registers and has a wallet at once; sessions rotate; money moves between
// wallets; nobody sees another's. Its samples run as printed.
class tst_Wallet : public QObject
{
    Q_OBJECT

    std::unique_ptr<RunningServer> m_server;

    static QString text(const HttpAnswer &answer, const char *member)
    {
        return answer.json()[QLatin1StringView(member)].toString();
    }
    static QJsonArray items(const HttpAnswer &answer)
    {
        return answer.json()[QLatin1StringView("items")].toArray();
    }
    HttpAnswer registerJohn() const
    {
        return m_server->post("/api/auth/register",
            R"({"email":"john@example.com","firstName":"John","lastName":"Doe","password":"Password123!"})");
    }
    HttpAnswer refresh(const QByteArray &token) const
    {
        return m_server->post("/api/auth/refresh", jsonOf({{"refreshToken", token}}));
    }

    static QByteArray transferTo(const QByteArray &account, const QByteArray &amount)
    {
        return jsonOf({{"destinationAccountId", account}, {"amount", amount}});
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<RunningServer>(RunningServer::Mode::SignIn);
        QVERIFY(m_server->isRunning());
    }
    void cleanup() { QCOMPARE(m_server->stop(), 0); }

    void aUserRegistersAndHasTokensAtOnce()
    {
        const auto registered = registerJohn();
        QCOMPARE(registered.status, 201);
        const Person john = personIn(registered);
        QVERIFY(!john.access.isEmpty() && !john.refresh.isEmpty());
        QCOMPARE(registered.header("Location"), "/api/v1/users/" + john.id);
        QVERIFY(!text(registered, "expiresAt").isEmpty());
        const auto user = m_server->get("/api/users/" + john.id, john.headers());
        QCOMPARE(user.status, 200);
        QCOMPARE(text(user, "email"), QStringLiteral("john@example.com"));
        QCOMPARE(text(user, "firstName"), QStringLiteral("John"));
        QCOMPARE(text(user, "role"), QStringLiteral("customer"));
        QCOMPARE(text(user, "status"), QStringLiteral("Active"));
    }
    void anEmailIsTakenInAnyCase()
    {
        registerJohn();
        const auto again = m_server->post("/api/auth/register", registration("JOHN@Example.COM"));
        QCOMPARE(again.status, 409);
        QCOMPARE(again.code(), QStringLiteral("login-taken"));
    }
    void whatIsWrongIsNamed_data()
    {
        QTest::addColumn<QByteArray>("email");
        QTest::addColumn<QByteArray>("password");
        QTest::addColumn<QString>("pointer");
        const auto row = [](const char *name, const char *email, const char *password,
                             const char *pointer) {
            QTest::newRow(name) << QByteArray(email) << QByteArray(password)
                                << QString::fromLatin1(pointer);
        };
        row("short password", "john@example.com", "Pa1", "/password");
        row("no capital", "john@example.com", "password123!", "/password");
        row("no digit", "john@example.com", "Passwordword!", "/password");
        row("no address", "john", "Password123!", "/email");
        row("half an address", "john@", "Password123!", "/email");
    }
    void whatIsWrongIsNamed()
    {
        QFETCH(QByteArray, email);
        QFETCH(QByteArray, password);
        const auto refused = m_server->post("/api/auth/register", registration(email, password));
        QCOMPARE(refused.status, 400);
        const auto error = refused.json()[QLatin1StringView("errors")].toArray()[0].toObject();
        QTEST(error[QLatin1StringView("pointer")].toString(), "pointer");
        QVERIFY(!refused.body.contains(password));
    }
    // "Your wallet account is created automatically: no manual step needed."
    void theWalletOpensByItself()
    {
        QByteArray wallet;
        const Person john = newCustomer(*m_server, "john@example.com", &wallet);
        QVERIFY(!wallet.isEmpty());
        const auto list = m_server->get("/api/accounts?ownerId=" + john.id, john.headers());
        QCOMPARE(items(list).size(), 1);
        const QJsonObject account = items(list)[0].toObject();
        QCOMPARE(account[QLatin1StringView("ownerId")].toString().toLatin1(), john.id);
        QCOMPARE(account[QLatin1StringView("balance")].toDouble(), 0.0);
        QVERIFY(!account[QLatin1StringView("accountNumber")].toString().isEmpty());
    }
    // "If a service crashes after saving data but before publishing the event, the message is not
    // lost": kill -9 right after the answer, whenever that is.
    void theWalletOpensThoughTheServerIsKilled()
    {
        for (int i = 0; i < 5; ++i) {
            const QByteArray email = "john" + QByteArray::number(i) + "@example.com";
            const auto registered = m_server->post("/api/auth/register", registration(email));
            QCOMPARE(registered.status, 201);
            m_server->kill();
            QVERIFY(m_server->start());
            const Person john = personIn(signIn(*m_server, email));
            QVERIFY(!john.access.isEmpty());
            QTRY_COMPARE_WITH_TIMEOUT(
                items(m_server->get("/api/accounts", john.headers())).size(), 1, 30'000);
        }
    }
    void noneOpensTwiceWhenTheViewsAreMadeAnew()
    {
        const Person john = newCustomer(*m_server, "john@example.com");
        QCOMPARE(m_server->stop(), 0);
        QVERIFY(QFile::remove(m_server->directory() + QStringLiteral("/views.db")));
        QVERIFY(m_server->start());
        newCustomer(*m_server, "jane@example.com");
        QCOMPARE(items(m_server->get("/api/accounts", john.headers())).size(), 1);
    }
    void signingInFailsTheSameWayForWhateverReason()
    {
        registerJohn();
        QCOMPARE(signIn(*m_server, "john@example.com", "Password123!").status, 200);
        const auto wrong = signIn(*m_server, "john@example.com", "Password124!");
        const auto unknown = signIn(*m_server, "jane@example.com", "Password123!");
        QCOMPARE(wrong.status, 401);
        QCOMPARE(unknown.status, 401);
        QCOMPARE(text(wrong, "detail"), text(unknown, "detail"));
        QCOMPARE(wrong.code(), unknown.code());
    }
    void depositWithdrawAndTransferAsInTheDocument()
    {
        QByteArray johns;
        QByteArray janes;
        const Person john = newCustomer(*m_server, "john@example.com", &johns);
        const Person jane = newCustomer(*m_server, "jane@example.com", &janes);
        const auto deposited = m_server->post("/api/accounts/" + johns + "/deposit",
            R"({"amount": 1000})", john.headers());
        QCOMPARE(deposited.status, 200);
        QCOMPARE(deposited.number("balanceAfter"), "1000.00");
        const auto sent = m_server->post("/api/accounts/" + johns + "/transfer",
            transferTo(janes, "250"), john.headers());
        QCOMPARE(sent.status, 200);
        QCOMPARE(sent.number("balanceAfter"), "750.00");
        QCOMPARE(m_server->get("/api/accounts/" + janes, jane.headers()).number("balance"), "250.00");
        for (const auto &[wallet, person] : {std::pair(johns, john), std::pair(janes, jane)}) {
            const auto lines
                = items(m_server->get("/api/accounts/" + wallet + "/transactions", person.headers()));
            QCOMPARE(lines[0].toObject()[QLatin1StringView("amount")].toDouble(), 250.0);
        }
        QCOMPARE(m_server->post("/api/accounts/" + johns + "/withdraw", R"({"amount": 50})",
                     john.headers()).number("balanceAfter"), "700.00");
    }
    void itsMistakesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        const auto row = [](const char *name, const char *path, const char *body, int status) {
            QTest::newRow(name) << QByteArray(path) << QByteArray(body) << status;
        };
        row("a deposit above the limit", "JOHN/deposit", R"({"amount": 1000000.01})", 400);
        row("nothing", "JOHN/deposit", R"({"amount": 0})", 400);
        row("another's wallet", "JANE/deposit", R"({"amount": 1})", 404);
        row("from another's wallet", "JANE/transfer",
            R"({"destinationAccountId": "JOHN", "amount": 1})", 404);
        row("to oneself", "JOHN/transfer", R"({"destinationAccountId": "JOHN", "amount": 1})", 422);
        row("too much", "JOHN/transfer", R"({"destinationAccountId": "JANE", "amount": 1})", 422);
    }
    void itsMistakesAreRefused()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, body);
        QByteArray johns;
        QByteArray janes;
        const Person john = newCustomer(*m_server, "john@example.com", &johns);
        newCustomer(*m_server, "jane@example.com", &janes);
        for (QByteArray *text : {&path, &body}) {
            text->replace("JOHN", johns).replace("JANE", janes);
        }
        QTEST(m_server->post("/api/accounts/" + path, body, john.headers()).status, "status");
        QCOMPARE(m_server->post("/api/accounts/" + path, body).status, 401);
    }
    void aSuspendedWalletTakesNoMoney()
    {
        QByteArray johns;
        QByteArray janes;
        const Person admin = setUp(*m_server);
        const Person teller = newPerson(*m_server, admin, "t.lorenz", "teller");
        const Person john = newCustomer(*m_server, "john@example.com", &johns);
        newCustomer(*m_server, "jane@example.com", &janes);
        m_server->post("/accounts/" + johns + "/deposit", R"({"amount": 10})", john.headers());
        QCOMPARE(m_server->send("PATCH", "/accounts/" + janes + "/deactivate", {}, teller.headers())
                     .status, 204);
        const auto refused = m_server->post("/api/accounts/" + johns + "/transfer",
            transferTo(janes, "1"), john.headers());
        QCOMPARE(refused.status, 422);
        QCOMPARE(refused.code(), QStringLiteral("account-inactive"));
    }
    void refreshTokensRotate()
    {
        const Person john = personIn(registerJohn());
        const Person next = personIn(refresh(john.refresh));
        QVERIFY(!next.access.isEmpty());
        QVERIFY(next.refresh != john.refresh);
        QCOMPARE(m_server->get("/api/users/" + john.id, next.headers()).status, 200);
        // Shown again, the old one ends the whole family.
        QCOMPARE(refresh(john.refresh).status, 401);
        QCOMPARE(refresh(next.refresh).status, 401);
        QCOMPARE(m_server->get("/api/users/" + john.id, next.headers()).status, 401);
        QCOMPARE(m_server->get("/api/users/" + john.id, john.headers()).status, 401);
    }
    void ofTwoRefreshesAtOnceOneSucceedsAtMost()
    {
        const Person john = personIn(registerJohn());
        std::atomic<int> succeeded = 0;
        std::vector<std::thread> callers;
        for (int i = 0; i < 8; ++i) {
            callers.emplace_back([&] { succeeded += refresh(john.refresh).status == 200; });
        }
        for (std::thread &caller : callers) {
            caller.join();
        }
        QCOMPARE(succeeded.load(), 1);
    }
    void afterSigningOutNothingGoesOn()
    {
        const Person john = personIn(registerJohn());
        QCOMPARE(m_server->post("/api/auth/logout", {}, john.headers()).status, 204);
        QCOMPARE(refresh(john.refresh).status, 401);
        QCOMPARE(m_server->get("/api/users/" + john.id, john.headers()).status, 401);
    }
    void aSuspendedUserIsOutAtOnce()
    {
        const Person admin = setUp(*m_server);
        const Person john = personIn(registerJohn());
        QCOMPARE(m_server->send("PATCH", "/users/" + john.id + "/suspend", R"({"reason":"fraud"})",
                     admin.headers()).status, 200);
        QCOMPARE(m_server->get("/api/users/" + john.id, john.headers()).status, 401);
        QCOMPARE(refresh(john.refresh).status, 401);
        const auto refused = signIn(*m_server, "john@example.com", "Password123!");
        QCOMPARE(refused.status, 401);
        QCOMPARE(refused.code(), QStringLiteral("sign-in-failed"));
    }
    void itsHealthChecksAnswerWithoutATokenUnderBothPaths()
    {
        for (const char *path : {"/health", "/health/ready", "/health/live"}) {
            QCOMPARE(m_server->get(path).status, 200);
        }
        QVERIFY(m_server->get("/health").body.contains("\"checks\""));
    }
};

KONTOR_TEST(tst_Wallet)
#include "tst_wallet.moc"
