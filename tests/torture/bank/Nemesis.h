// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Random.h"
#include "torture/FaultyServer.h"

#include <atomic>
#include <chrono>
#include <map>

namespace kontor::testing {

//! Does to a server what the world does to servers, and starts it again where it ended. Belongs to
//! the thread that made the server.
class Nemesis
{
public:
    enum Evil
    {
        Kill,
        KillInWrite,
        Stop,
        FullDisk,
        WriteError,
        SyncError,
        ClockJump,
        Restart,
        EvilCount
    };

    //! Keeps `port` at where the server listens.
    Nemesis(FaultyServer &server, std::atomic<quint16> &port, std::uint64_t seed);

    //! Each evil once and then one after the other until the time is over; at the end all is well
    //! again.
    void rage(std::chrono::milliseconds duration);
    //! How often it did what.
    const std::map<Evil, int> &deeds() const { return m_deeds; }
    QString text() const;
    //! Ends of the server that no evil explains.
    const QStringList &surprises() const { return m_surprises; }

private:
    void commit(Evil evil);
    void strike(const DiskFault &fault);
    void stopForAWhile();
    void jump();
    void heal();
    //! Starts the server where it has ended, however it ended.
    void revive();
    void pause(int atMost);

    FaultyServer &m_server;
    std::atomic<quint16> &m_port;
    SeededRandom m_random;
    QString m_clockFile;
    std::map<Evil, int> m_deeds;
    QStringList m_surprises;
};

} // namespace kontor::testing
