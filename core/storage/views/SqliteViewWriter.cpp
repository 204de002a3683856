// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/views/SqliteViewWriter.h"

#include "foundation/Fold.h"
#include "storage/OpenError.h"
#include "storage/codec/CompactJson.h"
#include "storage/codec/EventCodec.h"
#include "storage/views/AccountColumns.h"
#include "storage/views/KeySlot.h"
#include "storage/views/Snapshots.h"
#include "storage/views/ViewSchema.h"

#include <QFileInfo>

#include <algorithm>
#include <unordered_map>

namespace kontor::storage {

using application::ChangedStream;
using application::Checkpoint;
using application::CommittedBatch;
using application::LogHead;
using application::RecordedEvent;

// For other connections, in milliseconds.
static constexpr qint64 usualPatience = 2'000;
// For those who read from a log that is too long; at most as long as a query waits for the views.
static constexpr qint64 shortestPatience = 250;
static constexpr qint64 longestPatience = 2'000;
// So many times as long as it took, nobody is waited for again.
static constexpr int restAfterWait = 4;

//! What is left of batches once each stream counts only once. It waits for seconds, so it is small.
struct SqliteViewWriter::Gathered
{
    struct Entry
    {
        qint64 stream;
        qint64 version;
        qint64 position;
        EventMoney money;
        std::optional<qint64> booked;
    };
    struct Changed
    {
        ChangedStream stream;
        //! More than its money has changed.
        bool identity = false;
    };
    std::vector<std::pair<QByteArray, qint64>> streams;
    std::vector<Entry> entries;
    std::vector<std::pair<KeySlot, qint64>> keys;
    std::unordered_map<qint64, Changed> changed;
    std::unordered_map<qint64, ChangedStream> snapshots;
    std::vector<ChangedStream> milestones;
    std::optional<LogHead> head;

