// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sql/Statement.h"

namespace kontor::storage {

Statement::Statement(Database &database, const QString &sql)
    : m_database(database), m_query(database.connection())
{
    m_query.setForwardOnly(true);
    if (!m_query.prepare(sql)) {
        m_database.haltOn(m_query.lastError());
    }
}

void Statement::bindAll(const QVariantList &values)
{
    for (int i = 0; i < values.size(); ++i) {
        m_query.bindValue(i, values[i]);
    }
}

void Statement::start()
{
    if (!m_query.exec()) {
        m_database.haltOn(m_query.lastError());
    }
}

bool Statement::next()
{
    if (m_query.next()) {
        return true;
    }
    if (m_query.lastError().isValid()) {
        m_database.haltOn(m_query.lastError());
    }
    m_query.finish();
    return false;
}

std::optional<qint64> Statement::optionalInteger(int column) const
{
    const QVariant value = m_query.value(column);
    return value.isNull() ? std::nullopt : std::optional(value.toLongLong());
}

ReadTransaction::ReadTransaction(Database &database) : m_database(database)
{
    if (const auto begun = database.exec(u"BEGIN"_s); !begun) {
        database.haltOn(begun.error());
    }
}

ReadTransaction::~ReadTransaction()
{
    // Nothing was written, so ending it cannot lose anything.
    (void)m_database.exec(u"COMMIT"_s);
}

} // namespace kontor::storage
