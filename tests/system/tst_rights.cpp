// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/access/Access.h"
#include "support/People.h"
#include "support/TestMain.h"

#include <QTest>

#include <map>
#include <set>

using namespace kontor;
using namespace kontor::testing;
using domain::Action;
using domain::Reach;
using domain::Role;

namespace {

//! Ids by the collection that they stand behind in a path.
using Things = std::map<QByteArray, QByteArray>;

struct Door
{
    QByteArray method;
    QByteArray path;
    Action action = Action::HealthRead;
    QByteArray body;
};

struct Someone
{
    Role role = Role::Nobody;
    Person person;
    Things own;
};

QByteArray idIn(const HttpAnswer &answer, const char *member = "id")
{
    return answer.json()[QLatin1StringView(member)].toString().toLatin1();
}

} // namespace

// Every route of the server, as its own document lists them, for every role, on what is the caller's
// own and on what is somebody else's: held against the table of rights.
class tst_Rights : public QObject
{
    Q_OBJECT

    std::unique_ptr<RunningServer> m_server;
    std::vector<Door> m_doors;
    std::vector<Someone> m_people;
    Things m_foreign;

    //! What stands in paths and is nobody's.
    static const Things &everybodys()
    {
        static const Things things{
            {"statements", "2026-01"}, {"problems", "not-found"}, {"ui", "swagger-ui.css"}};
        return things;
    }
    HttpAnswer send(const QByteArray &method, const QByteArray &path, const QByteArray &body,
        const Person &person) const
    {
        return m_server->send(method, path, body,
            person.access.isEmpty() ? HttpHeaders() : person.headers());
    }

    static QByteArray exampleOf(const QJsonObject &operation)
    {
        const auto media = operation[QLatin1StringView("requestBody")].toObject()
                               [QLatin1StringView("content")].toObject().begin();
        const QJsonObject content = operation.contains(QLatin1StringView("requestBody"))
            ? media->toObject() : QJsonObject();
        auto example = content[QLatin1StringView("example")];
        if (example.isUndefined()) {
            example = content[QLatin1StringView("examples")].toObject()
                          [QLatin1StringView("usual")].toObject()[QLatin1StringView("value")];
        }
        return example.isObject() ? QJsonDocument(example.toObject()).toJson() : QByteArray();
    }
    void readDoors()
    {
        const QJsonObject document = m_server->get("/openapi.json").json();
        const QJsonObject paths = document[QLatin1StringView("paths")].toObject();
        for (auto path = paths.begin(); path != paths.end(); ++path) {
            const QJsonObject methods = path->toObject();
            for (auto method = methods.begin(); method != methods.end(); ++method) {
                const QJsonObject operation = method->toObject();
                const auto action = domain::actionNamed(
                    operation[QLatin1StringView("x-action")].toString().toLatin1());
                QVERIFY2(action, qPrintable(path.key()));
                m_doors.push_back({method.key().toUpper().toLatin1(), path.key().toLatin1(), *action,
                    exampleOf(operation)});
            }
        }
    }

    //! A customer with everything that a customer can have.
    Someone customer(const QByteArray &email, const QByteArray &cpf, const Person &teller,
        const Person &machine, const QByteArray &terminal)
    {
        Someone someone{Role::Customer, {}, {}};
        QByteArray account;
        someone.person = newCustomer(*m_server, email, &account);
        send("POST", "/accounts/" + account + "/deposit", R"({"amount":1000})", someone.person);
        send("PATCH", "/accounts/" + account + "/cpf", jsonOf({{"cpf", cpf}}), teller);
        const QByteArray card = idIn(send("POST", "/cards",
            jsonOf({{"accountId", account}, {"pin", "2580"}}), teller));
        const auto session = send("POST", "/cards/" + card + "/session",
            jsonOf({{"pin", "2580"}, {"terminalId", terminal}}), machine);
        const QByteArray withdrawal
            = Uuid::nameBased(Uuid{}, "withdrawal of " + email).toString();
        QByteArray request = jsonOf({{"withdrawalId", withdrawal}, {"terminalId", terminal}});
        request.chop(1);
        const auto authorised = m_server->post("/withdrawals",
            request + ",\"amount\":50,\"mix\":[{\"value\":50,\"count\":1}]}",
            machine.headers("X-Card-Session", idIn(session, "token")));
        const auto hold = send("POST", "/accounts/" + account + "/holds",
            R"({"amount":1,"kind":"other","reason":"test"})", teller);
        const auto sessions = send("GET", "/users/" + someone.person.id + "/sessions", {},
            someone.person).json()[QLatin1StringView("items")].toArray();
        someone.own = {{"accounts", account}, {"customers", someone.person.id},
            {"users", someone.person.id}, {"cards", card}, {"withdrawals", withdrawal},
            {"holds", idIn(hold)}, {"cpf", cpf},
            {"sessions", sessions[0].toObject()[QLatin1StringView("id")].toString().toLatin1()}};
        if (authorised.status != 201) {
            someone.own.clear();
        }
        return someone;
    }

