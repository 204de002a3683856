// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/RequestDispatcher.h"

#include "foundation/LogCategories.h"
#include "server/http/Respond.h"
#include "server/openapi/Operation.h"

namespace kontor::server {

using api::ProblemCode;

static constexpr int answerWithinMs = 10'000;

RequestDispatcher::RequestDispatcher(RouteTable table, const Clock &clock, Random &random)
    : m_table(std::move(table)), m_random(random.next()), m_ids(clock, m_random),
      m_tally(std::make_shared<HttpTally>(m_table.routes().size()))
{
}

void RequestDispatcher::handle(Request &&request, Reply &&reply)
{
    reply.countIn(m_tally);
    const QByteArray given = correlationIdOf(request);
    reply.setRequestId(given.isEmpty() ? freshCorrelationId() : given);
    if (logHttp().isDebugEnabled()) {
        reply.logAs(QByteArray(nameOf(request.method)) + ' ' + request.path + " from "
            + request.source.toString().toLatin1());
    }
    RouteMatch match = m_table.match(request.method, request.path);
    if (auto *found = std::get_if<RouteFound>(&match)) {
        reply.countAs(found->route->number);
        run(std::move(*found), std::move(request), std::move(reply));
    } else if (const auto *wrong = std::get_if<WrongMethod>(&match)) {
        const Headers allow = {{"Allow", wrong->allow}};
        wrong->asksForOptions ? respond::noContent(reply, allow)
                              : respond::problem(reply, ProblemCode::MethodNotAllowed, {}, allow);
    } else {
        const bool malformed = std::get<RouteMissing>(match).malformed;
        respond::problem(reply, malformed ? ProblemCode::MalformedRequest : ProblemCode::NotFound);
    }
}

static std::optional<api::Problem> mediaProblem(const Route &route, const Request &request)
{
    const bool encoded = !request.contentEncoding.isEmpty()
        && request.contentEncoding.compare("identity", Qt::CaseInsensitive) != 0;
    if (encoded) {
        return api::Problem::of(ProblemCode::UnsupportedMediaType,
            u"Bodies must not be compressed."_s);
    }
    const bool hasBody = !request.body.isEmpty();
    if (hasBody && !route.consumes.isEmpty() && !isMediaType(request.contentType, route.consumes)) {
        return api::Problem::of(ProblemCode::UnsupportedMediaType,
            u"The body of this request must be %1."_s.arg(
                QLatin1StringView(route.consumes.front())));
    }
    if (!isAccepted(request.accept, route.produces)) {
        return api::Problem::of(ProblemCode::NotAcceptable,
            u"This is answered as %1 only."_s.arg(QString::fromLatin1(route.produces.join(", "))));
    }
    return std::nullopt;
}

// Here, so that one answer names unknown parameters and values that do not fit.
static void checkValues(const Route &route, Query &query)
{
    if (route.operation) {
        for (const Parameter &parameter : route.operation->parameters) {
            parameter.check(query);
        }
    }
}

// A condition that a write would pass over in silence is refused instead.
static std::optional<api::Problem> conditionProblem(const RequestContext &context)
{
    const Route &route = *context.route;
    if (!route.operation || !isWrite(route.method)) {
        return std::nullopt;
    }
    if (context.ifMatch && !route.operation->refuses(ProblemCode::VersionConflict)) {
        return RequestContext::parameterProblem("If-Match"_L1,
            u"The header If-Match cannot be used: this request is not about one account that is there."_s);
    }
    if (!context.request.ifNoneMatch.isEmpty()) {
        return RequestContext::parameterProblem("If-None-Match"_L1,
            u"The header If-None-Match cannot be used: If-Match binds a write to a version."_s);
    }
    return std::nullopt;
}

void RequestDispatcher::run(RouteFound &&found, Request &&request, Reply &&reply)
{
    const Route &route = *found.route;
    RequestContext context;
    context.request = std::move(request);
    context.route = found.route;
    context.captures = std::move(found.captures);
    context.correlationId = reply.requestId();
    if (const auto rejection = m_admission ? m_admission(context, reply) : std::nullopt) {
        return respond::problem(reply, rejection->problem, rejection->headers);
    }
    if (const auto problem = mediaProblem(route, context.request)) {
        return respond::problem(reply, *problem);
    }
    context.query = Query::parse(context.request.query, route.parameters);
    checkValues(route, context.query);
    if (const auto problem = context.query.problem()) {
        return respond::problem(reply, *problem);
    }
    context.deadline = QDeadlineTimer(answerWithinMs);
    if (const auto problem = readHeaders(context)) {
        return respond::problem(reply, *problem);
    }
    if (const auto problem = conditionProblem(context)) {
        return respond::problem(reply, *problem);
    }
    route.handler(std::move(context), std::move(reply));
}

} // namespace kontor::server
