// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/cache/MemoryCache.h"

namespace kontor::server {

void MemoryCache::find(const QByteArray &key, Found found)
{
    const Kept *kept = m_entries.object(key);
    const bool alive = kept && m_clock.now() < kept->until;
    found(alive ? std::optional(kept->entry) : std::nullopt);
}

void MemoryCache::put(const QList<QByteArray> &keys, const CacheEntry &entry,
    std::chrono::seconds life)
{
    for (const QByteArray &key : keys) {
        m_entries.insert(key, new Kept{entry, m_clock.now().plusSeconds(life.count())});
    }
}

void MemoryCache::drop(const QList<QByteArray> &keys, Dropped done)
{
    for (const QByteArray &key : keys) {
        m_entries.remove(key);
    }
    done(true);
}

} // namespace kontor::server
