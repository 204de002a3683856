// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Ids.h"

#include <unordered_map>

namespace kontor::server {

//! Which accounts have changed lately, and where in the log. Bounded: of what it has forgotten it
//! says that it may have changed.
class RecentChanges
{
public:
    //! Nothing is known of what happened up to `position`.
    explicit RecentChanges(qint64 position, std::size_t accounts = 100'000);

    //! Positions grow from call to call.
    void changed(AccountId id, qint64 position);
    //! Certainly no change after `position`.
    bool isUnchanged(AccountId id, qint64 position) const;
    //! Forgets everything up to `position`.
    void forget(qint64 position);
    std::size_t size() const { return m_newer.size() + m_older.size(); }

private:
    using Changes = std::unordered_map<AccountId, qint64>;

    std::size_t m_half;
    //! Changes up to here are not all known.
    qint64 m_floor;
    //! The last change that went into m_newer.
    qint64 m_last;
    Changes m_newer;
    Changes m_older;
    qint64 m_olderLast;
};

} // namespace kontor::server
