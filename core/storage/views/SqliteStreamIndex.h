// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/ports/StreamIndex.h"
#include "storage/sql/Statement.h"

#include <atomic>

namespace kontor::storage {

class SqliteStreamIndex final : public application::StreamIndex
{
public:
    SqliteStreamIndex(std::unique_ptr<Database> database, const std::atomic<qint64> &highestKey);
    void beginReading() override { m_database->beginReading(); }
    void endReading() override { m_database->endReading(); }
    qint64 position() override;
    std::optional<qint64> find(const domain::StreamName &stream) override;
    std::optional<application::Snapshot> snapshot(qint64 streamPosition, qint64 upTo) override;
    std::vector<qint64> positionsAfter(qint64 streamPosition, qint64 version, int limit) override;
    std::vector<qint64> outcomesOf(const QByteArray &caller, const QByteArray &key) override;
    std::optional<qint64> accountVersion(qint64 streamPosition) override;
    [[noreturn]] void unsound(const QString &what) override;

private:
    std::unique_ptr<Database> m_database;
    const std::atomic<qint64> &m_highestKey;
    Statement m_position;
    Statement m_find;
    Statement m_snapshot;
    Statement m_milestone;
    Statement m_positions;
    Statement m_keys;
    Statement m_version;
};

} // namespace kontor::storage
