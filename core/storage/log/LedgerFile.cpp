// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/log/LedgerFile.h"

#include "foundation/LogCategories.h"
#include "storage/backup/Manifest.h"
#include "storage/backup/RestoreSteps.h"
#include "storage/files/NewFile.h"
#include "storage/log/ChainCheck.h"
#include "storage/log/HashChain.h"
#include "storage/log/LedgerMigration.h"
#include "storage/service/ServiceDb.h"
#include "storage/sql/FileHeader.h"
#include "storage/sql/Statement.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlQuery>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace kontor::storage {

LedgerPaths::LedgerPaths(const QString &dir)
    : directory(dir), database(dir + u"/ledger.db"_s), anchor(dir + u"/ledger.anchor"_s),
      lock(dir + u"/ledger.lock"_s)
{
}

FileIdentity fileIdentity(const QString &path)
{
    struct stat status{};
    const bool found = ::stat(QFile::encodeName(path).constData(), &status) == 0;
    return found ? FileIdentity{status.st_dev, status.st_ino} : FileIdentity{};
}

bool isStillAt(const QString &path, const FileIdentity &file, qint64 bytes)
{
    struct stat status
    {};
    return ::stat(QFile::encodeName(path).constData(), &status) == 0
        && file == FileIdentity{status.st_dev, status.st_ino} && status.st_size >= bytes;
}

qint64 fileSize(const QString &path)
{
    struct stat status
    {};
    return ::stat(QFile::encodeName(path).constData(), &status) == 0 ? status.st_size : 0;
}

static QByteArray rawBytes(const Uuid &uuid)
{
    return QByteArray(reinterpret_cast<const char *>(uuid.bytes.data()), 16);
}

static Result<Done, QSqlError> fill(Database &database, const Clock &clock, Random &random)
{
    IdGenerator ids(clock, random);
    // Unsynced pages of a half-made file are no danger: it gets its name when it is whole.
    QStringList statements{u"PRAGMA journal_mode=DELETE"_s, u"PRAGMA synchronous=FULL"_s,
        u"BEGIN IMMEDIATE"_s};
    statements += emptyLedger();
    statements += ledgerRow({rawBytes(ids.next()), rawBytes(ids.next()), clock.now()});
    statements += u"COMMIT"_s;
    return database.execAll(statements);
}

static Result<Done, OpenError> create(const LedgerPaths &paths, const Clock &clock, Random &random)
{
    if (QFile::exists(paths.anchor)) {
        return refuse(OpenError::Data,
            u"%1 is missing, but %2 remembers it"_s.arg(paths.database, paths.anchor));
    }
    // Nobody who lost both means to begin with empty books.
    if (const QString service = paths.directory + u"/service.db"_s; !isServiceLost(service)) {
        return refuse(OpenError::Data,
            u"%1 is missing, but %2 belongs to one. Put a backup back; or move it away to begin "
            u"with "
            "an empty ledger"_s.arg(paths.database, service));
    }
    const QString half = paths.database + u".new"_s;
    QFile::remove(half);
    QFile::remove(half + u"-journal"_s);
    {
        auto opened = Database::open(half, OpenMode::ReadWrite);
        if (!opened) {
            return refuse(OpenError::Io, opened.error());
        }
        if (const auto filled = fill(**opened, clock, random); !filled) {
            return refuse(OpenError::Io, u"%1: %2"_s.arg(half, filled.error().text()));
        }
    }
    QFile::setPermissions(half, QFile::ReadOwner | QFile::WriteOwner);
    (void)giveToOwner(half);
    if (!renameFile(half, paths.database)) {
        return refuse(OpenError::Io, u"%1 cannot be renamed"_s.arg(half));
    }
    (void)syncDirectory(paths.directory);
    qCInfo(logStorage, "%s was not there and is new, without a single event",
        qUtf8Printable(paths.database));
    return Done{};
}

static Result<Done, OpenError> checkReadable(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists()) {
        return refuse(OpenError::NoInput, u"%1 does not exist"_s.arg(path));
    }
    if (!info.isFile()) {
        return refuse(OpenError::Config, u"%1 is not a file"_s.arg(path));
    }
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return refuse(info.isReadable() ? OpenError::Io : OpenError::NoPermission,
            u"%1: %2"_s.arg(path, file.errorString()));
    }
    return Done{};
}

OpenError newerLedger(const LedgerPaths &paths, quint32 found, quint32 known)
{
    return {OpenError::Config,
        u"%1 has schema version %2; this program knows %3. It was left untouched."_s.arg(
            paths.database).arg(found).arg(known)};
}

// Which version it is of, if it is a ledger at all.
static Result<quint32, OpenError> readVersion(const LedgerPaths &paths)
{
    if (auto readable = checkReadable(paths.database); !readable) {
        return Failure{readable.error()};
    }
    const auto header = readFileHeader(paths.database);
    if (!header) {
        return refuse(OpenError::Data, u"%1 is empty"_s.arg(paths.database));
    }
    if (!header->isSqlite || header->applicationId != ledgerApplicationId) {
        return refuse(OpenError::Config, u"%1 is not a Kontor ledger"_s.arg(paths.database));
    }
    return header->userVersion;
}

