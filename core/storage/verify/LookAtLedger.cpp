// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/verify/LookAtLedger.h"

#include "storage/DiskProbe.h"
#include "storage/log/ChainCheck.h"
#include "storage/log/WriteAheadLog.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <unistd.h>

namespace kontor::storage {

static std::optional<OpenError> refusedAs(const QString &path, int mode, const QString &what)
{
    const QByteArray name = QFile::encodeName(path);
    if (::access(name.constData(), F_OK) != 0 || ::access(name.constData(), mode) == 0) {
        return std::nullopt;
    }
    return OpenError{OpenError::NoPermission,
        u"%1: permission denied: this user may not %2 it"_s.arg(path, what)};
}

std::optional<OpenError> mayNotRead(const QString &path)
{
    const bool isDirectory = QFileInfo(path).isDir();
    return refusedAs(path, isDirectory ? R_OK | X_OK : R_OK, u"read"_s);
}

std::optional<OpenError> mayNotWrite(const QString &path)
{
    return refusedAs(path, R_OK | W_OK, u"read and write"_s);
}

// SQLite makes a file beside a write-ahead log to read it.
static bool needsAnotherPlace(const LedgerPaths &paths)
{
    return QFileInfo(paths.database + u"-wal"_s).size() > 0
        && ::access(QFile::encodeName(paths.directory).constData(), W_OK) != 0;
}

Result<ReadOnlyLedger, OpenError> lookAtLedger(const QString &directory)
{
    const LedgerPaths paths(directory);
    for (const QString &path :
        {directory, paths.database, paths.database + u"-wal"_s, paths.anchor}) {
        if (const auto refused = mayNotRead(path)) {
            return Failure{*refused};
        }
    }
    auto ledger = openReadOnlyLedger(directory);
    if (!ledger && ledger.error().exitCode == OpenError::Io && needsAnotherPlace(paths)) {
        return Failure{OpenError{OpenError::NoPermission,
            u"%1 was not closed in order, and cannot be read where nothing can be written: copy %2 "
            "to a place that this user may write, and look there"_s.arg(paths.database, directory)}};
    }
    // The index of a write-ahead log takes room, too.
    if (!ledger && ledger.error().exitCode == OpenError::Io) {
        return Failure{OpenError{OpenError::Io, ledger.error().message + fullDiskNote(directory)}};
    }
    return ledger;
}

// A medium that cannot be written has nothing that is still to be synced, and may say so.
static bool isSynced(const LedgerPaths &paths)
{
    const auto log = WriteAheadLog::open(paths);
    return !log || log->sync() || errno == EROFS || errno == EINVAL;
}

Result<application::LogHead, OpenError> durableHead(const ReadOnlyLedger &ledger)
{
    const application::LogHead head = readHead(*ledger.database);
    if (const auto &fault = ledger.database->fault()) {
        return Failure{*fault};
    }
    return isSynced(ledger.paths)
        ? Result<application::LogHead, OpenError>(head)
        : Failure{OpenError{OpenError::Io,
            u"%1 cannot be synced: %2"_s.arg(WriteAheadLog::pathOf(ledger.paths),
                qt_error_string(errno))}};
}

static bool isOfThisLedger(const ReadOnlyLedger &ledger)
{
    return ledger.mark && ledger.mark->ledgerId == ledger.ledgerId
        && ledger.mark->generation == ledger.generation;
}

std::optional<QString> doubtAbout(const ReadOnlyLedger &ledger, const application::LogHead &head)
{
    if (isOfThisLedger(ledger) || (head.position == 0 && head.outcome == 0)) {
        return std::nullopt;
    }
    return ledger.mark
        ? u"%1 belongs to another ledger, or to the one before a restore"_s.arg(ledger.paths.anchor)
        : u"%1 is missing or damaged, so nobody knows whether the end was cut off"_s.arg(
            ledger.paths.anchor);
}

Result<Done, OpenError> checkAnchored(const ReadOnlyLedger &ledger,
    const application::LogHead &head)
{
    const auto &mark = ledger.mark;
    if (!isOfThisLedger(ledger)) {
        return Done{};
    }
    if (mark->head.position > head.position || mark->head.outcome > head.outcome) {
        return Failure{OpenError{OpenError::Data,
            u"%1 has lost acknowledged events: it ends at event %2 and outcome %3, but %4 "
            "remembers event %5 and outcome %6"_s.arg(ledger.paths.database)
                .arg(head.position)
                .arg(head.outcome)
                .arg(ledger.paths.anchor)
                .arg(mark->head.position)
                .arg(mark->head.outcome)}};
    }
    const auto fault = checkTail(*ledger.database, mark->head, head);
    return fault
        ? Failure{OpenError{OpenError::Data, u"%1: %2"_s.arg(ledger.paths.database, *fault)}}
        : Result<Done, OpenError>(Done{});
}

} // namespace kontor::storage
