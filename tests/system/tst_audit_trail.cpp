// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/People.h"
#include "support/TestMain.h"

#include <QTcpSocket>
#include <QTest>

using namespace kontor::testing;

// Who did and looked at what, when and from where; for supervisors.
class tst_AuditTrail : public QObject
{
    Q_OBJECT

    std::unique_ptr<RunningServer> m_server;
    Person m_admin;
    Person m_teller;
    Person m_supervisor;
    Person m_john;
    QByteArray m_wallet;

    QJsonArray audit(const QByteArray &query = {}) const
    {
        return m_server->get("/audit" + query, m_supervisor.headers()).items();
    }
    static QByteArray text(const QJsonValue &entry, const char *member)
    {
        return entry[QLatin1StringView(member)].toString().toUtf8();
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<RunningServer>(RunningServer::Mode::SignIn);
        m_admin = setUp(*m_server);
        m_teller = newPerson(*m_server, m_admin, "t.lorenz", "teller");
        m_supervisor = newPerson(*m_server, m_admin, "s.lorenz", "supervisor");
        m_john = newCustomer(*m_server, "john@example.com", &m_wallet);
        QVERIFY(!m_supervisor.access.isEmpty() && !m_wallet.isEmpty());
    }
    void cleanup() { QCOMPARE(m_server->stop(), 0); }

