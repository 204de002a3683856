// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sql/Statement.h"

#include "foundation/LogCategories.h"

#include <QSqlRecord>

#include <sqlite3.h>

namespace kontor::storage {

void Statement::Finalize::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

Statement::Statement(Database &database, const QString &sql) : m_database(database)
{
    database.raw() ? prepareRaw(sql) : prepareQuery(sql);
}

static QSqlError rawError(sqlite3 *handle)
{
    return QSqlError(QString(), QString::fromUtf8(sqlite3_errmsg(handle)), QSqlError::StatementError,
        QString::number(sqlite3_extended_errcode(handle)));
}

void Statement::prepareRaw(const QString &sql)
{
    sqlite3_stmt *statement = nullptr;
    const QByteArray utf8 = sql.toUtf8();
    if (sqlite3_prepare_v3(m_database.raw(), utf8.constData(), int(utf8.size()) + 1,
            SQLITE_PREPARE_PERSISTENT, &statement, nullptr)
        != SQLITE_OK) {
        m_database.readingFailed(rawError(m_database.raw()));
    }
    m_raw.reset(statement);
}

void Statement::prepareQuery(const QString &sql)
{
    m_query.emplace(m_database.connection());
    m_query->setForwardOnly(true);
    if (!m_query->prepare(sql)) {
        m_database.readingFailed(m_query->lastError());
    }
}

void Statement::rewind()
{
    m_query ? m_query->finish() : void(sqlite3_reset(m_raw.get()));
}

void Statement::bindValue(int index, qint64 value)
{
    m_query ? m_query->bindValue(index, value)
            : void(sqlite3_bind_int64(m_raw.get(), index + 1, value));
}

void Statement::bindNull(int index)
{
    m_query ? m_query->bindValue(index, QVariant()) : void(sqlite3_bind_null(m_raw.get(), index + 1));
}

// Null arrays and texts are NULL, as with QtSql. What is bound may be gone before the last row is
// read, so SQLite copies it.
void Statement::bindValue(int index, const QByteArray &value)
{
    if (value.isNull()) {
        bindNull(index);
    } else if (m_query) {
        m_query->bindValue(index, value);
    } else {
        sqlite3_bind_blob(m_raw.get(), index + 1, value.constData(), int(value.size()),
            SQLITE_TRANSIENT);
    }
}

void Statement::bindValue(int index, const QString &value)
{
    if (value.isNull()) {
        bindNull(index);
    } else if (m_query) {
        m_query->bindValue(index, value);
    } else {
        sqlite3_bind_text16(m_raw.get(), index + 1, value.constData(),
            int(value.size() * qsizetype(sizeof(QChar))), SQLITE_TRANSIENT);
    }
}

void Statement::bindValue(int index, const std::optional<qint64> &value)
{
    value ? bindValue(index, *value) : bindNull(index);
}

void Statement::bindValue(int index, const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::UnknownType: return bindNull(index);
    case QMetaType::Bool:
    case QMetaType::Int:
    case QMetaType::LongLong: return bindValue(index, value.toLongLong());
    case QMetaType::QByteArray: return bindValue(index, value.toByteArray());
    case QMetaType::QString: return bindValue(index, value.toString());
    }
    KONTOR_ASSERT(!"a value of a type that is not stored");
}

void Statement::bindAll(const QVariantList &values)
{
    rewind();
    for (int i = 0; i < values.size(); ++i) {
        bindValue(i, values[i]);
    }
}

bool Statement::run()
{
    if (m_query) {
        return m_query->exec();
    }
    sqlite3_reset(m_raw.get());
    const int code = sqlite3_step(m_raw.get());
    const bool done = code == SQLITE_DONE || code == SQLITE_ROW;
    m_rawError = done ? QSqlError() : rawError(m_database.raw());
    sqlite3_reset(m_raw.get());
    return done;
}

bool Statement::runAndFinish()
{
    const bool done = run();
    finish();
    return done;
}

QSqlError Statement::error() const
{
    return m_query ? m_query->lastError() : m_rawError;
}

void Statement::start()
{
    if (!m_query) {
        sqlite3_reset(m_raw.get()); // the first row is read by next()
    } else if (!m_query->exec()) {
        m_database.readingFailed(m_query->lastError());
    }
}

// Whoever holds the file, a backup to a slow disk for one, will let it go: nothing is damaged, and what
// was to be read is still there. Each try waits for as long as the connection was told.
int Statement::stepPatiently()
{
    static constexpr int tries = 12;
    int code = sqlite3_step(m_raw.get());
    for (int i = 1; code == SQLITE_BUSY && i < tries; ++i) {
        qCWarning(logStorage,
            "%s: another program has it, or a slow disk keeps who writes it waiting",
            qUtf8Printable(m_database.path()));
        sqlite3_reset(m_raw.get());
        code = sqlite3_step(m_raw.get());
    }
    return code;
}

bool Statement::nextRaw()
{
    // Not prepared, and somebody keeps the fault: there are no rows.
    const int code = m_raw ? stepPatiently() : SQLITE_DONE;
    if (code == SQLITE_ROW) {
        return true;
    }
    const QSqlError error = code == SQLITE_DONE ? QSqlError() : rawError(m_database.raw());
    rewind();
    if (code != SQLITE_DONE) {
        m_database.readingFailed(error);
    }
    return false;
}

bool Statement::next()
{
    if (!m_query) {
        return nextRaw();
    }
    if (m_query->next()) {
        return true;
    }
    const QSqlError error = m_query->lastError();
    rewind();
    if (error.isValid()) {
        m_database.readingFailed(error);
    }
    return false;
}

qint64 Statement::integer(int column) const
{
    return m_query ? m_query->value(column).toLongLong() : sqlite3_column_int64(m_raw.get(), column);
}

std::optional<qint64> Statement::optionalInteger(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(integer(column));
}

QByteArray Statement::bytes(int column) const
{
    if (m_query) {
        return m_query->value(column).toByteArray();
    }
    const auto *data = static_cast<const char *>(sqlite3_column_blob(m_raw.get(), column));
    return QByteArray(data, sqlite3_column_bytes(m_raw.get(), column));
}

QString Statement::text(int column) const
{
    if (m_query) {
        return m_query->value(column).toString();
    }
    const auto *data = reinterpret_cast<const char *>(sqlite3_column_text(m_raw.get(), column));
    return QString::fromUtf8(data, sqlite3_column_bytes(m_raw.get(), column));
}

bool Statement::isNull(int column) const
{
    return m_query ? m_query->isNull(column)
                   : sqlite3_column_type(m_raw.get(), column) == SQLITE_NULL;
}

QVariant Statement::value(int column) const
{
    if (m_query) {
        return m_query->value(column);
    }
    switch (sqlite3_column_type(m_raw.get(), column)) {
    case SQLITE_INTEGER: return integer(column);
    case SQLITE_FLOAT: return sqlite3_column_double(m_raw.get(), column);
    case SQLITE_TEXT: return text(column);
    case SQLITE_BLOB: return bytes(column);
    default: return {};
    }
}

QString Statement::nameOf(int column) const
{
    return m_query ? m_query->record().fieldName(column)
                   : QString::fromUtf8(sqlite3_column_name(m_raw.get(), column));
}

ReadTransaction::ReadTransaction(Database &database) : m_database(database)
{
    database.beginReading();
}

ReadTransaction::~ReadTransaction()
{
    m_database.endReading();
}

} // namespace kontor::storage
