// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/openapi/Common.h"

#include "server/openapi/DocsPage.h"

namespace kontor::server {

using enum api::ProblemCode;

JsonValue documentInfo()
{
    return jsonObject({{"title", "Kontor"}, {"version", KONTOR_VERSION},
        {"summary", "A bank branch on one event log"}, {"description", docsFile(u"intro.md"_s)},
        {"license", jsonObject({{"name", "GPL-3.0-or-later"}, {"identifier", "GPL-3.0-or-later"}})}});
}

struct Tag
{
    const char *prefix;
    const char *name;
};

static constexpr Tag sections[] = {{"account", "Accounts"}, {"customer", "Customers"},
    {"money", "Money"}, {"hold", "Money"}, {"card", "Cards and cash machines"},
    {"withdrawal", "Cards and cash machines"}, {"events", "Events"}, {"live", "Live push"},
    {"webhook", "Webhooks"}, {"session", "Signing in"}, {"me", "Signing in"},
    {"user", "Users and keys"}, {"key", "Users and keys"}, {"audit", "Users and keys"},
    {"health", "Service"}, {"version", "Service"}, {"docs", "Service"}};

std::string tagOf(const Operation &operation)
{
    const QByteArray prefix = QByteArray(operation.action).split('.').first();
    for (const Tag &tag : sections) {
        if (prefix == tag.prefix) {
            return tag.name;
        }
    }
    return (prefix.first(1).toUpper() + prefix.sliced(1)).toStdString();
}

// ---- headers -----------------------------------------------------------------------------------

std::vector<std::string> requestHeadersOf(const Operation &operation)
{
    std::vector<std::string> names;
    if (isWrite(operation.method)) {
        names.push_back("IdempotencyKey");
        names.push_back("KeyOwner");
    }
    if (operation.refuses(VersionConflict)) {
        names.push_back("IfMatch");
    }
    // By what it says, not by where it stands: compilers need not keep one text in one place.
    const bool sparesSession
        = std::string_view(operation.path.pattern) == api::paths::cardPin.pattern;
    if (operation.refuses(CardSessionInvalid) || sparesSession) {
        names.push_back("CardSession");
    }
    for (const char *common : {"CorrelationId", "RequestId", "TraceParent", "Actor", "Channel"}) {
        names.push_back(common);
    }
    return names;
}

static JsonValue textSchema(int maxLength, const char *pattern = nullptr)
{
    JsonValue schema = plainSchema<QString>(Flow::In);
    apply(schema, {.maxLength = maxLength, .pattern = pattern});
    return schema;
}

static JsonValue header(const char *name, const char *text, JsonValue schema)
{
    return jsonObject(
        {{"name", name}, {"in", "header"}, {"description", text}, {"schema", std::move(schema)}});
}

JsonValue headerParameters()
{
    const JsonValue channels = jsonObject(
        {{"type", "string"}, {"enum", jsonArray({"api", "teller", "atm"})}, {"default", "api"}});
    return jsonObject({{"IdempotencyKey",
                           header("Idempotency-Key",
                               "Printable ASCII of the caller's own. The same key and request have "
                               "one effect and one answer, however often they come; another "
                               "request "
                               "under it is refused.",
                               textSchema(255, "^[ -~]{1,255}$"))},
        {"IfMatch",
            header("If-Match",
                "The version that the account must still have, in quotes as an ETag shows it, or "
                "*.",
                textSchema(20, R"re(^(\*|"[0-9]{1,18}")$)re"))},
        {"CardSession",
            header("X-Card-Session", "The token of a card session.",
                plainSchema<QString>(Flow::In))},
        {"CorrelationId",
            header("correlationid",
                "Stored with the events and answered as X-Request-Id. Where there is none, the "
                "idempotency key; where there is no key either, one is made.",
                textSchema(0))},
        {"RequestId",
            header("X-Request-Id", "The same, where there is no correlationid.", textSchema(0))},
        {"TraceParent",
            header("traceparent",
                "W3C Trace Context; its trace id is the correlation id where nothing else is.",
                textSchema(0))},
        {"Actor",
            header("X-Kontor-Actor",
                "Who acts; believed only while the server runs without sign-in.", textSchema(0))},
        {"KeyOwner",
            header("X-Kontor-Key-Owner",
                "Whose idempotency key it is, where a teller or supervisor asks again for what "
                "another had sent: the id of a user, or open for what was sent without sign-in. "
                "Absent: the caller's own.",
                textSchema(36))},
        {"Channel", header("X-Kontor-Channel", "Where it is done.", channels)}});
}

static JsonValue answerHeader(const char *text, JsonValue schema, bool always = true)
{
    return jsonObject({{"description", text}, {"required", always}, {"schema", std::move(schema)}});
}

JsonValue answerHeaders()
{
    const JsonValue plain = plainSchema<QString>(Flow::Out);
    const JsonValue yes = jsonObject({{"type", "string"}, {"const", "true"}});
    const JsonValue cache = jsonObject({{"type", "string"}, {"enum", jsonArray({"hit", "miss"})}});
    return jsonObject({{"ETag",
                           answerHeader("The version in quotes; goes into If-Match.",
                               textSchema(0, R"re(^"[0-9]+"$)re"))},
        {"Location", answerHeader("Where the new thing is.", textSchema(0, "^/"))},
        {"X-Cache",
            answerHeader("Whether the answer came from the cache, where there is one.", cache,
                false)},
        {"Link",
            answerHeader("Where the next piece is.", textSchema(0, "^<.*>; rel=\"next\"$"), false)},
        {"Vary", answerHeader("Which headers of the request chose the form.", plain)},
        {"Content-Disposition",
            answerHeader("The name for a file, of all forms but JSON.", plain, false)},
        {"WWW-Authenticate",
            answerHeader("How to sign in, where a token is missing or does not count.", plain,
                false)},
        {"X-Request-Id", answerHeader("The request's correlation id.", plain)},
        {"Idempotency-Replayed",
            answerHeader("Set where the key was known: this is the first answer again.", yes,
                false)},
        {"Retry-After", answerHeader("Seconds to wait.", textSchema(0, "^[0-9]+$"))}});
}

JsonValue securitySchemes()
{
    return jsonObject({{"bearer", jsonObject({{"type", "http"}, {"scheme", "bearer"},
        {"description",
            "The access token of a session, or a key. Not looked at while the server runs open."}})}});
}

// ---- problems ----------------------------------------------------------------------------------

static api::Problem exampleOf(api::ProblemCode code)
{
    auto problem = api::Problem::of(code, {}, u"order-4711"_s);
    switch (code) {
    case VersionConflict:
        problem.currentVersion = 8;
        problem.detail = u"The account's version is 8 now."_s;
        return problem;
    case PinWrong: problem.triesLeft = 2; return problem;
    case InvalidParameter:
        problem.errors = {{u"/limit"_s, u"invalid-parameter"_s,
            u"Expected a whole number from 1 to 100."_s}};
        return problem;
    case InvalidMember:
        problem.errors
            = {{u"/curency"_s, u"unknown-member"_s, u"The member \"curency\" is not known here."_s}};
        return problem;
    default: return problem;
    }
}

JsonValue problemExamples()
{
    JsonValue examples = jsonObject();
    for (const api::ProblemInfo &info : api::problemCatalogue()) {
        auto value = parseJson(api::toJson(exampleOf(info.code)));
        put(examples, info.name, jsonObject({{"summary", info.title}, {"value", std::move(*value)}}));
    }
    return examples;
}

} // namespace kontor::server
