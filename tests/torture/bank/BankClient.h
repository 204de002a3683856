// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Random.h"
#include "support/KeptConnection.h"
#include "torture/bank/History.h"

#include <atomic>

namespace kontor::testing {

//! What all clients of a bank share.
struct BankWorld
{
    std::vector<QByteArray> accounts;
    //! Where the server listens now.
    std::atomic<quint16> port = 0;
    std::atomic<qint64> clock = 0;
    std::atomic<bool> finish = false;
};

//! One customer in a hurry: sends one thing after the other until the world ends, and writes down
//! what it did and saw. What stayed unclear it mostly asks for again under the same key.
class BankClient
{
public:
    //! `port` is the server's or that of a proxy before it.
    BankClient(BankWorld &world, const std::atomic<quint16> &port, int name, std::uint64_t seed)
        : m_world(world)
        , m_port(port)
        , m_name(name)
        , m_random(seed)
    { }
    void run();
    const History &history() const { return m_history; }

private:
    struct Request
    {
        QByteArray method;
        QByteArray path;
        QByteArray body;
    };
    struct Held
    {
        int account;
        QByteArray id;
    };
    struct Sent
    {
        Attempt attempt;
        Request request;
    };

    void doSomething();
    void write(Act act);
    void release();
    void repeat();
    void read(Act act);
    Attempt send(Attempt attempt, const Request &request);
    //! Again and again, until the answer is definite or the client loses interest.
    void insist(const Attempt &attempt, const Request &request);
    bool rest();

    int below(std::size_t limit) { return int(m_random.next() % limit); }
    QByteArray freshKey()
    {
        return QByteArray::number(m_name) + '-' + QByteArray::number(++m_keys);
    }
    QByteArray pathOf(int account) const
    {
        return "/accounts/" + m_world.accounts[std::size_t(account)];
    }

    BankWorld &m_world;
    const std::atomic<quint16> &m_port;
    int m_name;
    SeededRandom m_random;
    //! Made in the thread that runs.
    std::unique_ptr<KeptConnection> m_connection;
    int m_keys = 0;
    std::vector<Held> m_holds;
    //! What was taken, to be sent again.
    std::vector<Sent> m_taken;
    History m_history;
};

//! What an answer shows of accounts.
std::vector<Sighting> sightingsIn(
    const Attempt &attempt, const HttpAnswer &answer, const std::vector<QByteArray> &accounts);

} // namespace kontor::testing
