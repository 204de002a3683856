// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/service/AuditTrail.h"

#include "storage/files/NewFile.h"
#include "storage/log/LedgerFile.h"
#include "storage/sql/Columns.h"

#include <QSqlError>
#include <QSqlQuery>

namespace kontor::storage {

// "Knta".
static constexpr quint32 auditApplicationId = 0x4B6E7461;
static constexpr quint32 auditVersion = 3;

// What each version added to the one before it, from the second on.
static QStringList sinceVersion(quint32 version)
{
    switch (version) {
    case 2: return {u"CREATE INDEX audit_by_time ON audit(at)"_s};
    case 3:
        return {u"ALTER TABLE audit ADD COLUMN actor_id TEXT NOT NULL DEFAULT ''"_s,
            u"CREATE INDEX audit_by_correlation ON audit(correlation, id)"_s};
    default: return {};
    }
}

static QStringList firstVersion()
{
    return {
        u"CREATE TABLE audit(id INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind TEXT NOT NULL,"
        " actor TEXT NOT NULL, action TEXT NOT NULL, method TEXT NOT NULL, path TEXT NOT NULL,"
        " subject TEXT NOT NULL, status INTEGER NOT NULL, source TEXT NOT NULL,"
        " correlation TEXT NOT NULL) STRICT"_s,
        u"CREATE INDEX audit_by_actor ON audit(actor, id)"_s,
        u"CREATE INDEX audit_by_subject ON audit(subject, id)"_s,
        u"PRAGMA application_id=%1"_s.arg(auditApplicationId),
    };
}

// 0 of one that is new, and one that does not exist of any other file. Asked of SQLite and not of the
// file's header: what was just made may still be in its log.
static Result<quint32, QSqlError> versionOf(Database &database)
{
    const auto schema = database.number(u"PRAGMA schema_version"_s);
    if (!schema || *schema == 0) {
        return schema;
    }
    const auto id = database.number(u"PRAGMA application_id"_s);
    if (!id || *id != auditApplicationId) {
        return id ? Result<quint32, QSqlError>(auditVersion + 1) : id;
    }
    return database.number(u"PRAGMA user_version"_s);
}

bool isAudit(Database &database)
{
    const auto version = versionOf(database);
    return version && *version <= auditVersion;
}

// A new file gets its tables, one of an earlier version what it lacks; any other stays as it is.
static Result<Done, QSqlError> bringUpToDate(Database &database)
{
    const auto version = versionOf(database);
    if (!version) {
        return Failure{version.error()};
    }
    if (*version >= auditVersion) {
        return Done{};
    }
    QStringList steps{u"BEGIN IMMEDIATE"_s};
    steps += *version == 0 ? firstVersion() : QStringList();
    for (quint32 next = std::max(*version + 1, 2U); next <= auditVersion; ++next) {
        steps += sinceVersion(next);
    }
    steps << u"PRAGMA user_version=%1"_s.arg(auditVersion) << u"COMMIT"_s;
    return database.execAll(steps);
}

Result<std::unique_ptr<AuditTrail>, OpenError> AuditTrail::open(const QString &directory)
{
    const QString path = directory + u"/audit.db"_s;
    if (const auto other = isNoFile(path)) {
        return Failure{*other};
    }
    if (!makePrivately(path)) {
        return refuse(OpenError::Io, path, u"cannot be written"_s);
    }
    auto opened = Database::open(path, OpenMode::ReadWrite, 5000);
    if (!opened) {
        return refuse(OpenError::Io, path, opened.error());
    }
    Database &database = **opened;
    // Subjects come in no order: their index wants room, and its pages many rows before they move.
    const auto set = database.execAll({u"PRAGMA journal_mode=WAL"_s, u"PRAGMA synchronous=NORMAL"_s,
        u"PRAGMA cache_size=-16000"_s, u"PRAGMA wal_autocheckpoint=8000"_s});
    if (const auto made = set ? bringUpToDate(database) : set; !made) {
        return refuse(database.whatFailed(made.error()), path, made.error().text());
    }
    const auto version = versionOf(database);
    if (!version) {
        return refuse(database.whatFailed(version.error()), path, version.error().text());
    }
    if (*version != auditVersion) {
        return refuse(OpenError::Config, path, u"not an audit file that this program knows"_s);
    }
    std::unique_ptr<AuditTrail> trail(new AuditTrail(std::move(*opened), path));
    trail->m_database->throwFaults(); // what cannot be shown ends nothing
    return trail;
}

AuditTrail::AuditTrail(std::unique_ptr<Database> database, const QString &path)
    : m_path(path), m_database(std::move(database)), m_identity(fileIdentity(path)),
      m_add(*m_database,
          u"INSERT INTO audit VALUES(?,?,?,?,?,?,?,?,?,?,?,?)"
          " ON CONFLICT(id) DO NOTHING"_s),
      // Up to the first that is not old: what stands behind it was written later, whatever its time.
      m_forget(*m_database,
          u"WITH oldest AS (SELECT id, at FROM audit ORDER BY id LIMIT ?)"
          " DELETE FROM audit WHERE id IN (SELECT id FROM oldest)"
          " AND id < (SELECT MAX(id) FROM audit)"
          " AND id < ifnull((SELECT MIN(id) FROM oldest WHERE at >= ?), 1 << 62)"_s)
{
}

static QString latin1(const QByteArray &text)
{
    return u""_s + QString::fromLatin1(text); // never null
}

Result<Done, QString> AuditTrail::addOne(const AuditRow &row)
{
    m_add.bind(row.id, row.at.micros, latin1(row.actor.kind), u""_s + row.actor.name,
        latin1(row.action), latin1(row.method), latin1(row.path), latin1(row.subject), row.status,
        latin1(row.source), latin1(row.correlationId), latin1(row.actorId));
    return runWriting(m_add);
}

Result<Done, QString> AuditTrail::add(const std::vector<AuditRow> &rows)
{
    if (fileIdentity(m_path) != m_identity) {
        return Failure{u"it was deleted or replaced while it was open; start the server again"_s};
    }
    if (const auto begun = m_database->exec(u"BEGIN IMMEDIATE"_s); !begun) {
        return Failure{begun.error().text()};
    }
    for (const AuditRow &row : rows) {
        if (const auto added = addOne(row); !added) {
            (void)m_database->exec(u"ROLLBACK"_s);
            return added;
        }
    }
    if (const auto ended = m_database->exec(u"COMMIT"_s); !ended) {
        (void)m_database->exec(u"ROLLBACK"_s);
        return Failure{ended.error().text()};
    }
    return Done{};
}

static AuditRow rowAt(const Statement &row)
{
    return {row.integer(0), {row.integer(1)}, {row.bytes(2), row.text(3)}, row.bytes(11),
        row.bytes(4), row.bytes(5), row.bytes(6), row.bytes(7), int(row.integer(8)), row.bytes(9),
        row.bytes(10)};
}

// Which rows, newest first, as a query and what it binds. Numbers follow when it was answered, times
// when it was asked, and clocks are set back: whoever asks for a time gets the rows by their times,
// whatever their numbers.
static std::pair<QString, QVariantList> chosen(const AuditFilter &filter)
{
    const bool byTime = filter.from || filter.to;
    const bool byName
        = !filter.actor.isEmpty() || !filter.subject.isEmpty() || !filter.correlationId.isEmpty();
    QString sql = u"SELECT id FROM audit"_s
        + (byTime && !byName ? u" INDEXED BY audit_by_time"_s : u""_s)
        + (byTime ? u" WHERE +id < ?"_s : u" WHERE id < ?"_s);
    QVariantList values{filter.before};
    const auto narrow = [&](bool isAsked, const QString &condition, const QVariant &value) {
        if (isAsked) {
            sql += u" AND "_s + condition;
            values << value;
        }
    };
    narrow(!filter.actor.isEmpty(), u"actor = ?"_s, filter.actor);
    narrow(!filter.action.isEmpty(), u"action = ?"_s, QString::fromLatin1(filter.action));
    narrow(!filter.subject.isEmpty(), u"subject = ?"_s, QString::fromLatin1(filter.subject));
    narrow(!filter.correlationId.isEmpty(), u"correlation = ?"_s,
        QString::fromLatin1(filter.correlationId));
    narrow(filter.from.has_value(), u"at >= ?"_s, filter.from.value_or(Timestamp()).micros);
    narrow(filter.to.has_value(), u"at < ?"_s, filter.to.value_or(Timestamp()).micros);
    if (filter.changes) {
        sql += u" AND method NOT IN ('GET', 'HEAD')"_s;
    }
    return {sql + u" ORDER BY id DESC LIMIT ?"_s, values << filter.limit};
}

std::vector<AuditRow> AuditTrail::find(const AuditFilter &filter)
{
    const auto [rowsChosen, values] = chosen(filter);
    Statement statement(*m_database,
        u"SELECT id, at, CAST(kind AS BLOB), actor, CAST(action AS BLOB), CAST(method AS BLOB),"
        " CAST(path AS BLOB), CAST(subject AS BLOB), status, CAST(source AS BLOB),"
        " CAST(correlation AS BLOB), CAST(actor_id AS BLOB) FROM audit WHERE id IN (%1)"
        " ORDER BY id DESC"_s.arg(rowsChosen));
    statement.bindAll(values);
    statement.start();
    std::vector<AuditRow> rows;
    while (statement.next()) {
        rows.push_back(rowAt(statement));
    }
    return rows;
}

Result<qint64, OpenError> AuditTrail::lastId()
{
    QSqlQuery query(m_database->connection());
    if (query.exec(u"SELECT COALESCE(MAX(id), 0) FROM audit"_s) && query.next()) {
        return query.value(0).toLongLong();
    }
    return refuse(m_database->whatFailed(query.lastError()), m_path, query.lastError().text());
}

Result<int, QString> AuditTrail::forgetBefore(Timestamp time, int most)
{
    m_forget.bind(most, time.micros);
    const auto done = runWriting(m_forget);
    return done ? Result<int, QString>(changedRows(*m_database)) : Failure{done.error()};
}

} // namespace kontor::storage
