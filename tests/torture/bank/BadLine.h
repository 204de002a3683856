// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Random.h"

#include <atomic>
#include <thread>

namespace kontor::testing {

//! A bad line between one client and the server: hesitates, and hangs up at any byte in either
//! direction, so that requests arrive in part and answers never.
class BadLine
{
public:
    //! Listens on a port of its own and connects to whatever `target` says at that moment.
    BadLine(const std::atomic<quint16> &target, std::uint64_t seed);
    ~BadLine();

    const std::atomic<quint16> &port() const { return m_port; }
    int cuts() const { return m_cuts; }

private:
    void run();
    void serve(int client);
    //! Hands on what has come; false when the line is dead or cut.
    bool pump(int from, int to);

    const std::atomic<quint16> &m_target;
    SeededRandom m_random;
    int m_listener;
    std::atomic<quint16> m_port = 0;
    std::atomic<bool> m_finish = false;
    std::atomic<int> m_cuts = 0;
    std::thread m_thread;
};

} // namespace kontor::testing
