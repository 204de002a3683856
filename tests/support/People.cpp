// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/People.h"

#include <QTest>

namespace kontor::testing {

QByteArray jsonOf(std::initializer_list<std::pair<const char *, QByteArray>> members)
{
    QJsonObject object;
    for (const auto &[name, value] : members) {
        object[QLatin1StringView(name)] = QString::fromUtf8(value);
    }
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

static QByteArray text(const QJsonObject &object, const char *member)
{
    return object[QLatin1StringView(member)].toString().toLatin1();
}

Person personIn(const HttpAnswer &answer)
{
    const QJsonObject json = answer.json();
    const QJsonObject user = json[QLatin1StringView("user")].toObject();
    return {text(user, "id"), text(json, "accessToken"), text(json, "refreshToken")};
}

Person setUp(const RunningServer &server)
{
    return personIn(server.post("/auth/setup", R"({"username":"admin.anna","firstName":"Anna",)"
        R"("lastName":"Muster","secret":")" + server.setUpSecret() + R"(","password":")"
        + goodPassword + "\"}"));
}

HttpAnswer signIn(const RunningServer &server, const QByteArray &login, const QByteArray &password)
{
    return server.post("/auth/login",
        R"({"username":")" + login + R"(","password":")" + password + "\"}");
}

Person newPerson(const RunningServer &server, const Person &admin, const QByteArray &login,
    const QByteArray &role)
{
    const auto made = server.post("/users", R"({"username":")" + login
            + R"(","firstName":"Theo","lastName":"Tester","role":")" + role + R"(","password":")"
            + goodPassword + "\"}", admin.headers());
    return made.status == 201 ? personIn(signIn(server, login)) : Person{};
}

QByteArray registration(const QByteArray &email, const QByteArray &password)
{
    return R"({"email":")" + email + R"(","firstName":"John","lastName":"Doe","password":")"
        + password + "\"}";
}

Person newCustomer(const RunningServer &server, const QByteArray &email, QByteArray *account)
{
    const Person person = personIn(server.post("/auth/register", registration(email)));
    const auto wallet = [&] {
        const auto items = server.get("/accounts", person.headers()).json()[QLatin1StringView("items")]
                               .toArray();
        return items.isEmpty() ? QByteArray() : text(items[0].toObject(), "id");
    };
    QByteArray found = wallet();
    for (int i = 0; i < 3000 && found.isEmpty() && !person.access.isEmpty(); ++i) {
        QTest::qSleep(10);
        found = wallet();
    }
    if (account) {
        *account = found;
    }
    return person;
}

Person newKey(const RunningServer &server, const Person &admin, const QByteArray &kind,
    const QByteArray &name, const QByteArray &scopes)
{
    const auto issued = server.post("/keys", R"({"kind":")" + kind + R"(","name":")" + name
            + R"(","scopes":)" + scopes + '}', admin.headers());
    return {text(issued.json(), "id"), text(issued.json(), "key"), {}};
}

} // namespace kontor::testing
