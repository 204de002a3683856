// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sql/Database.h"

#include "application/ports/ReadFault.h"
#include "foundation/LogCategories.h"
#include "storage/DiskProbe.h"
#include "storage/files/NewFile.h"
#include "storage/sql/PacedWrites.h"
#include "storage/sql/Statement.h"

#include <QFile>
#include <QFileInfo>
#include <QSqlDriver>
#include <QSqlQuery>
#include <QUrl>
#include <QVariant>

#include <atomic>
#include <cstdlib>
#include <map>
#include <mutex>

#include <sqlite3.h>

namespace kontor::storage {

OpenMode lookingMode(const QString &path)
{
    return QFile::exists(path + u"-wal"_s) ? OpenMode::ReadOnly : OpenMode::Immutable;
}

static QString freshName()
{
    static std::atomic<int> counter = 0;
    return u"kontor-%1"_s.arg(++counter);
}

static sqlite3 *ourHandle(Database &database)
{
    const QVariant handle = database.connection().driver()->handle();
    const bool isOurs = handle.isValid() && qstrcmp(handle.typeName(), "sqlite3*") == 0
        && database.scalar(u"SELECT sqlite_source_id()"_s).toString()
            == QString::fromUtf8(sqlite3_sourceid());
    return isOurs ? *static_cast<sqlite3 *const *>(handle.constData()) : nullptr;
}

// SQLite would count its memory, which nobody asks for, under one lock that all threads share.
static void countNoMemory()
{
    static const int done = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    (void)done; // refused where SQLite was used before: it counts, then
}

namespace {

//! How many connections of this process have each file open.
struct OpenFiles
{
    std::mutex mutex;
    std::map<QString, int> counts;
};

OpenFiles &openFiles()
{
    static OpenFiles files;
    return files;
}

} // namespace

bool isOpenHere(const QString &path)
{
    const std::lock_guard lock(openFiles().mutex);
    return openFiles().counts.contains(path);
}

static void countOpen(const QString &path, int change)
{
    const std::lock_guard lock(openFiles().mutex);
    const auto count = openFiles().counts.try_emplace(path, 0).first;
    count->second += change;
    if (count->second == 0) {
        openFiles().counts.erase(count);
    }
}

Database::Database(const QString &path, const QString &name)
    : m_path(path), m_connection(QSqlDatabase::addDatabase(u"QSQLITE"_s, name))
{
}

static bool openConnection(QSqlDatabase &connection, const QString &path, QString options,
    const char *parameters)
{
    QString name = path;
    if (parameters) {
        options += u";QSQLITE_OPEN_URI"_s;
        name = QString::fromLatin1("file:" + QUrl::toPercentEncoding(path, "/") + '?' + parameters);
    }
    connection.setConnectOptions(options);
    connection.setDatabaseName(name);
    return connection.open();
}

static bool openPaced(QSqlDatabase &connection, const QString &path, const QString &options)
{
    if (const char *paced = pacedWrites();
        paced && openConnection(connection, path, options, paced)) {
        return true;
    }
    const bool opened = openConnection(connection, path, options, nullptr);
    if (opened) {
        qCInfo(logStorage, "%s is synced in one go: the SQLite driver brings a SQLite of its own",
            qUtf8Printable(path));
    }
    return opened;
}

static bool openAs(OpenMode mode, QSqlDatabase &connection, const QString &path,
    const QString &options)
{
    const QString readOnly = options + u";QSQLITE_OPEN_READONLY"_s;
    switch (mode) {
    case OpenMode::ReadWrite: return openConnection(connection, path, options, nullptr);
    case OpenMode::Paced: return openPaced(connection, path, options);
    case OpenMode::ReadOnly: return openConnection(connection, path, readOnly, nullptr);
    case OpenMode::Immutable: return openConnection(connection, path, readOnly, "immutable=1");
    }
    Q_UNREACHABLE();
}

Result<std::unique_ptr<Database>, QString> Database::open(const QString &path, OpenMode mode,
    int busyMilliseconds)
{
    countNoMemory();
    // SQLite would wait at a pipe for somebody who writes into it.
    if (const QFileInfo there(path); there.exists() && !there.isFile()) {
        return Failure{u"%1 is not a file"_s.arg(path)};
    }
    std::unique_ptr<Database> database(new Database(path, freshName()));
    const QString options = u"QSQLITE_BUSY_TIMEOUT=%1"_s.arg(busyMilliseconds);
    if (!openAs(mode, database->m_connection, path, options)) {
        return Failure{u"%1: %2"_s.arg(path, database->m_connection.lastError().text())};
    }
    countOpen(path, 1);
    database->m_isCounted = true;
    // No memory map (the default), no trust in functions named by the file, cells checked when
    // read.
    for (const auto &pragma : {u"PRAGMA foreign_keys=ON"_s, u"PRAGMA trusted_schema=OFF"_s,
             u"PRAGMA cell_size_check=ON"_s, u"PRAGMA recursive_triggers=ON"_s}) {
        if (const auto done = database->exec(pragma); !done) {
            return Failure{u"%1: %2"_s.arg(path, done.error().text())};
        }
    }
    database->m_raw = ourHandle(*database);
    return database;
}

Database::~Database()
{
    m_begin.reset();
    m_end.reset();
    const QString name = m_connection.connectionName();
    m_connection.close();
    if (m_isCounted) {
        countOpen(m_path, -1);
    }
    m_connection = {};
    QSqlDatabase::removeDatabase(name);
}

Result<Done, QSqlError> Database::exec(const QString &sql)
{
    QSqlQuery query(m_connection);
    query.setForwardOnly(true);
    if (!query.exec(sql)) {
        return Failure{query.lastError()};
    }
    return Done{};
}

Result<Done, QSqlError> Database::execAll(const QStringList &statements)
{
    for (const QString &sql : statements) {
        if (auto done = exec(sql); !done) {
            return done;
        }
    }
    return Done{};
}

void Database::beginReading()
{
    if (m_readings++ > 0) {
        return;
    }
    if (!m_begin) {
        m_begin = std::make_unique<Statement>(*this, u"BEGIN"_s);
        m_end = std::make_unique<Statement>(*this, u"COMMIT"_s);
    }
    if (!m_begin->run()) {
        m_readings = 0;
        readingFailed(m_begin->error());
    }
}

void Database::endReading()
{
    if (m_readings > 0 && --m_readings == 0) {
        (void)m_end->run(); // nothing was written, so ending it cannot lose anything
    }
}

QVariant Database::scalar(const QString &sql)
{
    QSqlQuery query(m_connection);
    query.setForwardOnly(true);
    return query.exec(sql) && query.next() ? query.value(0) : QVariant();
}

Result<quint32, QSqlError> Database::number(const QString &sql)
{
    QSqlQuery query(m_connection);
    query.setForwardOnly(true);
    return query.exec(sql) && query.next() ? Result<quint32, QSqlError>(query.value(0).toUInt())
                                           : Failure{query.lastError()};
}

int sqliteCode(const QSqlError &error)
{
    return error.nativeErrorCode().toInt() & 0xFF;
}

// What the system said of the last call on the file that did not succeed, or on its write-ahead log.
static bool hasSystemRefused(sqlite3 *raw)
{
    int ofFile = 0;
    (void)sqlite3_file_control(raw, "main", SQLITE_FCNTL_LAST_ERRNO, &ofFile);
    sqlite3_file *log = nullptr;
    (void)sqlite3_file_control(raw, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
    int ofLog = 0;
    if (log && log->pMethods) {
        (void)log->pMethods->xFileControl(log, SQLITE_FCNTL_LAST_ERRNO, &ofLog);
    }
    return ofFile != 0 || ofLog != 0;
}

// SQLite calls a disk that does not answer damage too.
bool Database::isDamage(const QSqlError &error) const
{
    const int code = sqliteCode(error);
    return (code == sqliteCorrupt || code == sqliteNotADatabase)
        && !(m_raw && hasSystemRefused(m_raw));
}

OpenError::Code Database::whatFailed(const QSqlError &error) const
{
    return isDamage(error) || sqliteCode(error) == sqliteError ? OpenError::Data : OpenError::Io;
}

QString rebuildMark(const QString &path)
{
    return path + u".rebuild"_s;
}

void Database::readingFailed(const QSqlError &error)
{
    const bool damaged = isDamage(error);
    if (damaged && m_rebuildable && m_faults != Faults::Keep) {
        markRebuild();
    }
    readingFailed(damaged ? OpenError::Data : OpenError::Io, error.text());
}

// A disk without room is told by many words, that of an index in memory by "disk I/O error".
QString Database::told(OpenError::Code code, const QString &what) const
{
    const QString text = u"%1: %2"_s.arg(m_path, what);
    return code == OpenError::Io ? text + fullDiskNote(QFileInfo(m_path).path()) : text;
}

void Database::readingFailed(OpenError::Code code, const QString &what)
{
    const QString text = told(code, what);
    // Damage does not pass: a start finds it, and makes anew what can be made anew.
    if (m_faults == Faults::Halt || (m_faults == Faults::Throw && code == OpenError::Data)) {
        halt(code, text);
    }
    if (m_faults == Faults::ThrowAll) {
        throw application::ReadFault(text, code == OpenError::Data);
    }
    if (m_faults == Faults::Throw) {
        qCCritical(logStorage, "%s", qUtf8Printable(text));
        throw application::ReadFault(text);
    }
    if (!m_fault) {
        m_fault = OpenError{code, text};
    }
}

void Database::markRebuild() const
{
    (void)makePrivately(rebuildMark(m_path));
}

std::optional<quint32> Database::changeCounter() const
{
    static constexpr sqlite3_int64 place = 24;
    sqlite3_file *file = nullptr;
    quint32 counter = 0;
    const bool isRead = m_raw
        && sqlite3_file_control(m_raw, "main", SQLITE_FCNTL_FILE_POINTER, &file) == SQLITE_OK
        && file && file->pMethods
        && file->pMethods->xRead(file, &counter, sizeof counter, place) == SQLITE_OK;
    return isRead ? std::optional(counter) : std::nullopt;
}

void Database::haltOn(const QSqlError &error) const
{
    const bool damaged = isDamage(error);
    if (damaged && m_rebuildable) {
        markRebuild();
    }
    const auto code = damaged ? OpenError::Data : OpenError::Io;
    halt(code, told(code, error.text()));
}

void Database::haltRebuilding(const QString &what) const
{
    markRebuild();
    halt(OpenError::Data, u"%1: %2. The next start makes it anew."_s.arg(m_path, what));
}

static std::atomic<HaltTeller> haltTeller = nullptr;

void tellHalts(HaltTeller teller)
{
    haltTeller = teller;
}

void halt(int exitCode, const QString &message)
{
    if (const HaltTeller teller = haltTeller) {
        teller(exitCode, message);
    } else {
        qCCritical(logStorage, "%s", qUtf8Printable(message));
    }
    std::_Exit(exitCode);
}

} // namespace kontor::storage
