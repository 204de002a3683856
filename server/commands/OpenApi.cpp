// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/Server.h"
#include "server/commands/Verbs.h"

#include <QTemporaryDir>

namespace kontor::server {

// The document is made from the routes, and these belong to a server: to one with empty books here,
// which never listens.
static Result<QString, Complaint> document(const Arguments &arguments)
{
    const QTemporaryDir books;
    Config config = arguments.config;
    config.dataDirectory = books.path();
    config.open = true;
    Server server(config);
    if (const auto opened = server.open(); !opened) {
        return Failure{opened.error()};
    }
    return QString::fromUtf8(server.openApi()) + u'\n';
}

// When the books are gone again: whoever reads may stop after a line, which ends the program.
static Result<int, Complaint> printOpenApi(const Arguments &arguments)
{
    const auto text = document(arguments);
    if (!text) {
        return Failure{text.error()};
    }
    print(*text);
    return ExitCode::Ok;
}

Verb openApiVerb()
{
    return {
        .name = "openapi",
        .summary = "print the OpenAPI document of the API",
        .details = "The same that a server answers to GET /openapi.json.",
        .exits = {ExitCode::NoInput, ExitCode::Io, ExitCode::NoPermission, ExitCode::Config},
        .run = printOpenApi,
    };
}

} // namespace kontor::server
