// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/RequestContext.h"

#include "foundation/Assert.h"
#include "server/http/RouteTable.h"

#include <algorithm>
#include <vector>

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
    path.reserve(request.path.size());
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

//! A batch of ten thousand empty transfers has thirty thousand.
static constexpr std::size_t toldErrors = 100;

api::Problem RequestContext::problemOf(const FieldErrors &errors)
{
    api::Problem problem = api::Problem::of(api::ProblemCode::InvalidMember);
    auto &fields = problem.errors.emplace();
    for (const FieldError &error : errors) {
        if (fields.size() == toldErrors) {
            break;
        }
        fields.push_back({error.pointer, error.code, error.detail});
    }
    if (!errors.empty()) {
        problem.detail = errors.front().pointer + u": "_s + errors.front().detail;
    }
    return problem;
}

api::Problem RequestContext::parameterProblem(const QString &name, const QString &detail)
{
    api::Problem problem = api::Problem::of(api::ProblemCode::InvalidParameter, detail);
    problem.errors = {{u'/' + name, problem.code, detail}};
    return problem;
}

static api::Problem unusable(QLatin1StringView header, const QString &detail)
{
    return RequestContext::parameterProblem(header,
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

// What one user sent and heard no answer to, another at the same counter asks for again. Under a key
// of their own it would be done a second time.
static HeaderProblem readKeyOwner(RequestContext &context)
{
    using domain::Role;
    const QByteArray &owner = context.request.keyOwner;
    if (owner.isNull()) {
        return std::nullopt;
    }
    const auto user = UserId::parse(owner);
    if (!user && owner != "open") {
        return unusable("X-Kontor-Key-Owner"_L1, u"the id of a user, or open."_s);
    }
    const QByteArray space = user ? keySpaceOf('u', user->uuid) : owner;
    const Role role = context.principal.role;
    const bool atCounter = !context.caller || role == Role::Teller || role == Role::Supervisor;
    if (!atCounter && space != context.keySpace()) {
        return unusable("X-Kontor-Key-Owner"_L1, u"only tellers and supervisors name another."_s);
    }
    context.keyOwner = space;
    return std::nullopt;
}

std::optional<api::Problem> readHeaders(RequestContext &context)
{
    HeaderProblem all;
    for (const auto read :
        {readIdempotencyKey, readIfMatch, readChannel, readActor, readKeyOwner}) {
        if (auto problem = read(context); problem && all) {
            all->errors->push_back(problem->errors->front());
        } else if (problem) {
            all = std::move(problem);
        }
    }
    settleChannel(context);
    return all;
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

namespace {

//! One entry of an Accept header.
struct MediaRange
{
    QByteArrayView type;
    //! 0 to 1000; 0: not wanted.
    int quality = 1000;

    //! How closely it names the type: 3 by name, 2 with all of its kind, 1 with all; 0 not at all.
    int fits(QByteArrayView named) const
    {
        if (sameType(type, named)) {
            return 3;
        }
        if (type == "*/*" || type == "*") {
            return 1;
        }
        const bool isKind = type.endsWith("/*") && named.size() >= type.size()
            && sameType(type.chopped(1), named.first(type.size() - 1));
        return isKind ? 2 : 0;
    }
};

} // namespace

// "0.8" is 800; what is no such number counts as nothing said.
static int qualityOf(QByteArrayView text)
{
    bool isNumber = false;
    const double value = text.toDouble(&isNumber);
    return isNumber && value >= 0 && value <= 1 ? int(value * 1000 + 0.5) : 1000;
}

static MediaRange mediaRange(QByteArrayView entry)
{
    MediaRange range{withoutParameters(entry)};
    for (qsizetype at = entry.indexOf(';'); at >= 0; at = entry.indexOf(';', at + 1)) {
        const qsizetype end = entry.indexOf(';', at + 1);
        const QByteArrayView parameter
            = entry.sliced(at + 1, (end < 0 ? entry.size() : end) - at - 1).trimmed();
        if (parameter.startsWith("q=") || parameter.startsWith("Q=")) {
            range.quality = qualityOf(parameter.sliced(2));
        }
    }
    return range;
}

static std::vector<MediaRange> mediaRanges(QByteArrayView accept)
{
    std::vector<MediaRange> ranges;
    for (qsizetype from = 0; from <= accept.size();) {
        qsizetype comma = accept.indexOf(',', from);
        comma = comma < 0 ? accept.size() : comma;
        ranges.push_back(mediaRange(accept.sliced(from, comma - from)));
        from = comma + 1;
    }
    return ranges;
}

// Each type is as welcome as the entry says that names it most closely; among equals the header's order
// counts, then ours.
QByteArray preferredType(QByteArrayView accept, const QList<QByteArray> &types)
{
    if (accept.isEmpty()) {
        return types.value(0);
    }
    const std::vector<MediaRange> ranges = mediaRanges(accept);
    const auto closest = [&ranges](const QByteArray &type) {
        return std::max_element(ranges.begin(), ranges.end(),
            [&type](const auto &a, const auto &b) { return a.fits(type) < b.fits(type); });
    };
    QByteArray best;
    auto bestRange = ranges.end();
    for (const QByteArray &type : types) {
        const auto range = closest(type);
        if (range->fits(type) == 0 || range->quality == 0) {
            continue;
        }
        if (best.isEmpty() || range->quality > bestRange->quality
            || (range->quality == bestRange->quality && range < bestRange)) {
            best = type;
            bestRange = range;
        }
    }
    return best;
}

bool isAccepted(QByteArrayView accept, const QList<QByteArray> &types)
{
    return types.isEmpty() || !preferredType(accept, types).isEmpty();
}

} // namespace kontor::server
