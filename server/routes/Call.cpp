// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/Call.h"

#include "server/Branch.h"
#include "server/auth/Fingerprint.h"
#include "server/http/Respond.h"
#include "server/http/RouteTable.h"
#include "server/routes/Refusals.h"
#include "server/routes/Routes.h"

namespace kontor::server {

using application::CommandResult;

namespace {

struct Nothing
{
    template<class V>
    static void describe(V &&) {}
};

} // namespace

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

std::optional<qint64> Call::queryNumber(const char *name, qint64 absent, qint64 min, qint64 max)
{
    const qint64 value = m_context.query.integer(name, {min, max}, absent);
    if (auto problem = m_context.query.problem()) {
        refuse(std::move(*problem));
        return std::nullopt;
    }
    return value;
}

std::optional<bool> Call::queryFlag(const char *name)
{
    const bool value = m_context.query.flag(name);
    if (auto problem = m_context.query.problem()) {
        refuse(std::move(*problem));
        return std::nullopt;
    }
    return value;
}

bool Call::pageOf(int &page, int &pageSize)
{
    page = int(m_context.query.integer("page", {1, 1'000'000}, 1));
    const auto size = queryNumber("pageSize", 10, 1, 100);
    pageSize = int(size.value_or(10));
    return size.has_value();
}

std::optional<JsonValue> Call::json()
{
    auto document = m_context.json();
    if (!document) {
        refuse(document.error());
        return std::nullopt;
    }
    return std::move(*document);
}

bool Call::nothingElse(const JsonValue &body)
{
    return need(fromJson<Nothing>(body)).has_value();
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
            if (result.replayed) {
                self->m_isReplay = true;
            }
            if (result.kind == CommandResult::Kind::Accepted) {
                render(*self, result);
            } else {
                self->refuse(result);
            }
        });
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

void Routes::add(const char *method, const char *path, const char *action, Handler handler,
    QList<QByteArray> parameters)
{
    Route route;
    route.method = methodNamed(method);
    route.pattern = path;
    route.action = action;
    route.parameters = std::move(parameters);
    route.handler = [handler = std::move(handler), &key = fingerprintKey](
                        RequestContext context, Reply reply) {
        handler(std::make_shared<Call>(std::move(context), std::move(reply), key));
    };
    table.add(std::move(route));
}

} // namespace kontor::server