    //! The path with ids in its gaps; empty where it names a kind of thing that nobody has.
    static QByteArray filled(const QByteArray &pattern, const Things &things)
    {
        QByteArrayList segments = pattern.split('/');
        for (qsizetype i = 2; i < segments.size(); ++i) {
            if (!segments[i].startsWith('{')) {
                continue;
            }
            const bool isCpf = segments.value(i + 1) == "cpf" && pattern.endsWith("/cpf");
            const auto found = things.find(isCpf && things.count("cpf") ? "cpf" : segments[i - 1]);
            if (found == things.end()) {
                return {};
            }
            segments[i] = found->second;
        }
        return segments.join('/');
    }
    //! The example's ids are those of the document's story.
    static QByteArray about(QByteArray body, const Things &things)
    {
        for (const auto &[kind, id] : things) {
            body.replace(Uuid::nameBased(Uuid{}, kind).toString(), id);
        }
        return body;
    }
    HttpAnswer knock(const Door &door, const Someone &someone, const Things &things) const
    {
        // A change of CPF and a look-up by it differ in what stands in the path.
        Things inPath = things;
        if (door.method != "GET") {
            inPath.erase("cpf");
        }
        const QByteArray path = filled(door.path, inPath);
        return path.isEmpty() ? HttpAnswer() : send(door.method, path, about(door.body, things),
                   someone.person);
    }
    static bool isTurnedAway(const HttpAnswer &answer)
    {
        return answer.status == 401 || answer.code() == QLatin1StringView("forbidden");
    }
    //! These end what the walk goes on with; tst_sign_in tries them with people of their own.
    static bool endsTheWalk(Action action)
    {
        static const std::set<Action> ends{Action::SessionOpen, Action::SessionClose,
            Action::SessionManage, Action::UserPassword, Action::UserManage, Action::KeyManage,
            Action::UserRegister};
        return ends.contains(action);
    }
    static QByteArray sentence(const Door &door, const Someone &someone, const HttpAnswer &answer)
    {
        return door.method + ' ' + door.path + " by " + kontor::nameOf(someone.role) + ": "
            + QByteArray::number(answer.status) + ' ' + answer.body;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<RunningServer>(RunningServer::Mode::SignIn);
        readDoors();
        QVERIFY(m_doors.size() > 50);
        const Person admin = setUp(*m_server);
        const Person teller = newPerson(*m_server, admin, "t.lorenz", "teller");
        const Person supervisor = newPerson(*m_server, admin, "s.lorenz", "supervisor");
        const Person machine = newKey(*m_server, admin, "terminal", "ATM-1");
        const Person otherMachine = newKey(*m_server, admin, "terminal", "ATM-2");
        const Person system = newKey(*m_server, admin, "integration", "Fraud watch");
        const Someone jane
            = customer("jane@example.com", "98765432100", teller, otherMachine, "ATM-2");
        const Someone john = customer("john@example.com", "12345678909", teller, machine, "ATM-1");
        QVERIFY(!john.own.empty() && !jane.own.empty());
        m_foreign = jane.own;
        m_foreign.insert(everybodys().begin(), everybodys().end());
        m_foreign.insert({{"keys", otherMachine.id},
            {"endpoints", Uuid::nameBased(Uuid{}, "endpoints").toString()},
            {"deliveries", Uuid::nameBased(Uuid{}, "deliveries").toString()}});
        Someone owner = john;
        owner.own.insert(everybodys().begin(), everybodys().end());
        m_people = {{Role::Nobody, {}, {}}, owner, {Role::Teller, teller, {}},
            {Role::Supervisor, supervisor, {}}, {Role::Atm, machine, owner.own},
            {Role::Integration, system, {}}, {Role::Admin, admin, {}}};
    }
    void cleanupTestCase() { QCOMPARE(m_server->stop(), 0); }

