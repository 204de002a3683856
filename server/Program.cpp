// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/Program.h"

#include "server/Server.h"
#include "server/Signals.h"
#include "storage/Verify.h"

#include <QCoreApplication>

#include <cstdio>

#include <sodium.h>

namespace kontor::server {

static int complain(int exitCode, const QString &message)
{
    std::fprintf(stderr, "kontor-server: %s\n", qUtf8Printable(message));
    return exitCode;
}

static int print(const QString &text)
{
    std::fputs(qUtf8Printable(text), stdout);
    return 0;
}

static int serve(const Config &config, BooksOptions options)
{
    Signals signals_;
    Server server(config, options);
    if (const auto opened = server.open(); !opened) {
        return complain(opened.error().exitCode, opened.error().message);
    }
    QObject::connect(&signals_, &Signals::askedToStop, &server, &Server::stop);
    QObject::connect(&server, &Server::finished, &server, &QCoreApplication::exit);
    server.listen([](const std::optional<StartError> &error) {
        if (error) {
            QCoreApplication::exit(complain(error->exitCode, error->message));
        }
    });
    return QCoreApplication::exec();
}

static int verify(const Config &config)
{
    const auto report = storage::verifyLedger(config.dataDirectory);
    if (!report) {
        return complain(report.error().exitCode, report.error().message);
    }
    print(report->lines().join(u'\n') + u'\n');
    return report->isWhole() ? 0 : 65;
}

int runProgram(const QStringList &arguments, BooksOptions options)
{
    if (sodium_init() < 0) {
        return complain(70, u"libsodium cannot be used"_s);
    }
    const auto invocation = parseCommandLine(arguments);
    if (!invocation) {
        return complain(invocation.error().exitCode, invocation.error().message);
    }
    switch (invocation->verb) {
    case Invocation::Verb::Serve: return serve(invocation->config, options);
    case Invocation::Verb::Verify: return verify(invocation->config);
    case Invocation::Verb::PrintConfig: return print(configText(invocation->config));
    case Invocation::Verb::Version: return print(u"kontor-server " KONTOR_VERSION "\n"_s);
    case Invocation::Verb::Help: return print(helpText());
    }
    return 70;
}

} // namespace kontor::server
