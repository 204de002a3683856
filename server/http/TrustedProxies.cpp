// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/TrustedProxies.h"

#include <algorithm>
#include <optional>

#include <arpa/inet.h>

namespace kontor::server {

// The longest is an IPv6 address with an IPv4 one at its end.
static constexpr qsizetype longestAddress = INET6_ADDRSTRLEN;

// The system's reader is strict, up to a NUL; Qt's would take "1" for 0.0.0.1, too.
static std::optional<QHostAddress> addressOf(const QByteArray &text)
{
    if (text.contains('\0')) {
        return std::nullopt;
    }
    in_addr v4{};
    if (::inet_pton(AF_INET, text.constData(), &v4) == 1) {
        return QHostAddress(ntohl(v4.s_addr));
    }
    in6_addr v6{};
    if (::inet_pton(AF_INET6, text.constData(), &v6) == 1) {
        return plain(QHostAddress(v6.s6_addr));
    }
    return std::nullopt;
}

static bool isPort(QByteArrayView text)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    return text.size() >= 2 && text.size() <= 6 && text.startsWith(':')
        && std::all_of(text.begin() + 1, text.end(), isDigit);
}

// "192.0.2.1", "2001:db8::1", and both with the port that some proxies add: "192.0.2.1:4711",
// "[2001:db8::1]:4711".
static std::optional<QHostAddress> hopIn(QByteArrayView text)
{
    const bool isBracketed = text.startsWith('[');
    if (!isBracketed && text.count(':') != 1) {
        return text.size() > longestAddress ? std::nullopt : addressOf(text.toByteArray());
    }
    const qsizetype end = text.indexOf(isBracketed ? ']' : ':');
    if (end < 1 || end > longestAddress) {
        return std::nullopt;
    }
    const QByteArrayView rest = text.sliced(end + (isBracketed ? 1 : 0));
    const QByteArray address = text.first(end).sliced(isBracketed ? 1 : 0).toByteArray();
    const bool isWhole = isPort(rest) || (isBracketed && rest.isEmpty());
    return isWhole && isBracketed == address.contains(':') ? addressOf(address) : std::nullopt;
}

QHostAddress TrustedProxies::callerOf(const QHostAddress &peer, QByteArrayView forwardedFor) const
{
    QHostAddress caller = peer;
    while (trust(caller) && !forwardedFor.isEmpty()) {
        const qsizetype comma = forwardedFor.lastIndexOf(',');
        const auto hop = hopIn(forwardedFor.sliced(comma + 1).trimmed());
        if (!hop) {
            return caller;
        }
        caller = *hop;
        forwardedFor = forwardedFor.first(std::max<qsizetype>(comma, 0));
    }
    return caller;
}

} // namespace kontor::server
