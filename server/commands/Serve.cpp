// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "foundation/LogCategories.h"
#include "server/Server.h"
#include "server/Signals.h"
#include "server/commands/Verbs.h"
#include "storage/DiskProbe.h"
#include "storage/sql/Database.h"

#include <QCoreApplication>
#include <QFile>

#include <sys/resource.h>

namespace kontor::server {

// When it came and when it went can be seen from the log alone, and whether it could say goodbye.
static void tellBeginning(const Config &config, const Server &server, bool wasCutOff)
{
    storage::tellHalts(nullptr); // from now on the log has everything
    if (wasCutOff) {
        qCWarning(logServer, "the server before this one did not end in order");
    }
    if (config.acceptHead) {
        qCWarning(logServer,
            "accept-head is set: leave it out from the next start on, or what is "
            "missing from the ledger will not be noticed");
    }
    qCInfo(logServer, "kontor-server %s serves %s, generation %s, from event %lld on",
        KONTOR_VERSION, qUtf8Printable(config.dataDirectory),
        server.books().generation().toHex().constData(),
        static_cast<long long>(server.books().head().position));
}

static Complaint explained(Complaint complaint, const QString &directory)
{
    if (complaint.exitCode == ExitCode::Io) {
        complaint.message += storage::fullDiskNote(directory);
    }
    return complaint;
}

static Result<int, Complaint> run(Server &server, const Signals &signals_,
    const Arguments &arguments, bool wasCutOff)
{
    if (const auto tried = server.tryAddresses(); !tried) {
        return Failure{tried.error()};
    }
    if (const auto opened = server.open(); !opened) {
        if (opened.error().exitCode == ExitCode::Io && Signals::isAskedToStop()) {
            qCInfo(logServer, "%s", qUtf8Printable(opened.error().message));
            return ExitCode::Ok;
        }
        return Failure{explained(opened.error(), arguments.config.dataDirectory)};
    }
    QObject::connect(&signals_, &Signals::askedToStop, &server,
        [] { qCInfo(logServer, "asked to stop"); });
    QObject::connect(&signals_, &Signals::askedToStop, &server, &Server::stop);
    QObject::connect(&signals_, &Signals::askedToReload, &server, &Server::reload);
    QObject::connect(&server, &Server::finished, &server, &QCoreApplication::exit);
    std::optional<Complaint> complaint;
    server.listen([&](const std::optional<Complaint> &error) {
        if (!error) {
            tellBeginning(arguments.config, server, wasCutOff);
            return;
        }
        complaint = error;
        // Before the loop runs, exit() would be forgotten.
        QMetaObject::invokeMethod(
            qApp, [] { QCoreApplication::exit(); }, Qt::QueuedConnection);
    });
    const int code = QCoreApplication::exec();
    if (complaint) {
        return Failure{*complaint};
    }
    return code;
}

// The ledger, the views and who reads them hold some sixty; with fewer a start fails in the middle.
static std::optional<Complaint> lackOfDescriptors()
{
    static constexpr rlim_t fewest = 80;
    rlimit limit{};
    const bool known = ::getrlimit(RLIMIT_NOFILE, &limit) == 0;
    return !known || limit.rlim_cur >= fewest ? std::nullopt
                                              : std::optional(Complaint{ExitCode::OsError,
                                                  u"only %1 files may be open at once (ulimit -n, "
                                                  u"LimitNOFILE); %2 are needed, and one for "
                                                  "each connection"_s.arg(limit.rlim_cur)
                                                      .arg(fewest)});
}

static Result<int, Complaint> serve(const Arguments &arguments)
{
    if (auto lack = lackOfDescriptors()) {
        return Failure{std::move(*lack)};
    }
    const bool wasCutOff = QFile::exists(arguments.config.dataDirectory + u"/server.address"_s);
    Signals signals_;
    BooksOptions books = arguments.books;
    books.isAskedToStop = &Signals::isAskedToStop;
    auto server = std::make_unique<Server>(arguments.config, std::move(books));
    auto code = run(*server, signals_, arguments, wasCutOff);
    server.reset();
    if (code) {
        qCInfo(logServer, "ended in order");
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