    void aReadingIsSeen()
    {
        const auto read = m_server->get("/accounts/" + m_wallet + "/balance",
            m_teller.headers("correlationid", "letter-4711"));
        QCOMPARE(read.status, 200);
        const QJsonValue entry = audit("?subject=" + m_wallet)[0];
        QCOMPARE(text(entry, "actor"), "t.lorenz");
        QCOMPARE(text(entry, "actorKind"), "user");
        QCOMPARE(text(entry, "actorId"), m_teller.id);
        QCOMPARE(text(entry, "action"), "account.read");
        QCOMPARE(text(entry, "method"), "GET");
        QCOMPARE(text(entry, "path"), "/accounts/" + m_wallet + "/balance");
        QCOMPARE(text(entry, "source"), "127.0.0.1");
        QCOMPARE(text(entry, "correlationId"), "letter-4711");
        QCOMPARE(entry[QLatin1StringView("status")].toInt(), 200);
        QVERIFY(text(entry, "at").endsWith('Z'));
    }
    // The same correlation id leads from the audit to the event.
    void aChangeIsSeen()
    {
        m_server->post("/accounts/" + m_wallet + "/deposit", R"({"amount":5})",
            m_teller.headers("correlationid", "letter-4712"));
        const QJsonValue entry = audit("?action=money.deposit")[0];
        QCOMPARE(text(entry, "subject"), m_wallet);
        QCOMPARE(text(entry, "correlationId"), "letter-4712");
        const auto history
            = m_server->get("/accounts/" + m_wallet + "/history", m_teller.headers()).items();
        QCOMPARE(text(history.last(), "correlationId"), "letter-4712");
    }
    void whatIsMadeIsNamed()
    {
        const QByteArray account = m_server->post("/accounts",
            R"({"ownerName":"Alice","initialBalance":1})", m_teller.headers()).id();
        QCOMPARE(text(audit("?action=account.open")[0], "subject"), account);
    }
    // However the request names it: in a body, by a CPF, in capitals.
    void theAccountIsFoundHoweverItWasNamed_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        const auto row = [](const char *name, const char *method, const char *path,
                             const char *body, int status) {
            QTest::newRow(name) << QByteArray(method) << QByteArray(path) << QByteArray(body)
                                << status;
        };
        row("paid in", "POST", "/accounts/deposit", R"({"accountId":"$","amount":1})", 200);
        row("paid out in vain", "PATCH", "/accounts/withdraw", R"({"accountId":"$","amount":999})",
            422);
        row("transferred to itself", "POST", "/accounts/transfer",
            R"({"fromAccountId":"$","toAccountId":"$","amount":1})", 422);
        row("a batch", "POST", "/transfers/batch",
            R"({"items":[{"sourceAccountId":"$","destinationAccountId":"$","amount":1}]})", 200);
        row("deleted in vain", "DELETE", "/accounts", R"({"accountId":"$"})", 422);
        row("a card with a PIN that is none", "POST", "/cards", R"({"accountId":"$","pin":"1"})",
            422);
        row("by CPF", "GET", "/accounts/123.456.789-09/cpf", "", 200);
        row("by CPF, remembered", "GET", "/accounts/12345678909/cpf", "", 200);
        row("in capitals", "GET", "/accounts/^", "", 200);
        row("its events", "GET", "/events?key=^", "", 200);
        row("in capitals, in vain", "POST", "/accounts/^/withdraw", R"({"amount":999})", 422);
    }
    void theAccountIsFoundHoweverItWasNamed()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, body);
        m_server->post("/accounts/" + m_wallet + "/deposit", R"({"amount":5})", m_teller.headers());
        m_server->send("PATCH", "/accounts/" + m_wallet + "/cpf", R"({"cpf":"12345678909"})",
            m_teller.headers());
        m_server->get("/accounts/12345678909/cpf", m_supervisor.headers());
        const auto answer = m_server->send(method, path.replace('^', m_wallet.toUpper()),
            body.replace('$', m_wallet), m_teller.headers("correlationid", "letter-4713"));
        QTEST(answer.status, "status");
        const QJsonValue entry = audit("?subject=" + m_wallet)[0];
        QCOMPARE(text(entry, "correlationId"), "letter-4713");
        QCOMPARE(entry[QLatin1StringView("status")].toInt(), answer.status);
    }
    void aPersonIsFoundThoughOnlyAFilterNamedThem()
    {
        m_server->get("/accounts?ownerId=" + m_john.id, m_teller.headers());
        QCOMPARE(text(audit("?subject=" + m_john.id)[0], "action"), "account.list");
        m_server->get("/users?username=john@example.com", m_supervisor.headers());
        QCOMPARE(text(audit("?subject=" + m_john.id)[0], "action"), "user.list");
    }
    void whoNoLongerWaitsForEventsIsSeenAndIsNoFault()
    {
        const auto isSeen = [this] { return audit("?action=events.read").size() > 0; };
        // On a busy machine the server may not have read the request yet when the client leaves.
        bool seen = false;
        for (int patience = 500; !seen && patience <= 8'000; patience *= 4) {
            QTcpSocket socket;
            socket.connectToHost(QStringLiteral("127.0.0.1"), m_server->port());
            socket.write("GET /events?after=latest&wait=60&key=" + m_wallet
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + m_teller.access
                + "\r\n\r\n");
            QVERIFY(!socket.waitForReadyRead(patience)); // it waits
            socket.disconnectFromHost();
            seen = QTest::qWaitFor(isSeen, 2'500);
        }
        QVERIFY(seen);
        const QJsonValue entry = audit("?action=events.read")[0];
        QCOMPARE(entry[QLatin1StringView("status")].toInt(), 200);
        QCOMPARE(text(entry, "subject"), m_wallet);
        QVERIFY(!m_server->get("/metrics").body.contains("status=\"5xx\""));
    }
    void whoIsTurnedAwayIsSeen()
    {
        QCOMPARE(m_server->get("/audit", m_teller.headers()).status, 403);
        QCOMPARE(m_server->get("/accounts/" + m_wallet, m_admin.headers()).status, 403);
        const QJsonArray byTeller = audit("?actor=t.lorenz&action=audit.read");
        QCOMPARE(byTeller.size(), 1);
        QCOMPARE(byTeller[0][QLatin1StringView("status")].toInt(), 403);
        QCOMPARE(audit("?actor=admin.anna&subject=" + m_wallet).size(), 1);
    }
    // Or anybody could fill the disk with what they ask for.
    void whatIsTooLongIsCut()
    {
        const QByteArray path = "/accounts/" + QByteArray(4'000, 'a');
        QCOMPARE(m_server->get(path, m_john.headers()).status, 400);
        const QJsonValue entry = audit("?action=account.read")[0];
        QCOMPARE(text(entry, "path"), path.first(253) + "...");
        QCOMPARE(text(entry, "subject"), QByteArray(253, 'a') + "...");
    }
    void signingInIsSeenAndSoIsFailing()
    {
        signIn(*m_server, "t.lorenz");
        const QJsonValue right = audit("?action=session.open")[0];
        QCOMPARE(text(right, "actorKind"), "nobody");
        QCOMPARE(text(right, "subject"), m_teller.id);
        signIn(*m_server, "t.lorenz", "Wrong 1 password");
        const QJsonValue wrong = audit("?action=session.open")[0];
        QCOMPARE(wrong[QLatin1StringView("status")].toInt(), 401);
        QCOMPARE(text(wrong, "subject"), m_teller.id);
        signIn(*m_server, "nobody.here", "Wrong 1 password");
        const QJsonValue unknown = audit("?action=session.open")[0];
        QCOMPARE(unknown[QLatin1StringView("status")].toInt(), 401);
        QCOMPARE(text(unknown, "subject"), "");
    }
    void whatIsNobodysBusinessLeavesNothing()
    {
        const auto before = audit().first()[QLatin1StringView("id")].toInt();
        m_server->get("/health");
        m_server->get("/version", m_teller.headers());
        m_server->get("/auth/me", m_teller.headers());
        // The two readings of the audit itself, and nothing between them.
        QCOMPARE(audit().first()[QLatin1StringView("id")].toInt(), before + 1);
    }
    void itIsReadPageByPage()
    {
        for (int i = 0; i < 5; ++i) {
            m_server->get("/accounts/" + m_wallet, m_john.headers());
        }
        const auto first = m_server->get("/audit?limit=3&subject=" + m_wallet, m_supervisor.headers());
        QCOMPARE(first.items().size(), 3);
        const QByteArray next = first.text("next");
        const auto second = m_server->get(
            "/audit?limit=100&subject=" + m_wallet + "&after=" + next, m_supervisor.headers());
        QVERIFY(second.items().size() >= 2);
        QVERIFY(second.json()[QLatin1StringView("next")].isNull());
        QVERIFY(second.items()[0][QLatin1StringView("id")].toInt() < next.toInt());
        QCOMPARE(text(first.items()[0], "actor"), m_john.id);
    }
    void aTimeAndWhatChangedAreAskedFor()
    {
        m_server->post("/accounts/" + m_wallet + "/deposit", R"({"amount":5})", m_teller.headers());
        m_server->get("/accounts/" + m_wallet, m_teller.headers());
        const QByteArray about = "?subject=" + m_wallet;
        const QByteArray looked = text(audit(about)[0], "at");
        QCOMPARE(text(audit(about)[0], "action"), "account.read");
        QCOMPARE(text(audit(about + "&changes=true")[0], "action"), "money.deposit");
        QCOMPARE(text(audit(about + "&to=" + looked)[0], "action"), "money.deposit");
        QCOMPARE(audit(about + "&from=" + looked).size(), 1);
        QCOMPARE(audit(about + "&from=2001-01-01T00:00:00Z&to=2002-01-01T00:00:00Z").size(), 0);
        QVERIFY(audit("?from=2002-01-01T00:00:00%2B01:00&changes=true").size() > 3);
    }
    // From what a caller or an event knows to who it was; the name of a key says too little.
    void twoKeysOfOneNameAreToldApart()
    {
        const auto newKey = [this] {
            return m_server->post("/keys", R"({"kind":"integration","name":"t.lorenz"})",
                m_admin.headers());
        };
        const auto first = newKey();
        const auto second = newKey();
        const Person shop{second.id(), second.text("key"), {}};
        m_server->post("/accounts/" + m_wallet + "/deposit", R"({"amount":5})",
            shop.headers("correlationid", "order-4711"));
        const QJsonArray rows = audit("?correlationId=order-4711");
        QCOMPARE(rows.size(), 1);
        QCOMPARE(text(rows[0], "actorKind"), "key");
        QCOMPARE(text(rows[0], "actorId"), second.id());
        QVERIFY(first.id() != second.id());
        const auto lines
            = m_server->get("/accounts/" + m_wallet + "/transactions", m_teller.headers()).items();
        QCOMPARE(text(lines[0], "actorKind"), "key");
        QCOMPARE(text(lines[0], "actor"), "t.lorenz");
    }
    void aTimeThatIsNoneIsRefused()
    {
        for (const QByteArray time : {"", "yesterday", "2026-02-30T00:00:00Z", "2026-02-01"}) {
            const auto refused = m_server->get("/audit?from=" + time, m_supervisor.headers());
            QCOMPARE(refused.status, 400);
            QCOMPARE(refused.text("code"), "invalid-parameter");
        }
    }
    void itOutlivesTheServer()
    {
        m_server->get("/accounts/" + m_wallet, m_teller.headers());
        QCOMPARE(m_server->stop(), 0);
        QVERIFY(m_server->start());
        QCOMPARE(audit("?actor=t.lorenz&subject=" + m_wallet).size(), 1);
        QVERIFY(QFile::permissions(m_server->directory() + QStringLiteral("/audit.db"))
                    .testFlag(QFile::ReadOther) == false);
    }
    // Rows in a file without a name would be gone with the process, and nobody would know.
    void thatTheFileIsTakenAwayIsNoticed()
    {
        m_server->get("/accounts/" + m_wallet, m_teller.headers());
        QVERIFY(!audit().isEmpty());
        QVERIFY(QFile::remove(m_server->directory() + QStringLiteral("/audit.db")));
        m_server->get("/accounts/" + m_wallet, m_teller.headers());
        QTRY_VERIFY_WITH_TIMEOUT(
            m_server->log().contains(
                "audit.db cannot be written: it was deleted or replaced while it was open"),
            30'000);
        QCOMPARE(m_server->get("/audit", m_supervisor.headers()).status, 503);
        QCOMPARE(m_server->stop(), 0);
        QVERIFY2(m_server->log().contains("rows are lost"), m_server->log().constData());
        QVERIFY(m_server->start());
    }
    void whileTheServerRunsOpenNobodyIsKnown()
    {
        RunningServer open;
        open.post("/accounts", R"({"ownerName":"Alice","initialBalance":1})");
        QCOMPARE(open.get("/audit").items().size(), 0);
    }
};

KONTOR_TEST(tst_AuditTrail)
#include "tst_audit_trail.moc"
