// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/Respond.h"

#include <algorithm>

namespace kontor::server::respond {

void noContent(Reply &reply, Headers headers)
{
    reply.send({204, {}, {}, std::move(headers), {}});
}

Answer problemAnswer(api::Problem problem, const QByteArray &requestId, Headers headers)
{
    problem.instance = QString::fromUtf8(requestId);
    const bool saysWhen = std::any_of(headers.begin(), headers.end(),
        [](const Header &header) { return header.first == "Retry-After"; });
    if ((problem.status == 503 || problem.status == 429) && !saysWhen) {
        headers.append(Header("Retry-After", "1"));
    }
    const QByteArray body = toJson(problem);
    return {problem.status, "application/problem+json", body, std::move(headers), {}};
}

void problem(Reply &reply, api::Problem problem, Headers headers)
{
    reply.setProblem(problem.knownCode());
    reply.send(problemAnswer(std::move(problem), reply.requestId(), std::move(headers)));
}

void problem(Reply &reply, api::ProblemCode code, const QString &detail, Headers headers)
{
    problem(reply, api::Problem::of(code, detail), std::move(headers));
}

} // namespace kontor::server::respond
