// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/backup/Backup.h"

#include "storage/backup/LedgerCopy.h"
#include "storage/files/CopyFile.h"
#include "storage/files/NewDirectory.h"
#include "storage/service/ServiceDb.h"
#include "storage/sql/Statement.h"
#include "storage/verify/LookAtLedger.h"

#include <QDir>

namespace kontor::storage {

using application::LogHead;
using Steady = std::chrono::steady_clock;

namespace {

// Where the log ends, and service.db as it is then. A PIN's verifier is written before the event that
// makes it the right one, and the checkpoints of followers after the events that they have followed:
// while nobody can write service.db, the log's end fits it.
Result<LogHead, OpenError> copyService(const ReadOnlyLedger &ledger, const QString &to)
{
    const QString path = ledger.paths.directory + u"/service.db"_s;
    if (isServiceLost(path)) {
        return durableHead(ledger);
    }
    if (const auto checked = checkServiceHeader(path); !checked) {
        return Failure{checked.error()};
    }
    // One that a crash has left in the middle of a change is made whole by being opened.
    auto holding = Database::open(path, OpenMode::ReadWrite, 5000);
    auto copying = Database::open(path, OpenMode::ReadWrite, 5000);
    if (!holding || !copying) {
        return refuse(OpenError::Io, holding ? copying.error() : holding.error());
    }
    const ReadTransaction hold(**holding);
    if (const auto read = (*holding)->exec(u"SELECT COUNT(*) FROM sqlite_schema"_s); !read) {
        return refuse((*holding)->whatFailed(read.error()),
            u"%1 cannot be read: %2"_s.arg(path, read.error().text()));
    }
    const auto head = durableHead(ledger);
    if (!head) {
        return head;
    }
    const QString name = QString(to).replace(u'\'', u"''"_s);
    if (const auto copied = (*copying)->exec(u"VACUUM INTO '%1'"_s.arg(name)); !copied) {
        return refuse((*copying)->whatFailed(copied.error()),
            u"%1 cannot be copied to %2: %3"_s.arg(path, to, copied.error().text()));
    }
    return head;
}

Result<Done, OpenError> writeAnchor(const ReadOnlyLedger &ledger, const LogHead &head,
    const QString &path)
{
    const auto anchor = Anchor::open(path);
    const bool written = anchor && anchor->write({ledger.ledgerId, ledger.generation, head})
        && anchor->sync();
    return written ? Result<Done, OpenError>(Done{})
                   : refuse(OpenError::Io, u"%1 cannot be written"_s.arg(path));
}

// A backup gets an anchor of its own: what nobody knows to be whole would look whole in it.
Result<Done, OpenError> checkWhole(const ReadOnlyLedger &ledger, const LogHead &head)
{
    const auto doubt = doubtAbout(ledger, head);
    return doubt ? refuse(OpenError::Data, *doubt) : checkAnchored(ledger, head);
}

QStringList keysIn(const QString &directory)
{
    return QDir(directory).entryList({u"*.key"_s}, QDir::Files);
}

std::optional<OpenError> mayNotBackUp(const QString &directory)
{
    // What a crash has left in it is made whole by being opened.
    auto refused = mayNotWrite(directory + u"/service.db"_s);
    for (const QString &name : keysIn(directory)) {
        refused = refused ? refused : mayNotRead(directory + u'/' + name);
    }
    return refused;
}

Result<Done, OpenError> copyKeys(const QString &from, const QString &to)
{
    for (const QString &name : keysIn(from)) {
        if (const auto copied = copyFile(from + u'/' + name, to + u'/' + name); !copied) {
            return copied;
        }
    }
    return Done{};
}

Refused notBackedUp(const OpenError &error)
{
    return refuse(error.exitCode, error.message + u". It was not backed up."_s);
}

Result<LogHead, OpenError> copyAll(const ReadOnlyLedger &ledger, const QString &to)
{
    const auto head = copyService(ledger, to + u"/service.db"_s);
    if (!head) {
        return head;
    }
    const LedgerPaths paths(to);
    if (const auto anchored = checkWhole(ledger, *head); !anchored) {
        return notBackedUp(anchored.error());
    }
    if (const auto copied = copyLedger(ledger, *head, paths.database); !copied) {
        return Failure{copied.error()};
    }
    if (const auto written = writeAnchor(ledger, *head, paths.anchor); !written) {
        return Failure{written.error()};
    }
    if (const auto copied = copyKeys(ledger.paths.directory, to); !copied) {
        return Failure{copied.error()};
    }
    return head;
}

} // namespace

Result<BackupReport, OpenError> backUp(const QString &directory, const QString &target,
    const Clock &clock, const CheckCopy &check)
{
    const auto start = Steady::now();
    auto ledger = lookAtLedger(directory);
    if (!ledger) {
        return Failure{ledger.error()};
    }
    if (const auto refused = mayNotBackUp(directory)) {
        return Failure{*refused};
    }
    auto made = NewDirectory::create(target);
    if (!made) {
        return Failure{made.error()};
    }
    const QString part = (*made)->part();
    const Timestamp madeAt = clock.now();
    const auto head = copyAll(*ledger, part);
    if (!head) {
        return Failure{head.error()};
    }
    // Its name is that of what was copied: nobody will see the copy.
    if (const auto usable = check(part); !usable) {
        QString message = usable.error().message;
        return notBackedUp({usable.error().exitCode, message.replace(part, directory)});
    }
    BackupReport report{manifestOf(ledger->ledgerId, ledger->generation, *head, madeAt), 0, {}};
    for (const QString &name : QDir(part).entryList(QDir::Files, QDir::Name)) {
        const QString path = part + u'/' + name;
        if (!makeDurable(path)) {
            return refuse(OpenError::Io, u"%1 cannot be synced"_s.arg(path));
        }
        if (const auto added = addFile(report.manifest, part, name); !added) {
            return Failure{added.error()};
        }
        report.bytes += report.manifest.files.back().size;
    }
    if (const auto written = writeManifest(report.manifest, part); !written) {
        return Failure{written.error()};
    }
    if (const auto kept = (*made)->keep(); !kept) {
        return Failure{kept.error()};
    }
    report.took = std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - start);
    return report;
}

} // namespace kontor::storage
