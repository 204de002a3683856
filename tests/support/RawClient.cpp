// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/RawClient.h"

#include "support/RunningServer.h"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace kontor::testing {

RawClient::RawClient(quint16 port)
{
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(fd, reinterpret_cast<sockaddr *>(&address), sizeof(address)) == 0) {
        m_fd = fd;
    } else {
        ::close(fd);
    }
}

RawClient::~RawClient()
{
    closeNow();
}

void RawClient::closeNow()
{
    if (m_fd >= 0) {
        ::close(std::exchange(m_fd, -1));
    }
}

void RawClient::reset()
{
    const linger hard{1, 0};
    ::setsockopt(m_fd, SOL_SOCKET, SO_LINGER, &hard, sizeof(hard));
    closeNow();
}

bool RawClient::send(const QByteArray &bytes)
{
    qsizetype sent = 0;
    while (sent < bytes.size()) {
        const auto n
            = ::send(m_fd, bytes.data() + sent, std::size_t(bytes.size() - sent), MSG_NOSIGNAL);
        if (n <= 0) {
            return false;
        }
        sent += n;
    }
    return true;
}

QByteArray RawClient::readAll(int silenceMs)
{
    QByteArray all = std::exchange(m_pending, {});
    char buffer[65536];
    pollfd waiting{m_fd, POLLIN, 0};
    while (::poll(&waiting, 1, silenceMs) > 0) {
        const auto n = ::recv(m_fd, buffer, sizeof(buffer), 0);
        if (n <= 0) {
            m_sawEnd = true;
            break;
        }
        all.append(buffer, n);
    }
    return all;
}

QByteArray RawClient::readUntil(const QByteArray &text)
{
    QByteArray all;
    char buffer[4096];
    pollfd waiting{m_fd, POLLIN, 0};
    while (!all.contains(text) && ::poll(&waiting, 1, 5000) > 0) {
        const auto n = ::recv(m_fd, buffer, sizeof(buffer), 0);
        if (n <= 0) {
            break;
        }
        all.append(buffer, n);
    }
    return all;
}

QByteArray RawClient::readAnswer(bool headOnly)
{
    QByteArray &all = m_pending;
    char buffer[65536];
    pollfd waiting{m_fd, POLLIN, 0};
    for (;;) {
        const qsizetype end = all.indexOf("\r\n\r\n");
        if (end >= 0) {
            const qsizetype length = headOnly ? 0 : parseAnswer(all).header("Content-Length").toLongLong();
            if (all.size() >= end + 4 + length) {
                const QByteArray answer = all.first(end + 4 + length);
                all.remove(0, answer.size());
                return answer;
            }
        }
        const auto n = ::poll(&waiting, 1, 5000) > 0 ? ::recv(m_fd, buffer, sizeof(buffer), 0) : 0;
        if (n <= 0) {
            m_sawEnd = true;
            return {};
        }
        all.append(buffer, n);
    }
}

} // namespace kontor::testing
