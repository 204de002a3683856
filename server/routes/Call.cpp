// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/Call.h"

#include "server/Branch.h"
#include "server/auth/Fingerprint.h"
#include "server/http/Respond.h"
#include "server/routes/Refusals.h"
#include "server/routes/Routes.h"

namespace kontor::server {

using application::CommandResult;

Call::Call(RequestContext context, Reply reply, const Secret<QByteArray> &fingerprintKey)
    : m_context(std::move(context)), m_reply(std::move(reply)), m_fingerprintKey(fingerprintKey)
{
}

QByteArray Call::segment(const char *name) const
{
    return m_context.capture(name);
}

QString Call::cardSession() const
{
    return QString::fromLatin1(m_context.request.cardSession);
}

QString Call::queryText(const char *name) const
{
    return m_context.query.text(name);
}

qint64 Call::queryNumber(const char *name) const
{
    const Parameter *parameter = m_context.route->operation->parameter(name);
    KONTOR_ASSERT(parameter && parameter->kind == Parameter::Kind::Number);
    const auto value = m_context.query.bytes(name);
    return value ? value->toLongLong() : parameter->otherwise;
}

bool Call::queryFlag(const char *name) const
{
    return queryText(name) == u"true"_s;
}

std::optional<JsonValue> Call::json(const JsonLimits &limits)
{
    auto document = m_context.json(limits);
    if (!document) {
        refuse(document.error());
        return std::nullopt;
    }
    return std::move(*document);
}

application::Submission Call::submission(domain::Command command) const
{
    application::Submission submission;
    submission.command = std::move(command);
    submission.cause = m_context.cause();
    submission.key = m_context.idempotencyKey.value_or(QByteArray());
    submission.caller = m_context.actor.kind;
    submission.expectedVersion = m_context.ifMatch;
    if (!submission.key.isEmpty()) {
        const Request &request = m_context.request;
        submission.fingerprint = fingerprint(m_fingerprintKey,
            {nameOf(request.method), request.path, request.body, request.ifMatch});
    }
    return submission;
}

void Call::command(Branch &branch, domain::Command command, Render render)
{
    branch.submit(submission(std::move(command)),
        [self = shared_from_this(), render = std::move(render)](const CommandResult &result) {
            self->noteReplay(result);
            if (result.kind == CommandResult::Kind::Accepted) {
                render(*self, result);
            } else {
                self->refuse(result);
            }
        });
}

void Call::noteReplay(const CommandResult &result)
{
    m_isReplay = result.replayed;
}

void Call::answer(int status, const QByteArray &json, Headers headers)
{
    if (m_isReplay) {
        headers.push_back({"Idempotency-Replayed", "true"});
    }
    respond::json(m_reply, status, json, std::move(headers));
}

void Call::noContent()
{
    respond::noContent(m_reply,
        m_isReplay ? Headers{{"Idempotency-Replayed", "true"}} : Headers());
}

void Call::refuse(api::ProblemCode code, const QString &detail)
{
    refuse(api::Problem::of(code, detail));
}

void Call::refuse(api::Problem problem)
{
    respond::problem(m_reply, std::move(problem),
        m_isReplay ? Headers{{"Idempotency-Replayed", "true"}} : Headers());
}

void Call::refuse(const CommandResult &result)
{
    using Kind = CommandResult::Kind;
    switch (result.kind) {
    case Kind::Refused: return refuse(problemOf(result.refusal));
    case Kind::KeyReused: return refuse(api::ProblemCode::KeyReuse);
    case Kind::Overloaded: return refuse(api::ProblemCode::Overloaded);
    case Kind::StorageFull: return refuse(api::ProblemCode::StorageFull);
    case Kind::Unknown: return refuse(api::ProblemCode::OutcomeUnknown);
    case Kind::Accepted: break;
    }
    refuse(api::ProblemCode::Internal);
}

bool Call::isConnected() const
{
    return m_reply.isOpen();
}

void Call::refuseFields(const FieldErrors &errors)
{
    refuse(RequestContext::problemOf(errors));
}

// Parameters that do not fit are refused here, so that no handler looks at one that is not as its
// entry says.
static void run(const Handler &handler, const Secret<QByteArray> &key, RequestContext context,
    Reply reply)
{
    for (const Parameter &parameter : context.route->operation->parameters) {
        parameter.check(context.query);
    }
    if (const auto problem = context.query.problem()) {
        respond::problem(reply, *problem);
        return;
    }
    handler(std::make_shared<Call>(std::move(context), std::move(reply), key));
}

void Routes::add(Operation operation, Handler handler)
{
    Route route;
    route.method = operation.method;
    route.pattern = operation.path.pattern;
    route.action = static_cast<const char *>(operation.action);
    route.parameters = operation.parameterNames();
    route.consumes = operation.consumes();
    route.produces = operation.produces();
    route.bodyLimit = operation.bodyLimit;
    route.operation = std::make_shared<const Operation>(std::move(operation));
    route.handler = [handler = std::move(handler), &key = fingerprintKey](
                        RequestContext context, Reply reply) {
        run(handler, key, std::move(context), std::move(reply));
    };
    table.add(std::move(route));
}

} // namespace kontor::server
