// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/HubClient.h"
#include "support/People.h"
#include "support/Programs.h"
#include "support/TestMain.h"

#include <QDir>
#include <QTest>

using namespace kontor::testing;

// Canaries: passwords, PINs, tokens and keys go through everything that the server does, right and
// wrong, with every log switched on; then they are looked for everywhere.
class tst_Secrets : public QObject
{
    Q_OBJECT

    static constexpr char password[] = "2 Kanarienvogel singen";
    static constexpr char nextPassword[] = "3 Kanarienvogel singen";
    static constexpr char wrongPassword[] = "Falscher Kanarienvogel 4";
    static constexpr char pin[] = "864213579862";
    static constexpr char nextPin[] = "975318642973";
    static constexpr char wrongPin[] = "753186429731";

    std::unique_ptr<RunningServer> m_server;
    std::map<QByteArray, QByteArray> m_canaries;
    std::vector<HttpAnswer> m_refusals;

    void canary(const char *name, const QByteArray &secret)
    {
        QVERIFY2(secret.size() >= 12, name);
        m_canaries[name] = secret;
    }
    //! What was answered to a request that must fail.
    void refused(const HttpAnswer &answer)
    {
        QVERIFY(answer.status >= 400);
        m_refusals.push_back(answer);
    }
    Person staff(const Person &admin, const QByteArray &login, const QByteArray &role)
    {
        m_server->post("/users", jsonOf({{"username", login}, {"firstName", "Theo"},
            {"lastName", "Lorenz"}, {"role", role}, {"password", password}}), admin.headers());
        return personIn(signIn(*m_server, login, password));
    }

    void peopleSignIn(const Person &admin, Person *teller)
    {
        *teller = staff(admin, "t.lorenz", "teller");
        canary("access token", teller->access);
        canary("refresh token", teller->refresh);
        const Person next = personIn(
            m_server->post("/auth/refresh", jsonOf({{"refreshToken", teller->refresh}})));
        canary("next access token", next.access);
        canary("next refresh token", next.refresh);
        QCOMPARE(m_server->put("/users/" + next.id + "/password",
                     jsonOf({{"currentPassword", password}, {"newPassword", nextPassword}}),
                     next.headers("Idempotency-Key", "new-password")).status, 204);
        *teller = next;
    }
    void peopleFail(const Person &teller)
    {
        refused(signIn(*m_server, "t.lorenz", wrongPassword));
        refused(m_server->post("/auth/login",
            jsonOf({{"username", "t.lorenz"}, {"pasword", nextPassword}})));
        refused(m_server->post("/auth/login",
            "{\"username\":" + jsonOf({{"x", nextPassword}}) + ",\"password\":1}"));
        refused(m_server->post("/auth/login", jsonOf({{"password", nextPassword}}).chopped(2)));
        refused(m_server->post("/auth/register", registration("no address", nextPassword)));
        refused(m_server->post("/auth/refresh", jsonOf({{"refreshToken", teller.refresh + "x"}})));
        refused(m_server->post("/auth/setup", jsonOf({{"secret", m_server->setUpSecret()},
            {"username", "eve"}, {"firstName", "E"}, {"lastName", "L"}, {"password", nextPassword}})));
        refused(m_server->get("/users?access_token=" + teller.access));
        refused(m_server->get("/accounts", {{"Authorization", "Basic " + teller.access}}));
        refused(m_server->put("/users/" + teller.id + "/password",
            jsonOf({{"currentPassword", wrongPassword}, {"newPassword", nextPassword}}),
            teller.headers()));
    }
    void aCardIsUsed(const Person &teller, const Person &machine)
    {
        const QByteArray account = m_server->post("/accounts",
            R"({"ownerName":"Alice","initialBalance":500})", teller.headers()).id();
        const QByteArray card = m_server->post("/cards",
            jsonOf({{"accountId", account}, {"pin", pin}}), teller.headers()).id();
        const auto session = [&](const char *typed) {
            return m_server->post("/cards/" + card + "/session",
                jsonOf({{"pin", typed}, {"terminalId", "ATM-1"}}), machine.headers());
        };
        refused(session(wrongPin));
        canary("card session", session(pin).text("token"));
        QCOMPARE(m_server->post("/cards/" + card + "/pin",
                     jsonOf({{"currentPin", pin}, {"newPin", nextPin}}),
                     machine.headers("Idempotency-Key", "new-pin")).status, 204);
        refused(m_server->post("/withdrawals", R"({"withdrawalId":"x"})",
            machine.headers("X-Card-Session", m_canaries["card session"])));
    }
    // Answers are kept for their keys; those that hold a secret without it.
    void secretsAreIssuedOnce(const Person &admin)
    {
        const auto issue = [&](const QByteArray &path, const QByteArray &body) {
            return m_server->post(path, body, admin.headers("Idempotency-Key", "once" + path));
        };
        const QByteArray key = R"({"kind":"integration","name":"Once","scopes":null})";
        canary("key issued once", issue("/keys", key).text("key"));
        refused(issue("/keys", key));
        const QByteArray login = jsonOf({{"username", "admin.anna"}, {"password", goodPassword}});
        canary("token issued once", issue("/auth/login", login).text("accessToken"));
        refused(issue("/auth/login", login));
    }
    // The stream's address holds the connection's token and, as the stock client has it, the access
    // token.
    void aCustomerListens()
    {
        const Person john = newCustomer(*m_server, "john@example.com");
        canary("customer's access token", john.access);
        HubClient hub(*m_server, john.headers());
        QVERIFY(hub.isConnected());
        canary("connection token", hub.token());
        refused(m_server->get(hub.target(hub.token()) + "x&access_token=" + john.access));
        refused(m_server->get(hub.target(hub.token()) + "&secret=" + john.access));
        refused(m_server->post("/hubs/wallet/negotiate?access_token=" + john.access, {}));
        QCOMPARE(m_server->send("DELETE", hub.target(hub.token()) + "&access_token=" + john.access)
                     .status, 204);
    }
    static bool holdsOneOf(const QByteArray &text, const std::map<QByteArray, QByteArray> &canaries,
        QByteArray *found)
    {
        for (const auto &[name, secret] : canaries) {
            // As it is, and as a database or a log might write it.
            for (const QByteArray &shape : {secret, secret.toBase64(), secret.toHex(),
                     secret.toPercentEncoding()}) {
                if (text.contains(shape)) {
                    *found = name;
                    return true;
                }
            }
        }
        return false;
    }
    void isClean(const QByteArray &where, const QByteArray &text) const
    {
        QByteArray found;
        QVERIFY2(!holdsOneOf(text, m_canaries, &found), where + " holds the " + found);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<RunningServer>(
            RunningServer::Mode::SignIn, QStringList(), QString(), RunningServer::Begin::Later);
        m_server->setEnvironment(QStringLiteral("QT_LOGGING_RULES"), QStringLiteral("kontor.*=true"));
        QVERIFY(m_server->start());
        canary("password", password);
        canary("next password", nextPassword);
        canary("wrong password", wrongPassword);
        canary("PIN", pin);
        canary("next PIN", nextPin);
        canary("wrong PIN", wrongPin);
        canary("set-up secret", m_server->setUpSecret());
        const Person admin = setUp(*m_server);
        const Person machine = newKey(*m_server, admin, "terminal", "ATM-1");
        canary("terminal's key", machine.access);
        canary("system's key", newKey(*m_server, admin, "integration", "Watch").access);
        secretsAreIssuedOnce(admin);
        Person teller;
        peopleSignIn(admin, &teller);
        peopleFail(teller);
        aCardIsUsed(teller, machine);
        aCustomerListens();
        refused(m_server->get("/accounts", {{"Authorization", "Bearer " + machine.access + 'x'}}));
        QVERIFY(m_server->log().contains("kontor.http")); // else the rest would prove nothing
    }

