// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/log/LedgerMigration.h"

#include "foundation/LogCategories.h"
#include "storage/backup/Manifest.h"
#include "storage/files/CopyFile.h"
#include "storage/files/NewDirectory.h"
#include "storage/log/ChainCheck.h"
#include "storage/sql/Statement.h"

#include <QDir>
#include <QVariant>

namespace kontor::storage {

static Manifest manifestFor(Database &database, Timestamp now)
{
    Statement row(database, u"SELECT ledger_id, generation FROM ledger"_s);
    row.query();
    KONTOR_ASSERT(row.next());
    return manifestOf(row.bytes(0), row.bytes(1), readHead(database), now);
}

// The files as they are, to be restored by the program that wrote them. Nobody else has them open,
// and the write-ahead log is empty.
static Result<Done, OpenError> copyAside(Database &database, const LedgerPaths &paths,
    const QString &target, Timestamp now)
{
    // What a kill has left half made; nobody else is at it, for we have the lock.
    if (const QString part = target + u".part"_s; !QFile::remove(part)) { // a link leads elsewhere
        QDir(part).removeRecursively();
    }
    auto directory = NewDirectory::create(target);
    if (!directory) {
        return Failure{directory.error()};
    }
    Manifest manifest = manifestFor(database, now);
    const QString part = (*directory)->part();
    const QStringList names = QDir(paths.directory)
                                  .entryList({u"ledger.db"_s, u"ledger.anchor"_s, u"service.db"_s,
                                                 u"*.key"_s},
                                      QDir::Files, QDir::Name);
    for (const QString &name : names) {
        const QString from = paths.directory + u'/' + name;
        if (const auto copied = copyFile(from, part + u'/' + name); !copied) {
            return copied;
        }
        if (const auto added = addFile(manifest, part, name); !added) {
            return added;
        }
    }
    // What was copied is what is there.
    if (const auto checked = checkFiles(manifest, paths.directory); !checked) {
        return checked;
    }
    if (const auto written = writeManifest(manifest, part); !written) {
        return written;
    }
    return (*directory)->keep();
}

// There may be one of an earlier time: of a ledger that was restored since, and went on elsewhere.
static bool isCopyOf(const QString &aside, const Manifest &now)
{
    const auto manifest = readManifest(aside);
    return manifest && manifest->ledgerId == now.ledgerId && manifest->generation == now.generation
        && manifest->head == now.head;
}

static Result<QString, OpenError> keepAside(Database &database, const LedgerPaths &paths,
    int migration, Timestamp now)
{
    const QString wanted = paths.directory + u"/before-migration-%1"_s.arg(migration);
    const Manifest manifest = manifestFor(database, now);
    QString aside = wanted;
    for (int again = 2; QDir(aside).exists(); ++again) {
        if (isCopyOf(aside, manifest)) {
            return aside;
        }
        aside = u"%1-%2"_s.arg(wanted).arg(again);
    }
    const auto copied = copyAside(database, paths, aside, now);
    return copied ? Result<QString, OpenError>(aside) : Failure{copied.error()};
}

// The number is read and written inside the transaction.
static Result<Done, OpenError> step(Database &database, const QStringList &statements, int to)
{
    QStringList all{u"BEGIN IMMEDIATE"_s};
    all += statements;
    all << u"PRAGMA user_version=%1"_s.arg(to) << u"COMMIT"_s;
    if (const auto done = database.execAll(all); !done) {
        const QString error = done.error().text();
        (void)database.exec(u"ROLLBACK"_s);
        return Failure{OpenError{OpenError::Io,
            u"%1: migration %2: %3"_s.arg(database.path()).arg(to).arg(error)}};
    }
    return Done{};
}

Result<Done, OpenError> migrateLedger(Database &database, const LedgerPaths &paths,
    const LedgerMigrations &migrations, Timestamp now)
{
    const int known = int(migrations.size());
    const int found = database.scalar(u"PRAGMA user_version"_s).toInt();
    if (found == known) {
        return Done{};
    }
    if (found > known || found < 1) {
        return Failure{newerLedger(paths, quint32(found), quint32(known))};
    }
    const auto aside = keepAside(database, paths, found + 1, now);
    if (!aside) {
        return Failure{aside.error()};
    }
    qCInfo(logStorage, "%s: schema version %d becomes %d; as it was it is in %s",
        qUtf8Printable(paths.database), found, known, qUtf8Printable(*aside));
    for (int version = found; version < known; ++version) {
        const auto done = step(database, migrations[std::size_t(version)], version + 1);
        if (!done) {
            return done;
        }
    }
    // So that the file's header says it too: an older program reads nothing else.
    return database.scalar(u"PRAGMA wal_checkpoint(TRUNCATE)"_s).toInt() == 0
        ? Result<Done, OpenError>(Done{})
        : Failure{OpenError{OpenError::Busy,
            u"%1: another program has the file open"_s.arg(paths.database)}};
}

} // namespace kontor::storage
