// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/openapi/DocumentReader.h"

#include "foundation/Assert.h"

namespace kontor::server {

// A member's text, or nothing where there is no such member.
static QByteArray textOf(const JsonValue &object, const char *name)
{
    const JsonValue *found = object.find(name);
    return found ? QByteArray::fromStdString(found->text) : QByteArray();
}

static QByteArray lastStep(const JsonValue &object)
{
    const QByteArray reference = textOf(object, "$ref");
    return reference.sliced(reference.lastIndexOf('/') + 1);
}

const JsonValue &DocumentReader::resolved(const JsonValue &value) const
{
    const JsonValue *reference = value.find("$ref");
    if (!reference) {
        return value;
    }
    const JsonValue *found = &m_document;
    for (const QByteArray &step : QByteArray::fromStdString(reference->text).sliced(2).split('/')) {
        found = found->find(step.toStdString());
        KONTOR_ASSERT(found);
    }
    return *found;
}

const JsonValue &DocumentReader::component(const char *kind) const
{
    return *m_document.find("components")->find(kind);
}

QByteArray DocumentReader::version() const
{
    return textOf(*m_document.find("info"), "version");
}

QByteArray DocumentReader::description() const
{
    return textOf(*m_document.find("info"), "description");
}

// ---- types in words ----------------------------------------------------------------------------

static QByteArray joined(const JsonValue &list, const char *between)
{
    QByteArrayList words;
    for (const JsonValue &item : list.items) {
        words << (item.isNull() ? QByteArray("null") : QByteArray::fromStdString(item.text));
    }
    return words.join(between);
}

static QByteArray bounds(const JsonValue &schema)
{
    const QByteArray least = textOf(schema, "minimum");
    const QByteArray most = textOf(schema, "maximum");
    if (!least.isEmpty() && !most.isEmpty()) {
        return " from " + least + " to " + most;
    }
    return least.isEmpty() ? QByteArray() : " from " + least;
}

static QByteArray lengths(const JsonValue &schema)
{
    const QByteArray least = textOf(schema, "minLength");
    const QByteArray most = textOf(schema, "maxLength");
    if (most.isEmpty()) { // a text without any is none
        return least.isEmpty() || least == "1" ? QByteArray()
                                               : " of at least " + least + " characters";
    }
    return " of " + (least.isEmpty() ? QByteArray("at most ") : least + " to ") + most
        + " characters";
}

static QByteArray counts(const JsonValue &schema)
{
    const QByteArray least = textOf(schema, "minItems");
    const QByteArray most = textOf(schema, "maxItems");
    if (most.isEmpty()) {
        return {};
    }
    return (least.isEmpty() ? QByteArray("at most ") : least + " to ") + most + ' ';
}

// What a parameter counts as that is not given.
static QByteArray otherwise(const JsonValue &schema)
{
    const JsonValue *anyOf = schema.find("anyOf");
    const JsonValue *value = (anyOf ? anyOf->items.front() : schema).find("default");
    return value ? ", " + value->toJson() + " if absent" : QByteArray();
}

QByteArray DocumentReader::typeOf(const JsonValue &schema) const
{
    if (schema.find("$ref")) {
        return lastStep(schema);
    }
    if (const JsonValue *values = schema.find("enum")) {
        return joined(*values, " | ");
    }
    if (const JsonValue *constant = schema.find("const")) {
        return QByteArray::fromStdString(constant->text);
    }
    if (const JsonValue *anyOf = schema.find("anyOf")) {
        QByteArrayList words;
        for (const JsonValue &one : anyOf->items) {
            words << typeOf(one);
        }
        return words.join(" or ");
    }
    if (const JsonValue *items = schema.find("items")) {
        return "list of " + counts(schema) + typeOf(*items);
    }
    const JsonValue *type = schema.find("type");
    if (!type) {
        return "any JSON";
    }
    QByteArray name = type->items.empty() ? QByteArray::fromStdString(type->text)
                                          : joined(*type, " or ");
    const QByteArray format = textOf(schema, "format");
    if (!format.isEmpty() && !format.startsWith("int")) {
        name.replace("string", format);
    }
    return name + bounds(schema) + lengths(schema);
}

// "list of Movement", "Movement or null": Movement.
static QByteArray structIn(const JsonValue &schema)
{
    if (schema.find("$ref")) {
        return lastStep(schema);
    }
    if (const JsonValue *items = schema.find("items")) {
        return structIn(*items);
    }
    if (const JsonValue *anyOf = schema.find("anyOf")) {
        return structIn(anyOf->items.front());
    }
    return {};
}

std::vector<FieldText> DocumentReader::membersOf(const JsonValue &schema) const
{
    std::vector<FieldText> fields;
    const JsonValue *properties = schema.find("properties");
    const JsonValue *required = schema.find("required");
    for (const auto &[name, member] :
        properties ? properties->members : std::vector<JsonValue::Member>()) {
        const auto isNamed = [&key = name](const JsonValue &one) { return one.text == key; };
        const bool isRequired = required
            && std::any_of(required->items.begin(), required->items.end(), isNamed);
        fields.push_back({QByteArray::fromStdString(name), typeOf(member), structIn(member),
            isRequired, textOf(member, "description")});
    }
    return fields;
}

// ---- operations --------------------------------------------------------------------------------

// Headers that every request may have are told once, in the general part.
static bool isCommon(const QByteArray &header)
{
    static const QByteArrayList common = {"correlationid", "X-Request-Id", "traceparent",
        "X-Kontor-Actor", "X-Kontor-Channel", "X-Kontor-Key-Owner"};
    return common.contains(header);
}

std::vector<FieldText> DocumentReader::parametersOf(const JsonValue &operation) const
{
    std::vector<FieldText> fields;
    for (const JsonValue &entry : operation.find("parameters")->items) {
        const JsonValue &parameter = resolved(entry);
        const QByteArray name = textOf(parameter, "name");
        if (!isCommon(name)) {
            const JsonValue &schema = *parameter.find("schema");
            fields.push_back({name, typeOf(schema) + otherwise(schema), {},
                textOf(parameter, "in") == "path", textOf(parameter, "description")});
        }
    }
    return fields;
}

static std::vector<ExampleText> examplesOf(const JsonValue &media)
{
    std::vector<ExampleText> list;
    if (const JsonValue *one = media.find("example")) {
        // Anything but JSON stands in a text.
        const bool isText = one->kind == JsonValue::Kind::String;
        list.push_back({{}, isText ? QByteArray::fromStdString(one->text) : prettyJson(*one)});
    }
    if (const JsonValue *several = media.find("examples")) {
        for (const auto &[name, example] : several->members) {
            list.push_back({textOf(example, "summary"), prettyJson(*example.find("value"))});
        }
    }
    return list;
}

void DocumentReader::readBody(OperationText &text, const JsonValue &operation) const
{
    const JsonValue *body = operation.find("requestBody");
    if (!body) {
        return;
    }
    const JsonValue &media = body->find("content")->members.front().second;
    const JsonValue &schema = *media.find("schema");
    text.bodyStruct = structIn(schema);
    text.members = membersOf(resolved(schema));
    text.bodies = examplesOf(media);
}

void DocumentReader::readAnswers(OperationText &text, const JsonValue &operation) const
{
    for (const auto &[status, entry] : operation.find("responses")->members) {
        if (status == "default") {
            continue; // the same for all, see problems()
        }
        const JsonValue &response = resolved(entry);
        AnswerText answer{QByteArray::fromStdString(status), textOf(response, "description"), {}, {}, {},
            {}};
        if (const JsonValue *headers = response.find("headers")) {
            for (const auto &[name, header] : headers->members) {
                answer.headers << QByteArray::fromStdString(name);
            }
        }
        const JsonValue *content = response.find("content");
        for (const auto &[type, media] :
            content ? content->members : std::vector<JsonValue::Member>{{"", jsonObject()}}) {
            if (type == "application/problem+json") {
                QByteArrayList codes;
                for (const auto &[code, example] : media.find("examples")->members) {
                    codes << QByteArray::fromStdString(code);
                }
                text.problems.emplace_back(answer.status, codes);
                continue;
            }
            answer.mediaType = QByteArray::fromStdString(type);
            if (const JsonValue *schema = media.find("schema")) {
                answer.structName = structIn(*schema);
                answer.example = examplesOf(media).front().json;
            }
            text.answers.push_back(answer);
        }
    }
}

static QByteArray shellQuoted(QByteArray text)
{
    return '\'' + text.replace('\'', "'\\''") + '\'';
}

QByteArray DocumentReader::curlOf(const OperationText &text, const JsonValue &operation) const
{
    QByteArray target = textOf(m_document.find("servers")->items.front(), "url") + text.path;
    QByteArray headers;
    for (const JsonValue &entry : operation.find("parameters")->items) {
        const JsonValue &parameter = resolved(entry);
        const QByteArray name = textOf(parameter, "name");
        if (textOf(parameter, "in") == "path") {
            target.replace('{' + name + '}', textOf(parameter, "example"));
        } else if (name == "Idempotency-Key") {
            headers += " -H 'Idempotency-Key: k1'";
        } else if (name == "X-Card-Session") {
            headers += " -H \"X-Card-Session: $TOKEN\"";
        }
    }
    QByteArray line = "curl -s http://127.0.0.1:8080" + target;
    const bool isPlain = text.method == "GET" || (text.method == "POST" && !text.bodies.empty());
    line += isPlain ? QByteArray() : " -X " + text.method;
    line += headers;
    if (!text.bodies.empty()) {
        const auto body = parseJson(text.bodies.front().json);
        line += " -H 'Content-Type: application/json' -d " + shellQuoted(body->toJson());
    }
    return line;
}

OperationText DocumentReader::operation(const QByteArray &method, const QByteArray &path,
    const JsonValue &json) const
{
    OperationText text;
    text.name = textOf(json, "operationId");
    text.method = method.toUpper();
    text.path = path;
    text.summary = textOf(json, "summary");
    text.details = textOf(json, "description");
    text.parameters = parametersOf(json);
    readBody(text, json);
    readAnswers(text, json);
    text.curl = curlOf(text, json);
    return text;
}

std::vector<TagText> DocumentReader::tags() const
{
    std::vector<TagText> tags;
    for (const JsonValue &tag : m_document.find("tags")->items) {
        TagText text{textOf(tag, "name"), {}};
        for (const auto &[path, item] : m_document.find("paths")->members) {
            for (const auto &[method, json] : item.members) {
                if (json.find("tags")->items.front().text == text.name.toStdString()) {
                    text.operations.push_back(operation(QByteArray::fromStdString(method),
                        QByteArray::fromStdString(path), json));
                }
            }
        }
        tags.push_back(std::move(text));
    }
    return tags;
}

std::vector<NoticeText> DocumentReader::notices() const
{
    std::vector<NoticeText> notices;
    for (const auto &[type, item] : m_document.find("webhooks")->members) {
        const JsonValue &body = *item.find("post")->find("requestBody");
        const JsonValue &media = body.find("content")->members.front().second;
        const JsonValue &data = *media.find("schema")->find("properties")->find("data");
        notices.push_back({QByteArray::fromStdString(type), membersOf(data),
            examplesOf(media).front().json});
    }
    return notices;
}

std::vector<StructText> DocumentReader::structs() const
{
    std::vector<StructText> structs;
    for (const auto &[name, schema] : component("schemas").members) {
        structs.push_back({QByteArray::fromStdString(name), textOf(schema, "description"),
            membersOf(schema)});
    }
    return structs;
}

std::vector<ProblemText> DocumentReader::problems() const
{
    const JsonValue &any
        = component("responses").find("Problem")->find("content")->members.front().second;
    std::vector<ProblemText> problems;
    for (const auto &[code, example] : component("examples").members) {
        const JsonValue &value = *example.find("value");
        problems.push_back(
            {QByteArray::fromStdString(code), textOf(value, "status"), textOf(value, "title"),
                prettyJson(value), any.find("examples")->find(code) != nullptr});
    }
    return problems;
}

// ---- examples ----------------------------------------------------------------------------------

static void appendPretty(QByteArray &out, const JsonValue &json, const QByteArray &indent)
{
    const bool isObject = json.isObject();
    const QByteArray plain = json.toJson();
    const bool isLong = indent.size() + plain.size() > 72 || (isObject && indent.isEmpty());
    const bool isEmpty = json.members.empty() && json.items.empty();
    if (isEmpty || !isLong) {
        // Blanks only between members, never inside a text.
        out += plain;
        return;
    }
    const QByteArray deeper = indent + "  ";
    out += isObject ? "{" : "[";
    for (std::size_t i = 0; i < std::max(json.members.size(), json.items.size()); ++i) {
        out += (i > 0 ? ",\n" : "\n") + deeper;
        if (isObject) {
            out += '"' + QByteArray::fromStdString(json.members[i].first) + "\": ";
        }
        appendPretty(out, isObject ? json.members[i].second : json.items[i], deeper);
    }
    out += '\n' + indent + (isObject ? '}' : ']');
}

QByteArray prettyJson(const JsonValue &json)
{
    QByteArray out;
    appendPretty(out, json, {});
    return out;
}

} // namespace kontor::server
