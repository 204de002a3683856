// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Clock.h"
#include "server/cache/Cache.h"

#include <QCache>

namespace kontor::server {

//! Remembers in this process, the least recently used are forgotten first.
class MemoryCache final : public Cache
{
public:
    MemoryCache(const Clock &clock, int entries) : m_clock(clock), m_entries(entries) {}

    void find(const QByteArray &key, Found found) override;
    void put(const QList<QByteArray> &keys, const CacheEntry &entry,
        std::chrono::seconds life) override;
    void drop(const QList<QByteArray> &keys, Dropped done) override;
    bool isEmpty() const override { return m_entries.isEmpty(); }

private:
    struct Kept
    {
        CacheEntry entry;
        Timestamp until;
    };
    const Clock &m_clock;
    QCache<QByteArray, Kept> m_entries;
};

} // namespace kontor::server
