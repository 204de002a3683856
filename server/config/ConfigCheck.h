// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/config/Config.h"

#include <QHostAddress>

namespace kontor::server {

struct ListenAddress
{
    QHostAddress host;
    quint16 port = 0;
};

//! "127.0.0.1:8080", "[::1]:8080", "localhost:8080".
std::optional<ListenAddress> parseListenAddress(const QString &text);

//! Whether settings that are right one by one can be used together, and the certificate and the key that
//! they name.
Result<Done, QString> checkConfig(const Config &config);

} // namespace kontor::server
