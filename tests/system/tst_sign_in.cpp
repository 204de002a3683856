// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/KeptConnection.h"
#include "support/People.h"
#include "support/TestMain.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>
#include <future>
#include <thread>

using namespace kontor::testing;

// The front door of the real server: what opens it, what does not, and how long it takes.
class tst_SignIn : public QObject
{
    Q_OBJECT

    std::unique_ptr<RunningServer> m_server;
    Person m_admin;
    Person m_teller;

    static QString text(const HttpAnswer &answer, const char *member)
    {
        return answer.json()[QLatin1StringView(member)].toString();
    }
    //! How long an access token lives, from when it was issued.
    static qint64 secondsOf(const QByteArray &access)
    {
        const auto claims = QJsonDocument::fromJson(
            QByteArray::fromBase64(access.split('.').value(1), QByteArray::Base64UrlEncoding));
        return claims[QLatin1StringView("exp")].toInteger()
            - claims[QLatin1StringView("iat")].toInteger();
    }
    static std::unique_ptr<RunningServer> started(const QStringList &arguments = {},
        const QString &directory = {})
    {
        return std::make_unique<RunningServer>(RunningServer::Mode::SignIn, arguments, directory);
    }
    int statusWith(const QByteArray &authorization) const
    {
        return m_server->get("/accounts", {{"Authorization", authorization}}).status;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_server = started();
        QVERIFY(m_server->isRunning());
        m_admin = setUp(*m_server);
        m_teller = newPerson(*m_server, m_admin, "t.lorenz", "teller");
        QVERIFY(!m_teller.access.isEmpty());
    }
    void cleanupTestCase() { QCOMPARE(m_server->stop(), 0); }

