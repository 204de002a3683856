// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/views/SqliteStreamIndex.h"

#include "storage/codec/EventCodec.h"
#include "storage/views/KeySlot.h"
#include "storage/views/Snapshots.h"

namespace kontor::storage {

SqliteStreamIndex::SqliteStreamIndex(std::unique_ptr<Database> database,
    const std::atomic<qint64> &highestKey)
    : m_database(std::move(database)), m_highestKey(highestKey),
      m_position(*m_database, u"SELECT position FROM checkpoint"_s),
      m_find(*m_database, u"SELECT position FROM streams WHERE name = ?"_s),
      m_snapshot(*m_database,
          u"SELECT version, evolve, kind, crc, data FROM snapshots"
          " WHERE stream = ? AND version <= ?"_s),
      m_milestone(*m_database,
          u"SELECT version, evolve, kind, crc, data FROM milestones"
          " WHERE stream = ? AND version <= ? ORDER BY version DESC LIMIT 1"_s),
      m_positions(*m_database,
          u"SELECT position FROM entries WHERE stream = ? AND version > ?"
          " ORDER BY version LIMIT ?"_s),
      m_keys(*m_database, u"SELECT seq FROM keys WHERE k64 = ? AND rest = ? ORDER BY seq"_s),
      m_version(*m_database, u"SELECT version FROM accounts WHERE stream = ?"_s)
{
}

qint64 SqliteStreamIndex::position()
{
    m_position.query();
    const qint64 position = m_position.next() ? m_position.integer(0) : 0;
    m_position.finish();
    return position;
}

std::optional<qint64> SqliteStreamIndex::find(const domain::StreamName &stream)
{
    m_find.query(QString::fromLatin1(stream.name()));
    const auto found = m_find.next() ? std::optional(m_find.integer(0)) : std::nullopt;
    m_find.finish();
    return found;
}

//! Of version, rules, kind, checksum and data.
static std::optional<application::Snapshot> readSnapshot(const Statement &row)
{
    const QByteArray data = row.bytes(4);
    if (row.integer(1) != domain::evolveVersion || row.integer(3) != snapshotCrc(data)) {
        return std::nullopt;
    }
    auto state = decodeState(domain::StreamKind(row.integer(2)), data);
    return state ? std::optional(application::Snapshot{row.integer(0), std::move(*state)})
                 : std::nullopt;
}

// The newest is most often what is asked for, and what a milestone lies behind.
std::optional<application::Snapshot> SqliteStreamIndex::snapshot(qint64 streamPosition, qint64 upTo)
{
    for (Statement *statement : {&m_snapshot, &m_milestone}) {
        const Finishing end(*statement);
        statement->query(streamPosition, upTo);
        if (auto snapshot = statement->next() ? readSnapshot(*statement) : std::nullopt) {
            return snapshot;
        }
    }
    return std::nullopt;
}

std::vector<qint64> SqliteStreamIndex::positionsAfter(qint64 streamPosition, qint64 version,
    int limit)
{
    std::vector<qint64> positions;
    m_positions.query(streamPosition, version, limit);
    while (m_positions.next()) {
        positions.push_back(m_positions.integer(0));
    }
    return positions;
}

std::optional<qint64> SqliteStreamIndex::accountVersion(qint64 streamPosition)
{
    const Finishing end(m_version);
    m_version.query(streamPosition);
    return m_version.next() ? std::optional(m_version.integer(0)) : std::nullopt;
}

void SqliteStreamIndex::unsound(const QString &what)
{
    m_database->haltRebuilding(what);
}

std::vector<qint64> SqliteStreamIndex::outcomesOf(const QByteArray &caller, const QByteArray &key)
{
    const KeySlot slot = keySlot(caller, key);
    std::vector<qint64> sequences;
    if (slot.k64 > m_highestKey.load()) {
        return sequences;
    }
    m_keys.query(slot.k64, slot.rest);
    while (m_keys.next()) {
        sequences.push_back(m_keys.integer(0));
    }
    return sequences;
}

} // namespace kontor::storage
