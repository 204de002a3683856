// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/views/SqliteViewReader.h"

#include "storage/views/AccountColumns.h"
#include "storage/views/Fold.h"

namespace kontor::storage {

using application::AccountFilter;
using application::AccountRow;
using application::CustomerRow;
using application::EntryRow;
using application::RowPage;

static QString accountWhere(const char16_t *condition)
{
    return u"SELECT %1 FROM accounts a WHERE %2"_s.arg(accountColumns(), QString::fromUtf16(condition));
}

static QString entriesWhere(const char16_t *condition)
{
    return u"SELECT e.version, e.position FROM entries e WHERE e.stream = (SELECT a.stream FROM"
           " accounts a WHERE a.id = ?) AND %1 LIMIT ?"_s.arg(QString::fromUtf16(condition));
}

SqliteViewReader::SqliteViewReader(std::unique_ptr<Database> database)
    : m_database(std::move(database)),
      m_position(*m_database, u"SELECT position FROM checkpoint"_s),
      m_byId(*m_database, accountWhere(u"a.id = ?")),
      m_byCpf(*m_database, accountWhere(u"a.cpf = ?")),
      m_byNumber(*m_database, accountWhere(u"a.number = ?")),
      m_customer(*m_database,
          u"SELECT %1 FROM customers c WHERE c.id = ?"_s.arg(customerColumns())),
      m_before(*m_database, entriesWhere(u"e.version < ? ORDER BY e.version DESC")),
      m_moneyBefore(*m_database,
          entriesWhere(u"e.version < ? AND e.amount IS NOT NULL ORDER BY e.version DESC")),
      m_after(*m_database, entriesWhere(u"e.version > ? ORDER BY e.version"))
{
}

qint64 SqliteViewReader::position()
{
    m_position.query();
    const qint64 position = m_position.next() ? m_position.integer(0) : 0;
    m_position.finish();
    return position;
}

std::optional<AccountRow> SqliteViewReader::one(Statement &statement, const QVariant &key)
{
    statement.query(key);
    const auto found = statement.next() ? std::optional(readAccount(statement)) : std::nullopt;
    statement.finish();
    return found;
}

std::optional<AccountRow> SqliteViewReader::account(AccountId id)
{
    return one(m_byId, idColumn(id.uuid));
}

std::optional<AccountRow> SqliteViewReader::accountByCpf(const QByteArray &digits)
{
    return one(m_byCpf, QString::fromUtf8(digits));
}

std::optional<AccountRow> SqliteViewReader::accountByNumber(const QByteArray &number)
{
    return one(m_byNumber, QString::fromUtf8(number));
}

namespace {

//! A condition with the values of its place holders.
struct Condition
{
    QStringList parts;
    QVariantList values;

    void add(const QString &part, const QVariantList &more = {})
    {
        parts += part;
        values += more;
    }
    QString sql() const { return parts.isEmpty() ? QString() : u" WHERE "_s + parts.join(u" AND "_s); }
};

} // namespace

// Taken for a pattern, a percent sign would find everything.
static QString contains(const QString &text)
{
    QString escaped = text;
    escaped.replace(u'\\', u"\\\\"_s).replace(u'%', u"\\%"_s).replace(u'_', u"\\_"_s);
    return u'%' + escaped + u'%';
}

static Condition conditionOf(const AccountFilter &filter)
{
    Condition condition;
    if (!filter.includeDeleted) {
        condition.add(u"a.deleted = 0"_s);
    }
    if (filter.ownerId) {
        condition.add(u"a.owner = ?"_s, {idColumn(filter.ownerId->uuid)});
    }
    if (const QString text = folded(filter.search); !text.isEmpty()) {
        condition.add(u"(a.folded LIKE ? ESCAPE '\\' OR a.number LIKE ? ESCAPE '\\' OR a.cpf = ?)"_s,
            {contains(text), contains(text), text});
    }
    return condition;
}

template<class Row>
static RowPage<Row> readPage(Database &database, const QString &columns, const QString &table,
    const QString &order, const Condition &condition, int page, int pageSize,
    Row (*read)(const Statement &))
{
    RowPage<Row> result;
    const ReadTransaction transaction(database);
    Statement count(database, u"SELECT COUNT(*) FROM %1%2"_s.arg(table, condition.sql()));
    Statement rows(database, u"SELECT %1 FROM %2%3 ORDER BY %4 LIMIT ? OFFSET ?"_s.arg(columns,
                                 table, condition.sql(), order));
    count.bindAll(condition.values);
    count.start();
    result.totalCount = count.next() ? count.integer(0) : 0;
    count.finish();
    rows.bindAll(condition.values + QVariantList{pageSize, qint64(page - 1) * pageSize});
    rows.start();
    while (rows.next()) {
        result.rows.push_back(read(rows));
    }
    return result;
}

RowPage<AccountRow> SqliteViewReader::accounts(const AccountFilter &filter)
{
    return readPage<AccountRow>(*m_database, accountColumns(), u"accounts a"_s,
        u"a.created, a.id"_s, conditionOf(filter), filter.page, filter.pageSize, readAccount);
}

RowPage<CustomerRow> SqliteViewReader::customers(const QString &search, int page, int pageSize)
{
    Condition condition;
    if (const QString text = folded(search); !text.isEmpty()) {
        condition.add(u"(c.folded LIKE ? ESCAPE '\\' OR c.cpf = ?)"_s, {contains(text), text});
    }
    return readPage<CustomerRow>(*m_database, customerColumns(), u"customers c"_s,
        u"c.created, c.id"_s, condition, page, pageSize, readCustomer);
}

std::optional<CustomerRow> SqliteViewReader::customer(CustomerId id)
{
    m_customer.query(idColumn(id.uuid));
    const auto found = m_customer.next() ? std::optional(readCustomer(m_customer)) : std::nullopt;
    m_customer.finish();
    return found;
}

std::vector<EntryRow> SqliteViewReader::entries(Statement &statement, AccountId id, qint64 version,
    int limit)
{
    std::vector<EntryRow> rows;
    statement.query(idColumn(id.uuid), version, limit);
    while (statement.next()) {
        rows.push_back({statement.integer(0), statement.integer(1)});
    }
    return rows;
}

std::vector<EntryRow> SqliteViewReader::entriesBefore(AccountId id, qint64 beforeVersion, int limit,
    bool moneyOnly)
{
    return entries(moneyOnly ? m_moneyBefore : m_before, id, beforeVersion, limit);
}

std::vector<EntryRow> SqliteViewReader::entriesAfter(AccountId id, qint64 afterVersion, int limit)
{
    return entries(m_after, id, afterVersion, limit);
}

} // namespace kontor::storage
