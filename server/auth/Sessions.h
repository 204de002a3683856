// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/service/SessionTable.h"

#include <set>
#include <unordered_map>

namespace kontor::server {

//! The sessions that are alive, in memory: what the safe holds, without its tokens.
class Sessions
{
public:
    void add(const storage::SessionRow &session);
    bool remove(SessionId id);
    void setGeneration(SessionId id, int generation);
    //! nullptr where there is none, or it has run out.
    const storage::SessionRow *find(SessionId id, Timestamp now) const;
    //! The oldest first.
    std::vector<storage::SessionRow> of(UserId user) const;
    std::size_t size() const { return m_sessions.size(); }
    //! Those that have not run out.
    qint64 countAlive(Timestamp now) const;
    //! Drops those that have run out.
    void forgetOver(Timestamp now);

private:
    std::unordered_map<Uuid, storage::SessionRow> m_sessions;
    // There may be a hundred thousand, and every sign-in asks for one user's.
    std::set<std::pair<Uuid, Uuid>> m_byUser;
    std::set<std::pair<Timestamp, Uuid>> m_byEnd;
};

} // namespace kontor::server
