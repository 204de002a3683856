// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "torture/bank/BadLine.h"

#include <arpa/inet.h>
#include <chrono>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace kontor::testing {

static sockaddr_in loopback(quint16 port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

BadLine::BadLine(const std::atomic<quint16> &target, std::uint64_t seed)
    : m_target(target), m_random(seed), m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    if (::bind(m_listener, reinterpret_cast<sockaddr *>(&address), size) != 0
        || ::listen(m_listener, 5) != 0
        || ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &size) != 0) {
        qFatal("the proxy cannot listen");
    }
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { run(); });
}

BadLine::~BadLine()
{
    m_finish = true;
    m_thread.join();
    ::close(m_listener);
}

void BadLine::run()
{
    while (!m_finish) {
        pollfd waiting{m_listener, POLLIN, 0};
        if (::poll(&waiting, 1, 100) == 1) {
            const int client = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
            serve(client);
            ::close(client);
        }
    }
}

void BadLine::serve(int client)
{
    const int server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(m_target);
    bool alive
        = ::connect(server, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    while (alive && !m_finish) {
        pollfd both[] = {{client, POLLIN, 0}, {server, POLLIN, 0}};
        ::poll(both, 2, 100);
        alive = (!both[0].revents || pump(client, server))
            && (!both[1].revents || pump(server, client));
    }
    ::close(server);
}

bool BadLine::pump(int from, int to)
{
    char bytes[65536];
    const ssize_t size = ::recv(from, bytes, sizeof bytes, 0);
    if (size <= 0) {
        return false;
    }
    const auto dice = m_random.next() % 40;
    if (dice == 0) {
        std::this_thread::sleep_for(std::chrono::milliseconds(m_random.next() % 50));
    }
    const bool cut = dice == 1;
    m_cuts += cut;
    const auto passed
        = cut ? std::size_t(m_random.next() % std::uint64_t(size)) : std::size_t(size);
    return ::send(to, bytes, passed, MSG_NOSIGNAL) == ssize_t(passed) && !cut;
}

} // namespace kontor::testing
