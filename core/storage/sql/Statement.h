// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/sql/Database.h"

#include <QSqlQuery>
#include <QVariant>

#include <memory>
#include <optional>

struct sqlite3_stmt;

namespace kontor::storage {

//! A statement prepared once and run often, forward only. A reading that fails does as the database
//! was told (ends the process, throws, or keeps the fault); a writing says so. Speaks to SQLite itself
//! where Database::raw() lets it: binding and reading through QtSql cost more than what they are for.
class Statement
{
public:
    Statement(Database &database, const QString &sql);

    template<class... Values>
    void bind(const Values &...values)
    {
        rewind();
        int index = 0;
        (bindValue(index++, values), ...);
    }
    void bindAll(const QVariantList &values);
    //! For writing.
    bool run();
    //! The same, and lets go of what was bound.
    bool runAndFinish();
    QSqlError error() const;

    //! For reading: binds and starts; then next() until false.
    template<class... Values>
    void query(const Values &...values)
    {
        bind(values...);
        start();
    }
    void start();
    //! Ends the reading by itself when there is no further row: an unfinished one holds a lock.
    bool next();
    void finish() { rewind(); }
    qint64 integer(int column) const;
    std::optional<qint64> optionalInteger(int column) const;
    QByteArray bytes(int column) const;
    QString text(int column) const;
    bool isNull(int column) const;
    QVariant value(int column) const;
    QString nameOf(int column) const;

private:
    struct Finalize
    {
        void operator()(sqlite3_stmt *statement) const;
    };
    void prepareRaw(const QString &sql);
    void prepareQuery(const QString &sql);
    bool nextRaw();
    int stepPatiently();
    //! Ends what is running, so that values can be bound and locks are gone.
    void rewind();

    void bindValue(int index, qint64 value);
    void bindValue(int index, int value) { bindValue(index, qint64(value)); }
    void bindValue(int index, bool value) { bindValue(index, qint64(value ? 1 : 0)); }
    void bindValue(int index, const QByteArray &value);
    void bindValue(int index, const QString &value);
    void bindValue(int index, const std::optional<qint64> &value);
    void bindValue(int index, const QVariant &value);
    void bindNull(int index);

    Database &m_database;
    //! Only where there is no handle of ours; otherwise m_raw, null where it could not be prepared.
    std::optional<QSqlQuery> m_query;
    std::unique_ptr<sqlite3_stmt, Finalize> m_raw;
    QSqlError m_rawError;
};

//! Ends a reading, however it is left: one that stays unfinished holds a lock and an old state.
class Finishing
{
public:
    explicit Finishing(Statement &statement) : m_statement(statement) {}
    ~Finishing() { m_statement.finish(); }
    Finishing(const Finishing &) = delete;
    Finishing &operator=(const Finishing &) = delete;

private:
    Statement &m_statement;
};

//! Several reads that must see one state, or are cheaper together.
class ReadTransaction
{
public:
    explicit ReadTransaction(Database &database);
    ~ReadTransaction();
    ReadTransaction(const ReadTransaction &) = delete;
    ReadTransaction &operator=(const ReadTransaction &) = delete;

private:
    Database &m_database;
};

} // namespace kontor::storage
