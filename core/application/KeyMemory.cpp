// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/KeyMemory.h"

#include "foundation/Assert.h"

#include <QHash>

#include <algorithm>

namespace kontor::application {

// Seeded, so that nobody can choose keys that meet in one place.
static std::size_t slot(const QByteArray &caller, const QByteArray &key)
{
    static const std::size_t seed = QHashSeed::globalSeed();
    return qHash(key, qHash(caller, seed));
}

std::optional<qint64> KeyMemory::sequenceOf(const QByteArray &caller, const QByteArray &key) const
{
    const auto [first, last] = m_sequences.equal_range(slot(caller, key));
    const auto found = std::find_if(first, last, [&](const auto &listed) {
        const OutcomeRecord &outcome = recent(listed.second);
        return outcome.key == key && outcome.caller == caller;
    });
    return found == last ? std::nullopt : std::optional(found->second);
}

std::optional<OutcomeRecord> KeyMemory::find(const QByteArray &caller, const QByteArray &key)
{
    if (const auto sequence = sequenceOf(caller, key)) {
        return recent(*sequence);
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

void KeyMemory::unlist(const OutcomeRecord &outcome)
{
    const auto [first, last] = m_sequences.equal_range(slot(outcome.caller, outcome.key));
    m_sequences.erase(std::find_if(first, last,
        [&](const auto &listed) { return listed.second == outcome.sequence; }));
}

void KeyMemory::forgetAfter(qint64 sequence)
{
    while (!m_recent.empty() && m_recent.back().sequence > sequence) {
        unlist(m_recent.back());
        m_recent.pop_back();
    }
}

// Two for each that comes: what was written in a second is not forgotten in one go, which would
// keep all commands waiting.
void KeyMemory::forgetSome()
{
    for (int i = 0; i < 2 && !m_recent.empty() && m_recent.front().sequence <= m_indexed; ++i) {
        unlist(m_recent.front());
        m_recent.pop_front();
    }
}

void KeyMemory::indexReached(qint64 sequence)
{
    m_indexed = sequence;
}

} // namespace kontor::application
