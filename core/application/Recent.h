// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <unordered_map>
#include <utility>

namespace kontor::application {

//! What was read lately, by key. Whoever hears of every commit before its answers and forgets what it
//! changed can read from here instead: it is never older than what it was read from.
template<class Key, class Value>
class Recent
{
public:
    //! Keeps between one and two times as many.
    explicit Recent(std::size_t capacity) : m_capacity(capacity) {}

    const Value *find(const Key &key)
    {
        if (const auto found = m_young.find(key); found != m_young.end()) {
            return &found->second;
        }
        const auto found = m_old.find(key);
        return found != m_old.end() ? &put(key, std::move(m_old.extract(found).mapped())) : nullptr;
    }
    const Value &put(const Key &key, Value value)
    {
        if (m_young.size() >= m_capacity) {
            m_old = std::exchange(m_young, {});
        }
        return m_young.insert_or_assign(key, std::move(value)).first->second;
    }
    void forget(const Key &key)
    {
        m_young.erase(key);
        m_old.erase(key);
    }
    void clear()
    {
        m_young.clear();
        m_old.clear();
    }

private:
    std::size_t m_capacity;
    // What is asked for moves to the young; a generation that fills up makes the old one go.
    std::unordered_map<Key, Value> m_young;
    std::unordered_map<Key, Value> m_old;
};

} // namespace kontor::application
