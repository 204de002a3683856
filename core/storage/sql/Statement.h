// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/sql/Database.h"

#include <QSqlQuery>
#include <QVariant>

#include <optional>

namespace kontor::storage {

//! A statement prepared once and run often, forward only. A reading that fails halts the process
//! (see halt()); a writing says so.
class Statement
{
public:
    Statement(Database &database, const QString &sql);

    template<class... Values>
    void bind(const Values &...values)
    {
        int index = 0;
        (m_query.bindValue(index++, toVariant(values)), ...);
    }
    void bindAll(const QVariantList &values);
    //! For writing.
    bool run() { return m_query.exec(); }
    QSqlError error() const { return m_query.lastError(); }

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
    void finish() { m_query.finish(); }
    qint64 integer(int column) const { return m_query.value(column).toLongLong(); }
    std::optional<qint64> optionalInteger(int column) const;
    QByteArray bytes(int column) const { return m_query.value(column).toByteArray(); }
    QString text(int column) const { return m_query.value(column).toString(); }
    bool isNull(int column) const { return m_query.isNull(column); }

private:
    static QVariant toVariant(const QVariant &value) { return value; }
    static QVariant toVariant(qint64 value) { return value; }
    static QVariant toVariant(int value) { return value; }
    static QVariant toVariant(bool value) { return value ? 1 : 0; }
    static QVariant toVariant(const QByteArray &value) { return value; }
    static QVariant toVariant(const QString &value) { return value; }
    static QVariant toVariant(std::optional<qint64> value)
    {
        return value ? QVariant(*value) : QVariant();
    }
    Database &m_database;
    QSqlQuery m_query;
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
