// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Problem.h"
#include "foundation/Histogram.h"

#include <array>
#include <optional>
#include <vector>

namespace kontor::server {

inline constexpr qint64 nanosecondsPerSecond = 1'000'000'000;

//! The answers of one route.
struct RouteTally
{
    static constexpr qint64 bounds[] = {1'000'000, 5'000'000, 20'000'000, 100'000'000, 500'000'000,
        2'000'000'000, 10'000'000'000};

    //! By the status' first digit.
    std::array<Counter, 6> answers;
    //! From the request to the answer's first byte, in nanoseconds.
    Histogram duration{bounds};
};

//! What becomes of requests, counted in the HTTP thread: a few additions for each.
class HttpTally
{
public:
    //! Routes are numbered from 1; number 0 stands for requests that found none.
    explicit HttpTally(std::size_t routes) : m_routes(routes + 1) {}

    void answered(std::size_t route, int status, qint64 nanoseconds)
    {
        m_routes[route].answers[std::size_t(status / 100) % 6].add();
        m_routes[route].duration.add(nanoseconds);
    }
    void refused(std::optional<api::ProblemCode> code)
    {
        if (code) {
            m_problems[std::size_t(*code)].add();
        }
    }

    const RouteTally &route(std::size_t number) const { return m_routes[number]; }
    qint64 problems(api::ProblemCode code) const { return m_problems[std::size_t(code)].value(); }

private:
    std::vector<RouteTally> m_routes;
    // The last of the list.
    std::array<Counter, std::size_t(api::ProblemCode::Internal) + 1> m_problems;
};

} // namespace kontor::server
