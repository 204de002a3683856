// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/RequestContext.h"

#include "foundation/Assert.h"
#include "server/http/RouteTable.h"

namespace kontor::server {

static bool isPrintable(QByteArrayView text, char first)
{
    return std::all_of(
        text.begin(), text.end(), [first](char c) { return c >= first && c <= '~'; });
}

const QByteArray &RequestContext::capture(QByteArrayView name) const
{
    const auto found = std::find_if(captures.begin(), captures.end(),
        [name](const auto &capture) { return capture.first == name; });
    KONTOR_ASSERT(found != captures.end());
    return found->second;
}

// Captures stand in the order of the pattern.
QByteArray RequestContext::canonicalPath() const
{
    QByteArray path;
    qsizetype from = 0;
    for (const auto &[name, value] : captures) {
        const qsizetype open = route->pattern.indexOf('{', from);
        path.append(QByteArrayView(route->pattern).sliced(from, open - from)).append(value);
        from = route->pattern.indexOf('}', open) + 1;
    }
    return path.append(QByteArrayView(route->pattern).sliced(from));
}

domain::Cause RequestContext::cause() const
{
    return {actor, channel, correlationId, idempotencyKey};
}

static api::ProblemCode problemCodeOf(const JsonError &error)
{
    const std::string_view code = error.code;
    return code == "duplicate-member" ? api::ProblemCode::DuplicateMember
        : code == "json-too-complex"  ? api::ProblemCode::JsonTooComplex
                                      : api::ProblemCode::MalformedJson;
}

Result<JsonValue, api::Problem> RequestContext::json(const JsonLimits &limits) const
{
    if (request.body.isEmpty()) {
        return Failure{api::Problem::of(
            api::ProblemCode::MalformedJson, u"This request needs a body of application/json."_s)};
    }
    auto parsed = parseJson(request.body, limits);
    if (!parsed) {
        const JsonError &error = parsed.error();
        return Failure{api::Problem::of(problemCodeOf(error), error.detail)};
    }
    return std::move(parsed).value();
}

api::Problem RequestContext::problemOf(const FieldErrors &errors)
{
    api::Problem problem = api::Problem::of(api::ProblemCode::InvalidMember);
    auto &fields = problem.errors.emplace();
    for (const FieldError &error : errors) {
        fields.push_back({error.pointer, error.code, error.detail});
    }
    if (!errors.empty()) {
        problem.detail = errors.front().pointer + u": "_s + errors.front().detail;
    }
    return problem;
}

static api::Problem unusable(QLatin1StringView header, const QString &detail)
{
    return api::Problem::of(api::ProblemCode::InvalidParameter,
        u"The header %1 cannot be used: %2"_s.arg(header, detail));
}

using HeaderProblem = std::optional<api::Problem>;

static HeaderProblem readIdempotencyKey(RequestContext &context)
{
    const QByteArray &key = context.request.idempotencyKey;
    if (key.isNull()) {
        return std::nullopt;
    }
    if (key.isEmpty() || key.size() > 255 || !isPrintable(key, ' ')) {
        return unusable("Idempotency-Key"_L1, u"1 to 255 printable ASCII characters."_s);
    }
    context.idempotencyKey = key;
    return std::nullopt;
}

static HeaderProblem readIfMatch(RequestContext &context)
{
    const QByteArray &tag = context.request.ifMatch;
    if (tag.isNull() || tag == "*") {
        return std::nullopt;
    }
    const bool quoted
        = tag.size() >= 3 && tag.size() <= 20 && tag.startsWith('"') && tag.endsWith('"');
    const QByteArrayView digits = quoted ? QByteArrayView(tag).sliced(1, tag.size() - 2) : "";
    if (!quoted || !std::all_of(digits.begin(), digits.end(), [](char c) {
            return c >= '0' && c <= '9';
        })) {
        return unusable("If-Match"_L1, u"one version in quotes, such as \"7\", or *."_s);
    }
    context.ifMatch = digits.toLongLong();
    return std::nullopt;
}

static HeaderProblem readChannel(RequestContext &context)
{
    const QByteArray &name = context.request.channel;
    if (name.isEmpty()) {
        return std::nullopt;
    }
    const auto channel = fromName<domain::Channel>({name.data(), std::size_t(name.size())});
    if (!channel || *channel == domain::Channel::System) {
        return unusable("X-Kontor-Channel"_L1, u"one of api, teller, atm."_s);
    }
    context.channel = *channel;
    return std::nullopt;
}

// What a machine or another system does is done there, whatever its request says.
static void settleChannel(RequestContext &context)
{
    using domain::Role;
    const Role role = context.principal.role;
    if (role == Role::Atm) {
        context.channel = domain::Channel::Atm;
    } else if (role == Role::Integration || role == Role::Customer || role == Role::Nobody
        || (context.caller && context.channel == domain::Channel::Atm)) {
        context.channel = domain::Channel::Api;
    }
}

// Believed only where nobody signs in.
static HeaderProblem readActor(RequestContext &context)
{
    if (context.caller) {
        return std::nullopt;
    }
    const QString name = QString::fromUtf8(context.request.actor).simplified();
    if (name.size() > 100 || name.contains(QChar::ReplacementCharacter)) {
        return unusable("X-Kontor-Actor"_L1, u"at most 100 characters in UTF-8."_s);
    }
    context.actor = {"open", name};
    return std::nullopt;
}

std::optional<api::Problem> readHeaders(RequestContext &context)
{
    for (const auto read : {readIdempotencyKey, readIfMatch, readChannel, readActor}) {
        if (auto problem = read(context)) {
            return problem;
        }
    }
    settleChannel(context);
    return std::nullopt;
}

static bool isUsableId(const QByteArray &id)
{
    return !id.isEmpty() && id.size() <= 128 && isPrintable(id, '!');
}

// version "-" trace id "-" parent id "-" flags (W3C Trace Context); all zeros is no trace id.
static QByteArray traceIdOf(const QByteArray &traceparent)
{
    const QList<QByteArray> parts = traceparent.split('-');
    const bool whole = parts.size() >= 4 && parts[0].size() == 2 && parts[1].size() == 32;
    if (!whole || parts[1].count('0') == 32) {
        return {};
    }
    const bool hex = std::all_of(parts[1].begin(), parts[1].end(),
        [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
    return hex ? parts[1] : QByteArray();
}

QByteArray correlationIdOf(const Request &request)
{
    for (const QByteArray &id : {request.correlationId, request.requestId}) {
        if (isUsableId(id)) {
            return id;
        }
    }
    const QByteArray trace
        = request.traceparent.isEmpty() ? QByteArray() : traceIdOf(request.traceparent);
    return trace.isEmpty() && isUsableId(request.idempotencyKey) ? request.idempotencyKey : trace;
}

static QByteArrayView withoutParameters(QByteArrayView type)
{
    const qsizetype semicolon = type.indexOf(';');
    return (semicolon < 0 ? type : type.first(semicolon)).trimmed();
}

static bool sameType(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && qstrnicmp(a.data(), b.data(), std::size_t(a.size())) == 0;
}

bool isMediaType(QByteArrayView contentType, const QList<QByteArray> &types)
{
    const QByteArrayView plain = withoutParameters(contentType);
    return std::any_of(types.begin(), types.end(),
        [plain](const QByteArray &type) { return sameType(plain, type); });
}

// "application/*" admits every type that begins with "application/".
static bool admits(QByteArrayView range, QByteArrayView type)
{
    if (range == "*/*" || range == "*" || sameType(range, type)) {
        return true;
    }
    return range.endsWith("/*") && type.size() >= range.size()
        && sameType(range.chopped(1), type.first(range.size() - 1));
}

QByteArray preferredType(QByteArrayView accept, const QList<QByteArray> &types)
{
    for (qsizetype from = 0; from <= accept.size() && !accept.isEmpty();) {
        qsizetype comma = accept.indexOf(',', from);
        comma = comma < 0 ? accept.size() : comma;
        const QByteArrayView range = withoutParameters(accept.sliced(from, comma - from));
        const auto found = std::find_if(types.begin(), types.end(),
            [range](const QByteArray &type) { return admits(range, type); });
        if (found != types.end()) {
            return *found;
        }
        from = comma + 1;
    }
    return accept.isEmpty() ? types.value(0) : QByteArray();
}

bool isAccepted(QByteArrayView accept, const QList<QByteArray> &types)
{
    return types.isEmpty() || !preferredType(accept, types).isEmpty();
}

} // namespace kontor::server
