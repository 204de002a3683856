// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/verify/ViewComparison.h"

#include "storage/log/HashChain.h"
#include "storage/sql/FileHeader.h"
#include "storage/verify/RowDigest.h"
#include "storage/verify/SearchComparison.h"
#include "storage/views/AccountColumns.h"
#include "storage/views/KeySlot.h"
#include "storage/views/SearchText.h"
#include "storage/views/Snapshots.h"
#include "storage/views/ViewSchema.h"

#include <QFile>

namespace kontor::storage {

using domain::StreamKind;

static quint64 entryDigest(qint64 stream, qint64 version, qint64 position, const EventMoney &money,
    std::optional<qint64> booked)
{
    return mixed({stream, version, position, money.amount ? 1 : 0, money.amount.value_or(0),
        money.balanceAfter.value_or(0), booked.value_or(0)});
}

static quint64 textDigest(QByteArrayView text)
{
    quint64 digest = 0;
    std::memcpy(&digest, blake2b(text, 16).constData(), 8);
    return digest;
}

ViewComparison::ViewComparison(const QString &directory, const QByteArray &generation)
{
    if (!open(directory, generation)) {
        m_transaction.reset();
        m_views.reset();
        m_position.reset();
    }
}

bool ViewComparison::open(const QString &directory, const QByteArray &generation)
{
    const QString path = directory + u"/views.db"_s;
    m_whyNot = u"not there; the next start makes them"_s;
    if (!QFile::exists(path)) {
        return false;
    }
    m_whyNot = u"of another version; the next start makes them anew"_s;
    const auto header = readFileHeader(path);
    if (!header || header->applicationId != viewsApplicationId
        || header->userVersion != viewsSchemaVersion) {
        return false;
    }
    auto opened = Database::open(path, lookingMode(path));
    if (!opened) {
        m_whyNot = u"cannot be opened: "_s + opened.error();
        return false;
    }
    m_views = std::move(*opened);
    m_views->keepFaults();
    // Nothing is left on a disk by looking.
    (void)m_views->exec(u"PRAGMA temp_store=MEMORY"_s);
    m_transaction = std::make_unique<ReadTransaction>(*m_views);
    m_whyNot = u"of another ledger; the next start makes them anew"_s;
    Statement row(*m_views,
        u"SELECT generation, evolve, position, outcome, hash FROM checkpoint"_s);
    row.query();
    if (!row.next()) {
        // Damage is told by begin().
        m_position = 0;
        return m_views->fault().has_value();
    }
    const bool ours = row.bytes(0) == generation && row.integer(1) == domain::evolveVersion;
    m_position = row.integer(2);
    m_outcome = row.integer(3);
    m_hash = row.bytes(4);
    row.finish();
    return ours;
}

std::optional<QString> ViewComparison::orDamage(std::optional<QString> fault) const
{
    return m_views->fault() ? std::optional(m_views->fault()->message) : fault;
}

std::optional<QString> ViewComparison::noted(std::optional<QString> fault)
{
    m_differs = m_differs || fault;
    return fault;
}

std::optional<QString> ViewComparison::begin(const Replay &replay)
{
    return m_position ? noted(compareBefore(replay)) : std::nullopt;
}

std::optional<QString> ViewComparison::compareBefore(const Replay &replay)
{
    addEntries();
    addKeys();
    if (auto fault = orDamage(readSnapshots(u"snapshots"_s, m_snapshots))) {
        return fault;
    }
    if (auto fault = orDamage(readSnapshots(u"milestones"_s, m_milestones))) {
        return fault;
    }
    if (m_outcome == 0) {
        if (auto fault = compareKeys()) {
            return fault;
        }
    }
    return *m_position == 0 ? compareAll(replay) : std::nullopt;
}

void ViewComparison::addEntries()
{
    Statement rows(*m_views, u"SELECT stream, version, position, amount, balance, booked"
                             " FROM entries"_s);
    rows.query();
    while (rows.next()) {
        m_entries += entryDigest(rows.integer(0), rows.integer(1), rows.integer(2),
            {rows.optionalInteger(3), rows.optionalInteger(4)}, rows.optionalInteger(5));
    }
}

void ViewComparison::addKeys()
{
    Statement rows(*m_views, u"SELECT k64, rest, seq FROM keys"_s);
    rows.query();
    while (rows.next()) {
        m_keys += mixed({rows.integer(0), rows.integer(1), rows.integer(2)});
    }
}

// Those of older rules are not used by anybody.
std::optional<QString> ViewComparison::readSnapshots(const QString &table, KeptSnapshots &kept)
{
    Statement rows(*m_views,
        u"SELECT stream, version, kind, crc, data FROM %1 WHERE evolve = ?"_s.arg(table));
    rows.query(domain::evolveVersion);
    while (rows.next()) {
        const QByteArray data = rows.bytes(4);
        if (snapshotCrc(data) != rows.integer(3)) {
            return u"the snapshot of the stream at event %1 is damaged"_s.arg(rows.integer(0));
        }
        kept[{rows.integer(0), rows.integer(1)}] = {int(rows.integer(2)), textDigest(data), false};
    }
    return std::nullopt;
}

std::optional<QString> ViewComparison::follow(const EventRow &row, const Replay &replay)
{
    if (!m_position || row.position > *m_position) {
        return std::nullopt;
    }
    m_events += entryDigest(row.stream, row.version, row.position, row.money,
        dayColumn(replay.booked()));
    if (auto fault = compareSnapshots(row, replay)) {
        return noted(fault);
    }
    if (row.position < *m_position) {
        return std::nullopt;
    }
    // Half of the hash is kept where they were made from the log.
    if (Uuid::fromDigest(m_hash) != Uuid::fromDigest(row.hash)) {
        return noted(u"its checkpoint is not event %1 of the log"_s.arg(row.position));
    }
    return noted(compareAll(replay));
}

std::optional<QString> ViewComparison::compareSnapshots(const EventRow &row, const Replay &replay)
{
    for (KeptSnapshots *all : {&m_snapshots, &m_milestones}) {
        const auto kept = all->find({row.stream, row.version});
        if (kept == all->end()) {
            continue;
        }
        const ReplayedStream &stream = *replay.stream(row.stream);
        std::string data;
        appendState(data, stream.state);
        kept->second.isSeen = true;
        if (int(stream.name.kind()) != kept->second.kind
            || textDigest({data.data(), qsizetype(data.size())}) != kept->second.digest) {
            return u"the snapshot of %1 at version %2 differs from the log"_s
                .arg(QString::fromUtf8(stream.name.name()))
                .arg(row.version);
        }
    }
    return std::nullopt;
}

std::optional<QString> ViewComparison::follow(const OutcomeRow &row)
{
    const auto &record = row.record;
    if (!m_position || record.sequence > m_outcome) {
        return std::nullopt;
    }
    const auto place = keySlot(record.caller, record.key);
    m_outcomes += mixed({place.k64, place.rest, record.sequence});
    return record.sequence == m_outcome ? noted(compareKeys()) : std::nullopt;
}

std::optional<QString> ViewComparison::compareKeys()
{
    m_keysCompared = true;
    return m_keys == m_outcomes ? std::nullopt
                                : std::optional(u"its keys differ from the outcomes"_s);
}

std::optional<QString> ViewComparison::compareAll(const Replay &replay)
{
    m_eventsCompared = true;
    if (auto fault = missingSnapshot(replay)) {
        return fault;
    }
    if (m_entries != m_events) {
        return orDamage(compareEntries(replay));
    }
    if (auto fault = orDamage(compareStreams(replay))) {
        return fault;
    }
    for (const StreamKind kind :
        {StreamKind::Account, StreamKind::Customer, StreamKind::User, StreamKind::Key}) {
        if (auto fault = orDamage(compareRows(replay, kind))) {
            return fault;
        }
    }
    if (auto fault = compareSearch(replay, StreamKind::Account)) {
        return orDamage(fault);
    }
    return orDamage(compareSearch(replay, StreamKind::Customer));
}

// One for each stream that has come so far, one for each of its milestones, and none else.
std::optional<QString> ViewComparison::missingSnapshot(const Replay &replay) const
{
    for (const KeptSnapshots *all : {&m_snapshots, &m_milestones}) {
        for (const auto &[place, kept] : *all) {
            if (!kept.isSeen) {
                return u"the snapshot of the stream at event %1 is of a version that is not there"_s
                    .arg(place.first);
            }
        }
    }
    const auto missing = [](const ReplayedStream &stream, qint64 version) {
        return u"the snapshot of %1 at version %2 is missing"_s
            .arg(QString::fromUtf8(stream.name.name()))
            .arg(version);
    };
    for (const auto &[position, stream] : replay.streams()) {
        const qint64 due = stream.version - stream.version % application::snapshotEvery;
        if (due > 0 && !m_snapshots.contains({position, due})) {
            return missing(stream, due);
        }
        for (qint64 version = application::milestoneEvery; version <= stream.version;
             version += application::milestoneEvery) {
            if (!m_milestones.contains({position, version})) {
                return missing(stream, version);
            }
        }
    }
    return std::nullopt;
}

// They differ; this finds out where.
std::optional<QString> ViewComparison::compareEntries(const Replay &replay)
{
    Statement rows(*m_views, u"SELECT stream, COUNT(*), MAX(version), SUM(amount) FROM entries"
                             " GROUP BY stream"_s);
    rows.query();
    std::size_t streams = 0;
    while (rows.next()) {
        const ReplayedStream *stream = replay.stream(rows.integer(0));
        if (!stream || rows.integer(1) != stream->version || rows.integer(2) != stream->version
            || (stream->balance && rows.integer(3) != *stream->balance)) {
            return u"the entries of the stream at event %1 differ from the log"_s.arg(
                rows.integer(0));
        }
        ++streams;
    }
    return streams == replay.streams().size()
        ? u"an entry names another position, balance or day than the log"_s
        : u"it has entries of %1 of %2 streams"_s.arg(streams).arg(replay.streams().size());
}

std::optional<QString> ViewComparison::compareStreams(const Replay &replay)
{
    Statement rows(*m_views, u"SELECT CAST(name AS BLOB), position FROM streams"_s);
    rows.query();
    std::size_t streams = 0;
    while (rows.next()) {
        const ReplayedStream *stream = replay.stream(rows.integer(1));
        if (!stream || stream->name.name() != rows.bytes(0)) {
            return u"the stream %1 is not where the index says"_s.arg(
                QString::fromUtf8(rows.bytes(0)));
        }
        ++streams;
    }
    return streams == replay.streams().size()
        ? std::nullopt
        : std::optional(u"the index has %1 of %2 streams"_s.arg(streams).arg(
            replay.streams().size()));
}

static QVariantList rowOf(qint64 position, const ReplayedStream &stream)
{
    if (const auto *account = std::get_if<domain::Account>(&stream.state)) {
        return accountRow(position, stream.name.accountId(), stream.version, *account);
    }
    if (const auto *customer = std::get_if<domain::Customer>(&stream.state)) {
        return customerRow(position, stream.name.id(), *customer);
    }
    std::string state;
    appendState(state, stream.state);
    return {position, idColumn(stream.name.id()),
        QByteArray(state.data(), qsizetype(state.size()))};
}

static QString tableOf(StreamKind kind)
{
    switch (kind) {
    case StreamKind::Account: return u"accounts"_s;
    case StreamKind::Customer: return u"customers"_s;
    case StreamKind::User: return u"users"_s;
    default: return u"access_keys"_s;
    }
}

std::optional<QString> ViewComparison::compareRows(const Replay &replay, StreamKind kind)
{
    const QString table = tableOf(kind);
    Statement rows(*m_views, u"SELECT * FROM "_s + table);
    rows.query();
    qint64 count = 0;
    while (rows.next()) {
        const qint64 position = rows.integer(0);
        const ReplayedStream *stream = replay.stream(position);
        if (!stream || stream->name.kind() != kind) {
            return u"%1 has a row for event %2, where none begins"_s.arg(table).arg(position);
        }
        const QVariantList wanted = rowOf(position, *stream);
        for (int column = 0; column < wanted.size(); ++column) {
            if (!isSameValue(rows.value(column), wanted[column])) {
                return u"%1 differs from the log in %2"_s.arg(
                    QString::fromUtf8(stream->name.name()), rows.nameOf(column));
            }
        }
        ++count;
    }
    const qint64 wanted = replay.count(kind);
    return count == wanted ? std::nullopt
                           : std::optional(u"it has %1 of %2 %3"_s.arg(count).arg(wanted).arg(table));
}

static QString searchTextOf(const ReplayedStream &stream)
{
    if (const auto *account = std::get_if<domain::Account>(&stream.state)) {
        return account->isDeleted ? QString()
                                  : searchText(account->name, account->number, account->cpf);
    }
    const auto &customer = std::get<domain::Customer>(stream.state);
    return searchText(customer.name, {}, customer.cpf);
}

std::optional<QString> ViewComparison::compareSearch(const Replay &replay, StreamKind kind)
{
    const QString table = kind == StreamKind::Account ? u"account_search"_s : u"customer_search"_s;
    SearchComparison search(*m_views, table);
    for (const auto &[position, stream] : replay.streams()) {
        const QString text = stream.name.kind() == kind ? searchTextOf(stream) : QString();
        if (!text.isEmpty()) {
            search.expect(position, text);
        }
    }
    return search.isEqual()
        ? std::nullopt
        : std::optional(u"%1 finds something else than the names in the log"_s.arg(table));
}

} // namespace kontor::storage
