// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/commands/Verbs.h"
#include "storage/DiskProbe.h"
#include "storage/files/NewFile.h"
#include "storage/log/SqliteEventLog.h"
#include "storage/verify/LookAtLedger.h"
#include "storage/views/ViewRebuild.h"

#include <QElapsedTimer>
#include <QFile>

#include <thread>

namespace kontor::server {

using storage::OpenError;

static constexpr std::chrono::milliseconds lookAgain{100};
// It may end without having come to it; then it is ours to do.
static constexpr qint64 serverMayEnd = 5'000;
static constexpr qint64 longestMilliseconds = 6LL * 60 * 60 * 1000;

// Nobody has the ledger open.
static Result<Done, OpenError> rebuildHere(const Config &config)
{
    const SystemClock clock;
    SystemRandom random;
    storage::LedgerFileOptions options;
    options.create = false;
    options.acceptHead = config.acceptHead;
    const auto log = storage::SqliteEventLog::open(config.dataDirectory, options, clock, random);
    return log ? storage::rebuildViews(**log, config.dataDirectory) : Failure{log.error()};
}

static OpenError noRoom(const QString &directory)
{
    const auto disk = storage::diskSpace(directory);
    return {OpenError::Io,
        u"the disk is full (%1 has %2 MiB left): the views are as they were"_s.arg(directory).arg(
            disk ? disk->free / (1024 * 1024) : 0)};
}

// The server sees the mark, takes it away, and leaves an answer where it could not do it.
static Result<Done, OpenError> answerTo(const QString &mark, const QString &directory)
{
    const QString answer = storage::rebuildAnswer(mark);
    if (!QFile::exists(answer)) {
        return Done{};
    }
    // Where there was no room to write down why, that is why.
    const OpenError refusal = storage::readRebuildAnswer(answer).value_or(noRoom(directory));
    QFile::remove(answer);
    return Failure{refusal};
}

static void waitForServer(const QString &mark)
{
    QElapsedTimer timer;
    timer.start();
    while (QFile::exists(mark) && timer.elapsed() < serverMayEnd) {
        std::this_thread::sleep_for(lookAgain);
    }
}

// Whether it was done beside a server. Where a rebuild is broken off the mark stays, and the next start
// does it.
static Result<bool, OpenError> rebuildIn(const Config &config)
{
    QElapsedTimer timer;
    timer.start();
    const QString &directory = config.dataDirectory;
    const QString mark = storage::rebuildMark(directory + u"/views.db"_s);
    QFile::remove(storage::rebuildAnswer(mark));
    if (!storage::makePrivately(mark)) {
        return Failure{OpenError{OpenError::Io, u"%1 cannot be made"_s.arg(mark)}};
    }
    while (QFile::exists(mark)) {
        const auto done = rebuildHere(config);
        if (done || done.error().exitCode != OpenError::Busy
            || timer.elapsed() > longestMilliseconds) {
            QFile::remove(mark);
            return done ? Result<bool, OpenError>(false) : Failure{done.error()};
        }
        waitForServer(mark);
    }
    const auto done = answerTo(mark, directory);
    return done ? Result<bool, OpenError>(true) : Failure{done.error()};
}

static Result<int, Complaint> rebuild(const Arguments &arguments)
{
    QElapsedTimer timer;
    timer.start();
    const QString &directory = arguments.config.dataDirectory;
    if (const auto ledger = storage::lookAtLedger(directory); !ledger) {
        return Failure{complaint(ledger.error())};
    }
    const storage::LedgerPaths paths(directory);
    for (const QString &path : {directory, paths.database, paths.anchor, paths.lock}) {
        if (const auto refused = storage::mayNotWrite(path)) {
            return Failure{complaint(*refused)};
        }
    }
    // Not even a ledger that nobody has open can be opened without room.
    if (!storage::hasRoom(directory)) {
        return Failure{complaint(noRoom(directory))};
    }
    const auto beside = rebuildIn(arguments.config);
    if (!beside) {
        return Failure{complaint(beside.error())};
    }
    print(u"views.db is new%1, in %2 s\n"_s
              .arg(*beside ? u", beside the running server"_s : QString())
              .arg(double(timer.elapsed()) / 1e3, 0, 'f', 2));
    return int(ExitCode::Ok);
}

Verb rebuildVerb()
{
    return {
        .name = "rebuild",
        .summary = "make views.db anew from the log",
        .details
        = "Where a server runs, it makes the views anew beside those that it answers from,"
          " and puts them in their place in one transaction when they have come as far:"
          " no request waits for it. Where none runs, it is done here. Where they cannot be"
          " made, for want of room or because an event is damaged, those that are there stay."
          " A rebuild that is broken off is done by the next start.",
        .exits = {ExitCode::Data, ExitCode::NoInput, ExitCode::Io, ExitCode::Busy,
            ExitCode::NoPermission, ExitCode::Config},
        .run = rebuild,
    };
}

} // namespace kontor::server
