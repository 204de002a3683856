// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "documents/RequestMaker.h"

#include "foundation/Uuid.h"
#include "support/ApiDocument.h"

#include <QUrl>

namespace kontor::testing {

static constexpr std::size_t valuesKept = 200;

RequestMaker::RequestMaker(std::uint64_t seed) : m_random(seed)
{
    for (const auto &[path, item] : apiDocument().find("paths")->members) {
        for (const auto &[method, operation] : item.members) {
            if (path.find("/hubs/") == std::string::npos) { // a protocol of its own
                m_operations.push_back(
                    {QByteArray::fromStdString(method).toUpper(), path, &operation});
            }
        }
    }
}

const JsonValue *RequestMaker::resolved(const JsonValue &value) const
{
    return SchemaCheck(apiDocument()).resolve(value);
}

RequestMaker::Request RequestMaker::next()
{
    const Operation &operation = m_operations[below(m_operations.size())];
    Request request;
    request.method = operation.method;
    request.target = QByteArray::fromStdString(operation.path);
    for (const JsonValue &parameter : operation.description->find("parameters")->items) {
        addParameter(request, *resolved(parameter));
    }
    request.body = bodyOf(operation);
    if (!request.body.isEmpty() && chance(2)) {
        request.body.truncate(qsizetype(below(std::size_t(request.body.size()))));
    }
    const bool atRoot = request.target.startsWith("/health") || request.target == "/version"
        || request.target == "/metrics" || request.target == "/openapi.json";
    request.target.prepend(atRoot ? "" : "/api/v1");
    return request;
}

// ---- parameters -------------------------------------------------------------------------------

std::string RequestMaker::parameterText(const JsonValue &parameter)
{
    const JsonValue *schema = resolved(*parameter.find("schema"));
    const std::string name = parameter.find("name")->text;
    const JsonValue *words = schema->find("enum");
    if (words && !chance(10)) {
        return words->items[below(words->items.size())].text;
    }
    const JsonValue *type = schema->find("type");
    if (type && type->text == "integer" && !chance(10)) {
        return std::to_string(below(120));
    }
    const JsonValue *example = parameter.find("example");
    return textFor(name, example ? example->text : "a");
}

void RequestMaker::addParameter(Request &request, const JsonValue &parameter)
{
    const std::string place = parameter.find("in")->text;
    const QByteArray name = QByteArray::fromStdString(parameter.find("name")->text);
    if (place == "path") {
        const std::string value = parameterText(parameter);
        request.target.replace('{' + name + '}',
            QUrl::toPercentEncoding(QString::fromStdString(value)));
    } else if (place == "query" && name != "wait" && chance(35)) {
        const std::string value = parameterText(parameter);
        request.target += (request.target.contains('?') ? '&' : '?') + name + '='
            + QUrl::toPercentEncoding(QString::fromStdString(value));
    } else if (place == "header" && name.toLower() == "idempotency-key" && chance(50)) {
        request.headers.append({name,
            chance(30) ? QByteArray::number(qulonglong(below(40)))
                       : QByteArray::number(qulonglong(m_random.next()))});
    } else if (place == "header" && name.toLower() == "if-match" && chance(20)) {
        static constexpr std::array tags{"\"1\"", "\"2\"", "\"3\"", "*", "1", "W/\"1\"", "\"x\""};
        request.headers.append({name, oneOf(tags)});
    }
}

// ---- bodies -----------------------------------------------------------------------------------

QByteArray RequestMaker::bodyOf(const Operation &operation)
{
    const JsonValue *body = operation.description->find("requestBody");
    if (!body) {
        return {};
    }
    const JsonValue &media = body->find("content")->members.front().second;
    const JsonValue *examples = media.find("examples");
    const JsonValue &example = examples
        ? *resolved(examples->members[below(examples->members.size())].second)->find("value")
        : *media.find("example");
    return changed({}, example).toJson();
}

//! What no field expects.
JsonValue RequestMaker::strange()
{
    static constexpr std::array texts{"", " ", "0", "-1", "1e400", "\xE2\x80\xAE", "<b>x</b>",
        "' OR 1=1 --", "\xF0\x9D\x94\x98", "2026-02-30", "9999-12-31T23:59:59-12:00",
        "1969-12-31T23:59:59Z", "..", "null", "\x01", "%00", "EUR", "JPY", "XXX"};
    static constexpr std::array numbers{"0", "-1", "-0", "0.001", "1.50", "1e2",
        "92233720368547758.08", "99999999999999999999999999", "1e-7", "2147483648"};
    JsonValue value;
    switch (below(6)) {
    case 0: return value;
    case 1: value.kind = JsonValue::Kind::Bool; return value;
    case 2: value.kind = JsonValue::Kind::Array; return value;
    case 3: return JsonValue::ofNumber(oneOf(numbers));
    case 4: return JsonValue::ofString(std::string(1 + below(5'000), 'a'));
    default: return JsonValue::ofString(oneOf(texts));
    }
}

std::string RequestMaker::textFor(const std::string &name, const std::string &example)
{
    if (chance(4)) {
        return strange().text;
    }
    const bool isId = Uuid::parse(QByteArray::fromStdString(example)).has_value();
    const std::vector<std::string> &seen = m_seen[name];
    if (!seen.empty() && chance(isId ? 90 : 20)) {
        return seen[below(seen.size())];
    }
    const std::vector<std::string> &any = m_seen[name == "id" ? "accountId" : "id"];
    return isId && !any.empty() ? any[below(any.size())] : example;
}

JsonValue RequestMaker::changed(const std::string &name, const JsonValue &example)
{
    JsonValue value = example;
    if (!name.empty() && chance(4)) {
        return strange();
    }
    if (value.kind == JsonValue::Kind::String) {
        value.text = textFor(name, value.text);
    } else if (value.kind == JsonValue::Kind::Number && chance(50)) {
        value.text = std::to_string(below(300)) + (chance(50) ? ".5" : "");
    }
    for (JsonValue &item : value.items) {
        item = changed(name, item);
    }
    for (auto &[member, content] : value.members) {
        content = changed(member, content);
    }
    if (!value.members.empty() && chance(6)) {
        value.members.erase(value.members.begin() + std::ptrdiff_t(below(value.members.size())));
    }
    if (value.isObject() && chance(2)) {
        value.members.emplace_back("unheardOf", JsonValue());
    }
    return value;
}

// ---- answers ----------------------------------------------------------------------------------

void RequestMaker::learn(const HttpAnswer &answer)
{
    if (answer.status < 300 && answer.header("content-type").contains("json")) {
        if (const auto value = parseJson(answer.body, {.depth = 64, .values = 100'000})) {
            learn({}, *value);
        }
    }
}

void RequestMaker::learn(const std::string &name, const JsonValue &value)
{
    if (value.kind == JsonValue::Kind::String && value.text.size() < 200) {
        std::vector<std::string> &seen = m_seen[name];
        seen.size() < valuesKept ? seen.push_back(value.text)
                                 : void(seen[below(seen.size())] = value.text);
    }
    for (const JsonValue &item : value.items) {
        learn(name, item);
    }
    for (const auto &[member, content] : value.members) {
        learn(member, content);
    }
}

} // namespace kontor::testing
