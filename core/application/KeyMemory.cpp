// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/KeyMemory.h"

namespace kontor::application {

static std::string slot(const QByteArray &caller, const QByteArray &key)
{
    std::string text(caller.constData(), std::size_t(caller.size()));
    text += '\0';
    text.append(key.constData(), std::size_t(key.size()));
    return text;
}

std::optional<OutcomeRecord> KeyMemory::find(const QByteArray &caller, const QByteArray &key)
{
    if (const auto found = m_recent.find(slot(caller, key)); found != m_recent.end()) {
        return found->second;
    }
    for (const qint64 sequence : m_index.outcomesOf(caller, key)) {
        const auto outcome = m_reader.outcome(sequence);
        if (outcome && outcome->key == key && outcome->caller == caller) {
            return outcome;
        }
    }
    return std::nullopt;
}

void KeyMemory::remember(const OutcomeRecord &outcome)
{
    m_order.push_back(outcome);
    m_recent.emplace(slot(outcome.caller, outcome.key), outcome);
}

void KeyMemory::forgetAfter(qint64 sequence)
{
    while (!m_order.empty() && m_order.back().sequence > sequence) {
        m_recent.erase(slot(m_order.back().caller, m_order.back().key));
        m_order.pop_back();
    }
}

void KeyMemory::indexReached(qint64 sequence)
{
    while (!m_order.empty() && m_order.front().sequence <= sequence) {
        m_recent.erase(slot(m_order.front().caller, m_order.front().key));
        m_order.pop_front();
    }
}

} // namespace kontor::application
