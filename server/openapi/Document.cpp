// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/openapi/Document.h"

#include "foundation/Assert.h"
#include "server/http/Reply.h"
#include "server/openapi/Common.h"
#include "server/openapi/Notices.h"

#include <algorithm>
#include <set>

namespace kontor::server {

using enum api::ProblemCode;

namespace {

std::string text(const char *utf8)
{
    return utf8;
}

std::string lower(QByteArray method)
{
    return method.toLower().toStdString();
}

JsonValue parsed(const QByteArray &json)
{
    auto value = parseJson(json);
    KONTOR_ASSERT(value);
    return std::move(*value);
}

// Nobody writes a null that says nothing.
JsonValue withoutNulls(JsonValue request)
{
    std::erase_if(request.members, [](const auto &entry) { return entry.second.isNull(); });
    return request;
}

// ---- parameters --------------------------------------------------------------------------------

// "/accounts/{id}/holds/{holdId}": {id} is the id of an account, {holdId} that of a hold.
QByteArray singular(QByteArray collection)
{
    if (collection.endsWith("ies")) {
        return collection.chopped(3) + 'y';
    }
    return collection.endsWith('s') ? collection.chopped(1) : collection;
}

JsonValue segmentParameter(const Operation &operation, const QByteArray &name,
    const QByteArray &collection)
{
    JsonValue parameter = jsonObject({{"name", name}, {"in", "path"}, {"required", true}});
    for (const Segment &segment : operation.segments) {
        if (segment.name == name) {
            JsonValue schema = plainSchema<QString>(Flow::In);
            apply(schema, segment.facts);
            put(parameter, "description", segment.text);
            put(parameter, "schema", std::move(schema));
            put(parameter, "example", segment.example);
            return parameter;
        }
    }
    put(parameter, "description", "the id of the " + singular(collection));
    put(parameter, "schema", plainSchema<Uuid>(Flow::In));
    put(parameter, "example", Uuid::nameBased(Uuid{}, collection).toString());
    return parameter;
}

void addSegments(JsonValue &parameters, const Operation &operation)
{
    const QByteArrayList segments = QByteArray(operation.path.pattern).split('/');
    for (qsizetype i = 2; i < segments.size(); ++i) {
        if (segments[i].startsWith('{')) {
            const QByteArray name = segments[i].sliced(1, segments[i].size() - 2);
            parameters.items.push_back(segmentParameter(operation, name, segments[i - 1]));
        }
    }
}

JsonValue queryParameter(const Parameter &parameter)
{
    return jsonObject({{"name", parameter.name}, {"in", "query"},
        {"description", parameter.text}, {"schema", parameter.schema()}});
}

JsonValue parametersOf(const Operation &operation)
{
    JsonValue parameters = jsonArray();
    addSegments(parameters, operation);
    for (const Parameter &parameter : operation.parameters) {
        parameters.items.push_back(queryParameter(parameter));
    }
    for (const std::string &name : requestHeadersOf(operation)) {
        parameters.items.push_back(referenceTo("parameters", name));
    }
    return parameters;
}

// ---- bodies and answers ------------------------------------------------------------------------

// Another word for a member means the same, so each of the two is enough.
void addSynonyms(JsonValue &schema, const Synonyms &synonyms)
{
    std::set<std::string> replaced;
    for (const Synonym &synonym : synonyms) {
        const JsonValue *canonical = schema.find("properties")->find(synonym.canonical);
        if (!canonical) {
            continue;
        }
        JsonValue copy = *canonical;
        copy.find("description")->text = "another word for " + text(synonym.canonical);
        put(*schema.find("properties"), synonym.word, std::move(copy));
        replaced.insert(synonym.canonical);
    }
    if (JsonValue *required = schema.find("required")) {
        std::erase_if(required->items,
            [&](const JsonValue &name) { return replaced.contains(name.text); });
    }
}

JsonValue bodyExamples(const Body &body)
{
    JsonValue examples = jsonObject();
    put(examples, "usual", jsonObject({{"value", withoutNulls(parsed(body.content.example))}}));
    int number = 0;
    for (const Form &form : body.forms) {
        put(examples, "form" + std::to_string(++number),
            jsonObject({{"summary", form.name}, {"value", parsed(form.json)}}));
    }
    return examples;
}

JsonValue contentOf(const Content &content, const JsonValue &schema)
{
    JsonValue media = jsonObject();
    if (content.schema) {
        put(media, "schema", schema);
        put(media, "example", parsed(content.example));
    } else {
        put(media, "schema", plainSchema<QString>(Flow::Out));
        put(media, "example", content.example);
    }
    JsonValue types = jsonObject();
    put(types, content.mediaType.toStdString(), std::move(media));
    return types;
}

JsonValue headersOf(const QByteArrayList &names)
{
    JsonValue headers = jsonObject();
    for (const QByteArray &name : names) {
        put(headers, name.toStdString(), referenceTo("headers", name.toStdString()));
    }
    return headers;
}

// What any request can be answered has the status of some routes' own problems, too: it is named with
// them, because "default" is for other statuses only.
JsonValue problemContent(int status, const Problems &codes)
{
    JsonValue names = jsonArray();
    JsonValue examples = jsonObject();
    for (const api::ProblemCode code : codes) {
        names.items.push_back(jsonOf(api::infoOf(code).name));
        put(examples, api::infoOf(code).name, referenceTo("examples", api::infoOf(code).name));
    }
    for (const api::ProblemCode code : anyRequestsProblems()) {
        if (api::infoOf(code).status == status && std::ranges::find(codes, code) == codes.end()) {
            names.items.push_back(jsonOf(api::infoOf(code).name));
        }
    }
    JsonValue schema = referenceTo("schemas", "Problem");
    put(schema, "properties", jsonObject({{"code", jsonObject({{"enum", names}})}}));
    return jsonObject({{"application/problem+json",
        jsonObject({{"schema", schema}, {"examples", examples}})}});
}

JsonValue problemResponse(int status, const Problems &codes, bool mayRepeat = false)
{
    std::string titles;
    for (const api::ProblemCode code : codes) {
        titles += (titles.empty() ? "" : "; ") + text(api::infoOf(code).title);
    }
    QByteArrayList headers{"X-Request-Id"};
    if (status == 503 || status == 429) {
        headers << "Retry-After";
    } else if (mayRepeat) {
        headers << "Idempotency-Replayed";
    }
    if (status == 401) {
        headers << "WWW-Authenticate";
    }
    return jsonObject({{"description", titles + '.'}, {"headers", headersOf(headers)},
        {"content", problemContent(status, codes)}});
}

// ---- the document ------------------------------------------------------------------------------

class Builder
{
public:
    explicit Builder(const RouteTable &table);
    JsonValue document();

private:
    void add(const Operation &operation);
    JsonValue operationOf(const Operation &operation);
    JsonValue withSynonyms(const JsonValue &reference, const Synonyms &synonyms);
    JsonValue requestBodyOf(const Operation &operation);
    JsonValue answerOf(const Operation &operation, const AnswerEntry &answer);
    JsonValue responsesOf(const Operation &operation);
    JsonValue components();

