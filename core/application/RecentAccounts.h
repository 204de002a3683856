// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/ports/Views.h"

#include <unordered_map>

namespace kontor::application {

//! Accounts as the views had them lately. Whoever hears of every commit before its answers and
//! forgets what it changed can read from here instead: it is never older than the views.
class RecentAccounts
{
public:
    //! Keeps between one and two times as many.
    explicit RecentAccounts(std::size_t capacity) : m_capacity(capacity) {}

    const AccountRow *find(AccountId id)
    {
        if (const auto found = m_young.find(id); found != m_young.end()) {
            return &found->second;
        }
        const auto found = m_old.find(id);
        return found != m_old.end() ? &put(std::move(m_old.extract(found).mapped())) : nullptr;
    }
    const AccountRow &put(AccountRow row)
    {
        if (m_young.size() >= m_capacity) {
            m_old = std::exchange(m_young, {});
        }
        return m_young.insert_or_assign(row.id, std::move(row)).first->second;
    }
    void forget(AccountId id)
    {
        m_young.erase(id);
        m_old.erase(id);
    }
    void clear()
    {
        m_young.clear();
        m_old.clear();
    }

private:
    std::size_t m_capacity;
    // What is asked for moves to the young; a generation that fills up makes the old one go.
    std::unordered_map<AccountId, AccountRow> m_young;
    std::unordered_map<AccountId, AccountRow> m_old;
};

} // namespace kontor::application
