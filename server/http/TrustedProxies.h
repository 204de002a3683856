// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/Networks.h"

#include <QByteArray>

namespace kontor::server {

//! The proxies whose word counts on for whom they ask. What anybody else says about it is not read.
class TrustedProxies
{
public:
    TrustedProxies() = default;
    explicit TrustedProxies(const QStringList &networks) : m_networks(networks) {}

    bool trust(const QHostAddress &peer) const { return m_networks.contain(peer); }
    //! Who asks, where `peer` holds the connection. `forwardedFor` is X-Forwarded-For, all its lines
    //! in order, the nearest hop last. Hops are believed from there on as long as they are proxies of
    //! ours, so that nothing counts that the first stranger wrote; what is no address ends the list.
    QHostAddress callerOf(const QHostAddress &peer, QByteArrayView forwardedFor) const;

private:
    Networks m_networks;
};

} // namespace kontor::server
