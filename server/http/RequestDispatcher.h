// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Random.h"
#include "server/http/HttpTally.h"
#include "server/http/RouteTable.h"

namespace kontor::server {

//! Why a request goes no further.
struct Rejection
{
    api::Problem problem;
    Headers headers;
};

//! Looks at who asks before anything of the request is read, and fills that in. Not to answer itself.
using Admission = std::function<std::optional<Rejection>(RequestContext &context, Reply &reply)>;

//! From a request to its route: 404, 405, OPTIONS, media types, headers and parameters are settled
//! here, so that a handler sees only requests that fit its entry in the table.
class RequestDispatcher
{
public:
    RequestDispatcher(RouteTable table, const Clock &clock, Random &random);

    //! Without one, everybody is let through.
    void setAdmission(Admission admission) { m_admission = std::move(admission); }
    void handle(Request &&request, Reply &&reply);
    const RouteTable &table() const { return m_table; }
    QByteArray freshCorrelationId() { return m_ids.next().toString(); }
    HttpTally &tally() { return *m_tally; }
    const HttpTally &tally() const { return *m_tally; }

private:
    void run(RouteFound &&found, Request &&request, Reply &&reply);

    RouteTable m_table;
    Admission m_admission;
    // Request ids are no secrets, and the system's generator would take a tenth of a small
    // request's time; so it only gives the seed.
    SeededRandom m_random;
    IdGenerator m_ids;
    std::shared_ptr<HttpTally> m_tally;
};

} // namespace kontor::server
