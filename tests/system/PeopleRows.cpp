// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "system/PeopleRows.h"

#include "support/People.h"

#include <memory>

namespace kontor::testing {

namespace {

//! Makes somebody new for each row.
class People
{
public:
    explicit People(const RunningServer &server) : m_server(server) {}

    QByteArray login() { return "theo" + QByteArray::number(++m_count) + "@example.com"; }
    static QByteArray newcomer(const QByteArray &login)
    {
        return jsonOf({{"username", login}, {"firstName", "Theo"}, {"lastName", "Lorenz"},
            {"role", "teller"}, {"password", goodPassword}});
    }
    QByteArray user(const QByteArray &login) const
    {
        return m_server.post("/users", newcomer(login)).id();
    }
    QByteArray path(const char *step) { return "/users/" + user(login()) + step; }
    QByteArray signIn()
    {
        const QByteArray name = login();
        user(name);
        return jsonOf({{"username", name}, {"password", goodPassword}});
    }
    QByteArray suspended()
    {
        const QByteArray id = user(login());
        m_server.patch("/users/" + id + "/suspend", R"({"reason":"on leave"})");
        return "/users/" + id + "/reinstate";
    }
    QByteArray session()
    {
        const Person person = personIn(m_server.post("/auth/login", signIn()));
        const QByteArray sessions = "/users/" + person.id + "/sessions";
        const auto first = m_server.get(sessions).items().first();
        return sessions + '/' + first[QLatin1StringView("id")].toString().toLatin1();
    }
    QByteArray key() const { return m_server.post("/keys", newKey).id(); }

    static constexpr char newKey[] = R"({"kind":"integration","name":"Fraud watch"})";

private:
    const RunningServer &m_server;
    int m_count = 0;
};

} // namespace

std::vector<WriteRow> rowsAboutPeople(const RunningServer &server)
{
    const auto people = std::make_shared<People>(server);
    return {
        {"register",
            [people] { return Ask{"POST", "/auth/register", registration(people->login())}; }, true},
        {"signIn", [people] { return Ask{"POST", "/auth/login", people->signIn()}; }, true},
        {"signInForToken", [people] { return Ask{"POST", "/account", people->signIn()}; }, true},
        {"signOut", [] { return Ask{"POST", "/auth/logout"}; }},
        {"endSession", [people] { return Ask{"DELETE", people->session()}; }},
        {"createUser",
            [people] { return Ask{"POST", "/users", People::newcomer(people->login())}; }},
        {"changeRole",
            [people] { return Ask{"PATCH", people->path("/role"), R"({"role":"supervisor"})"}; }},
        {"changePassword",
            [people] {
                return Ask{"PUT", people->path("/password"), R"({"newPassword":"3 Igel trinken Tee"})"};
            }},
        {"suspendUser",
            [people] { return Ask{"PATCH", people->path("/suspend"), R"({"reason":"on leave"})"}; }},
        {"reinstateUser", [people] { return Ask{"PATCH", people->suspended()}; }},
        {"unlockUser", [people] { return Ask{"PATCH", people->path("/unlock")}; }},
        {"issueKey", [] { return Ask{"POST", "/keys", People::newKey}; }, true},
        {"revokeKey",
            [people] {
                return Ask{"PATCH", "/keys/" + people->key() + "/revoke", R"({"reason":"replaced"})"};
            }},
    };
}

} // namespace kontor::testing
