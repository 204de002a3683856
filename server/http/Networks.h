// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QStringList>

namespace kontor::server {

//! Addresses and networks, as a setting lists them.
class Networks
{
public:
    Networks() = default;
    //! Each an address ("192.0.2.1", "2001:db8::1") or a network ("192.0.2.0/24").
    explicit Networks(const QStringList &texts);

    //! An IPv4 address that is written as IPv6 is the IPv4 address.
    bool contain(const QHostAddress &address) const;
    bool isEmpty() const { return m_networks.isEmpty(); }

private:
    QList<QPair<QHostAddress, int>> m_networks;
};

//! An IPv4 address that came by way of an IPv6 socket, as itself.
QHostAddress plain(const QHostAddress &address);

} // namespace kontor::server
