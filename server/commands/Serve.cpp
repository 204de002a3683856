// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/Server.h"
#include "server/Signals.h"
#include "server/commands/Verbs.h"

#include <QCoreApplication>

namespace kontor::server {

static Result<int, Complaint> serve(const Arguments &arguments)
{
    Signals signals_;
    Server server(arguments.config, arguments.books);
    if (const auto opened = server.open(); !opened) {
        return Failure{opened.error()};
    }
    QObject::connect(&signals_, &Signals::askedToStop, &server, &Server::stop);
    QObject::connect(&signals_, &Signals::askedToReload, &server, &Server::reload);
    QObject::connect(&server, &Server::finished, &server, &QCoreApplication::exit);
    std::optional<Complaint> complaint;
    server.listen([&complaint](const std::optional<Complaint> &error) {
        if (error) {
            complaint = error;
            // Before the loop runs, exit() would be forgotten.
            QMetaObject::invokeMethod(qApp, [] { QCoreApplication::exit(); }, Qt::QueuedConnection);
        }
    });
    const int code = QCoreApplication::exec();
    if (complaint) {
        return Failure{*complaint};
    }
    return code;
}

Verb serveVerb()
{
    return {
        .name = "serve",
        .summary = "open the books of a branch and answer requests",
        .details
        = "Prints a line for each address once it listens; the log goes to standard error,"
          " one JSON object a line. SIGTERM and SIGINT end it in order; SIGHUP makes it read"
          " certificate and keys again.",
        .settings = Verb::Settings::All,
        .exits = {ExitCode::Data, ExitCode::NoInput, ExitCode::Software, ExitCode::OsError,
            ExitCode::CannotCreate, ExitCode::Io, ExitCode::Busy, ExitCode::NoPermission,
            ExitCode::Config},
        .run = serve,
    };
}

} // namespace kontor::server
