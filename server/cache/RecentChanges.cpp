// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/cache/RecentChanges.h"

#include <utility>

namespace kontor::server {

RecentChanges::RecentChanges(qint64 position, std::size_t accounts)
    : m_half(accounts / 2), m_floor(position), m_last(position), m_olderLast(position)
{
}

// Two halves: when the newer one is full it becomes the older one, which is forgotten as a whole.
void RecentChanges::changed(AccountId id, qint64 position)
{
    if (m_newer.size() >= m_half) {
        m_floor = std::exchange(m_olderLast, m_last);
        m_older = std::exchange(m_newer, {});
    }
    m_newer[id] = position;
    m_last = position;
}

bool RecentChanges::isUnchanged(AccountId id, qint64 position) const
{
    if (position < m_floor) {
        return false;
    }
    for (const Changes *changes : {&m_newer, &m_older}) {
        if (const auto found = changes->find(id); found != changes->end()) {
            return found->second <= position;
        }
    }
    return true;
}

void RecentChanges::forget(qint64 position)
{
    m_newer.clear();
    m_older.clear();
    m_floor = m_last = m_olderLast = position;
}

} // namespace kontor::server
