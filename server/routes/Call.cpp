// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/Call.h"

#include "server/Branch.h"
#include "server/auth/Fingerprint.h"
#include "server/http/Respond.h"
#include "server/routes/Dialects.h"
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

Call::Call(RequestContext &&context, Reply &&reply, const Secret<QByteArray> &fingerprintKey)
    : m_context(std::move(context)), m_reply(std::move(reply)), m_fingerprintKey(fingerprintKey)
{
}

QByteArray Call::segment(const char *name) const
{
    return m_context.capture(name);
}

QByteArray Call::preferredType(const QByteArrayList &others) const
{
    return server::preferredType(m_context.request.accept, m_context.route->produces + others);
}

domain::Reach Call::reach() const
{
    return m_context.principal.reach(m_context.route->action);
}

std::optional<Uuid> Call::onlyOwn() const
{
    return reach() == domain::Reach::All ? std::nullopt : std::optional(m_context.principal.id);
}

bool Call::maySee(AccountId id, const domain::Account &account) const
{
    return reach() == domain::Reach::All || domain::isOwn(m_context.principal, id, account);
}

bool Call::mayKnowOrders() const
{
    const domain::Principal &caller = principal();
    return caller.reach(domain::Action::AccountBlock) != domain::Reach::None
        || caller.role == domain::Role::Integration;
}

std::optional<application::AccountRow> Call::account(Branch &branch, AccountId id)
{
    auto row = branch.account(id);
    if (!row || !maySee(id, row->account)) {
        refuse(api::ProblemCode::AccountNotFound);
        return std::nullopt;
    }
    return row;
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
    auto worded = need(inOwnWords(m_context.route->operation->body, std::move(*document)));
    if (!worded) {
        return std::nullopt;
    }
    remember(worded->replaced, m_context.words);
    for (const auto &[name, value] : worded->body.members) {
        if (!value.isNull()) {
            m_members.append(QByteArray::fromStdString(name));
        }
    }
    return std::move(worded->body);
}

bool Call::noBody()
{
    return m_context.request.body.isEmpty() || body<Nothing>();
}

// A short PIN would be found by trying: what is secret leaves no trace here, keyed or not.
static QByteArray withoutSecrets(const QByteArray &body, const Body &described)
{
    auto json = parseJson(body);
    if (!json) {
        return {};
    }
    std::erase_if(json->members, [&](const JsonValue::Member &member) {
        const auto synonym = std::ranges::find_if(described.synonyms,
            [&](const Synonym &candidate) { return member.first == candidate.word; });
        return described.content.secrets.contains(
            synonym == described.synonyms.end() ? member.first.c_str() : synonym->canonical);
    });
    return json->toJson();
}

QByteArray Call::fingerprintWith(const QByteArray &body) const
{
    const Request &request = m_context.request;
    return fingerprint(m_fingerprintKey,
        {nameOf(m_context.route->method), m_context.canonicalPath(), body, request.ifMatch,
            request.query});
}

application::Submission Call::submission(std::optional<domain::Command> command) const
{
    application::Submission submission;
    submission.command = std::move(command);
    submission.cause = m_context.cause();
    submission.key = m_context.idempotencyKey.value_or(QByteArray());
    submission.caller = keyOwner();
    submission.principal = m_context.principal;
    submission.expectedVersion = m_context.ifMatch;
    if (!submission.key.isEmpty()) {
        const QByteArray &body = m_context.request.body;
        const Body &described = m_context.route->operation->body;
        const bool isSecret = !described.content.secrets.isEmpty();
        submission.fingerprint = fingerprintWith(isSecret ? withoutSecrets(body, described) : body);
        // 0.1.0 did not leave anything out.
        submission.formerFingerprint = isSecret ? fingerprintWith(body) : QByteArray();
    }
    return submission;
}

void Call::command(Branch &branch, domain::Command command, Render render)
{
    branch.submit(submission(std::move(command)),
        [self = shared_from_this(), render = std::move(render)](const CommandResult &result) {
            self->note(result);
            if (result.kind == CommandResult::Kind::Accepted) {
                render(*self, result);
            } else {
                self->refuse(result);
            }
        });
}

void Call::note(const CommandResult &result)
{
    m_isReplay = result.replayed && result.kind != CommandResult::Kind::KeyReused;
}