    void everyActionOfTheTableHasARoute()
    {
        std::set<Action> used;
        for (const Door &door : m_doors) {
            used.insert(door.action);
        }
        for (const domain::AccessRow &row : domain::accessTable()) {
            QVERIFY2(used.contains(row.action), row.name);
        }
    }
    void whoMayNotIsTurnedAwayAndWhoMayIsNot()
    {
        int turnedAway = 0;
        int letIn = 0;
        for (const Someone &someone : m_people) {
            for (const Door &door : m_doors) {
                const bool mayNot = reachOf(someone.role, door.action) == Reach::None;
                if (!mayNot && endsTheWalk(door.action)) {
                    continue;
                }
                const bool onOwn = reachOf(someone.role, door.action) == Reach::Own;
                if (onOwn && door.action == Action::AccountOpen) {
                    continue; // aCustomerOpensNothingInAnothersName
                }
                const auto answer = knock(door, someone, onOwn ? someone.own : m_foreign);
                QVERIFY2(answer.status != 0 || onOwn, sentence(door, someone, answer).constData());
                QVERIFY2(answer.status == 0 || isTurnedAway(answer) == mayNot,
                    sentence(door, someone, answer).constData());
                if (mayNot) {
                    QCOMPARE(answer.status, someone.role == Role::Nobody ? 401 : 403);
                }
                ++(mayNot ? turnedAway : letIn);
            }
        }
        QVERIFY(turnedAway > 100);
        QVERIFY(letIn > 100);
    }
    void whatIsSomebodyElsesIsAsGoodAsNotThere()
    {
        int tried = 0;
        for (const Someone &someone : m_people) {
            for (const Door &door : m_doors) {
                if (reachOf(someone.role, door.action) != Reach::Own || endsTheWalk(door.action)
                    || door.action == Action::CardSession) { // what is its own there is its name
                    continue;
                }
                const bool names = door.path.contains('{') || door.path.startsWith("/accounts/");
                if (!names) {
                    continue;
                }
                const auto answer = knock(door, someone, m_foreign);
                QVERIFY2(answer.status == 404, sentence(door, someone, answer).constData());
                ++tried;
            }
        }
        QVERIFY(tried > 20);
    }
    void listsShowWhatIsOnesOwn()
    {
        const Someone &john = m_people[1];
        const auto list = send("GET", "/accounts?pageSize=100&includeDeleted=true", {}, john.person);
        QVERIFY(list.body.contains(john.own.at("accounts")));
        QVERIFY(!list.body.contains(m_foreign.at("accounts")));
        const auto asked = send("GET", "/accounts?ownerId=" + m_foreign.at("customers"), {},
            john.person);
        QCOMPARE(asked.status, 200);
        QCOMPARE(asked.json()[QLatin1StringView("totalCount")].toInt(), 0);
        QVERIFY(!send("GET", "/accounts?q=Doe", {}, john.person).body.contains(
            m_foreign.at("accounts")));
    }
    void otherPeoplesSessionsAndPasswordsAreOutOfReach()
    {
        const Someone &john = m_people[1];
        const QByteArray jane = m_foreign.at("users");
        QCOMPARE(send("GET", "/users/" + jane + "/sessions", {}, john.person).status, 404);
        QCOMPARE(send("DELETE", "/users/" + jane + "/sessions/" + m_foreign.at("sessions"), {},
                     john.person).status, 404);
        QCOMPARE(send("DELETE", "/users/" + john.person.id + "/sessions/" + m_foreign.at("sessions"),
                     {}, john.person).status, 404);
        QCOMPARE(send("PUT", "/users/" + jane + "/password",
                     R"({"currentPassword":"a","newPassword":"Drei Igel 3 Tee"})", john.person).status,
            404);
    }
    void aMachineSeesTheAccountWhoseCardIsInIt()
    {
        const Someone &machine = m_people[4];
        QCOMPARE(send("GET", "/accounts/" + machine.own.at("accounts") + "/balance", {},
                     machine.person).status, 200);
        QCOMPARE(send("GET", "/accounts/" + m_foreign.at("accounts") + "/balance", {},
                     machine.person).status, 404);
    }
    // It would be shown the account whose card is in the other.
    void aMachineSpeaksForItselfOnly()
    {
        const Someone &machine = m_people[4];
        const auto refused = send("POST", "/cards/" + machine.own.at("cards") + "/session",
            R"({"pin":"2580","terminalId":"ATM-2"})", machine.person);
        QCOMPARE(refused.status, 403);
        QCOMPARE(refused.code(), u"forbidden"_s);
    }
    void byWhoseOrderAnAccountIsBlockedIsToldToThoseWhoMayBlock()
    {
        const Someone &john = m_people[1];
        const QByteArray path = "/accounts/" + john.own.at("accounts");
        const QByteArray block = R"({"debits":true,"credits":false,"reference":"order 12 M 345"})";
        QCOMPARE(send("PUT", path + "/block", block, m_people[3].person).status, 204);
        const std::map<Role, bool> told{{Role::Customer, false}, {Role::Teller, false},
            {Role::Supervisor, true}, {Role::Integration, true}};
        const QByteArrayList reads{path, path, path + "/history", "/accounts", "/events?after=0",
            "/events?key=" + john.own.at("accounts")};
        for (const Someone &someone : m_people) {
            for (const QByteArray &read : told.contains(someone.role) ? reads : QByteArrayList()) {
                const auto answer = send("GET", read, {}, someone.person);
                const bool knows = told.at(someone.role);
                QVERIFY2(answer.body.contains("12 M 345") == knows, read + ' ' + answer.body);
                QVERIFY2(answer.status == 403 || knows
                        || answer.body.contains("\"reference\":null"),
                    read + ' ' + answer.body);
            }
        }
        QCOMPARE(send("PUT", path + "/block",
                     R"({"debits":false,"credits":false,"reference":"lifted"})", m_people[3].person)
                     .status,
            204);
    }
    void aCustomerOpensNothingInAnothersName()
    {
        const Someone &john = m_people[1];
        for (const QByteArray more : {R"("cpf":"39053344705")", R"("accountNumber":"4711")"}) {
            const auto refused = send("POST", "/accounts",
                "{\"name\":\"John\",\"ownerId\":\"" + john.person.id + "\"," + more + '}',
                john.person);
            QVERIFY2(refused.status == 403, refused.body.constData());
        }
    }
    // The same suspension, told again under its key, is not another one.
    void aRepeatedSuspensionEndsNoSessionThatBeganSince()
    {
        const Person &admin = m_people.back().person;
        const Person person = newPerson(*m_server, admin, "s.wieder", "teller");
        const QByteArray path = "/users/" + person.id;
        HttpHeaders underKey = admin.headers();
        underKey << std::pair<QByteArray, QByteArray>("Idempotency-Key", "suspension-1");
        const auto suspend = [&] {
            return m_server->send("PATCH", path + "/suspend", R"({"reason":"left"})", underKey);
        };
        QCOMPARE(suspend().status, 200);
        QCOMPARE(m_server->get("/auth/me", person.headers()).status, 401);
        QCOMPARE(m_server->send("PATCH", path + "/reinstate", {}, admin.headers()).status, 200);
        const Person again = personIn(signIn(*m_server, "s.wieder"));
        QCOMPARE(suspend().status, 200);
        QCOMPARE(m_server->get("/auth/me", again.headers()).status, 200);
    }
    void aKeyWithoutAnyRightIsNotMade()
    {
        const Person &admin = m_people.back().person;
        const auto refused
            = send("POST", "/keys", R"({"kind":"integration","name":"x","scopes":[]})", admin);
        QCOMPARE(refused.status, 400);
        QVERIFY(refused.body.contains("/scopes"));
    }
};

KONTOR_TEST(tst_Rights)
#include "tst_rights.moc"