    void aPlantedCanaryIsFound()
    {
        QByteArray found;
        for (const QByteArray &shape : {QByteArray(password), QByteArray(password).toBase64(),
                 QByteArray(password).toPercentEncoding()}) {
            QVERIFY(holdsOneOf("x" + shape + "x", m_canaries, &found));
            QCOMPARE(found, "password");
        }
    }
    void noneIsInTheLog() { isClean("the log", m_server->log()); }
    void noneIsInARefusal()
    {
        QVERIFY(m_refusals.size() >= 16);
        for (const HttpAnswer &answer : m_refusals) {
            isClean("a refusal", answer.body);
            for (const auto &[name, value] : answer.headers) {
                isClean(name, value);
            }
        }
    }
    void noneIsInWhatAnybodyCanRead()
    {
        const Person admin = personIn(signIn(*m_server, "admin.anna"));
        for (const char *path : {"/audit?limit=100", "/users?pageSize=100", "/keys?pageSize=100",
                 "/health", "/openapi.json"}) {
            const auto answer = m_server->get(path, admin.headers());
            QCOMPARE(answer.status, 200);
            isClean(path, answer.body);
        }
    }
    void noneIsInTheProcessTable()
    {
        const QString process = QStringLiteral("/proc/%1/").arg(m_server->pid());
        for (const char *file : {"cmdline", "environ"}) {
            const QByteArray text = contentOf(process + QLatin1StringView(file));
            QVERIFY(!text.isEmpty());
            isClean(file, text);
        }
    }
    void noneIsInAFile()
    {
        const QDir directory(m_server->directory());
        const QStringList names = directory.entryList(QDir::Files | QDir::Hidden);
        QVERIFY(names.contains(QStringLiteral("service.db")));
        QVERIFY(names.contains(QStringLiteral("audit.db")));
        for (const QString &name : names) {
            isClean(name.toUtf8(), contentOf(directory.filePath(name)));
        }
    }
    void noneIsInTheExport()
    {
        const QString books = m_server->directory() + QStringLiteral("/books.jsonl");
        const auto exported = run(QStringLiteral("kontor-server"), {QStringLiteral("export"),
            QStringLiteral("--data"), m_server->directory(), QStringLiteral("--output"), books});
        QVERIFY2(exported.exitCode == 0, qPrintable(exported.all()));
        const QByteArray text = contentOf(books);
        QVERIFY(text.contains("UserRegistered"));
        isClean("the export", text);
    }
    void theFilesAreTheirOwnersOnly()
    {
        const QDir directory(m_server->directory());
        for (const char *name : {"service.db", "audit.db", "token.key", "pin.key", "fingerprint.key",
                 "server.address"}) {
            const auto permissions = QFile::permissions(directory.filePath(QLatin1StringView(name)));
            constexpr auto others
                = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
            QVERIFY2(permissions && !(permissions & others), name);
        }
    }
    void cleanupTestCase() { QCOMPARE(m_server->stop(), 0); }
};

KONTOR_TEST(tst_Secrets)
#include "tst_secrets.moc"
