// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/Identity.h"
#include "server/commands/Operator.h"
#include "server/commands/TypedSecret.h"
#include "server/commands/Verbs.h"

#include <QUrl>

// user …: who may sign in, from the machine that the server runs on.

namespace kontor::server {

static const std::vector<Operand> loginOperand = {{"LOGIN", "an e-mail address or a short name"}};

static QStringList rowOf(const api::UserView &user)
{
    return {user.username, QString::fromLatin1(nameOf(user.role)),
        QString::fromLatin1(nameOf(user.status)), user.firstName + u' ' + user.lastName,
        QString::fromLatin1(user.id.toString())};
}

static Result<int, Complaint> add(const Arguments &arguments)
{
    const auto role = fromName<api::UserRole>(arguments.value("role").toStdString());
    if (!role) {
        return Failure{Complaint{ExitCode::Usage,
            u"--role: \"%1\" is not customer, teller, supervisor or admin."_s.arg(
                arguments.value("role"))}};
    }
    const auto server = Operator::at(arguments.config);
    const auto password = server ? typedPassword() : Failure{server.error()};
    if (!password) {
        return Failure{password.error()};
    }
    const api::NewUserRequest user{arguments.operand(0), arguments.value("first-name"),
        arguments.value("last-name"), *role, password->reveal()};
    const auto made = server->read<api::UserView>("POST", u"/users"_s, toJson(user));
    if (!made) {
        return Failure{made.error()};
    }
    print(table({rowOf(*made)}));
    return int(ExitCode::Ok);
}

static Result<int, Complaint> listUsers(const Arguments &arguments)
{
    const auto server = Operator::at(arguments.config);
    const auto users = server ? server->readAll<api::UserPage>(u"/users"_s)
                              : Failure{server.error()};
    if (!users) {
        return Failure{users.error()};
    }
    std::vector<QStringList> rows;
    for (const api::UserView &user : users->items) {
        rows.push_back(rowOf(user));
    }
    print(table(rows));
    return int(ExitCode::Ok);
}

// What is done to one user, and the user as it is then.
static Result<int, Complaint> change(const Arguments &arguments, const QByteArray &method,
    const QString &step, const QByteArray &json)
{
    const auto server = Operator::at(arguments.config);
    if (!server) {
        return Failure{server.error()};
    }
    const QString byLogin = u"/users?username="_s
        + QString::fromLatin1(QUrl::toPercentEncoding(arguments.operand(0)));
    const auto found = server->read<api::UserPage>("GET", byLogin);
    if (!found) {
        return Failure{found.error()};
    }
    if (found->items.empty()) {
        return Failure{Complaint{ExitCode::NoInput,
            u"Nobody has the login \"%1\"."_s.arg(arguments.operand(0))}};
    }
    const QString path = u"/users/"_s + QString::fromLatin1(found->items.front().id.toString());
    if (const auto done = server->ask(method, path + step, json); !done) {
        return Failure{done.error()};
    }
    const auto now = server->read<api::UserView>("GET", path);
    if (!now) {
        return Failure{now.error()};
    }
    print(table({rowOf(*now)}));
    return int(ExitCode::Ok);
}

static Result<int, Complaint> changeRole(const Arguments &arguments)
{
    const auto role = fromName<api::UserRole>(arguments.operand(1).toStdString());
    if (!role) {
        return Failure{Complaint{ExitCode::Usage,
            u"\"%1\" is not customer, teller, supervisor or admin."_s.arg(arguments.operand(1))}};
    }
    return change(arguments, "PATCH", u"/role"_s, toJson(api::ChangeRoleRequest{*role}));
}

static Result<int, Complaint> suspend(const Arguments &arguments)
{
    return change(arguments, "PATCH", u"/suspend"_s,
        toJson(api::ReasonRequest{arguments.value("reason")}));
}

static Result<int, Complaint> reinstate(const Arguments &arguments)
{
    return change(arguments, "PATCH", u"/reinstate"_s, {});
}

static Result<int, Complaint> unlock(const Arguments &arguments)
{
    return change(arguments, "PATCH", u"/unlock"_s, {});
}

static Result<int, Complaint> changePassword(const Arguments &arguments)
{
    const auto password = typedPassword();
    if (!password) {
        return Failure{password.error()};
    }
    return change(arguments, "PUT", u"/password"_s,
        toJson(api::ChangePasswordRequest{{}, password->reveal()}));
}

std::vector<Verb> userVerbs()
{
    return {
        {.name = "user add",
            .summary = "make a user who may sign in",
            .details
            = "The password is asked for, or read from standard input. The first"
              " administrator can be made so too, without the set-up secret: whoever may read"
              " the branch's keys is its operator.",
            .options = {{"role", "ROLE", "customer, teller, supervisor or admin", true},
                {"first-name", "NAME", "the given name", true},
                {"last-name", "NAME", "the family name", true}},
            .operands = loginOperand,
            .exits = operatorExits(),
            .run = add},
        {.name = "user list",
            .summary = "show all users",
            .exits = operatorExits(),
            .run = listUsers},
        {.name = "user role",
            .summary = "give a user another role",
            .details = "Open sessions have the new rights at once.",
            .operands = {loginOperand[0], {"ROLE", "customer, teller, supervisor or admin"}},
            .exits = operatorExits(),
            .run = changeRole},
        {.name = "user suspend",
            .summary = "keep a user out, and end all their sessions",
            .options = {{"reason", "TEXT", "kept with it", true}},
            .operands = loginOperand,
            .exits = operatorExits(),
            .run = suspend},
        {.name = "user reinstate",
            .summary = "let a suspended user in again",
            .operands = loginOperand,
            .exits = operatorExits(),
            .run = reinstate},
        {.name = "user unlock",
            .summary = "forget a user's failed sign-ins",
            .operands = loginOperand,
            .exits = operatorExits(),
            .run = unlock},
        {.name = "user password",
            .summary = "give a user a new password, and end all their sessions",
            .details = "It is asked for, or read from standard input.",
            .operands = loginOperand,
            .exits = operatorExits(),
            .run = changePassword},
    };
}

} // namespace kontor::server
