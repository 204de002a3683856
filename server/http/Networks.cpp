// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/Networks.h"

#include <algorithm>

namespace kontor::server {

Networks::Networks(const QStringList &texts)
{
    for (const QString &text : texts) {
        m_networks << QHostAddress::parseSubnet(text);
    }
}

bool Networks::contain(const QHostAddress &address) const
{
    const QHostAddress sought = plain(address);
    return std::any_of(m_networks.begin(), m_networks.end(),
        [&sought](const auto &network) { return sought.isInSubnet(network); });
}

QHostAddress plain(const QHostAddress &address)
{
    bool isV4 = false;
    const QHostAddress v4(address.toIPv4Address(&isV4));
    return isV4 ? v4 : address;
}

} // namespace kontor::server
