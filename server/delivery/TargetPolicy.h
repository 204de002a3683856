// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Describe.h"
#include "foundation/Result.h"

#include <QHostAddress>
#include <QUrl>

#include <vector>

// Where a webhook may go. Somebody outside names a URL and the server calls it from the inside:
// without these rules that is a way through the firewall. They hold at registration and again at
// each attempt, on the very addresses that are then connected to.

namespace kontor::server {

struct TargetRules
{
    //! Running without sign-in on loopback: plain HTTP, any port and loopback targets are allowed.
    bool open = false;
    std::vector<quint16> ports{443, 8443};
    //! Networks that the operator vouches for, such as {10.1.0.0, 16}.
    std::vector<std::pair<QHostAddress, int>> allowed;
    //! The server's own addresses, which are no targets outside of open mode.
    std::vector<QHostAddress> own;
};

enum class TargetFault {
    Malformed, TooLong, Scheme, Credentials, Fragment, Port, AddressLiteral, NotPublic, NotResolved,
};

//! For people; says nothing about what was found at an address.
QString explain(TargetFault fault);

//! A URL that passed. `host` is lower-case ASCII without a trailing dot, or an address.
struct Target
{
    QUrl url;
    QString host;
    quint16 port = 443;
    bool tls = true;
    //! Set where the host is an address: there is nothing to look up.
    std::optional<QHostAddress> literal;

    //! Host and port: what the limit of connections counts by.
    QString origin() const { return host + u':' + QString::number(port); }
};

Result<Target, TargetFault> parseTarget(const QString &url, const TargetRules &rules);

//! Neither private, local, reserved nor otherwise special; IPv4 inside of IPv6 is looked at too.
bool isPublic(const QHostAddress &address);

bool mayConnect(const QHostAddress &address, const TargetRules &rules);

//! All of a name's addresses have to pass, or a name with a mixed answer would be a way in.
Result<Done, TargetFault> checkAddresses(const QList<QHostAddress> &addresses,
    const TargetRules &rules);

} // namespace kontor::server
