// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ServiceManager.h"

#include <cstddef>
#include <cstring>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace kontor::server {

bool tellServiceManager(const QByteArray &state)
{
    const QByteArray path = qgetenv("NOTIFY_SOCKET");
    sockaddr_un address{};
    if (path.isEmpty() || std::size_t(path.size()) >= sizeof address.sun_path) {
        return false;
    }
    const int descriptor = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0) {
        return false;
    }
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.constData(), std::size_t(path.size()));
    if (path.startsWith('@')) { // a name without a file
        address.sun_path[0] = '\0';
    }
    const auto length = socklen_t(offsetof(sockaddr_un, sun_path) + std::size_t(path.size()));
    const bool told = ::sendto(descriptor, state.constData(), std::size_t(state.size()), MSG_NOSIGNAL,
                          reinterpret_cast<const sockaddr *>(&address), length)
        == state.size();
    ::close(descriptor);
    return told;
}

std::optional<std::chrono::milliseconds> watchdogPeriod()
{
    const bool ours = !qEnvironmentVariableIsSet("WATCHDOG_PID")
        || qgetenv("WATCHDOG_PID").toLongLong() == ::getpid();
    const qint64 micros = qgetenv("WATCHDOG_USEC").toLongLong();
    if (!ours || micros < 4'000) {
        return std::nullopt;
    }
    return std::chrono::milliseconds(micros / 1000);
}

} // namespace kontor::server
