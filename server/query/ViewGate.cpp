// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/query/ViewGate.h"

#include <QTimer>

#include <chrono>

namespace kontor::server {

static constexpr std::chrono::milliseconds longestWait{2000};

ViewGate::ViewGate(Hurry hurry, QObject *parent) : QObject(parent), m_hurry(std::move(hurry)) {}

void ViewGate::whenReached(qint64 position, std::function<void(bool)> answer)
{
    if (position <= m_position) {
        answer(true);
        return;
    }
    const quint64 ticket = ++m_nextTicket;
    m_waiting.emplace(position, std::pair(ticket, std::move(answer)));
    m_hurry(position);
    QTimer::singleShot(longestWait, this, [this, position, ticket] { giveUp(position, ticket); });
}

void ViewGate::reached(qint64 position)
{
    m_position = std::max(m_position, position);
    while (!m_waiting.empty() && m_waiting.begin()->first <= m_position) {
        auto waiting = m_waiting.extract(m_waiting.begin());
        waiting.mapped().second(true);
    }
}

void ViewGate::giveUp(qint64 position, quint64 ticket)
{
    const auto [first, last] = m_waiting.equal_range(position);
    for (auto it = first; it != last; ++it) {
        if (it->second.first == ticket) {
            auto waiting = m_waiting.extract(it);
            waiting.mapped().second(false);
            return;
        }
    }
}

} // namespace kontor::server
