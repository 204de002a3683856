// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/People.h"
#include "support/Programs.h"
#include "support/TestMain.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace kontor::testing;

// What has ended stays ended: at once, after a restart, and when a service.db comes back that is older
// than the log, which knows how often a password has changed.
class tst_OldSessions : public QObject
{
    Q_OBJECT

    QTemporaryDir m_place;

    std::unique_ptr<RunningServer> started() const
    {
        return std::make_unique<RunningServer>(RunningServer::Mode::SignIn, QStringList(),
            m_place.path());
    }
    static int statusOf(const RunningServer &server, const Person &who)
    {
        return server.get("/auth/me", who.headers()).status;
    }
    static int countIn(const QString &serviceFile, const QString &table)
    {
        int count = -1;
        {
            auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), table);
            database.setDatabaseName(serviceFile);
            QSqlQuery query(database.open() ? database : QSqlDatabase());
            const bool isRead = query.exec(QStringLiteral("SELECT COUNT(*) FROM ") + table);
            count = isRead && query.next() ? query.value(0).toInt() : -1;
        }
        QSqlDatabase::removeDatabase(table);
        return count;
    }

private Q_SLOTS:
    void anOlderServiceFileBringsNoSessionBack()
    {
        const QString file = m_place.filePath(QStringLiteral("service.db"));
        auto server = started();
        const Person admin = setUp(*server);
        const Person teller = newPerson(*server, admin, "t.lorenz", "teller");
        QCOMPARE(server->stop(), 0);
        const QByteArray older = contentOf(file);

        server = started();
        QCOMPARE(statusOf(*server, teller), 200);
        const QByteArray change
            = jsonOf({{"currentPassword", goodPassword}, {"newPassword", "Drei Igel 3 Tee"}});
        QCOMPARE(server->send("PUT", "/users/" + teller.id + "/password", change, teller.headers())
                     .status,
            204);
        QCOMPARE(server->stop(), 0);
        write(file, older);

        server = started();
        QCOMPARE(statusOf(*server, admin), 200);
        QCOMPARE(statusOf(*server, teller), 401);
        const QByteArray refresh = jsonOf({{"refreshToken", teller.refresh}});
        QCOMPARE(server->post("/auth/refresh", refresh).status, 401);
        QCOMPARE(signIn(*server, "t.lorenz").status, 401);
        QCOMPARE(server->stop(), 0);
    }
    // Whoever has a copy may hold an access token, too, which nobody asks the file about.
    void aRefreshTokenUsedTwiceEndsWhatItsSessionHasAtOnce()
    {
        const QTemporaryDir place;
        const RunningServer server(RunningServer::Mode::SignIn, QStringList(), place.path());
        const Person admin = setUp(server);
        const Person teller = newPerson(server, admin, "t.lorenz", "teller");
        const QByteArray refresh = jsonOf({{"refreshToken", teller.refresh}});
        const Person next = personIn(server.post("/auth/refresh", refresh));
        QCOMPARE(statusOf(server, next), 200);
        QCOMPARE(server.post("/auth/refresh", refresh).status, 401);
        QCOMPARE(statusOf(server, teller), 401);
        QCOMPARE(statusOf(server, next), 401);
        QVERIFY(server.get("/users/" + teller.id + "/sessions", admin.headers()).items().isEmpty());
        // … and the log says so.
        const QString log = place.filePath(QStringLiteral("ledger.db"));
        QTRY_VERIFY(
            (contentOf(log) + contentOf(log + QStringLiteral("-wal"))).contains("TokenReused"));
    }
    // Whoever is told that the password is another one may rely on it: what stops or breaks right
    // afterwards leaves nothing behind.
    void aFormerPasswordIsGoneWhenTheAnswerComes()
    {
        const QTemporaryDir place;
        RunningServer server(RunningServer::Mode::SignIn, QStringList(), place.path());
        const Person admin = setUp(server);
        QByteArray current = goodPassword;
        for (int i = 0; i < 5; ++i) {
            const QByteArray next = QByteArray::number(i) + " Igel trinken Tee";
            QCOMPARE(server
                         .send("PUT", "/users/" + admin.id + "/password",
                             jsonOf({{"currentPassword", current}, {"newPassword", next}}),
                             admin.headers())
                         .status,
                204);
            QCOMPARE(countIn(place.filePath(QStringLiteral("service.db")),
                         QStringLiteral("password_verifiers")),
                1);
            current = next;
        }
        QCOMPARE(server.stop(), 0);
    }
    // The one in which it was changed goes on, after a restart as well.
    void aChangedPasswordEndsTheOtherSessionsForGood()
    {
        const QTemporaryDir place;
        RunningServer server(RunningServer::Mode::SignIn, QStringList(), place.path());
        const Person here = setUp(server);
        const Person elsewhere = personIn(signIn(server, "admin.anna"));
        QCOMPARE(statusOf(server, elsewhere), 200);
        const QByteArray change
            = jsonOf({{"currentPassword", goodPassword}, {"newPassword", "Drei Igel 3 Tee"}});
        QCOMPARE(
            server.send("PUT", "/users/" + here.id + "/password", change, here.headers()).status,
            204);
        for (const bool restarted : {false, true}) {
            QCOMPARE(statusOf(server, here), 200);
            QCOMPARE(statusOf(server, elsewhere), 401);
            if (!restarted) {
                QCOMPARE(server.stop(), 0);
                // Of a former password nothing is kept that could be tried elsewhere.
                QCOMPARE(countIn(place.filePath(QStringLiteral("service.db")),
                             QStringLiteral("password_verifiers")),
                    1);
                QVERIFY(server.start());
            }
        }
    }
    void theOldestOfTooManySessionsMakesRoom()
    {
        const QTemporaryDir place;
        const RunningServer server(RunningServer::Mode::SignIn, QStringList(), place.path());
        std::vector<Person> sessions{setUp(server)};
        while (sessions.size() < 20) {
            sessions.push_back(personIn(signIn(server, "admin.anna")));
        }
        QCOMPARE(statusOf(server, sessions[0]), 200);
        sessions.push_back(personIn(signIn(server, "admin.anna")));
        QCOMPARE(statusOf(server, sessions[0]), 401);
        QCOMPARE(statusOf(server, sessions[1]), 200);
        QCOMPARE(statusOf(server, sessions[20]), 200);
    }
    void whatASuspensionEndedStaysEndedAfterARestart()
    {
        const QTemporaryDir place;
        RunningServer server(RunningServer::Mode::SignIn, QStringList(), place.path());
        const Person admin = setUp(server);
        const Person teller = newPerson(server, admin, "t.lorenz", "teller");
        const QByteArray path = "/users/" + teller.id;
        QCOMPARE(
            server.send("PATCH", path + "/suspend", R"({"reason":"left"})", admin.headers()).status,
            200);
        QCOMPARE(server.send("PATCH", path + "/reinstate", {}, admin.headers()).status, 200);
        QCOMPARE(server.stop(), 0);
        QVERIFY(server.start());
        QCOMPARE(statusOf(server, admin), 200);
        QCOMPARE(statusOf(server, teller), 401);
        QCOMPARE(server.post("/auth/refresh", jsonOf({{"refreshToken", teller.refresh}})).status,
            401);
    }
    void aComputerThatIsRevokedRefreshesNothing()
    {
        const QTemporaryDir place;
        const RunningServer server(RunningServer::Mode::SignIn, QStringList(), place.path());
        const Person admin = setUp(server);
        const Person computer = newKey(server, admin, "workstation", "Counter 1");
        newPerson(server, admin, "t.lorenz", "teller");
        const Person there = personIn(server.post("/auth/login",
            jsonOf({{"username", "t.lorenz"}, {"password", goodPassword},
                {"workstation", computer.access}})));
        QCOMPARE(statusOf(server, there), 200);
        QCOMPARE(server
                     .send("PATCH", "/keys/" + computer.id + "/revoke", R"({"reason":"stolen"})",
                         admin.headers())
                     .status,
            204);
        QCOMPARE(server.post("/auth/refresh", jsonOf({{"refreshToken", there.refresh}})).status,
            401);
    }
};

KONTOR_TEST(tst_OldSessions)
#include "tst_old_sessions.moc"
