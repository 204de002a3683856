// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/delivery/Dispatcher.h"

#include <QByteArray>

#include <optional>

namespace kontor::server {

class Books;
class Branch;
class CardDesk;
class HttpServer;
class Identity;
class RequestDispatcher;
class WalletFollower;
class WalletHub;

//! Whoever has something to tell; all of them live in the HTTP thread.
struct MetricsSources
{
    Branch &branch;
    Books &books;
    const WalletHub &hub;
    const Identity &identity;
    const CardDesk &cards;
    const WalletFollower &wallets;
    const std::unique_ptr<RequestDispatcher> &requests;
    const std::unique_ptr<HttpServer> &http;
};

//! All that is measured, as Prometheus text; what the delivery thread says, where it does. The
//! number of series is bounded by routes, problem codes and event types, which are part of the
//! program; nothing that callers send becomes a label.
QByteArray metricsPage(const MetricsSources &sources,
    const std::optional<DeliveryFigures> &deliveries);

} // namespace kontor::server
