// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Random.h"
#include "server/http/RouteTable.h"

namespace kontor::server {

//! From a request to its route: 404, 405, OPTIONS, media types, headers and parameters are settled
//! here, so that a handler sees only requests that fit its entry in the table.
class RequestDispatcher
{
public:
    RequestDispatcher(RouteTable table, const Clock &clock, Random &random);

    void handle(Request request, Reply reply);
    const RouteTable &table() const { return m_table; }
    QByteArray freshCorrelationId() { return m_ids.next().toString(); }

private:
    void run(RouteFound found, Request request, Reply reply);

    RouteTable m_table;
    // Request ids are no secrets, and the system's generator would take a tenth of a small
    // request's time; so it only gives the seed.
    SeededRandom m_random;
    IdGenerator m_ids;
};

} // namespace kontor::server
