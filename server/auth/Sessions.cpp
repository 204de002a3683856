// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/Sessions.h"

#include <algorithm>

namespace kontor::server {

using storage::SessionRow;

void Sessions::add(const SessionRow &session)
{
    remove(session.id);
    m_sessions.emplace(session.id.uuid, session);
    m_byUser.emplace(session.user.uuid, session.id.uuid);
    m_byEnd.emplace(session.endsAt, session.id.uuid);
}

bool Sessions::remove(SessionId id)
{
    const auto found = m_sessions.find(id.uuid);
    if (found == m_sessions.end()) {
        return false;
    }
    m_byUser.erase({found->second.user.uuid, id.uuid});
    m_byEnd.erase({found->second.endsAt, id.uuid});
    m_sessions.erase(found);
    return true;
}

void Sessions::setGeneration(SessionId id, int generation)
{
    if (const auto found = m_sessions.find(id.uuid); found != m_sessions.end()) {
        found->second.generation = generation;
    }
}

const SessionRow *Sessions::find(SessionId id, Timestamp now) const
{
    const auto found = m_sessions.find(id.uuid);
    return found != m_sessions.end() && found->second.endsAt > now ? &found->second : nullptr;
}

std::vector<SessionRow> Sessions::of(UserId user) const
{
    std::vector<SessionRow> found;
    for (auto at = m_byUser.lower_bound({user.uuid, Uuid{}});
         at != m_byUser.end() && at->first == user.uuid; ++at) {
        found.push_back(m_sessions.at(at->second));
    }
    std::sort(found.begin(), found.end(),
        [](const SessionRow &a, const SessionRow &b) { return a.beganAt < b.beganAt; });
    return found;
}

// Those that have run out and are not forgotten yet are few.
qint64 Sessions::countAlive(Timestamp now) const
{
    const auto alive = std::find_if(m_byEnd.begin(), m_byEnd.end(),
        [now](const auto &end) { return end.first > now; });
    return qint64(m_byEnd.size()) - std::distance(m_byEnd.begin(), alive);
}

void Sessions::forgetOver(Timestamp now)
{
    while (!m_byEnd.empty() && m_byEnd.begin()->first <= now) {
        remove({m_byEnd.begin()->second});
    }
}

} // namespace kontor::server
