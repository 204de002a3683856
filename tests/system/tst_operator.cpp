// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/People.h"
#include "support/Programs.h"
#include "support/TestMain.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

using namespace kontor::testing;

// Users, keys and signing keys from the server's own machine: kontor-server user, apikey, key.
class tst_Operator : public QObject
{
    Q_OBJECT

    std::unique_ptr<RunningServer> m_server;

    ProgramRun operate(const QString &words, const QByteArray &input = {}) const
    {
        return run(QStringLiteral("kontor-server"),
            words.split(u' ') << QStringLiteral("--data") << m_server->directory(), input);
    }
    ProgramRun add(const QString &login, const QString &role, const QByteArray &password) const
    {
        return operate(QStringLiteral("user add %1 --role %2 --first-name Theo --last-name Lorenz")
                           .arg(login, role), password);
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<RunningServer>(RunningServer::Mode::SignIn);
        QVERIFY(m_server->isRunning());
    }
    void cleanup() { m_server.reset(); }

    void theFirstAdministratorIsMadeWithoutTheSecret()
    {
        const auto made = add(QStringLiteral("anna"), QStringLiteral("admin"), "2 Igel trinken Tee\n");
        QVERIFY2(made.exitCode == 0, qPrintable(made.all()));
        QVERIFY(made.output.startsWith(QStringLiteral("anna  admin  Active  Theo Lorenz  ")));
        const Person anna = personIn(signIn(*m_server, "anna"));
        QCOMPARE(m_server->get("/users", anna.headers()).status, 200);
    }
    // Views that cannot be written keep lists waiting: that is the server's trouble, and may pass.
    void whatTheServerCannotDoNowIsNoFaultOfTheData()
    {
        QCOMPARE(operate(QStringLiteral("user list")).exitCode, 0);
        {
            QSqlDatabase views
                = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("stranger"));
            views.setDatabaseName(m_server->directory() + QStringLiteral("/views.db"));
            QVERIFY(views.open());
            QSqlQuery query(views);
            QVERIFY(query.exec(QStringLiteral("CREATE TRIGGER shut BEFORE INSERT ON entries BEGIN "
                                              "SELECT RAISE(ABORT, 'shut'); END")));
        }
        QSqlDatabase::removeDatabase(QStringLiteral("stranger"));
        add(QStringLiteral("anna"), QStringLiteral("admin"), "2 Igel trinken Tee\n");
        const ProgramRun refused = operate(QStringLiteral("user list"));
        QVERIFY2(refused.exitCode == 69
                && refused.errors.contains(QStringLiteral("The views have not caught up yet")),
            qPrintable(refused.all()));
    }
    void aUserGoesThroughTheirLife()
    {
        add(QStringLiteral("theo"), QStringLiteral("teller"), "2 Igel trinken Tee\n");
        const Person theo = personIn(signIn(*m_server, "theo"));
        QVERIFY(operate(QStringLiteral("user role theo supervisor"))
                    .output.contains(QStringLiteral("supervisor")));
        QCOMPARE(m_server->get("/users", theo.headers()).status, 200);
        QVERIFY(operate(QStringLiteral("user suspend theo --reason leave"))
                    .output.contains(QStringLiteral("Suspended")));
        QCOMPARE(m_server->get("/users", theo.headers()).status, 401);
        QVERIFY(operate(QStringLiteral("user reinstate theo")).output.contains(QStringLiteral("Active")));
        QCOMPARE(operate(QStringLiteral("user password theo"), "3 Igel trinken Tee\n").exitCode, 0);
        QCOMPARE(signIn(*m_server, "theo").status, 401);
        QCOMPARE(signIn(*m_server, "theo", "3 Igel trinken Tee").status, 200);
        QVERIFY(operate(QStringLiteral("user list")).output.contains(QStringLiteral("theo")));
    }
    void whoeverIsLockedOutIsLetInAgain()
    {
        add(QStringLiteral("theo"), QStringLiteral("teller"), "2 Igel trinken Tee\n");
        for (int i = 0; i < 5; ++i) {
            signIn(*m_server, "theo", "Wrong 1 password");
        }
        QCOMPARE(signIn(*m_server, "theo").status, 401);
        QCOMPARE(operate(QStringLiteral("user unlock theo")).exitCode, 0);
        QCOMPARE(signIn(*m_server, "theo").status, 200);
    }
    void aKeyIsPrintedOnceAndRevoked()
    {
        const auto issued = operate(
            QStringLiteral("apikey issue watch --kind integration --scopes events.read"));
        QVERIFY2(issued.exitCode == 0, qPrintable(issued.all()));
        const HttpHeaders headers{{"Authorization", "Bearer " + issued.output.trimmed().toLatin1()}};
        QCOMPARE(m_server->get("/events", headers).status, 200);
        QCOMPARE(m_server->get("/accounts", headers).status, 403);
        const auto listed = operate(QStringLiteral("apikey list"));
        QVERIFY(listed.output.contains(QStringLiteral("in use")));
        QVERIFY(!listed.output.contains(issued.output.trimmed()));
        const QString id = listed.output.section(u' ', 0, 0);
        QCOMPARE(operate(QStringLiteral("apikey revoke %1 --reason lost").arg(id)).exitCode, 0);
        QCOMPARE(m_server->get("/events", headers).status, 401);
    }
    // Two keys live: the tokens that are out stay good, and new ones are signed with the fresh key.
    void signingKeysRotateUnderARunningServer()
    {
        const Person admin = setUp(*m_server);
        const auto rotated = operate(QStringLiteral("key rotate"));
        QVERIFY2(rotated.exitCode == 0, qPrintable(rotated.all()));
        QCOMPARE(rotated.output.count(u'\n'), 2);
        const QByteArray fresh = rotated.output.section(u' ', 0, 0).toLatin1();
        // The next command is signed with it.
        const auto next = operate(QStringLiteral("user list"));
        QVERIFY2(next.exitCode == 0, qPrintable(next.all()));
        QVERIFY(m_server->log().contains("signed with key " + fresh));
        QCOMPARE(m_server->get("/users", admin.headers()).status, 200);
        const Person anna = personIn(signIn(*m_server, "admin.anna"));
        QVERIFY(QByteArray::fromBase64(anna.access.split('.')[0]).contains(fresh));
        QCOMPARE(m_server->get("/users", anna.headers()).status, 200);
        QCOMPARE(operate(QStringLiteral("key list")).output, rotated.output);
    }
    void itsDeedsStandInTheAudit()
    {
        add(QStringLiteral("sam"), QStringLiteral("supervisor"), "2 Igel trinken Tee\n");
        const Person sam = personIn(signIn(*m_server, "sam"));
        const auto audit = m_server->get("/audit?actor=operator", sam.headers());
        QCOMPARE(audit.status, 200);
        QVERIFY(audit.body.contains(R"("action":"user.manage")"));
        QVERIFY(audit.body.contains(R"("actorKind":"system")"));
    }
    void mistakesAreNamed_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *words, const char *input, int exitCode, const char *says) {
            QTest::newRow(words) << QString::fromLatin1(words) << QByteArray(input) << exitCode
                                 << QString::fromLatin1(says);
        };
        row("user add theo --role king --first-name T --last-name L", "", 64, "king");
        row("user add theo --role teller --first-name T --last-name L", "", 64, "standard input");
        row("user add theo --role teller --first-name T --last-name L", "short\n", 65, "password");
        row("user add theo --role teller", "", 64, "--first-name");
        row("user suspend nobody --reason x", "", 66, "nobody");
        row("user role nobody king", "", 64, "king");
        row("apikey issue x --kind sword", "", 64, "sword");
        row("apikey issue x --kind integration --scopes fly", "", 65, "scope");
        row("apikey revoke abc --reason x", "", 64, "abc");
        row("apikey revoke 019f0000-0000-7000-8000-000000000000 --reason x", "", 66, "no such key");
        row("user fly", "", 64, "user fly");
    }
    void mistakesAreNamed()
    {
        QFETCH(QString, words);
        QFETCH(QByteArray, input);
        QFETCH(QString, says);
        const auto run = operate(words, input);
        QTEST(run.exitCode, "exitCode");
        QVERIFY2(run.errors.contains(says, Qt::CaseInsensitive), qPrintable(run.all()));
        QVERIFY(input.isEmpty() || !run.all().contains(QString::fromLatin1(input.trimmed())));
    }
    void withoutAServerNothingIsDone()
    {
        QCOMPARE(m_server->stop(), 0);
        const auto run = operate(QStringLiteral("user list"));
        QCOMPARE(run.exitCode, 69);
        QVERIFY(run.errors.contains(QStringLiteral("no server runs")));
        QCOMPARE(operate(QStringLiteral("key rotate")).exitCode, 0);
    }
    // The server runs, and the directory hides it from them.
    void whoMayNotReadTheBooksIsToldSo()
    {
        const auto open = QFile::permissions(m_server->directory());
        QVERIFY(QFile::setPermissions(m_server->directory(), {}));
        const ProgramRun refused = runUnprivileged(QStringLiteral("kontor-server"),
            {QStringLiteral("user"), QStringLiteral("list"), QStringLiteral("--data"),
                m_server->directory()},
            m_server->directory());
        QVERIFY(QFile::setPermissions(m_server->directory(), open));
        QVERIFY2(refused.exitCode == 77
                && refused.errors.contains(
                    m_server->directory() + QStringLiteral(": permission denied")),
            qPrintable(refused.all()));
    }
    void afterACrashItIsSaidThatNobodyAnswers()
    {
        m_server->kill();
        QCOMPARE(operate(QStringLiteral("user list")).exitCode, 69);
        QVERIFY(m_server->start());
        QCOMPARE(operate(QStringLiteral("user list")).exitCode, 0);
    }
};

KONTOR_TEST(tst_Operator)
#include "tst_operator.moc"
