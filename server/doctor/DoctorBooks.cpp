// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/Fingerprint.h"
#include "server/auth/PrivateFile.h"
#include "server/auth/TokenKeys.h"
#include "server/doctor/Finding.h"
#include "storage/files/NewFile.h"
#include "storage/log/ChainCheck.h"
#include "storage/service/AuditTrail.h"
#include "storage/service/ServiceDb.h"
#include "storage/sql/FileHeader.h"
#include "storage/verify/LookAtLedger.h"
#include "storage/views/SqliteViews.h"

#include <QDir>
#include <QFileInfo>
#include <QSqlError>

namespace kontor::server {

using application::LogHead;
using storage::OpenError;

static constexpr qint64 longWal = 64LL * 1024 * 1024;
static constexpr qint64 longWalOfViews = 512LL * 1024 * 1024;

static Finding anchor(const storage::ReadOnlyLedger &ledger, const LogHead &head)
{
    const QString name = u"anchor"_s;
    const auto &mark = ledger.mark;
    if (const auto other = storage::isNoFile(ledger.paths.anchor)) {
        return Finding::bad(name, other->message,
            u"move it away, verify with a head noted on paper, then start once with --accept-head"_s);
    }
    if (const auto doubt = storage::doubtAbout(ledger, head)) {
        return Finding::bad(name, *doubt,
            mark
                ? u"put back what belongs together, or start once with --accept-head if this is meant"_s
                : u"verify with a head noted on paper, then start once with --accept-head"_s);
    }
    if (const auto anchored = storage::checkAnchored(ledger, head); !anchored) {
        return Finding::bad(name, anchored.error().message,
            u"restore a backup, or start once with --accept-head if this is meant"_s);
    }
    return mark
        ? Finding::good(name, u"at event %1 of %2"_s.arg(mark->head.position).arg(head.position))
        : Finding::good(name, u"not needed yet"_s);
}

static Finding writeAheadLog(const QString &directory)
{
    const auto mebibytes
        = [](qint64 size) { return u"%1 MiB"_s.arg(double(size) / (1024 * 1024), 0, 'f', 1); };
    const qint64 size = QFileInfo(directory + u"/ledger.db-wal"_s).size();
    const qint64 ofViews = QFileInfo(directory + u"/views.db-wal"_s).size();
    if (size >= longWal || ofViews < longWalOfViews) {
        return size < longWal ? Finding::good(u"write-ahead log"_s, mebibytes(size))
                              : Finding::warning(u"write-ahead log"_s, mebibytes(size),
                                  u"look for a program that keeps ledger.db open and reading"_s);
    }
    return Finding::warning(u"write-ahead log"_s, mebibytes(ofViews) + u", of the views"_s,
        u"look for a program that keeps views.db open and reading"_s);
}

static Finding keys(const QString &directory, const LogHead &head)
{
    const QString name = u"keys"_s;
    const bool isNew = head.position == 0 && head.outcome == 0;
    for (const auto &file : {u"fingerprint.key"_s, u"pin.key"_s}) {
        const QString path = directory + u'/' + file;
        if (!isNew && !QFile::exists(path)) {
            return Finding::bad(name, u"%1 is missing"_s.arg(file),
                u"put it back from a backup: serve does not start without it"_s);
        }
        if (!QFile::exists(path)) {
            continue;
        }
        if (const auto key = keyFromFile(path, false); !key) {
            return Finding::bad(name, key.error().message,
                u"put it back from a backup: serve does not start without it"_s);
        }
        if (const auto read = readPrivate(path); !read) {
            return Finding::warning(name, read.error().message, u"chmod 600 "_s + path);
        }
    }
    return Finding::good(name, isNew ? u"not needed yet"_s : u"there"_s);
}

// Made by the first start at which people sign in.
static Finding tokenKeys(const QString &directory)
{
    const QString name = u"token keys"_s;
    const QString path = TokenKeys::fileIn(directory);
    if (!QFile::exists(path)) {
        return Finding::good(name, u"not needed yet"_s);
    }
    const auto keys = TokenKeys::read(path);
    // Usable, but for others who may have read it.
    if (!keys && keys.error().exitCode == OpenError::Config && QFileInfo(path).isFile()) {
        return Finding::bad(name, keys.error().message,
            u"chmod 600 %1, and run kontor-server key rotate"_s.arg(path));
    }
    return keys ? Finding::good(name, u"%1, the newest of %2"_s.arg(keys->size()).arg(
                      QString::fromLatin1(keys->newest().madeAt.toString())))
                : Finding::bad(name, keys.error().message,
                    u"put it back from a backup, or remove it: everybody signs in anew then"_s);
}

static Finding audit(const QString &directory)
{
    const QString name = u"audit"_s;
    const QString path = directory + u"/audit.db"_s;
    if (!QFile::exists(path)) {
        return Finding::good(name, u"nobody has signed in yet"_s);
    }
    auto database = storage::Database::open(path, storage::lookingMode(path));
    if (database) {
        (*database)->keepFaults();
        storage::Statement newest(**database, u"SELECT max(id) FROM audit"_s);
        newest.start();
        const qint64 rows = newest.next() ? newest.integer(0) : 0;
        newest.finish();
        if (!(*database)->fault() && !storage::isAudit(**database)) {
            return Finding::bad(name,
                u"%1 is not an audit file that this program knows"_s.arg(path),
                u"start the Kontor that has written it, or move it away and keep it"_s);
        }
        if (!(*database)->fault()) {
            return Finding::good(name, u"%1 rows were written"_s.arg(rows));
        }
    }
    return Finding::bad(name, u"%1 cannot be read"_s.arg(path),
        u"move it away and keep it: the server begins another one"_s);
}

static Finding views(const QString &directory, const LogHead &head)
{
    const auto position = storage::positionOfViews(directory);
    if (!position) {
        return Finding::good(u"views"_s, u"to be made by the next start"_s);
    }
    const QString what = u"at event %1 of %2"_s.arg(*position).arg(head.position);
    return *position <= head.position
        ? Finding::good(u"views"_s, what)
        : Finding::warning(u"views"_s, what, u"start the server: it makes them anew"_s);
}

static std::optional<Finding> restore(const QString &directory)
{
    const bool broken = QDir(directory + u"/restore.out"_s).exists()
        || QDir(directory + u"/restore.in"_s).exists();
    return broken ? std::optional(Finding::warning(u"restore"_s, u"it was broken off"_s,
                        u"start the server or restore again: either goes on with it"_s))
                  : std::nullopt;
}

// What serve has to open; as whoever asks.
static std::optional<Finding> access(const QString &directory)
{
    const QDir place(directory);
    for (const QString &name :
        place.entryList({u"ledger.db*"_s, u"ledger.anchor"_s, u"ledger.lock"_s, u"service.db*"_s,
                            u"audit.db*"_s, u"views.db*"_s},
            QDir::Files)) {
        if (const auto refused = storage::mayNotWrite(place.filePath(name))) {
            return Finding::bad(u"access"_s, refused->message,
                u"give it to the user that the server runs as (chown), or run doctor as that user"_s);
        }
    }
    if (const auto other = storage::isNoFile(storage::LedgerPaths(directory).lock)) {
        return Finding::bad(u"access"_s, other->message,
            u"move it away: the server makes another one"_s);
    }
    for (const QString &name : place.entryList({u"*.key"_s}, QDir::Files)) {
        if (const auto refused = storage::mayNotRead(place.filePath(name))) {
            return Finding::bad(u"access"_s, refused->message,
                u"give it to the user that the server runs as (chown), or run doctor as that user"_s);
        }
    }
    return std::nullopt;
}

// Made by the first start, before anything is booked.
static Finding service(const QString &directory, const LogHead &head)
{
    const QString path = directory + u"/service.db"_s;
    if (storage::isServiceLost(path)) {
        return head.position == 0
            ? Finding::good(u"service"_s, u"not needed yet"_s)
            : Finding::warning(u"service"_s,
                QFile::exists(path) ? u"service.db is empty"_s : u"service.db is missing"_s,
                u"put it back from a backup: PINs, passwords and webhooks are in it, if there were any"_s);
    }
    if (const auto checked = storage::checkServiceHeader(path); !checked) {
        return Finding::bad(u"service"_s, checked.error().message,
            u"put it back from a backup, or start the Kontor that has written it"_s);
    }
    // Whether it was cut its header does not tell.
    const auto database = storage::Database::open(path, storage::OpenMode::ReadOnly);
    const auto read = database ? (*database)->exec(u"SELECT COUNT(*) FROM sqlite_schema"_s)
                               : Result<Done, QSqlError>(Done{});
    if (!read && (*database)->isDamage(read.error())) {
        return Finding::bad(u"service"_s, u"%1: %2"_s.arg(path, read.error().text()),
            u"put it back from a backup: serve does not start with it"_s);
    }
    // It has no chain that the scrubber could follow, and is small.
    const QString sound
        = database ? (*database)->scalar(u"PRAGMA quick_check(1)"_s).toString() : QString();
    return sound.isEmpty() || sound == u"ok"_s
        ? Finding::good(u"service"_s, u"there"_s)
        : Finding::bad(u"service"_s, u"%1 is damaged: %2"_s.arg(path, sound.section(u'\n', -1)),
            u"put it back from a backup: it is not backed up any more, and serve may not start"_s);
}

static Finding noLedger(const storage::LedgerPaths &paths)
{
    if (!QFile::exists(paths.anchor) && !QFile::exists(paths.database + u"-wal"_s)) {
        return Finding::good(u"ledger"_s, u"there is none yet; serve makes one"_s);
    }
    return Finding::bad(u"ledger"_s,
        u"%1 is missing, but there was one: what belongs to it is still here"_s.arg(paths.database),
        u"put it back, or restore a backup: serve does not start"_s);
}

static Finding unopened(const QString &directory, const OpenError &error)
{
    const storage::LedgerPaths paths(directory);
    const auto header = storage::readFileHeader(paths.database);
    const bool isOurs = header && header->applicationId == storage::ledgerApplicationId;
    if (error.exitCode == OpenError::NoInput) {
        return noLedger(paths);
    }
    if (error.exitCode == OpenError::NoPermission) {
        return Finding::bad(u"ledger"_s, error.message,
            u"let this user read it, or run doctor as the user that the server runs as"_s);
    }
    if (isOurs && header->userVersion > storage::ledgerSchemaVersion()) {
        return Finding::bad(u"ledger"_s, error.message,
            u"start the Kontor that has written it, or a newer one"_s);
    }
    if (isOurs && header->userVersion < storage::ledgerSchemaVersion()) {
        return Finding::warning(u"ledger"_s, error.message, u"start the server"_s);
    }
    return Finding::bad(u"ledger"_s, error.message,
        u"kontor-server verify tells more; a backup can be restored"_s);
}

// As a start looks at them.
static Finding tables(storage::Database &ledger, const LogHead &head)
{
    const QString name = u"ledger"_s;
    const auto altered = storage::alteredSchema(ledger, storage::ledgerMigrations());
    return altered
        ? Finding::bad(name, u"%1: %2"_s.arg(ledger.path(), *altered),
            u"look who changes the ledger; restore a backup: serve does not start"_s)
        : Finding::good(name, u"%1 events, %2 outcomes"_s.arg(head.position).arg(head.outcome));
}

static Findings books(const QString &directory)
{
    const auto ledger = storage::lookAtLedger(directory);
    if (!ledger) {
        return {unopened(directory, ledger.error())};
    }
    const LogHead head = storage::readHead(*ledger->database);
    if (ledger->database->fault()) {
        return {unopened(directory, *ledger->database->fault())};
    }
    return {tables(*ledger->database, head), anchor(*ledger, head), writeAheadLog(directory),
        keys(directory, head), tokenKeys(directory), service(directory, head), audit(directory),
        views(directory, head)};
}

Findings lookAtBooks(const Config &config)
{
    const QString &directory = config.dataDirectory;
    if (const auto broken = restore(directory)) {
        return {*broken};
    }
    // The rest would only say the same in other words.
    if (const auto shut = access(directory)) {
        return {*shut};
    }
    return books(directory);
}

} // namespace kontor::server
