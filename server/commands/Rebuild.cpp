// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/Books.h"
#include "server/commands/Verbs.h"
#include "storage/log/ReadOnlyLedger.h"

#include <QElapsedTimer>
#include <QFile>

#include <thread>

namespace kontor::server {

using storage::OpenError;

static constexpr std::chrono::milliseconds lookAgain{100};
static constexpr qint64 longestMilliseconds = 6LL * 60 * 60 * 1000;

// Nobody has the ledger open: opening it makes the views anew, because of the mark.
static Result<Done, OpenError> rebuildHere(const Config &config)
{
    ServerClock clock;
    SystemRandom random;
    const auto books = Books::open(config, clock, random);
    return books ? Result<Done, OpenError>(Done{}) : Failure{books.error()};
}

// The server sees the mark, and answers with it.
static Result<Done, OpenError> waitForServer(const QString &mark)
{
    QElapsedTimer timer;
    timer.start();
    while (QFile::exists(mark)) {
        QFile file(mark);
        const QByteArray answer
            = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        if (!answer.isEmpty()) {
            return Failure{OpenError{OpenError::Io, QString::fromUtf8(answer)}};
        }
        if (timer.elapsed() > longestMilliseconds) {
            return Failure{OpenError{OpenError::Busy,
                u"%1 is still there: the server has not come to it"_s.arg(mark)}};
        }
        std::this_thread::sleep_for(lookAgain);
    }
    return Done{};
}

static Result<Done, OpenError> leaveMark(const QString &mark)
{
    QFile file(mark);
    return file.open(QIODevice::WriteOnly | QIODevice::Truncate)
        ? Result<Done, OpenError>(Done{})
        : Failure{OpenError{OpenError::Io, u"%1: %2"_s.arg(mark, file.errorString())}};
}

static Result<int, Complaint> rebuild(const Arguments &arguments)
{
    QElapsedTimer timer;
    timer.start();
    const QString &directory = arguments.config.dataDirectory;
    if (const auto ledger = storage::openReadOnlyLedger(directory); !ledger) {
        return Failure{complaint(ledger.error())};
    }
    const QString mark = storage::rebuildMark(directory + u"/views.db"_s);
    if (const auto marked = leaveMark(mark); !marked) {
        return Failure{complaint(marked.error())};
    }
    auto done = rebuildHere(arguments.config);
    const bool beside = !done && done.error().exitCode == OpenError::Busy;
    if (beside) {
        done = waitForServer(mark);
    }
    if (!done) {
        return Failure{complaint(done.error())};
    }
    print(u"views.db is new%1, in %2 s\n"_s.arg(beside ? u", beside the running server"_s : QString())
              .arg(double(timer.elapsed()) / 1e3, 0, 'f', 2));
    return int(ExitCode::Ok);
}

Verb rebuildVerb()
{
    return {
        .name = "rebuild",
        .summary = "make views.db anew from the log",
        .details = "Where a server runs, it makes the views anew beside those that it answers from,"
                   " and puts them in their place in one transaction when they have come as far:"
                   " no request waits for it. Where none runs, it is done here. A rebuild that is"
                   " broken off is done by the next start.",
        .exits = {ExitCode::Data, ExitCode::NoInput, ExitCode::Io, ExitCode::Busy,
            ExitCode::NoPermission, ExitCode::Config},
        .run = rebuild,
    };
}

} // namespace kontor::server
