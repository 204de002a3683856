// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/People.h"
#include "support/TestMain.h"

#include <QTest>

using namespace kontor::testing;

// "My Account Balance": bearer authentication in front of every endpoint.
class tst_MyAccountBalance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTokenOfAShortSignInOpensTheAccounts()
    {
        const RunningServer server(RunningServer::Mode::SignIn);
        const Person admin = setUp(server);
        QVERIFY(!newPerson(server, admin, "ivan", "teller").access.isEmpty());
        QCOMPARE(server.get("/api/Accounts").status, 401);
        QCOMPARE(server.get("/api/Accounts").header("WWW-Authenticate"), R"(Bearer realm="kontor")");
        const auto answer = server.post("/api/Account",
            jsonOf({{"username", "ivan"}, {"password", goodPassword}}));
        QCOMPARE(answer.status, 200);
        const QByteArray token = answer.json()[QLatin1StringView("token")].toString().toLatin1();
        QVERIFY(!answer.json()[QLatin1StringView("expiration")].toString().isEmpty());
        QCOMPARE(server.get("/api/Accounts", {{"Authorization", "Bearer " + token}}).status, 200);
        QCOMPARE(server.get("/api/Accounts", {{"Authorization", "Bearer " + token.chopped(2)}}).status,
            401);
        QCOMPARE(server.post("/api/Account", R"({"username":"ivan","password":"wrong"})").status, 401);
    }
};

KONTOR_TEST(tst_MyAccountBalance)
#include "tst_my_account_balance.moc"
