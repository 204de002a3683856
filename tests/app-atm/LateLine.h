// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Transport.h"
#include "foundation/Random.h"

namespace kontor::testing {

//! Requests and answers take their time: one that left later may arrive, or be answered, before.
class LateLine final : public client::Transport
{
public:
    //! `server` outlives the line, and the line whoever sends.
    LateLine(client::Transport &server, std::uint64_t seed) : m_server(&server), m_random(seed) {}
    QFuture<client::HttpResponse> send(client::HttpRequest request) override;

    //! 0: at once.
    int mostMilliseconds = 0;

private:
    int wait() { return int(m_random.next() % std::uint64_t(mostMilliseconds + 1)); }

    client::Transport *m_server;
    SeededRandom m_random;
    //! With it goes what is still on the way.
    QObject m_way;
};

} // namespace kontor::testing