    Schemas m_schemas;
    JsonValue m_paths = jsonObject();
    std::set<std::string> m_names;
    std::vector<std::string> m_tags;
};

Builder::Builder(const RouteTable &table)
{
    for (const auto &route : table.routes()) {
        if (route->operation) {
            add(*route->operation);
        }
    }
}

void Builder::add(const Operation &operation)
{
    KONTOR_ASSERT(m_names.insert(text(operation.name)).second);
    const std::string tag = tagOf(operation);
    if (std::find(m_tags.begin(), m_tags.end(), tag) == m_tags.end()) {
        m_tags.push_back(tag);
    }
    put(member(m_paths, operation.path.pattern), lower(nameOf(operation.method)),
        operationOf(operation));
}

JsonValue Builder::operationOf(const Operation &operation)
{
    JsonValue json = jsonObject({{"operationId", text(operation.name)},
        {"tags", jsonArray({tagOf(operation)})}, {"summary", text(operation.summary)}});
    if (*operation.details) {
        put(json, "description", operation.details);
    }
    // The row of the table of rights, and what a key's scope for it is called.
    put(json, "x-action", text(operation.action));
    if (isOpenToAll(operation)) {
        put(json, "security", jsonArray());
    }
    put(json, "parameters", parametersOf(operation));
    if (!operation.body.content.isNothing()) {
        put(json, "requestBody", requestBodyOf(operation));
    }
    put(json, "responses", responsesOf(operation));
    return json;
}

// "OpenAccountForms" is OpenAccountRequest in every document's words.
JsonValue Builder::withSynonyms(const JsonValue &reference, const Synonyms &synonyms)
{
    const std::string &target = reference.find("$ref")->text;
    std::string name = target.substr(target.rfind('/') + 1);
    name.resize(name.size() - std::string_view("Request").size());
    JsonValue schema = m_schemas.named(target);
    addSynonyms(schema, synonyms);
    return m_schemas.add(name + "Forms", std::move(schema));
}

JsonValue Builder::requestBodyOf(const Operation &operation)
{
    const Body &body = operation.body;
    if (!body.content.schema) {
        return jsonObject({{"required", !body.optional}, {"content", contentOf(body.content, {})}});
    }
    JsonValue schema = body.content.schema(m_schemas, Flow::In);
    if (!body.synonyms.empty()) {
        schema = withSynonyms(schema, body.synonyms);
    }
    JsonValue content = contentOf(body.content, schema);
    JsonValue &media = content.members.front().second;
    *media.find("example") = withoutNulls(std::move(*media.find("example")));
    if (!body.forms.empty()) {
        std::erase_if(media.members, [](const auto &entry) { return entry.first == "example"; });
        put(media, "examples", bodyExamples(body));
    }
    return jsonObject({{"required", !body.optional}, {"content", content}});
}

JsonValue Builder::answerOf(const Operation &operation, const AnswerEntry &answer)
{
    QByteArrayList headers = QByteArrayList{"X-Request-Id"} + answer.headers;
    if (isWrite(operation.method)) {
        headers << "Idempotency-Replayed";
    }
    JsonValue json = jsonObject(
        {{"description", reasonPhrase(answer.status)}, {"headers", headersOf(headers)}});
    const Content &content = answer.content;
    if (!content.isNothing()) {
        put(json, "content",
            contentOf(content, content.schema ? content.schema(m_schemas, Flow::Out) : JsonValue()));
    }
    return json;
}

JsonValue Builder::responsesOf(const Operation &operation)
{
    std::map<int, Problems> byStatus;
    for (const api::ProblemCode code : problemsOf(operation)) {
        byStatus[api::infoOf(code).status].push_back(code);
    }
    JsonValue responses = jsonObject();
    for (const AnswerEntry &answer : operation.answers.entries()) {
        const std::string name = std::to_string(answer.status);
        JsonValue json = answerOf(operation, answer);
        // The same in another media type.
        if (JsonValue *known = responses.find(name)) {
            put(member(*known, "content"), answer.content.mediaType.toStdString(),
                json.find("content")->members.front().second);
        } else {
            put(responses, name, std::move(json));
        }
    }
    for (const auto &[status, codes] : byStatus) {
        const std::string name = std::to_string(status);
        const JsonValue problem = problemResponse(status, codes, isWrite(operation.method));
        if (JsonValue *answer = responses.find(name)) {
            put(member(*answer, "content"), "application/problem+json",
                problem.find("content")->members.front().second);
        } else {
            put(responses, name, problem);
        }
    }
    put(responses, "default", referenceTo("responses", "Problem"));
    return responses;
}

JsonValue Builder::components()
{
    m_schemas.of<api::Problem>(Flow::Out);
    JsonValue schemas = m_schemas.components();
    JsonValue &code = *schemas.find("Problem")->find("properties")->find("code");
    JsonValue &names = put(code, "enum", jsonArray());
    for (const api::ProblemInfo &info : api::problemCatalogue()) {
        names.items.push_back(jsonOf(info.name));
    }
    JsonValue any = problemResponse(0, anyRequestsProblems());
    JsonValue pause = *answerHeaders().find("Retry-After");
    *pause.find("required") = jsonOf(false); // 429 and 503 only
    put(*any.find("headers"), "Retry-After", pause);
    return jsonObject({{"schemas", schemas}, {"parameters", headerParameters()},
        {"headers", answerHeaders()}, {"securitySchemes", securitySchemes()},
        {"responses", jsonObject({{"Problem", any}})}, {"examples", problemExamples()}});
}

// What all operations might refer to and none does is left out.
void keepReferred(JsonValue &components, const QByteArray &document)
{
    for (const char *kind : {"schemas", "parameters", "headers", "examples"}) {
        std::erase_if(components.find(kind)->members, [&](const auto &entry) {
            const std::string reference = "\"#/components/" + std::string(kind) + '/' + entry.first + '"';
            return !document.contains(QByteArray::fromStdString(reference));
        });
    }
}

JsonValue Builder::document()
{
    const JsonValue webhooks = webhooksOf(m_schemas);
    describeEnvelope(m_schemas);
    JsonValue all = components();
    keepReferred(all, m_paths.toJson() + all.toJson());
    JsonValue tags = jsonArray();
    for (const std::string &tag : m_tags) {
        tags.items.push_back(jsonObject({{"name", tag}}));
    }
    return jsonObject({{"openapi", "3.1.0"}, {"info", documentInfo()},
        {"servers", jsonArray({jsonObject({{"url", api::paths::base}})})}, {"tags", tags},
        {"security", jsonArray({jsonObject({{"bearer", jsonArray()}})})}, {"paths", m_paths},
        {"webhooks", webhooks}, {"components", all}});
}

void append(Problems &to, const Problems &more)
{
    to.insert(to.end(), more.begin(), more.end());
}

} // namespace

bool isOpenToAll(const Operation &operation)
{
    const auto action = domain::actionNamed(static_cast<const char *>(operation.action));
    return action && reachOf(domain::Role::Nobody, *action) != domain::Reach::None;
}

Problems anyRequestsProblems()
{
    return {MalformedRequest, UriTooLong, HeadersTooLarge, LengthRequired, BodyTooLarge,
        RequestTimeout, HttpVersion, MethodNotImplemented, ExpectationFailed, MisdirectedRequest,
        TooManyConnections, NotFound, MethodNotAllowed, UnsupportedMediaType, NotAcceptable,
        Unauthorized, Forbidden, TooManyRequests, Overloaded, NotReady, Internal};
}

Problems problemsOf(const Operation &operation)
{
    Problems codes = operation.problems;
    append(codes, {InvalidParameter});
    if (!isOpenToAll(operation)) {
        append(codes, {Unauthorized, InvalidToken, Forbidden});
    }
    // A write that needs no body takes an empty object.
    if (operation.body.content.schema
        || (operation.body.content.isNothing() && isWrite(operation.method))) {
        append(codes, {MalformedJson, DuplicateMember, JsonTooComplex, InvalidMember});
    }
    if (isWrite(operation.method)) {
        append(codes, {ForeignOrigin, KeyReuse, Overloaded, StorageFull, OutcomeUnknown});
    }
    std::sort(codes.begin(), codes.end());
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    return codes;
}

JsonValue openApiDocument(const RouteTable &table)
{
    return Builder(table).document();
}

} // namespace kontor::server