    void tokensThatOpenNothing_data()
    {
        QTest::addColumn<QByteArray>("authorization");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, const QByteArray &authorization, const char *code) {
            QTest::newRow(name) << authorization << QString::fromLatin1(code);
        };
        row("basic", "Basic YTpi", "unauthorized");
        row("empty", "", "unauthorized");
        row("the scheme alone", "Bearer", "unauthorized");
        row("the scheme and blanks", "Bearer   ", "unauthorized");
        row("the token alone", m_teller.access, "unauthorized");
        row("a refresh token", "Bearer " + m_teller.refresh, "invalid-token");
        row("two tokens", "Bearer " + m_teller.access + ", Bearer " + m_teller.access,
            "invalid-token");
        row("cut", "Bearer " + m_teller.access.chopped(3), "invalid-token");
        row("changed", "Bearer " + QByteArray(m_teller.access).replace(40, 1, "x"), "invalid-token");
        row("not signed", "Bearer eyJhbGciOiJub25lIn0." + m_teller.access.split('.')[1] + '.',
            "invalid-token");
        row("a key nobody issued", "Bearer kontor_" + QByteArray(43, 'A'), "invalid-token");
        row("a webhook's secret", "Bearer whsec_" + QByteArray(32, 'k').toBase64(), "invalid-token");
        row("the set-up secret", "Bearer " + m_server->setUpSecret(), "invalid-token");
        row("encrypted, as if", "Bearer " + m_teller.access + ".AAAA.AAAA", "invalid-token");
        row("long", "Bearer " + QByteArray(4000, 'A'), "invalid-token");
    }
    void tokensThatOpenNothing()
    {
        QFETCH(QByteArray, authorization);
        const auto answer = m_server->get("/accounts", {{"Authorization", authorization}});
        QCOMPARE(answer.status, 401);
        QTEST(answer.code(), "code");
        QVERIFY(answer.header("WWW-Authenticate").startsWith("Bearer"));
        QVERIFY(!answer.body.contains(m_teller.access));
    }
    void aTokenBeyondAHeadersLengthIsNotReadAtAll()
    {
        QCOMPARE(statusWith("Bearer " + QByteArray(9000, 'A')), 431);
    }
    void theSchemeMattersInNoCase()
    {
        QCOMPARE(statusWith("Bearer " + m_teller.access), 200);
        QCOMPARE(statusWith("bearer " + m_teller.access), 200);
        QCOMPARE(statusWith("BEARER  " + m_teller.access), 200);
    }
    void aTokenInTheAddressIsNoToken()
    {
        QCOMPARE(m_server->get("/accounts?access_token=" + m_teller.access).status, 401);
        QVERIFY(!m_server->log().contains(m_teller.access));
    }
    void twoHeadersAreOneTooMany()
    {
        const auto answer = m_server->get("/accounts",
            {{"Authorization", "Bearer " + m_teller.access},
                {"Authorization", "Bearer " + m_teller.access}});
        QVERIFY2(answer.status == 400 || answer.status == 401, QByteArray::number(answer.status));
    }
    void whoActsIsWhoSignedIn()
    {
        auto headers = m_teller.headers("X-Kontor-Actor", "somebody else");
        headers << std::pair<QByteArray, QByteArray>("X-Kontor-Channel", "teller");
        const auto opened = m_server->post("/accounts", R"({"ownerName":"Alice","initialBalance":1})",
            headers);
        QCOMPARE(opened.status, 201);
        const auto history = m_server->get("/accounts/" + text(opened, "id").toLatin1() + "/history",
            m_teller.headers());
        const auto entry = history.json()[QLatin1StringView("items")].toArray()[0].toObject();
        QCOMPARE(entry[QLatin1StringView("actor")].toString(), QStringLiteral("t.lorenz"));
        QCOMPARE(entry[QLatin1StringView("channel")].toString(), QStringLiteral("teller"));
    }
    void aLoginMayStandInBothWords()
    {
        const auto signInAs = [this](const QByteArray &login) {
            return m_server->post("/auth/login",
                jsonOf({{"email", "john@example.com"}, {"username", login},
                    {"password", "Password123!"}}));
        };
        const auto other = signInAs("jane@example.com");
        QCOMPARE(other.code(), QStringLiteral("invalid-member"));
        QVERIFY(other.body.contains("contradiction"));
        QVERIFY(signInAs("john@example.com").code() != QStringLiteral("invalid-member"));
    }
    // Of two callers that use the same key neither hears of the other.
    void keysOfTwoCallersDoNotMeet()
    {
        const Person other = newPerson(*m_server, m_admin, "u.lorenz", "teller");
        const QByteArray body = R"({"ownerName":"Bob","initialBalance":1})";
        const auto mine = m_server->post("/accounts", body, m_teller.headers("Idempotency-Key", "k"));
        const auto theirs = m_server->post("/accounts", body, other.headers("Idempotency-Key", "k"));
        QCOMPARE(theirs.status, 201);
        QVERIFY(theirs.header("Idempotency-Replayed").isEmpty());
        QVERIFY(text(mine, "id") != text(theirs, "id"));
    }
    // At a counter one goes on with what another sent; everybody else has their own keys only.
    void aTellerAsksUnderTheKeyOfAnother()
    {
        const Person other = newPerson(*m_server, m_admin, "key.heir", "supervisor");
        const Person customer = newCustomer(*m_server, "vera@example.com");
        const QByteArray body = R"({"ownerName":"Bob","initialBalance":1})";
        const auto ask = [&](const Person &person, const QByteArray &owner) {
            return m_server->post("/accounts", body,
                person.headers("Idempotency-Key", "of another")
                    << std::pair(QByteArray("X-Kontor-Key-Owner"), owner));
        };
        const auto first
            = m_server->post("/accounts", body, m_teller.headers("Idempotency-Key", "of another"));
        const auto again = ask(other, m_teller.id);
        QCOMPARE(again.header("Idempotency-Replayed"), "true");
        QCOMPARE(text(again, "id"), text(first, "id"));
        QVERIFY(text(ask(other, other.id), "id") != text(first, "id"));
        QCOMPARE(ask(other, other.id).header("Idempotency-Replayed"), "true");
        QCOMPARE(ask(other, "open").status, 201);
        QCOMPARE(ask(other, "tina").code(), QStringLiteral("invalid-parameter"));
        QCOMPARE(ask(other, "").code(), QStringLiteral("invalid-parameter"));
        QCOMPARE(ask(customer, m_teller.id).code(), QStringLiteral("invalid-parameter"));
    }
    void accessTokensRunOut()
    {
        const auto server = started({QStringLiteral("--auth-access-seconds"), QStringLiteral("1")});
        const Person admin = setUp(*server);
        QTRY_COMPARE_WITH_TIMEOUT(server->get("/users", admin.headers()).status, 401, 30'000);
        QCOMPARE(server->get("/users", admin.headers()).code(), QStringLiteral("invalid-token"));
        const Person next = personIn(
            server->post("/auth/refresh", jsonOf({{"refreshToken", admin.refresh}})));
        QCOMPARE(server->get("/users", next.headers()).status, 200);
    }
    void accessTokensEndWithTheirSession()
    {
        const auto server = started({QStringLiteral("--auth-access-seconds"),
            QStringLiteral("3600"), QStringLiteral("--auth-session-seconds"), QStringLiteral("600"),
            QStringLiteral("--auth-idle-seconds"), QStringLiteral("600")});
        const Person admin = setUp(*server);
        QCOMPARE(secondsOf(admin.access), 600);
        QTest::qWait(1'100); // what an idle session may last begins anew; the session does not
        const Person next
            = personIn(server->post("/auth/refresh", jsonOf({{"refreshToken", admin.refresh}})));
        QVERIFY(secondsOf(next.access) > 0 && secondsOf(next.access) < 600);
    }
    void sessionsOutliveARestart()
    {
        auto server = started();
        const Person admin = setUp(*server);
        QCOMPARE(server->stop(), 0);
        QVERIFY(server->start());
        QVERIFY(server->setUpSecret().isEmpty());
        QCOMPARE(server->get("/users", admin.headers()).status, 200);
        const Person next = personIn(
            server->post("/auth/refresh", jsonOf({{"refreshToken", admin.refresh}})));
        QVERIFY(!next.access.isEmpty());
        QCOMPARE(server->post("/auth/refresh", jsonOf({{"refreshToken", admin.refresh}})).status,
            401);
        server->kill();
        QVERIFY(server->start());
        QCOMPARE(server->get("/users", next.headers()).status, 401);
    }
    // A session that nobody refreshed has ended, whatever access tokens are allowed.
    void anAccessTokenEndsWithAnIdleSession()
    {
        const auto server = started({QStringLiteral("--auth-access-seconds"),
            QStringLiteral("3600"), QStringLiteral("--auth-idle-seconds"), QStringLiteral("60")});
        QCOMPARE(secondsOf(setUp(*server).access), 60);
    }
    // A suspension is in the log first; the process may end before the sessions do.
    void aSuspensionThatWasCutShortEndsTheSessionsAtTheNextStart()
    {
        auto server = started();
        const Person admin = setUp(*server);
        const Person teller = newPerson(*server, admin, "cut.short", "teller");
        QCOMPARE(server->stop(), 0);
        const QString file = server->directory() + QStringLiteral("/service.db");
        QVERIFY(QFile::copy(file, file + QStringLiteral(".before")));
        QVERIFY(server->start());
        const QByteArray path = "/users/" + teller.id;
        QCOMPARE(server->send("PATCH", path + "/suspend", R"({"reason":"left"})", admin.headers())
                     .status, 200);
        QCOMPARE(server->stop(), 0);
        QVERIFY(QFile::remove(file));
        QVERIFY(QFile::rename(file + QStringLiteral(".before"), file));
        QVERIFY(server->start());
        QVERIFY(server->get(path + "/sessions", admin.headers()).json()[QLatin1StringView("items")]
                    .toArray().isEmpty());
        QCOMPARE(server->send("PATCH", path + "/reinstate", {}, admin.headers()).status, 200);
        QCOMPARE(server->get("/accounts", teller.headers()).status, 401);
        QCOMPARE(server->get("/users", admin.headers()).status, 200);
    }
    void aLostAnswerToARefreshIsAskedForAgain()
    {
        const Person person = personIn(signIn(*m_server, "t.lorenz"));
        const QByteArray body = jsonOf({{"refreshToken", person.refresh}});
        const HttpHeaders key{{"Idempotency-Key", "refresh-1"}};
        const Person first = personIn(m_server->post("/auth/refresh", body, key));
        const Person second = personIn(m_server->post("/auth/refresh", body, key));
        QVERIFY(!second.refresh.isEmpty());
        const auto goOn = m_server->post("/auth/refresh",
            jsonOf({{"refreshToken", second.refresh}}));
        QCOMPARE(goOn.status, 200);
        Q_UNUSED(first);
    }
    void rightsChangeAtOnce()
    {
        const Person person = newPerson(*m_server, m_admin, "v.lorenz", "teller");
        QCOMPARE(m_server->get("/users", person.headers()).status, 403);
        QCOMPARE(m_server->send("PATCH", "/users/" + person.id + "/role", R"({"role":"supervisor"})",
                     m_admin.headers()).status, 200);
        QCOMPARE(m_server->get("/users", person.headers()).status, 200);
        QCOMPARE(m_server->send("PATCH", "/users/" + person.id + "/role", R"({"role":"customer"})",
                     m_admin.headers()).status, 200);
        QCOMPARE(m_server->get("/users", person.headers()).status, 403);
        m_server->send("PATCH", "/users/" + person.id + "/suspend", R"({"reason":"left"})",
            m_admin.headers());
        QCOMPARE(m_server->get("/auth/me", person.headers()).status, 401);
        m_server->send("PATCH", "/users/" + person.id + "/reinstate", {}, m_admin.headers());
        // Its sessions have ended, and stay ended.
        QCOMPARE(m_server->get("/auth/me", person.headers()).status, 401);
        QCOMPARE(signIn(*m_server, "v.lorenz").status, 200);
    }
    void whereNoBodyIsNeededNoneIsPassedOver()
    {
        const std::pair<QByteArray, QByteArray> doors[] = {{"PATCH", "/reinstate"},
            {"PATCH", "/unlock"}, {"DELETE", "/sessions/01a220d3-cedc-7391-8c0a-cff95490817d"}};
        for (const auto &[method, path] : doors) {
            const auto refused = m_server->send(method, "/users/" + m_admin.id + path,
                R"({"reason":"back"})", m_admin.headers());
            QVERIFY2(refused.status == 400, path.constData());
        }
    }
    // The password is looked at for some milliseconds; a suspension in these has no session to end yet.
    void whoIsSuspendedWhileSigningInStaysOut()
    {
        const Person person = newPerson(*m_server, m_admin, "race.lorenz", "teller");
        const QByteArray path = "/users/" + person.id;
        for (int i = 0; i < 5; ++i) {
            auto entering
                = std::async(std::launch::async, [&] { return signIn(*m_server, "race.lorenz"); });
            std::this_thread::sleep_for(std::chrono::milliseconds(2 * i));
            QCOMPARE(
                m_server
                    ->send("PATCH", path + "/suspend", R"({"reason":"left"})", m_admin.headers())
                    .status,
                200);
            const Person in = personIn(entering.get());
            QCOMPARE(m_server->send("PATCH", path + "/reinstate", {}, m_admin.headers()).status,
                200);
            QVERIFY(in.access.isEmpty() || m_server->get("/auth/me", in.headers()).status == 401);
        }
        QVERIFY(m_server->get(path + "/sessions", m_admin.headers()).items().isEmpty());
    }
    void whoWaitsForEventsHearsNothingAfterTheirRightsEnded_data()
    {
        QTest::addColumn<QByteArray>("end");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("suspended") << QByteArray("/suspend") << QByteArray(R"({"reason":"left"})");
        QTest::newRow("another role")
            << QByteArray("/role") << QByteArray(R"({"role":"customer"})");
        QTest::newRow("key revoked") << QByteArray("/revoke") << QByteArray(R"({"reason":"lost"})");
    }
    void whoWaitsForEventsHearsNothingAfterTheirRightsEnded()
    {
        QFETCH(QByteArray, end);
        QFETCH(QByteArray, body);
        const bool isKey = end == "/revoke";
        const Person person = isKey
            ? newKey(*m_server, m_admin, "integration", "Fraud watch")
            : newPerson(*m_server, m_admin, "e" + QByteArray(QTest::currentDataTag()).left(3),
                "teller");
        auto heard = std::async(std::launch::async, [&] {
            return KeptConnection().send(m_server->port(), "GET", "/events?after=latest&wait=20",
                {}, person.headers());
        });
        QTest::qWait(300);
        QCOMPARE(
            m_server->send("PATCH", (isKey ? "/keys/" : "/users/") + person.id + end, body,
                        m_admin.headers())
                    .status
                / 100,
            2);
        QTest::qWait(300);
        QCOMPARE(m_server->post("/accounts", R"({"ownerName":"Somebody Else"})", m_teller.headers())
                     .status,
            201);
        const HttpAnswer answer = heard.get();
        QCOMPARE(answer.status, 401);
        QVERIFY(!answer.body.contains("Somebody Else"));
    }
    void waitingForEventsEndsWithTheToken()
    {
        const auto server = started({QStringLiteral("--auth-access-seconds"), QStringLiteral("3")});
        const Person admin = setUp(*server);
        const Person teller = newPerson(*server, admin, "t.lorenz", "teller");
        QElapsedTimer time;
        time.start();
        const auto heard = KeptConnection().send(server->port(), "GET",
            "/events?after=latest&wait=20", {}, teller.headers());
        QCOMPARE(heard.status, 200);
        QVERIFY(heard.items().isEmpty());
        QVERIFY2(time.elapsed() < 10'000, qPrintable(QString::number(time.elapsed())));
    }
    void aNewPasswordEndsTheOtherSessions()
    {
        const Person here = newPerson(*m_server, m_admin, "w.lorenz", "teller");
        const Person there = personIn(signIn(*m_server, "w.lorenz"));
        const QByteArray path = "/users/" + here.id + "/password";
        const auto change = [&](const QByteArray &current, const QByteArray &next) {
            return m_server->send("PUT", path,
                jsonOf({{"currentPassword", current}, {"newPassword", next}}),
                here.headers());
        };
        QCOMPARE(change("wrong", "Drei Igel 3 Tee").status, 401);
        QCOMPARE(change(goodPassword, "short").status, 400);
        QCOMPARE(m_server->send("PUT", path, R"({"newPassword":"Drei Igel 3 Tee"})", here.headers())
                     .status, 400);
        QCOMPARE(change(goodPassword, "Drei Igel 3 Tee").status, 204);
        QCOMPARE(m_server->get("/auth/me", here.headers()).status, 200);
        QCOMPARE(m_server->get("/auth/me", there.headers()).status, 401);
        QCOMPARE(signIn(*m_server, "w.lorenz").status, 401);
        QCOMPARE(signIn(*m_server, "w.lorenz", "Drei Igel 3 Tee").status, 200);
    }
    void sessionsAreListedAndEnded()
    {
        const Person here = newPerson(*m_server, m_admin, "x.lorenz", "teller");
        const Person there = personIn(signIn(*m_server, "x.lorenz"));
        const QByteArray path = "/users/" + here.id + "/sessions";
        const auto list = [&] {
            return m_server->get(path, here.headers()).json()[QLatin1StringView("items")].toArray();
        };
        QCOMPARE(list().size(), 2);
        for (const auto &item : list()) {
            if (!item.toObject()[QLatin1StringView("current")].toBool()) {
                QCOMPARE(m_server->send("DELETE", path + '/'
                        + item.toObject()[QLatin1StringView("id")].toString().toLatin1(), {},
                        here.headers()).status, 204);
            }
        }
        QCOMPARE(list().size(), 1);
        QCOMPARE(m_server->get("/auth/me", there.headers()).status, 401);
    }
    void keysAreShownOnceAndRevokedAtOnce()
    {
        const Person key = newKey(*m_server, m_admin, "integration", "Fraud watch",
            R"(["events.read"])");
        QVERIFY(key.access.startsWith("kontor_"));
        QCOMPARE(m_server->get("/events", key.headers()).status, 200);
        QCOMPARE(m_server->get("/accounts", key.headers()).status, 403);
        const auto listed = m_server->get("/keys?pageSize=100", m_admin.headers());
        QVERIFY(listed.body.contains("Fraud watch"));
        QVERIFY(!listed.body.contains(key.access));
        QCOMPARE(m_server->send("PATCH", "/keys/" + key.id + "/revoke", R"({"reason":"lost"})",
                     m_admin.headers()).status, 204);
        QCOMPARE(m_server->get("/events", key.headers()).status, 401);
        QCOMPARE(m_server->post("/keys", R"({"kind":"integration","name":"x","scopes":["no.such"]})",
                     m_admin.headers()).status, 422);
    }
    void keysOutliveARestart()
    {
        auto server = started();
        const Person admin = setUp(*server);
        const Person key = newKey(*server, admin, "terminal", "ATM-0001");
        QCOMPARE(server->stop(), 0);
        QVERIFY(server->start());
        QCOMPARE(server->get("/auth/me", key.headers()).status, 200);
        QCOMPARE(text(server->get("/auth/me", key.headers()), "role"), QStringLiteral("atm"));
    }
    void aSessionEndsWithTheComputerItBeganAt()
    {
        const Person computer = newKey(*m_server, m_admin, "workstation", "Counter 1");
        QCOMPARE(m_server->get("/auth/me", computer.headers()).status, 401);
        const auto at = [&](const QByteArray &key) {
            return m_server->post("/auth/login", jsonOf({{"username", "t.lorenz"},
                {"password", goodPassword}, {"workstation", key}}));
        };
        QCOMPARE(at("kontor_unknown").status, 401);
        const Person there = personIn(at(computer.access));
        QCOMPARE(m_server->get("/auth/me", there.headers()).status, 200);
        m_server->send("PATCH", "/keys/" + computer.id + "/revoke", R"({"reason":"stolen"})",
            m_admin.headers());
        QCOMPARE(m_server->get("/auth/me", there.headers()).status, 401);
        QCOMPARE(at(computer.access).status, 401);
    }
    void guessingGetsSlow()
    {
        newPerson(*m_server, m_admin, "y.lorenz", "teller");
        for (int i = 0; i < 5; ++i) {
            QCOMPARE(signIn(*m_server, "y.lorenz", "Wrong 1 password").status, 401);
        }
        // Even the right one looks like a wrong one now, until an administrator or time helps.
        const auto locked = signIn(*m_server, "y.lorenz");
        QCOMPARE(locked.status, 401);
        QCOMPARE(locked.code(), QStringLiteral("sign-in-failed"));
        QCOMPARE(signIn(*m_server, "t.lorenz").status, 200);
    }
    void theBranchIsSetUpOnce()
    {
        const auto server = started();
        QVERIFY(!server->setUpSecret().isEmpty());
        QVERIFY(!server->log().contains(server->setUpSecret()));
        const auto setUpWith = [&](const QByteArray &login, const QByteArray &secret) {
            return server->post("/auth/setup", jsonOf({{"username", login}, {"firstName", "A"},
                {"lastName", "Muster"}, {"password", goodPassword}, {"secret", secret}})).status;
        };
        QCOMPARE(setUpWith("anna", "guess"), 403);
        QCOMPARE(setUpWith("anna", server->setUpSecret()), 201);
        QCOMPARE(setUpWith("bert", server->setUpSecret()), 403);
    }
    void aClosedBranchTakesNoRegistrations()
    {
        const auto server
            = started({QStringLiteral("--auth-registration"), QStringLiteral("closed")});
        const auto refused = server->post("/auth/register", registration("john@example.com"));
        QCOMPARE(refused.status, 403);
        QCOMPARE(refused.code(), QStringLiteral("registration-closed"));
    }
    void aRegistrationIsToldAllThatIsWrongWithIt()
    {
        const auto answer = m_server->post("/auth/register", registration("no address", "short"));
        QVERIFY(answer.body.contains("/email\"") && answer.body.contains("/password\""));
    }
    // The median over many tries, in turn, so that the load of the machine weighs on both. Without a
    // hash it would be a twentieth.
    void anUnknownLoginTakesAsLongAsAWrongPassword()
    {
        newPerson(*m_server, m_admin, "z.lorenz", "teller");
        std::vector<qint64> unknown;
        std::vector<qint64> wrong;
        QElapsedTimer timer;
        for (int i = 0; i < 15; ++i) {
            timer.start();
            signIn(*m_server, "nobody" + QByteArray::number(i), "Wrong 1 password");
            unknown.push_back(timer.nsecsElapsed());
            timer.start();
            signIn(*m_server, "z.lorenz", "Wrong 1 password");
            wrong.push_back(timer.nsecsElapsed());
        }
        std::sort(unknown.begin(), unknown.end());
        std::sort(wrong.begin(), wrong.end());
        const double ratio = double(unknown[7]) / double(wrong[7]);
        QVERIFY2(ratio > 0.25 && ratio < 4.0, QByteArray::number(ratio));
    }
};

KONTOR_TEST(tst_SignIn)
#include "tst_sign_in.moc"
