// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/KeyMemory.h"

#include "foundation/Assert.h"

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
    if (const auto found = m_sequences.find(slot(caller, key)); found != m_sequences.end()) {
        return m_recent[std::size_t(found->second - m_recent.front().sequence)];
    }
    for (const qint64 sequence : m_index.outcomesOf(caller, key)) {
        const auto outcome = m_reader.outcome(sequence);
        if (outcome && outcome->key == key && outcome->caller == caller) {
            return outcome;
        }
    }
    return std::nullopt;
}

void KeyMemory::remember(OutcomeRecord outcome)
{
    KONTOR_ASSERT(m_recent.empty() || m_recent.back().sequence + 1 == outcome.sequence);
    m_sequences.emplace(slot(outcome.caller, outcome.key), outcome.sequence);
    m_recent.push_back(std::move(outcome));
    forgetSome();
}

void KeyMemory::forgetAfter(qint64 sequence)
{
    while (!m_recent.empty() && m_recent.back().sequence > sequence) {
        m_sequences.erase(slot(m_recent.back().caller, m_recent.back().key));
        m_recent.pop_back();
    }
}

// Two for each that comes: what was written in a second is not forgotten in one go, which would keep
// all commands waiting.
void KeyMemory::forgetSome()
{
    for (int i = 0; i < 2 && !m_recent.empty() && m_recent.front().sequence <= m_indexed; ++i) {
        m_sequences.erase(slot(m_recent.front().caller, m_recent.front().key));
        m_recent.pop_front();
    }
}

void KeyMemory::indexReached(qint64 sequence)
{
    m_indexed = sequence;
}

} // namespace kontor::application
