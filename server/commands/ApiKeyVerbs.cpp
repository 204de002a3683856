// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/Identity.h"
#include "server/commands/Operator.h"
#include "server/commands/Verbs.h"

// apikey …: keys of other systems, cash machines and workstations.

namespace kontor::server {

static QStringList rowOf(const api::KeyView &key)
{
    return {QString::fromLatin1(key.id.toString()), QString::fromLatin1(nameOf(key.kind)), key.name,
        key.isRevoked ? u"revoked"_s : u"in use"_s,
        QStringList(key.scopes.begin(), key.scopes.end()).join(u',')};
}

static Result<int, Complaint> issue(const Arguments &arguments)
{
    const auto kind = fromName<api::KeyKind>(arguments.value("kind").toStdString());
    if (!kind) {
        return Failure{Complaint{ExitCode::Usage,
            u"--kind: \"%1\" is not integration, terminal or workstation."_s.arg(
                arguments.value("kind"))}};
    }
    api::NewKeyRequest request{*kind, arguments.operand(0), {}};
    if (arguments.has("scopes")) {
        const QStringList scopes = arguments.value("scopes").split(u',', Qt::SkipEmptyParts);
        request.scopes = std::vector<QString>(scopes.begin(), scopes.end());
    }
    const auto server = Operator::at(arguments.config);
    const auto issued = server ? server->read<api::KeyView>("POST", u"/keys"_s, toJson(request))
                               : Failure{server.error()};
    if (!issued) {
        return Failure{issued.error()};
    }
    print(issued->key.value_or(QString()) + u'\n');
    return int(ExitCode::Ok);
}

static Result<int, Complaint> listApiKeys(const Arguments &arguments)
{
    const auto server = Operator::at(arguments.config);
    const auto keys = server ? server->readAll<api::KeyPage>(u"/keys"_s) : Failure{server.error()};
    if (!keys) {
        return Failure{keys.error()};
    }
    std::vector<QStringList> rows;
    for (const api::KeyView &key : keys->items) {
        rows.push_back(rowOf(key));
    }
    print(table(rows));
    return int(ExitCode::Ok);
}

static Result<int, Complaint> revoke(const Arguments &arguments)
{
    if (!KeyId::parse(arguments.operand(0).toLatin1())) {
        return Failure{Complaint{ExitCode::Usage,
            u"\"%1\" is not the id of a key."_s.arg(arguments.operand(0))}};
    }
    const auto server = Operator::at(arguments.config);
    const auto done = server
        ? server->ask("PATCH", u"/keys/%1/revoke"_s.arg(arguments.operand(0)),
            toJson(api::ReasonRequest{arguments.value("reason")}))
        : Failure{server.error()};
    return done ? Result<int, Complaint>(int(ExitCode::Ok)) : Failure{done.error()};
}

std::vector<Verb> apiKeyVerbs()
{
    return {
        {.name = "apikey issue",
            .summary = "issue a key, and print it this once",
            .details
            = "It goes into Authorization: Bearer …; a workstation's into its users' sign-in."
              " The server keeps its digest only.",
            .options = {{"kind", "KIND", "integration, terminal or workstation", true},
                {"scopes", "LIST", "rows of the table of rights that an integration is held to"}},
            .operands = {{"NAME", "of the system, or the id of the cash machine"}},
            .exits = operatorExits(),
            .run = issue},
        {.name = "apikey list",
            .summary = "show all keys, without their secrets",
            .exits = operatorExits(),
            .run = listApiKeys},
        {.name = "apikey revoke",
            .summary = "make a key worthless, at once",
            .options = {{"reason", "TEXT", "kept with it", true}},
            .operands = {{"ID", "as apikey list shows it"}},
            .exits = operatorExits(),
            .run = revoke},
    };
}

} // namespace kontor::server
