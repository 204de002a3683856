// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "torture/writes/RouteCases.h"

#include <QTest>

namespace kontor::testing {

using namespace Qt::StringLiterals;

static const QByteArray five = R"({"amount":5})";
static const QByteArray userSignsIn
    = R"({"username":"user.lorenz","password":"2 Igel trinken Tee"})";

const std::vector<RouteCase> &routeCases()
{
    using enum Again;
    static const std::vector<RouteCase> cases = {
        {"POST", "/accounts", "/accounts", R"({"name":"Somebody New","cpf":"98765432100"})"},
        {"PUT", "/accounts/{id}", "/accounts/@plain",
            R"({"name":"Another Name","cpf":"98765432100","isActive":false,"isDeleted":false})"},
        {"PATCH", "/accounts/{id}/name", "/accounts/@plain/name", R"({"name":"Another Name"})"},
        {"PATCH", "/accounts/{id}/cpf", "/accounts/@plain/cpf", R"({"cpf":"98765432100"})"},
        {"PATCH", "/accounts/{id}/activate", "/accounts/@asleep/activate", {}},
        {"PATCH", "/accounts/{id}/deactivate", "/accounts/@plain/deactivate", {}},
        {"PATCH", "/accounts/{id}/restore", "/accounts/@gone/restore", {}},
        {"DELETE", "/accounts/{id}", "/accounts/@empty", {}},
        {"DELETE", "/accounts", "/accounts", R"({"accountId":"@empty"})"},
        {"POST", "/accounts/{id}/deposit", "/accounts/@plain/deposit", five},
        {"POST", "/accounts/{id}/withdraw", "/accounts/@plain/withdraw", five},
        {"POST", "/accounts/{id}/transfer", "/accounts/@plain/transfer",
            R"({"destinationAccountId":"@other","amount":5})"},
        {"POST", "/accounts/deposit", "/accounts/deposit", R"({"accountId":"@plain","amount":5})"},
        {"PATCH", "/accounts/deposit", "/accounts/deposit", R"({"accountId":"@plain","amount":5})"},
        {"POST", "/accounts/withdraw", "/accounts/withdraw",
            R"({"accountId":"@plain","amount":5})"},
        {"PATCH", "/accounts/withdraw", "/accounts/withdraw",
            R"({"accountId":"@plain","amount":5})"},
        {"POST", "/accounts/transfer", "/accounts/transfer",
            R"({"fromAccountId":"@plain","toAccountId":"@other","amount":5})"},
        {"POST", "/transfers/batch", "/transfers/batch",
            R"({"items":[{"sourceAccountId":"@plain","destinationAccountId":"@other","amount":5}]})"},
        {"POST", "/accounts/{id}/holds", "/accounts/@plain/holds",
            R"({"amount":5,"kind":"other","reason":"to be sure"})"},
        {"DELETE", "/accounts/{id}/holds/{holdId}", "/accounts/@plain/holds/@hold", {}},
        {"PUT", "/accounts/{id}/block", "/accounts/@plain/block",
            R"({"debits":true,"credits":false,"reference":"file 4711"})"},
        {"POST", "/customers", "/customers",
            R"({"pin":"98765432100","name":"Somebody New","initialAmount":5})"},
        {"POST", "/cards", "/cards", R"({"accountId":"@plain","pin":"2580"})"},
        {"POST", "/cards/{id}/session", "/cards/@card/session",
            R"({"pin":"2580","terminalId":"T1"})", NotRepeatable},
        {"POST", "/cards/{id}/pin", "/cards/@card/pin", R"({"currentPin":"2580","newPin":"8624"})"},
        {"POST", "/withdrawals", "/withdrawals",
            R"({"withdrawalId":"01890000-0000-7000-8000-000000000002","terminalId":"T1","amount":20,)"
            R"("mix":[{"value":20,"count":1}]})",
            SameAnswer, true},
        {"POST", "/withdrawals/{id}/complete", "/withdrawals/@withdrawal/complete",
            R"({"amount":50,"notes":[{"value":50,"count":1}]})"},
        {"POST", "/withdrawals/{id}/void", "/withdrawals/@withdrawal/void", R"({"reason":"jam"})"},
        {"POST", "/webhooks/endpoints", "/webhooks/endpoints",
            R"({"url":"http://127.0.0.1:9/new"})", NotRepeatable},
        {"PUT", "/webhooks/endpoints/{id}", "/webhooks/endpoints/@endpoint",
            R"({"url":"http://127.0.0.1:9/moved"})", SameIfKept},
        {"DELETE", "/webhooks/endpoints/{id}", "/webhooks/endpoints/@endpoint", {}, SameIfKept},
        {"POST", "/webhooks/endpoints/{id}/example", "/webhooks/endpoints/@endpoint/example", {},
            SameIfKept},
        {"POST", "/webhooks/deliveries/{id}/redeliver", "/webhooks/deliveries/@delivery/redeliver",
            {}, SameIfKept},
        {"POST", "/users", "/users",
            R"({"username":"new.teller","firstName":"New","lastName":"Teller","role":"teller",)"
            R"("password":"2 Igel trinken Tee"})",
            SameIfKept},
        {"PATCH", "/users/{id}/role", "/users/@user/role", R"({"role":"supervisor"})"},
        {"PATCH", "/users/{id}/suspend", "/users/@user/suspend", R"({"reason":"on leave"})"},
        {"PATCH", "/users/{id}/reinstate", "/users/@suspended/reinstate", {}},
        {"PATCH", "/users/{id}/unlock", "/users/@user/unlock", {}, SameIfKept},
        {"PUT", "/users/{id}/password", "/users/@user/password",
            R"({"newPassword":"3 Igel trinken Tee"})", SameIfKept},
        {"POST", "/keys", "/keys", R"({"kind":"integration","name":"Fraud watch"})", NotRepeatable},
        {"PATCH", "/keys/{id}/revoke", "/keys/@key/revoke", R"({"reason":"replaced"})", SameIfKept},
        {"POST", "/auth/register", "/auth/register",
            R"({"email":"new@example.com","password":"Password123!","firstName":"New","lastName":"Comer"})",
            NotRepeatable},
        {"POST", "/auth/login", "/auth/login", userSignsIn, NotRepeatable},
        {"POST", "/account", "/account", userSignsIn, NotRepeatable},
        {"POST", "/auth/refresh", "/auth/refresh", R"({"refreshToken":"@refresh"})", NotRepeatable},
        {"POST", "/auth/logout", "/auth/logout", {}, NotRepeatable, false, true},
        {"DELETE", "/users/{id}/sessions/{sessionId}", "/users/@user/sessions/@session", {},
            SameIfKept},
    };
    return cases;
}

const std::set<QByteArray> &routesWithoutEffect()
{
    // Set up it is; and a hub's connection lives in memory only.
    static const std::set<QByteArray> routes = {"POST /auth/setup", "POST /hubs/wallet/negotiate",
        "POST /hubs/wallet", "DELETE /hubs/wallet"};
    return routes;
}

// ---- the branch -------------------------------------------------------------------------------

static void expect(const HttpAnswer &answer)
{
    if (answer.status / 100 != 2) {
        qFatal("the branch cannot be prepared: %s", answer.body.constData());
    }
}

void PreparedBranch::keep(const char *name, const HttpAnswer &answer)
{
    expect(answer);
    m_ids[name] = answer.json()["id"_L1].toString().toLatin1();
}

QByteArray PreparedBranch::fill(QByteArray text) const
{
    for (const auto &[name, id] : m_ids) {
        text.replace('@' + name, id);
    }
    return text;
}

void PreparedBranch::makeAccounts(const RunningServer &server)
{
    keep("plain",
        server.post("/accounts", R"({"ownerName":"Plain Account","initialBalance":1000})"));
    keep("other", server.post("/accounts", R"({"ownerName":"Other Account","initialBalance":0})"));
    for (const char *name : {"asleep", "empty", "gone"}) {
        keep(name, server.post("/accounts", R"({"ownerName":"Empty Account","initialBalance":0})"));
    }
    expect(server.send("PATCH", fill("/accounts/@asleep/deactivate")));
    expect(server.send("DELETE", fill("/accounts/@gone")));
    keep("hold",
        server.post(
            fill("/accounts/@plain/holds"), R"({"amount":7,"kind":"other","reason":"prepared"})"));
}

void PreparedBranch::makeCards(const RunningServer &server)
{
    keep("card", server.post("/cards", fill(R"({"accountId":"@plain","pin":"2580"})")));
    keep("withdrawal",
        server.post("/withdrawals",
            R"({"withdrawalId":"01890000-0000-7000-8000-000000000001","terminalId":"T1","amount":50,)"
            R"("mix":[{"value":50,"count":1}]})",
            {{"X-Card-Session", cardSession(server)}}));
}

// An endpoint where nobody listens, and one delivery that has been given up.
void PreparedBranch::makeDelivery(const RunningServer &server)
{
    keep("endpoint",
        server.post("/webhooks/endpoints",
            R"({"url":"http://127.0.0.1:9/","types":["AccountNameChangedDomainEvent"]})"));
    expect(server.send("PATCH", fill("/accounts/@other/name"), R"({"name":"Renamed Account"})"));
    QJsonObject delivery;
    while (delivery["state"_L1].toString() != "parked"_L1) {
        QTest::qSleep(20);
        delivery = server.get("/webhooks/deliveries").json()["items"_L1].toArray()[0].toObject();
    }
    m_ids["delivery"] = delivery["id"_L1].toString().toLatin1();
}

void PreparedBranch::makeUsers(const RunningServer &server)
{
    for (const char *name : {"user", "suspended"}) {
        keep(name,
            server.post("/users",
                R"({"username":")" + QByteArray(name)
                    + R"(.lorenz","firstName":"Theo","lastName":"Lorenz","role":"teller",)"
                      R"("password":"2 Igel trinken Tee"})"));
    }
    expect(server.send("PATCH", fill("/users/@suspended/suspend"), R"({"reason":"prepared"})"));
    keep("key", server.post("/keys", R"({"kind":"integration","name":"Prepared"})"));
    makeSession(server);
}

void PreparedBranch::makeSession(const RunningServer &server)
{
    const HttpAnswer signedIn = server.post("/auth/login", userSignsIn);
    expect(signedIn);
    m_ids["refresh"] = signedIn.text("refreshToken");
    const QJsonArray sessions = server.get(fill("/users/@user/sessions")).items();
    m_ids["session"] = sessions[0]["id"_L1].toString().toLatin1();
}

PreparedBranch::PreparedBranch()
    : m_arguments({u"--delivery-attempts"_s, u"1"_s, u"--views-flush-ms"_s, u"20"_s,
          u"--ledger-checkpoint-pages"_s, u"1"_s,
          // However long the mishaps take, the withdrawal under way stays so, and who signed in.
          u"--limits-withdrawal-seconds"_s, u"3600"_s, u"--auth-idle-seconds"_s, u"43200"_s})
{
    const auto place = directoryInMemory();
    RunningServer server(m_arguments, place->path());
    makeAccounts(server);
    makeCards(server);
    makeDelivery(server);
    makeUsers(server);
    if (server.stop() != 0) {
        qFatal("the branch cannot be prepared: %s", server.log().constData());
    }
    m_contents = contentsOf(place->path());
}

QByteArray PreparedBranch::cardSession(const RunningServer &server) const
{
    const auto session
        = server.post(fill("/cards/@card/session"), R"({"pin":"2580","terminalId":"T1"})");
    expect(session);
    return session.json()["token"_L1].toString().toLatin1();
}

QByteArray PreparedBranch::accessToken(const RunningServer &server) const
{
    const HttpAnswer signedIn = server.post("/auth/login", userSignsIn);
    expect(signedIn);
    return signedIn.text("accessToken");
}

static QByteArray only(const QJsonObject &object, std::initializer_list<const char *> members)
{
    QByteArray text;
    for (const char *member : members) {
        const QJsonArray value{object[QLatin1StringView(member)]};
        text += QJsonDocument(value).toJson(QJsonDocument::Compact) + ' ';
    }
    return text + '\n';
}

static bool takesPin(const RunningServer &server, const QByteArray &path, const char *pin)
{
    return server.post(path, QByteArray(R"({"terminalId":"T1","pin":")") + pin + "\"}").status
        == 200;
}

static bool takesPassword(const RunningServer &server, const char *password)
{
    return server.post("/auth/login",
                     R"({"username":"user.lorenz","password":")" + QByteArray(password) + "\"}")
               .status
        == 200;
}

// Who registers gets an account moments later, once.
QByteArray PreparedBranch::newcomers(const RunningServer &server) const
{
    const QByteArray users = server.get("/users?username=new@example.com").number("totalCount");
    QByteArray accounts;
    for (int tries = 0; tries < 100 && accounts != users; ++tries) {
        QTest::qSleep(tries > 0 ? 50 : 0);
        accounts = server.get("/accounts?q=new%20comer").number("totalCount");
    }
    return "newcomers " + users + ", their accounts " + accounts + '\n';
}

QByteArray PreparedBranch::summary(const RunningServer &server) const
{
    QByteArray text = newcomers(server);
    const auto list = [&](const QByteArray &path, std::initializer_list<const char *> members) {
        for (const auto &item : server.get(path).json()["items"_L1].toArray()) {
            text += only(item.toObject(), members);
        }
    };
    list("/accounts?pageSize=100&includeDeleted=true",
        {"name", "cpf", "balance", "available", "status", "block", "isDeleted", "version"});
    list("/customers?pageSize=100", {"name", "cpf"});
    list(fill("/accounts/@plain/holds"), {"amount", "reason"});
    list("/webhooks/endpoints", {"url", "enabled"});
    list("/users", {"username", "role", "status"});
    list("/keys", {"name", "kind", "isRevoked"});
    const bool isSignedIn
        = server.get(fill("/users/@user/sessions")).body.contains(m_ids.at("session"));
    text += isSignedIn ? "signed in\n" : "signed out\n";
    for (const char *id :
        {"01890000-0000-7000-8000-000000000001", "01890000-0000-7000-8000-000000000002"}) {
        text += only(
            server.get("/withdrawals/" + QByteArray(id)).json(), {"state", "paid", "status"});
    }
    // The right PIN first: a wrong one costs a try, and the right one gives all tries back.
    const QByteArray session = fill("/cards/@card/session");
    text += takesPin(server, session, "2580") ? "old PIN\n" : "not the old PIN\n";
    text += takesPin(server, session, "8624") ? "new PIN\n" : "not the new PIN\n";
    text += takesPassword(server, "2 Igel trinken Tee") ? "old password\n" : "another password\n";
    return text;
}

} // namespace kontor::testing
