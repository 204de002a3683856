// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/views/SqliteViewReader.h"

#include "storage/OpenError.h"
#include "storage/codec/EventCodec.h"
#include "storage/views/AccountColumns.h"
#include "storage/views/SearchText.h"

namespace kontor::storage {

using application::AccountFilter;
using application::AccountRow;
using application::BookingRow;
using application::BookingSpan;
using application::BookingTotals;
using application::CustomerRow;
using application::EntryRow;
using application::RowPage;

static QString accountWhere(const char16_t *condition)
{
    return u"SELECT %1 FROM accounts a WHERE %2"_s.arg(accountColumns(), QString::fromUtf16(condition));
}

static QString ofAccount(const char16_t *condition)
{
    return u"FROM entries e WHERE e.stream = (SELECT a.stream FROM accounts a WHERE a.id = ?)"
           " AND "_s + QString::fromUtf16(condition);
}

static QString entriesWhere(const char16_t *condition)
{
    return u"SELECT e.version, e.position "_s + ofAccount(condition) + u" LIMIT ?"_s;
}

static QString totals()
{
    return u"SELECT ifnull(sum(amount) FILTER (WHERE early), 0),"
           " ifnull(sum(amount) FILTER (WHERE within AND amount > 0), 0),"
           " ifnull(-sum(amount) FILTER (WHERE within AND amount < 0), 0),"
           " count(*) FILTER (WHERE within) FROM (SELECT e.amount AS amount, e.booked < ? AS early,"
           " e.booked BETWEEN ? AND ? AS within "_s
        + ofAccount(u"e.version > ? AND e.version <= ? AND e.amount <> 0") + u')';
}

SqliteViewReader::SqliteViewReader(std::unique_ptr<Database> database)
    : m_database(std::move(database)),
      m_position(*m_database, u"SELECT position FROM checkpoint"_s),
      m_byId(*m_database, accountWhere(u"a.id = ?")),
      m_byCpf(*m_database, accountWhere(u"a.cpf = ?")),
      m_customer(*m_database,
          u"SELECT %1 FROM customers c WHERE c.id = ?"_s.arg(customerColumns())),
      m_before(*m_database, entriesWhere(u"e.version < ? ORDER BY e.version DESC")),
      m_moneyBefore(*m_database,
          entriesWhere(u"e.version < ? AND e.amount IS NOT NULL ORDER BY e.version DESC")),
      m_after(*m_database, entriesWhere(u"e.version > ? ORDER BY e.version")),
      m_balanceAt(*m_database,
          u"SELECT e.balance "_s
              + ofAccount(u"e.version <= ? AND e.amount IS NOT NULL ORDER BY e.version DESC"
                          " LIMIT 1")),
      m_totals(*m_database, totals()),
      m_bookings(*m_database,
          u"SELECT e.version, e.position, e.amount "_s
              + ofAccount(u"e.version > ? AND e.version <= ? AND e.amount <> 0"
                          " AND e.booked BETWEEN ? AND ? ORDER BY e.version LIMIT ?"))
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

std::vector<AccountRow> SqliteViewReader::accountsWithHolds()
{
    std::vector<AccountRow> rows;
    Statement statement(*m_database, accountWhere(u"a.held > 0"));
    statement.query();
    while (statement.next()) {
        rows.push_back(readAccount(statement));
    }
    return rows;
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

static void addSearch(Condition &condition, const QString &text, bool includeDeleted)
{
    SearchQuery search = accountSearch(text);
    if (includeDeleted) {
        const SearchQuery deleted = deletedAccountSearch(text);
        search.sql += u" UNION "_s + deleted.sql;
        search.values += deleted.values;
    }
    condition.add(u"a.stream IN (%1)"_s.arg(search.sql), search.values);
}

// Whose accounts are asked for has few: looking at each is cheap, where the search would go through
// what it knows of everybody's.
static void addOwner(Condition &condition, const AccountFilter &filter, const QString &text)
{
    condition.add(u"a.owner = ?"_s, {idColumn(filter.ownerId->uuid)});
    if (!filter.includeDeleted) {
        condition.add(u"a.deleted = 0"_s);
    }
    if (!text.isEmpty()) {
        const SearchQuery says = accountSays(text);
        condition.add(says.sql, says.values);
    }
}

static Condition conditionOf(const AccountFilter &filter, const QString &text)
{
    Condition condition;
    if (filter.ownerId) {
        addOwner(condition, filter, text);
        return condition;
    }
    // What is searched leaves out the deleted ones by itself.
    if (!text.isEmpty()) {
        addSearch(condition, text, filter.includeDeleted);
    } else if (!filter.includeDeleted) {
        condition.add(u"a.deleted = 0"_s);
    }
    return condition;
}

static qint64 countOf(Database &database, const QString &sql, QVariantList values, qint64 limit = 0)
{
    QString counted = sql;
    if (limit > 0) {
        counted = u"(SELECT 1 FROM %1 LIMIT ?)"_s.arg(sql);
        values += limit;
    }
    Statement count(database, u"SELECT COUNT(*) FROM "_s + counted);
    count.bindAll(values);
    count.start();
    const qint64 result = count.next() ? count.integer(0) : 0;
    count.finish();
    return result;
}

template<class Row>
static std::vector<Row> readRows(Database &database, const QString &sql, const QVariantList &values,
    int page, int pageSize, Row (*read)(const Statement &))
{
    std::vector<Row> result;
    Statement rows(database, sql);
    rows.bindAll(values + QVariantList{pageSize, qint64(page - 1) * pageSize});
    rows.start();
    while (rows.next()) {
        result.push_back(read(rows));
    }
    return result;
}

// By creation: the order of the first events.
template<class Row>
static RowPage<Row> readPage(Database &database, const QString &columns, const QString &table,
    const Condition &condition, int page, int pageSize, Row (*read)(const Statement &),
    qint64 countLimit = 0)
{
    const ReadTransaction transaction(database);
    const QString from = table + condition.sql();
    return {readRows<Row>(database, u"SELECT %1 FROM %2 ORDER BY stream LIMIT ? OFFSET ?"_s.arg(
                                        columns, from), condition.values, page, pageSize, read),
        countOf(database, from, condition.values, countLimit)};
}

// Where nothing but the search decides, the table is asked for the rows of one page only.
template<class Row>
static RowPage<Row> readFound(Database &database, const QString &columns, const QString &table,
    const SearchQuery &search, int page, int pageSize, Row (*read)(const Statement &),
    qint64 countLimit = 0)
{
    return {readRows<Row>(database,
                u"SELECT %1 FROM %2 WHERE stream IN (%3 ORDER BY 1 LIMIT ? OFFSET ?)"
                " ORDER BY stream"_s.arg(columns, table, search.sql),
                search.values, page, pageSize, read),
        countOf(database, u'(' + search.sql + u')', search.values, countLimit)};
}

RowPage<AccountRow> SqliteViewReader::accounts(const AccountFilter &filter)
{
    const QString text = searchedText(filter.search);
    if (!text.isEmpty() && !filter.ownerId && !filter.includeDeleted) {
        const ReadTransaction transaction(*m_database);
        return readFound<AccountRow>(*m_database, accountColumns(), u"accounts a"_s,
            accountSearch(text), filter.page, filter.pageSize, readAccount, filter.countLimit);
    }
    return readPage<AccountRow>(*m_database, accountColumns(), u"accounts a"_s,
        conditionOf(filter, text), filter.page, filter.pageSize, readAccount, filter.countLimit);
}

RowPage<CustomerRow> SqliteViewReader::customers(const QString &search, int page, int pageSize)
{
    const QString text = searchedText(search);
    if (text.isEmpty()) {
        return readPage<CustomerRow>(*m_database, customerColumns(), u"customers c"_s, {}, page,
            pageSize, readCustomer);
    }
    const ReadTransaction transaction(*m_database);
    return readFound<CustomerRow>(*m_database, customerColumns(), u"customers c"_s,
        customerSearch(text), page, pageSize, readCustomer);
}

std::optional<CustomerRow> SqliteViewReader::customer(CustomerId id)
{
    m_customer.query(idColumn(id.uuid));
    const auto found = m_customer.next() ? std::optional(readCustomer(m_customer)) : std::nullopt;
    m_customer.finish();
    return found;
}

template<class Row, class State>
static Row readWhole(const Statement &row, domain::StreamKind kind)
{
    const auto state = decodeState(kind, row.bytes(1));
    if (!state) {
        halt(OpenError::Data, u"views.db: a user or a key cannot be read"_s);
    }
    return {{idFromColumn(row.bytes(0))}, std::get<State>(*state)};
}

static application::UserRow readUser(const Statement &row)
{
    return readWhole<application::UserRow, domain::User>(row, domain::StreamKind::User);
}

static application::KeyRow readKey(const Statement &row)
{
    return readWhole<application::KeyRow, domain::Key>(row, domain::StreamKind::Key);
}

RowPage<application::UserRow> SqliteViewReader::users(int page, int pageSize)
{
    return readPage<application::UserRow>(*m_database, u"id, state"_s, u"users"_s, {}, page, pageSize,
        readUser);
}

RowPage<application::KeyRow> SqliteViewReader::keys(int page, int pageSize)
{
    return readPage<application::KeyRow>(*m_database, u"id, state"_s, u"access_keys"_s, {}, page,
        pageSize, readKey);
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

qint64 SqliteViewReader::balanceAt(AccountId id, qint64 version)
{
    m_balanceAt.query(idColumn(id.uuid), version);
    const qint64 balance = m_balanceAt.next() ? m_balanceAt.integer(0) : 0;
    m_balanceAt.finish();
    return balance;
}

BookingTotals SqliteViewReader::bookingTotals(const BookingSpan &span)
{
    const ReadTransaction transaction(*m_database);
    const qint64 before = balanceAt(span.id, span.afterVersion);
    m_totals.query(dayColumn(span.first), dayColumn(span.first), dayColumn(span.last),
        idColumn(span.id.uuid), span.afterVersion, span.upToVersion);
    KONTOR_ASSERT(m_totals.next());
    const BookingTotals totals{before + m_totals.integer(0), m_totals.integer(1),
        m_totals.integer(2), m_totals.integer(3)};
    m_totals.finish();
    return totals;
}

std::vector<BookingRow> SqliteViewReader::bookings(const BookingSpan &span, qint64 afterVersion,
    int limit)
{
    std::vector<BookingRow> rows;
    m_bookings.query(idColumn(span.id.uuid), std::max(span.afterVersion, afterVersion),
        span.upToVersion, dayColumn(span.first), dayColumn(span.last), limit);
    while (m_bookings.next()) {
        rows.push_back({m_bookings.integer(0), m_bookings.integer(1), m_bookings.integer(2)});
    }
    return rows;
}

} // namespace kontor::storage