    void add(const RecordedEvent &event);
    void sort();
};

static QString upsertWhole(const QString &table)
{
    return u"INSERT INTO %1 VALUES(?,?,?) ON CONFLICT(stream) DO UPDATE SET state=excluded.state"_s
        .arg(table);
}

SqliteViewWriter::SqliteViewWriter(std::unique_ptr<Database> database,
    std::atomic<qint64> &highestKey, qint64 longestLog)
    : m_database(std::move(database)), m_highestKey(highestKey), m_longestLog(longestLog),
      m_gathered(std::make_unique<Gathered>()), m_leaving(std::make_unique<Gathered>()),
      m_stream(*m_database, u"INSERT INTO streams VALUES(?,?)"_s),
      m_entry(*m_database, u"INSERT INTO entries VALUES(?,?,?,?,?,?)"_s),
      m_key(*m_database, u"INSERT INTO keys VALUES(?,?,?)"_s),
      m_snapshot(*m_database,
          u"INSERT INTO snapshots VALUES(?,?,?,?,?,?) ON CONFLICT(stream)"
          " DO UPDATE SET version=excluded.version, evolve=excluded.evolve,"
          " kind=excluded.kind, crc=excluded.crc, data=excluded.data"_s),
      m_milestone(*m_database, u"INSERT INTO milestones VALUES(?,?,?,?,?,?)"_s),
      m_money(*m_database,
          u"UPDATE accounts SET version=?, balance=?, held=?, holds=?, block=?,"
          " floor=? WHERE stream=?"_s),
      m_account(*m_database, upsertAccountSql()), m_customer(*m_database, upsertCustomerSql()),
      m_user(*m_database, upsertWhole(u"users"_s)),
      m_accessKey(*m_database, upsertWhole(u"access_keys"_s)),
      m_checkpoint(*m_database, u"UPDATE checkpoint SET position=?, outcome=?, hash=?"_s),
      m_oldAccount(*m_database,
          u"SELECT name, CAST(number AS BLOB), CAST(cpf AS BLOB) FROM accounts"
          " WHERE stream = ? AND deleted = 0"_s),
      m_oldCustomer(*m_database,
          u"SELECT name, NULL, CAST(cpf AS BLOB) FROM customers WHERE stream = ?"_s),
      m_accountSearch(*m_database, u"account_search"_s),
      m_customerSearch(*m_database, u"customer_search"_s)
{
    for (const auto &pragma : {u"PRAGMA synchronous=NORMAL"_s, u"PRAGMA cache_size=-16384"_s,
             u"PRAGMA wal_autocheckpoint=4000"_s, u"PRAGMA journal_size_limit=67108864"_s}) {
        (void)m_database->exec(pragma);
    }
}

SqliteViewWriter::~SqliteViewWriter() = default;

Checkpoint SqliteViewWriter::checkpoint()
{
    Statement row(*m_database,
        u"SELECT generation, position, outcome, hash, evolve FROM checkpoint"_s);
    row.query();
    Checkpoint checkpoint;
    // States that older rules have folded are of no use: an empty generation makes them anew.
    if (row.next() && row.integer(4) == domain::evolveVersion) {
        checkpoint = {row.bytes(0), row.integer(1), row.integer(2), row.bytes(3)};
    }
    row.finish();
    return checkpoint;
}

void SqliteViewWriter::reset(const QByteArray &generation)
{
    discard();
    QStringList statements{u"BEGIN IMMEDIATE"_s};
    statements += emptyViews();
    statements += blankCheckpoint(generation);
    statements += u"COMMIT"_s;
    if (const auto done = m_database->execAll(statements); !done) {
        m_database->haltOn(done.error());
    }
}

// Movements, holds and blocks leave alone what lists and searches are made of.
static bool changesIdentity(const domain::Event &event)
{
    return std::visit(
        [](const auto &e) {
            using E = std::decay_t<decltype(e)>;
            return std::is_same_v<E, domain::AccountCreated>
                || !(domain::MoneyEvent<E> || std::is_same_v<E, domain::HoldPlaced>
                    || std::is_same_v<E, domain::HoldReleased>
                    || std::is_same_v<E, domain::AccountBlockChanged>);
        },
        event);
}

void SqliteViewWriter::Gathered::add(const RecordedEvent &event)
{
    entries.push_back({event.streamPosition, event.version, event.position, moneyOf(event.event),
        dayColumn(bookedOf(event.event))});
    if (event.version == 1) {
        streams.emplace_back(event.stream.name(), event.position);
    }
    if (changesIdentity(event.event)) {
        changed[event.streamPosition].identity = true;
    }
}

// Side by side in the file is faster.
void SqliteViewWriter::Gathered::sort()
{
    std::sort(entries.begin(), entries.end(), [](const Entry &a, const Entry &b) {
        return std::pair(a.stream, a.version) < std::pair(b.stream, b.version);
    });
    std::sort(keys.begin(), keys.end());
    std::sort(streams.begin(), streams.end());
}

void SqliteViewWriter::gather(const CommittedBatch &batch)
{
    for (const ChangedStream &stream : batch.changed) {
        m_gathered->changed[stream.streamPosition].stream = stream;
    }
    for (const ChangedStream &snapshot : batch.snapshots) {
        m_gathered->snapshots[snapshot.streamPosition] = snapshot;
    }
    m_gathered->milestones.insert(m_gathered->milestones.end(), batch.milestones.begin(),
        batch.milestones.end());
    for (const RecordedEvent &event : batch.events) {
        m_gathered->add(event);
    }
    for (const auto &outcome : batch.outcomes) {
        m_gathered->keys.emplace_back(keySlot(outcome.caller, outcome.key), outcome.sequence);
    }
    m_gathered->head = batch.head;
}

void SqliteViewWriter::discard()
{
    *m_gathered = {};
    *m_leaving = {};
}

Result<LogHead, QString> SqliteViewWriter::write(const Meanwhile &meanwhile)
{
    if (!m_leaving->head) {
        std::swap(m_gathered, m_leaving);
        m_leaving->sort();
    }
    if (!m_leaving->head) {
        return Failure{u"nothing was gathered"_s};
    }
    m_meanwhile = meanwhile;
    if (!m_leaving->keys.empty()) {
        m_highestKey = std::max(m_highestKey.load(), m_leaving->keys.back().first.k64);
    }
    if (const auto begun = m_database->exec(u"BEGIN IMMEDIATE"_s); !begun) {
        return Failure{begun.error().text()};
    }
    if (!writeAll()) {
        (void)m_database->exec(u"ROLLBACK"_s);
        return Failure{u"%1: %2"_s.arg(m_database->path(), m_error)};
    }
    if (const auto committed = m_database->exec(u"COMMIT"_s); !committed) {
        (void)m_database->exec(u"ROLLBACK"_s);
        return Failure{committed.error().text()};
    }
    const LogHead head = *m_leaving->head;
    *m_leaving = {};
    keepLogShort();
    return head;
}

bool SqliteViewWriter::writeAll()
{
    return writeStreams() && writeEntries() && writeKeys() && writeSnapshots() && writeStates()
        && writeCheckpoint();
}

// SQLite begins the log anew when nobody reads from it. Where one search follows the other there is no
// such moment, and it would grow until the disk is full: then those who read are waited for, the
// longer the longer it is, and whoever comes meanwhile reads from the file itself. Most of the time is
// left to the views, for which queries wait.
void SqliteViewWriter::keepLogShort()
{
    const qint64 length = QFileInfo(m_database->path() + u"-wal"_s).size();
    const auto begun = std::chrono::steady_clock::now();
    if (length < m_longestLog || begun < m_nextWait) {
        return;
    }
    const qint64 patience = std::min(shortestPatience * (length / m_longestLog), longestPatience);
    (void)m_database->exec(u"PRAGMA busy_timeout=%1"_s.arg(patience));
    (void)m_database->scalar(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
    (void)m_database->exec(u"PRAGMA busy_timeout=%1"_s.arg(usualPatience));
    const auto ended = std::chrono::steady_clock::now();
    m_nextWait = ended + restAfterWait * (ended - begun);
}

bool SqliteViewWriter::run(Statement &statement)
{
    constexpr quint32 rowsAtOnce = 1'000;
    if (++m_rows % rowsAtOnce == 0 && m_meanwhile) {
        m_meanwhile();
    }
    if (statement.run()) {
        return true;
    }
    if (m_database->isDamage(statement.error())) {
        m_database->haltOn(statement.error());
    }
    m_error = statement.error().text();
    return false;
}

bool SqliteViewWriter::writeStreams()
{
    const auto &streams = m_leaving->streams;
    return std::all_of(streams.begin(), streams.end(), [this](const auto &stream) {
        m_stream.bind(QString::fromLatin1(stream.first), stream.second);
        return run(m_stream);
    });
}

bool SqliteViewWriter::writeEntries()
{
    const auto &entries = m_leaving->entries;
    return std::all_of(entries.begin(), entries.end(), [this](const auto &entry) {
        m_entry.bind(entry.stream, entry.version, entry.position, entry.money.amount,
            entry.money.balanceAfter, entry.booked);
        return run(m_entry);
    });
}

bool SqliteViewWriter::writeKeys()
{
    const auto &keys = m_leaving->keys;
    return std::all_of(keys.begin(), keys.end(), [this](const auto &key) {
        m_key.bind(key.first.k64, key.first.rest, key.second);
        return run(m_key);
    });
}

template<class Map>
static std::vector<const typename Map::value_type *> inOrder(const Map &map)
{
    std::vector<const typename Map::value_type *> items;
    items.reserve(map.size());
    for (const auto &item : map) {
        items.push_back(&item);
    }
    std::sort(items.begin(), items.end(),
        [](const auto *a, const auto *b) { return a->first < b->first; });
    return items;
}

bool SqliteViewWriter::writeSnapshots()
{
    const auto newest = inOrder(m_leaving->snapshots);
    const auto &milestones = m_leaving->milestones;
    return std::all_of(newest.begin(), newest.end(), [this](const auto *item) {
        return writeSnapshot(m_snapshot, item->second);
    }) && std::all_of(milestones.begin(), milestones.end(), [this](const auto &milestone) {
        return writeSnapshot(m_milestone, milestone);
    });
}

bool SqliteViewWriter::writeSnapshot(Statement &statement, const ChangedStream &snapshot)
{
    std::string data;
    appendState(data, *snapshot.state);
    const QByteArray bytes(data.data(), qsizetype(data.size()));
    statement.bind(snapshot.streamPosition, snapshot.version, domain::evolveVersion,
        int(snapshot.stream.kind()), snapshotCrc(bytes), bytes);
    return run(statement);
}

bool SqliteViewWriter::writeStates()
{
    const auto all = inOrder(m_leaving->changed);
    return std::all_of(all.begin(), all.end(), [this](const auto *item) {
        const ChangedStream &changed = item->second.stream;
        switch (changed.stream.kind()) {
        case domain::StreamKind::Account: return writeAccount(changed, item->second.identity);
        case domain::StreamKind::Customer: return writeCustomer(changed);
        case domain::StreamKind::User: return writeWhole(m_user, changed);
        case domain::StreamKind::Key: return writeWhole(m_accessKey, changed);
        default: return true;
        }
    });
}

bool SqliteViewWriter::writeAccount(const ChangedStream &changed, bool identity)
{
    const auto &account = std::get<domain::Account>(*changed.state);
    if (!identity) {
        m_money.bind(changed.version, account.balance, account.held, holdsColumn(account),
            blockColumn(account), account.floor, changed.streamPosition);
        return run(m_money);
    }
    if (!searchAccount(changed.streamPosition, account)) {
        return false;
    }
    m_account.bindAll(accountRow(changed.streamPosition, changed.stream.accountId(),
        changed.version, account));
    return run(m_account);
}

static QString oldText(Statement &row, qint64 stream)
{
    row.query(stream);
    QString text;
    if (row.next()) {
        text = searchText(row.text(0), row.bytes(1),
            row.isNull(2) ? std::nullopt : std::optional(row.bytes(2)));
    }
    row.finish();
    return text;
}

bool SqliteViewWriter::searchAccount(qint64 stream, const domain::Account &account)
{
    const QString text = account.isDeleted
        ? QString()
        : searchText(account.name, account.number, account.cpf);
    const bool ok = m_accountSearch.change(stream, oldText(m_oldAccount, stream), text);
    m_error = m_accountSearch.error();
    return ok;
}

bool SqliteViewWriter::searchCustomer(qint64 stream, const domain::Customer &customer)
{
    const bool ok = m_customerSearch.change(stream, oldText(m_oldCustomer, stream),
        searchText(customer.name, {}, customer.cpf));
    m_error = m_customerSearch.error();
    return ok;
}

bool SqliteViewWriter::writeCustomer(const ChangedStream &changed)
{
    const auto &customer = std::get<domain::Customer>(*changed.state);
    if (!searchCustomer(changed.streamPosition, customer)) {
        return false;
    }
    m_customer.bindAll(customerRow(changed.streamPosition, changed.stream.id(), customer));
    return run(m_customer);
}

bool SqliteViewWriter::writeWhole(Statement &statement, const ChangedStream &changed)
{
    std::string state;
    appendState(state, *changed.state);
    statement.bind(changed.streamPosition, idColumn(changed.stream.id()),
        QByteArray(state.data(), qsizetype(state.size())));
    return run(statement);
}

bool SqliteViewWriter::writeCheckpoint()
{
    const LogHead &head = *m_leaving->head;
    m_checkpoint.bind(head.position, head.outcome, head.eventHash);
    return run(m_checkpoint);
}

} // namespace kontor::storage
