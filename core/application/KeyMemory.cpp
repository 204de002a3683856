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

std::optional<OutcomeRecord> KeyMemory::read(qint64 sequence) const
{
    return sequence > m_written ? std::optional(m_draft[std::size_t(sequence - m_written - 1)])
                                : m_reader.outcome(sequence);
}

std::optional<OutcomeRecord> KeyMemory::find(const QByteArray &caller, const QByteArray &key)
{
    const auto isIt = [&](const std::optional<OutcomeRecord> &outcome) {
        return outcome && outcome->key == key && outcome->caller == caller;
    };
    const auto [first, last] = m_sequences.equal_range(slot(caller, key));
    for (auto listed = first; listed != last; ++listed) {
        if (auto outcome = read(listed->second); isIt(outcome)) {
            return outcome;
        }
    }
    for (const qint64 sequence : m_index.outcomesOf(caller, key)) {
        if (auto outcome = m_reader.outcome(sequence); isIt(outcome)) {
            return outcome;
        }
    }
    return std::nullopt;
}

void KeyMemory::remember(OutcomeRecord outcome)
{
    KONTOR_ASSERT(outcome.sequence == last() + 1);
    m_slots.push_back(slot(outcome.caller, outcome.key));
    m_sequences.emplace(m_slots.back(), outcome.sequence);
    m_draft.push_back(std::move(outcome));
    forgetSome();
}

void KeyMemory::unlist(std::size_t slot, qint64 sequence)
{
    const auto [first, last] = m_sequences.equal_range(slot);
    m_sequences.erase(std::find_if(first, last,
        [sequence](const auto &listed) { return listed.second == sequence; }));
}

void KeyMemory::commit()
{
    m_written = last();
    m_draft.clear();
}

void KeyMemory::rollback()
{
    for (; !m_draft.empty(); m_draft.pop_back()) {
        unlist(m_slots.back(), last());
        m_slots.pop_back();
    }
}

// Two for each that comes: what was written in seconds is not forgotten in one go, which would keep all
// commands waiting.
void KeyMemory::forgetSome()
{
    for (int i = 0; i < 2; ++i) {
        const qint64 oldest = last() - qint64(m_slots.size()) + 1;
        if (m_slots.empty() || oldest > m_indexed || oldest > m_written) {
            return;
        }
        unlist(m_slots.front(), oldest);
        m_slots.pop_front();
    }
}

} // namespace kontor::application
