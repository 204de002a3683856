// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/People.h"
#include "support/TestMain.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>
#include <QUuid>

using namespace kontor;
using namespace kontor::testing;
using namespace Qt::StringLiterals;

// Somebody who can write service.db, but has not the key: a verifier is of use to its owner only.
class tst_BoundVerifiers : public QObject
{
    Q_OBJECT

    static constexpr char otherPassword[] = "Zwei Igel trinken 1 Tee";

    static int rowsChanged(const QString &place, const QString &sql, const QVariantList &values)
    {
        int changed = -1;
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"stranger"_s);
            database.setDatabaseName(place + u"/service.db"_s);
            QSqlQuery query(database.open() ? database : QSqlDatabase());
            query.prepare(sql);
            for (const QVariant &value : values) {
                query.addBindValue(value);
            }
            changed = query.exec() ? query.numRowsAffected() : -1;
        }
        QSqlDatabase::removeDatabase(u"stranger"_s);
        return changed;
    }
    static QByteArray column(const QByteArray &id)
    {
        return QUuid::fromString(QString::fromLatin1(id)).toRfc4122();
    }
    static int refreshed(const RunningServer &server, const Person &who)
    {
        return server.post("/auth/refresh", jsonOf({{"refreshToken", who.refresh}})).status;
    }
    static QByteArray cardWith(const RunningServer &server, const QByteArray &pin)
    {
        const auto account
            = server.post("/accounts", R"({"ownerName":"Account holder","initialBalance":5})");
        return server.post("/cards", jsonOf({{"accountId", account.id()}, {"pin", pin}})).id();
    }
    static int statusOf(const RunningServer &server, const QByteArray &card, const QByteArray &pin)
    {
        return server
            .post("/cards/" + card + "/session", jsonOf({{"pin", pin}, {"terminalId", "T1"}}))
            .status;
    }

private Q_SLOTS:
    void aPinThatWasCopiedFitsNoOtherCard()
    {
        RunningServer server;
        const QByteArray mine = cardWith(server, "2580");
        const QByteArray theirs = cardWith(server, "8624");
        QCOMPARE(statusOf(server, mine, "2580"), 200);
        QCOMPARE(rowsChanged(server.directory(),
                     u"UPDATE pin_verifiers SET verifier ="
                     " (SELECT verifier FROM pin_verifiers WHERE card = ?) WHERE card = ?"_s,
                     {column(mine), column(theirs)}),
            1);
        QCOMPARE(statusOf(server, theirs, "2580"), 403);
        QCOMPARE(statusOf(server, mine, "2580"), 200);
        QCOMPARE(server.stop(), 0);
        QVERIFY(server.log().contains("the verifier of " + theirs));
    }
    void aPinThatWasChangedIsNotPutBack()
    {
        RunningServer server;
        const QByteArray card = cardWith(server, "2580");
        QCOMPARE(rowsChanged(server.directory(),
                     u"CREATE TABLE kept AS SELECT * FROM pin_verifiers"_s, {}),
            0);
        QCOMPARE(server
                     .post("/cards/" + card + "/pin",
                         jsonOf({{"currentPin", "2580"}, {"newPin", "8624"}}))
                     .status,
            204);
        QVERIFY(rowsChanged(server.directory(),
                    u"UPDATE pin_verifiers SET verifier = (SELECT verifier FROM kept)"_s, {})
            > 0);
        QCOMPARE(statusOf(server, card, "2580"), 403);
    }
    void aPasswordThatWasCopiedFitsNobodyElse()
    {
        RunningServer server(RunningServer::Mode::SignIn);
        const Person admin = setUp(server);
        const auto made = server.post("/users",
            jsonOf({{"username", "t.lorenz"}, {"firstName", "Theo"}, {"lastName", "Lorenz"},
                {"role", "teller"}, {"password", otherPassword}}),
            admin.headers());
        QCOMPARE(made.status, 201);
        QCOMPARE(signIn(server, "t.lorenz", otherPassword).status, 200);
        QCOMPARE(rowsChanged(server.directory(),
                     u"UPDATE password_verifiers SET verifier ="
                     " (SELECT verifier FROM password_verifiers WHERE user = ?) WHERE user = ?"_s,
                     {column(made.id()), column(admin.id)}),
            1);
        QCOMPARE(signIn(server, "admin.anna", otherPassword).status, 401);
        QCOMPARE(signIn(server, "t.lorenz", otherPassword).status, 200);
    }
    void aRefreshTokenIsPointedAtNobodyElsesSession()
    {
        RunningServer server(RunningServer::Mode::SignIn);
        const Person admin = setUp(server);
        const Person teller = newPerson(server, admin, "t.lorenz", "teller");
        QCOMPARE(rowsChanged(server.directory(),
                     u"UPDATE refresh_tokens SET session = (SELECT id FROM sessions WHERE user = ?)"
                     " WHERE session IN (SELECT id FROM sessions WHERE user = ?)"_s,
                     {column(admin.id), column(teller.id)}),
            1);
        QCOMPARE(refreshed(server, teller), 401);
        QCOMPARE(refreshed(server, admin), 200);
        QCOMPARE(server.stop(), 0);
        QVERIFY(server.log().contains("a refresh token was not written by this server"));
    }
    void aSessionBecomesNobodyElses()
    {
        RunningServer server(RunningServer::Mode::SignIn);
        const Person admin = setUp(server);
        const Person teller = newPerson(server, admin, "t.lorenz", "teller");
        QCOMPARE(server.stop(), 0);
        QCOMPARE(rowsChanged(server.directory(), u"UPDATE sessions SET user = ? WHERE user = ?"_s,
                     {column(admin.id), column(teller.id)}),
            1);
        QVERIFY(server.start());
        QCOMPARE(refreshed(server, teller), 401);
        QCOMPARE(refreshed(server, admin), 200);
    }
    void aKeyBecomesNoOther()
    {
        RunningServer server(RunningServer::Mode::SignIn);
        const Person admin = setUp(server);
        const Person mine = newKey(server, admin, "integration", "mine", R"(["account.list"])");
        const Person theirs = newKey(server, admin, "integration", "theirs");
        const Person other = newKey(server, admin, "terminal", "ATM-0001");
        QCOMPARE(server.stop(), 0);
        QCOMPARE(
            rowsChanged(server.directory(),
                u"UPDATE key_digests SET digest = (SELECT digest FROM key_digests WHERE id = ?)"
                " WHERE id = ?"_s,
                {column(mine.id), column(theirs.id)}),
            1);
        QCOMPARE(rowsChanged(server.directory(), u"DELETE FROM key_digests WHERE id = ?"_s,
                     {column(mine.id)}),
            1);
        QVERIFY(server.start());
        QCOMPARE(server.get("/auth/me", mine.headers()).status, 401);
        QCOMPARE(server.get("/auth/me", other.headers()).status, 200);
        QCOMPARE(server.stop(), 0);
        QVERIFY(server.log().contains("of key " + theirs.id));
    }
};

KONTOR_TEST(tst_BoundVerifiers)
#include "tst_bound_verifiers.moc"
