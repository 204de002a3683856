// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/views/SqliteViews.h"

#include "application/ports/ReadFault.h"
#include "foundation/LogCategories.h"
#include "storage/files/NewFile.h"
#include "storage/sql/FileHeader.h"
#include "storage/sql/Statement.h"
#include "storage/views/SqliteStreamIndex.h"
#include "storage/views/SqliteViewReader.h"
#include "storage/views/SqliteViewWriter.h"
#include "storage/views/ViewRebuild.h"
#include "storage/views/ViewSchema.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>

#include <sqlite3.h>

namespace kontor::storage {

static bool isOurs(const QString &path)
{
    const auto header = readFileHeader(path);
    return header && header->isSqlite && header->applicationId == viewsApplicationId
        && header->userVersion == viewsSchemaVersion;
}

static bool isWhole(const QString &path)
{
    auto opened = Database::open(path, OpenMode::ReadWrite);
    if (!opened) {
        return false;
    }
    bool whole = (*opened)->scalar(u"SELECT COUNT(*) FROM checkpoint"_s).toInt() == 1;
    for (const QString &table : viewTables()) {
        whole = whole && (*opened)->exec(u"SELECT * FROM %1 LIMIT 1"_s.arg(table));
    }
    return whole && (*opened)->scalar(u"PRAGMA wal_checkpoint(TRUNCATE)"_s).toInt() == 0;
}

static void moveAway(const QString &path, bool asked)
{
    if (asked) {
        qCInfo(logStorage, "%s is made anew from the ledger, as asked", qUtf8Printable(path));
    } else {
        qCWarning(logStorage, "%s is damaged or of another version: it is made anew from the ledger",
            qUtf8Printable(path));
    }
    const QString away = path + u".damaged"_s;
    QFile::remove(away);
    (void)renameFile(path, away);
}

static Result<Done, OpenError> create(const QString &path, const QByteArray &generation)
{
    if (!makePrivately(path)) {
        return refuse(OpenError::Io, path, QString::fromLocal8Bit(std::strerror(errno)));
    }
    auto opened = Database::open(path, OpenMode::ReadWrite);
    if (!opened) {
        return Failure{OpenError{OpenError::Io, opened.error()}};
    }
    // Incremental vacuuming and the like are of no use here: the file only grows or is made anew.
    QStringList statements{u"PRAGMA application_id=%1"_s.arg(viewsApplicationId),
        u"PRAGMA user_version=%1"_s.arg(viewsSchemaVersion), u"BEGIN IMMEDIATE"_s};
    statements += viewSchema();
    statements += blankCheckpoint(generation);
    statements += u"COMMIT"_s;
    statements += u"PRAGMA journal_mode=WAL"_s;
    const auto done = (*opened)->execAll(statements);
    return done ? Result<Done, OpenError>(Done{})
                : refuse(OpenError::Io, path, done.error().text());
}

// What is there stays until there is something to take its place: the disk may be full.
static Result<Done, OpenError> renew(const QString &path, bool asked)
{
    const auto next = SqliteViews::makeBeside(QFileInfo(path).path(), {});
    if (!next) {
        return Failure{next.error()};
    }
    if (QFile::exists(path)) {
        moveAway(path, asked);
    }
    return (*next)->takeTheirPlace();
}

Result<std::unique_ptr<SqliteViews>, OpenError> SqliteViews::open(const QString &directory)
{
    std::unique_ptr<SqliteViews> views(new SqliteViews(directory + u"/views.db"_s));
    const QString &path = views->m_path;
    const bool asked = QFile::exists(rebuildMark(path));
    if (asked || !QFile::exists(path) || !isOurs(path) || !isWhole(path)) {
        if (const auto renewed = renew(path, asked); !renewed) {
            return Failure{renewed.error()};
        }
        QFile::remove(rebuildMark(path));
    }
    QFile::remove(rebuildAnswer(rebuildMark(path)));
    auto database = views->connect(OpenMode::ReadOnly);
    const QVariant highest = database->scalar(u"SELECT MAX(k64) FROM keys"_s);
    views->m_highestKey = highest.isNull() ? -1 : highest.toLongLong();
    return views;
}

Result<std::unique_ptr<SqliteViews>, OpenError> SqliteViews::makeBeside(const QString &directory,
    const QByteArray &generation)
{
    std::unique_ptr<SqliteViews> views(new SqliteViews(directory + u"/views.db.next"_s, true));
    views->remove();
    if (const auto created = create(views->m_path, generation); !created) {
        views->remove();
        return Failure{created.error()};
    }
    return views;
}

void SqliteViews::remove()
{
    for (const auto &end : {u""_s, u"-wal"_s, u"-shm"_s}) {
        QFile::remove(m_path + end);
    }
}

Result<Done, OpenError> SqliteViews::takeTheirPlace()
{
    {
        // The file alone is to have all of it.
        auto opened = Database::open(m_path, OpenMode::ReadWrite);
        const QVariant busy
            = opened ? (*opened)->scalar(u"PRAGMA wal_checkpoint(TRUNCATE)"_s) : QVariant();
        if (!busy.isValid() || busy.toInt() != 0) {
            return refuse(OpenError::Io, m_path, u"its write-ahead log cannot be copied into it"_s);
        }
    }
    const QString directory = QFileInfo(m_path).path();
    const QString path = directory + u"/views.db"_s;
    // A write-ahead log without its database belongs to the one that was there.
    QFile::remove(path + u"-wal"_s);
    QFile::remove(path + u"-shm"_s);
    if (!renameFile(m_path, path)) {
        return refuse(OpenError::Io, m_path, QString::fromLocal8Bit(std::strerror(errno)));
    }
    (void)syncDirectory(directory);
    return Done{};
}

void SqliteViews::giveRoomBack()
{
    if (const auto opened = Database::open(m_path, OpenMode::ReadWrite)) {
        (void)(*opened)->exec(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
    }
}

// Page by page, which is as fast as the disk is, and committed like any other transaction.
Result<Done, QString> SqliteViews::become(const SqliteViews &other)
{
    const auto to = connect(OpenMode::Paced);
    const auto opened = Database::open(other.m_path, OpenMode::ReadOnly);
    if (!opened) {
        return Failure{opened.error()};
    }
    const auto &from = *opened;
    if (!to->raw() || !from->raw()) {
        return Failure{
            u"the SQLite driver brings a SQLite of its own, which cannot do this beside a "
            "running server: stop it first"_s};
    }
    sqlite3_backup *backup = sqlite3_backup_init(to->raw(), "main", from->raw(), "main");
    const int stepped = backup ? sqlite3_backup_step(backup, -1) : SQLITE_ERROR;
    const int finished = sqlite3_backup_finish(backup);
    if (stepped != SQLITE_DONE || finished != SQLITE_OK) {
        return Failure{u"%1: %2"_s.arg(m_path, QString::fromUtf8(sqlite3_errmsg(to->raw())))};
    }
    m_highestKey = std::max(m_highestKey.load(), other.m_highestKey.load());
    return Done{};
}

std::unique_ptr<Database> SqliteViews::connect(OpenMode mode) const
{
    auto opened = Database::open(m_path, mode);
    if (!opened && m_isBeside) {
        throw application::ReadFault(opened.error());
    }
    if (!opened) {
        halt(OpenError::Io, opened.error());
    }
    m_isBeside ? (*opened)->throwDamageToo() : (*opened)->setRebuildable();
    return std::move(*opened);
}

std::unique_ptr<application::ViewWriter> SqliteViews::openWriter()
{
    return std::make_unique<SqliteViewWriter>(connect(OpenMode::Paced), m_highestKey);
}

std::unique_ptr<application::ViewReader> SqliteViews::openReader()
{
    auto database = connect(OpenMode::ReadOnly);
    database->throwFaults();
    return std::make_unique<SqliteViewReader>(std::move(database));
}

std::unique_ptr<application::StreamIndex> SqliteViews::openRequestIndex()
{
    auto database = connect(OpenMode::ReadOnly);
    database->throwFaults();
    return std::make_unique<SqliteStreamIndex>(std::move(database), m_highestKey);
}

std::unique_ptr<application::StreamIndex> SqliteViews::openIndex()
{
    return std::make_unique<SqliteStreamIndex>(connect(OpenMode::ReadOnly), m_highestKey);
}

std::optional<qint64> positionOfViews(const QString &directory)
{
    const QString path = directory + u"/views.db"_s;
    if (!isOurs(path)) {
        return std::nullopt;
    }
    auto opened = Database::open(path, lookingMode(path));
    const QVariant position
        = opened ? (*opened)->scalar(u"SELECT position FROM checkpoint"_s) : QVariant();
    return position.isValid() ? std::optional(position.toLongLong()) : std::nullopt;
}

} // namespace kontor::storage
