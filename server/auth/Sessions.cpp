// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/Sessions.h"

#include <algorithm>

namespace kontor::server {

using storage::SessionRow;

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
    for (const auto &[id, session] : m_sessions) {
        if (session.user == user) {
            found.push_back(session);
        }
    }
    std::sort(found.begin(), found.end(),
        [](const SessionRow &a, const SessionRow &b) { return a.beganAt < b.beganAt; });
    return found;
}

qint64 Sessions::countAlive(Timestamp now) const
{
    return std::count_if(m_sessions.begin(), m_sessions.end(),
        [now](const auto &item) { return item.second.endsAt > now; });
}

void Sessions::forgetOver(Timestamp now)
{
    std::erase_if(m_sessions, [now](const auto &item) { return item.second.endsAt <= now; });
}

} // namespace kontor::server