// A body that names the account stands for a path that does.
QByteArray Call::subject() const
{
    const auto &captures = m_context.captures;
    const auto id = m_subject.isEmpty() && !captures.isEmpty()
        ? Uuid::parse(captures.first().second)
        : std::nullopt;
    return id ? id->toString() : m_subject;
}

void Call::send(Answer answer)
{
    if (m_isReplay) {
        answer.headers.push_back({"Idempotency-Replayed", "true"});
    }
    answer.subject = subject();
    answer.passes = m_passes;
    if (const auto told = std::exchange(m_told, {})) {
        told(answer, [self = shared_from_this(), answer] { self->m_reply.send(answer); });
    } else {
        m_reply.send(std::move(answer));
    }
}

void Call::repeat(Answer answer)
{
    m_isReplay = true;
    send(std::move(answer));
}

void Call::answer(int status, const QByteArray &json, Headers headers)
{
    send({status, "application/json", json, std::move(headers), {}});
}

void Call::answerAs(const QByteArray &mediaType, const QByteArray &body, Headers headers)
{
    send({200, mediaType, body, std::move(headers), {}});
}

ReplyStream Call::stream(const QByteArray &mediaType, const QByteArray &first)
{
    return m_reply.stream({200, mediaType, first, {}, {}});
}

void Call::redirect(const QByteArray &target)
{
    send({302, {}, {}, {{"Location", target}}, {}});
}

void Call::noContent()
{
    send({204, {}, {}, {}, {}});
}

void Call::refuse(api::ProblemCode code, const QString &detail)
{
    refuse(api::Problem::of(code, detail));
}

void Call::refuse(api::Problem problem)
{
    m_reply.setProblem(problem.knownCode());
    send(respond::problemAnswer(std::move(problem), m_reply.requestId()));
}

// The problem, which points at the member that it is about by the caller's own word.
api::Problem Call::pointed(const domain::Refusal &refusal) const
{
    auto problem = problemOf(refusal);
    for (const QByteArray &name : membersOf(refusal)) {
        const QString own = QString::fromLatin1(name);
        if (m_members.contains(name) || (name == pathAccount && m_context.words.contains(own))) {
            problem.errors = std::vector<api::ProblemField>{
                {u'/' + m_context.words.value(own, own), problem.code, problem.detail}};
            break;
        }
    }
    return problem;
}

void Call::refuse(const CommandResult &result)
{
    using Kind = CommandResult::Kind;
    note(result);
    switch (result.kind) {
    case Kind::Refused: return refuse(pointed(result.refusal));
    case Kind::KeyReused: return refuse(api::ProblemCode::KeyReuse);
    case Kind::Overloaded: return refuse(api::ProblemCode::Overloaded);
    case Kind::StorageFull: return refuse(api::ProblemCode::StorageFull);
    case Kind::Unknown: return refuse(api::ProblemCode::OutcomeUnknown);
    case Kind::Accepted: break;
    }
    refuse(api::ProblemCode::Internal);
}

void Call::refuse(const Refused &refused)
{
    std::visit([this](const auto &reason) { refuse(reason); }, refused);
}

bool Call::isConnected() const
{
    return m_reply.isOpen();
}

// A mistake is shown under the word that the caller wrote.
void Call::refuse(const FieldErrors &errors)
{
    refuse(RequestContext::problemOf(asWritten(errors, m_context.words)));
}

void Routes::add(Operation operation, Handler handler)
{
    Route route;
    route.method = operation.method;
    route.pattern = operation.path.pattern;
    const auto action = domain::actionNamed(static_cast<const char *>(operation.action));
    KONTOR_ASSERT(action && "the table of rights has no row for what a route does");
    route.action = *action;
    route.parameters = operation.parameterNames();
    route.consumes = operation.consumes();
    route.produces = operation.produces();
    route.bodyLimit = operation.bodyLimit;
    route.operation = std::make_shared<const Operation>(std::move(operation));
    route.handler = [handler = std::move(handler), &key = fingerprintKey,
                        &home = branch](RequestContext &&context, Reply &&reply) {
        home.reading(
            [&] { handler(std::make_shared<Call>(std::move(context), std::move(reply), key)); });
    };
    table.add(std::move(route));
}

} // namespace kontor::server