Result<Done, OpenError> checkLedgerHeader(const LedgerPaths &paths)
{
    const auto version = readVersion(paths);
    if (!version) {
        return Failure{version.error()};
    }
    if (*version > ledgerSchemaVersion()) {
        return Failure{newerLedger(paths, *version, ledgerSchemaVersion())};
    }
    return *version == ledgerSchemaVersion()
        ? Result<Done, OpenError>(Done{})
        : refuse(OpenError::Config,
            u"%1 is of an older Kontor (schema version %2): start the server once, which brings it "
            "up to date"_s.arg(paths.database).arg(*version));
}

// An older one may be brought up to date.
static Result<Done, OpenError> checkVersion(const LedgerPaths &paths, quint32 known)
{
    const auto version = readVersion(paths);
    if (!version) {
        return Failure{version.error()};
    }
    return *version <= known ? Result<Done, OpenError>(Done{})
                             : Failure{newerLedger(paths, *version, known)};
}

// Neither a disk without room for the write-ahead log's index, nor one that does not answer, nor another
// program that holds the file is damage.
static OpenError::Code whatFailed(const Database &database, const QSqlError &error)
{
    const int code = sqliteCode(error);
    if (code == sqliteBusy) {
        return OpenError::Busy;
    }
    const bool isSilent
        = (code == sqliteCorrupt || code == sqliteNotADatabase) && !database.isDamage(error);
    const bool isOfTheDisk
        = code == sqliteFull || code == sqliteIoError || code == sqliteCannotOpen;
    return isSilent || isOfTheDisk ? OpenError::Io : OpenError::Data;
}

// The write-ahead log into the file.
static Result<Done, OpenError> takeOver(Database &database)
{
    const auto full = database.exec(u"PRAGMA synchronous=FULL"_s);
    QSqlQuery query(database.connection());
    if (!full || !query.exec(u"PRAGMA wal_checkpoint(TRUNCATE)"_s) || !query.next()) {
        const QSqlError error = full ? query.lastError() : full.error();
        return refuse(whatFailed(database, error),
            u"%1: the write-ahead log cannot be made good: %2"_s.arg(database.path(),
                error.text()));
    }
    if (query.value(0).toInt() != 0) {
        return refuse(OpenError::Busy,
            u"%1: the checkpoint did not finish; another program has "
            "the file open"_s.arg(database.path()));
    }
    return Done{};
}

static Result<Done, OpenError> recover(Database &database)
{
    if (const auto read = database.exec(u"SELECT * FROM ledger"_s); !read) {
        return refuse(whatFailed(database, read.error()),
            u"%1: %2"_s.arg(database.path(), read.error().text()));
    }
    if (database.scalar(u"SELECT COUNT(*) FROM ledger"_s).toInt() != 1) {
        return refuse(OpenError::Data,
            u"%1: the ledger's own row cannot be read"_s.arg(database.path()));
    }
    const auto switched = database.exec(u"PRAGMA journal_mode=WAL"_s);
    if (!switched || database.scalar(u"PRAGMA journal_mode"_s).toString() != u"wal"_s) {
        return refuse(switched ? OpenError::Data : whatFailed(database, switched.error()),
            u"%1: the write-ahead log cannot be switched on"_s.arg(database.path()));
    }
    return takeOver(database);
}

static void readIdentity(Database &database, LedgerFile &file)
{
    Statement row(database, u"SELECT ledger_id, generation FROM ledger"_s);
    row.query();
    KONTOR_ASSERT(row.next());
    file.ledgerId = row.bytes(0);
    file.generation = row.bytes(1);
}

// Why the log may not be what it was, where the anchor knows of any reason.
static std::optional<QString> doubtAbout(Database &database, const LedgerFile &file)
{
    const auto mark = file.anchor->read();
    if (!mark) {
        const bool empty = file.head.position == 0 && file.head.outcome == 0;
        return empty ? std::nullopt
                     : std::optional(u"%1 is missing or damaged, so nobody knows whether the "
                                     "ledger is complete (its last event is %2). If it is, start "
                                     "once with --accept-head."_s.arg(file.paths.anchor)
                                         .arg(file.head.position));
    }
    if (mark->ledgerId != file.ledgerId || mark->generation != file.generation) {
        return u"%1 belongs to another ledger or to the one before a restore. If this is meant, "
               "start once with --accept-head."_s.arg(file.paths.anchor);
    }
    if (mark->head.position > file.head.position || mark->head.outcome > file.head.outcome) {
        return u"%1 has lost acknowledged events: it ends at event %2 and outcome %3, but %4 "
               "remembers event %5 and outcome %6"_s.arg(file.paths.database)
                   .arg(file.head.position)
                   .arg(file.head.outcome)
                   .arg(file.paths.anchor)
                   .arg(mark->head.position)
                   .arg(mark->head.outcome);
    }
    const auto fault = checkTail(database, mark->head, file.head);
    return fault ? std::optional(u"%1: %2"_s.arg(file.paths.database, *fault)) : std::nullopt;
}

