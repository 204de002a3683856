// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/Answers.h"

namespace kontor::client {

using api::ProblemCode;

// A request that was answered like this may have been carried out all the same.
static bool leavesOutcomeOpen(const api::Problem &problem)
{
    return problem.knownCode() == ProblemCode::OutcomeUnknown || problem.status == 500
        || problem.status == 502 || problem.status == 504;
}

static ApiError lost(CallKind kind, const QString &technical)
{
    const auto outcome = kind == CallKind::Command ? ApiError::Kind::Unknown
                                                   : ApiError::Kind::Offline;
    return {outcome, {}, technical};
}

static ApiError fromProblem(const HttpResponse &response, CallKind kind)
{
    const QString line = u"HTTP %1"_s.arg(response.status);
    const auto problem = readBody<api::Problem>(response.body);
    if (!problem) {
        const bool gateway = response.status >= 500;
        return gateway ? lost(kind, line) : unreadable(kind, line);
    }
    const QString technical = u"%1 %2 (%3)"_s.arg(line, problem->code, problem->instance);
    if (kind == CallKind::Command && leavesOutcomeOpen(*problem)) {
        return {ApiError::Kind::Unknown, *problem, technical};
    }
    return {ApiError::Kind::Refused, *problem, technical};
}

ApiError unreadable(CallKind kind, const QString &technical)
{
    const auto outcome = kind == CallKind::Command ? ApiError::Kind::Unknown
                                                   : ApiError::Kind::Unreadable;
    return {outcome, {}, technical};
}

std::optional<ApiError> errorOf(const HttpResponse &response, CallKind kind)
{
    switch (response.outcome) {
    case HttpResponse::Outcome::NotSent:
        return ApiError{ApiError::Kind::Offline, {}, response.error, response.distrust};
    case HttpResponse::Outcome::Lost: return lost(kind, response.error);
    case HttpResponse::Outcome::Answered: break;
    }
    if (response.status >= 200 && response.status < 300) {
        return std::nullopt;
    }
    if (response.status >= 400) {
        return fromProblem(response, kind);
    }
    return unreadable(kind, u"HTTP %1"_s.arg(response.status));
}

} // namespace kontor::client