// What is accepted is written over in the anchor: nothing but the log line remembers it. True where
// something was.
static Result<bool, OpenError> compareAnchor(Database &database, const LedgerFile &file,
    bool acceptHead)
{
    const auto doubt = doubtAbout(database, file);
    if (doubt && !acceptHead) {
        return refuse(OpenError::Data, *doubt);
    }
    if (doubt) {
        qCWarning(logStorage, "accepted, because --accept-head says so: %s",
            qUtf8Printable(*doubt));
    }
    return doubt.has_value();
}

// Its positions are given out anew, as after a restore: whoever has followed them knows by the
// generation that they have followed another life.
static Result<Done, OpenError> beginNewLife(Database &database, LedgerFile &file,
    const Clock &clock, Random &random)
{
    file.generation = rawBytes(IdGenerator(clock, random).next());
    const auto set = database.exec(u"UPDATE ledger SET generation = x'%1'"_s.arg(
        QString::fromLatin1(file.generation.toHex())));
    return set ? Result<Done, OpenError>(Done{})
               : refuse(whatFailed(database, set.error()),
                   u"%1: %2"_s.arg(file.paths.database, set.error().text()));
}

// The anchor knows of something that the log does not have, or of a later life of the ledger: what
// was followed in this one may have gone further than what is here.
static bool isOtherThanRemembered(const LedgerFile &file)
{
    const auto mark = file.anchor->read();
    return mark && mark->ledgerId == file.ledgerId;
}

static Result<Done, OpenError> examine(LedgerFile &file, const LedgerFileOptions &options,
    const Clock &clock, Random &random)
{
    // What a killed server has copied and not synced, SQLite takes for synced where another program has kept
    // the index of the write-ahead log for it.
    if (!isOpenHere(file.paths.database) && !syncFile(file.paths.database)) {
        return refuse(OpenError::Io, u"%1 cannot be synced"_s.arg(file.paths.database));
    }
    auto opened = Database::open(file.paths.database, OpenMode::ReadWrite);
    if (!opened) {
        return refuse(OpenError::Io, opened.error());
    }
    Database &database = **opened;
    if (const auto recovered = recover(database); !recovered) {
        return recovered;
    }
    if (auto migrated = migrateLedger(database, file.paths, options.migrations, clock.now());
        !migrated) {
        return migrated;
    }
    readIdentity(database, file);
    file.head = readHead(database);
    file.anchor = Anchor::open(file.paths.anchor);
    if (!file.anchor) {
        return refuse(OpenError::Io, u"%1 cannot be opened"_s.arg(file.paths.anchor));
    }
    const auto accepted = compareAnchor(database, file, options.acceptHead);
    if (!accepted) {
        return Failure{accepted.error()};
    }
    if (const auto altered = alteredSchema(database, options.migrations)) {
        return refuse(OpenError::Data, u"%1: %2"_s.arg(file.paths.database, *altered));
    }
    if (*accepted && isOtherThanRemembered(file)) {
        if (auto begun = beginNewLife(database, file, clock, random); !begun) {
            return begun;
        }
    }
    if (!file.anchor->write({file.ledgerId, file.generation, file.head}) || !file.anchor->sync()) {
        return refuse(OpenError::Io, u"%1 cannot be written"_s.arg(file.paths.anchor));
    }
    // A new file is not there after a power loss unless its directory was synced.
    (void)syncDirectory(file.paths.directory);
    file.identity = fileIdentity(file.paths.database);
    return Done{};
}

Result<LedgerFile, OpenError> openLedgerFile(const QString &directory,
    const LedgerFileOptions &options, const Clock &clock, Random &random)
{
    LedgerFile file{LedgerPaths(directory), {}, {}, {}, {}, {}, {}};
    if (!QDir(directory).exists() && !(options.create && QDir().mkpath(directory))) {
        return refuse(OpenError::NoInput, u"%1: there is no such directory"_s.arg(directory));
    }
    if (const auto place = refuseBackup(directory); !place) {
        return Failure{place.error()};
    }
    auto lock = LedgerLock::take(file.paths.lock, clock.now());
    if (!lock) {
        return Failure{lock.error()};
    }
    file.lock = std::move(*lock);
    if (const auto settled = settleRestore(directory, clock); !settled) {
        return Failure{settled.error()};
    } else if (!settled->isEmpty()) {
        qCWarning(logStorage,
            "a restore that was broken off is done; what stood here before is in %s",
            qUtf8Printable(*settled));
    }
    if (!QFile::exists(file.paths.database)) {
        if (!options.create) {
            return refuse(OpenError::NoInput, u"%1 does not exist"_s.arg(file.paths.database));
        }
        if (const auto made = create(file.paths, clock, random); !made) {
            return Failure{made.error()};
        }
    }
    if (const auto other = isNoFile(file.paths.anchor)) {
        return Failure{*other};
    }
    const auto known = quint32(options.migrations.size());
    if (const auto checked = checkVersion(file.paths, known); !checked) {
        return Failure{checked.error()};
    }
    if (const auto examined = examine(file, options, clock, random); !examined) {
        return Failure{examined.error()};
    }
    return file;
}

} // namespace kontor::storage
