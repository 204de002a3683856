// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/openapi/Operation.h"

#include "foundation/Money.h"

#include <algorithm>

namespace kontor::server {

JsonValue Parameter::schema() const
{
    switch (kind) {
    case Kind::Flag: return jsonObject({{"type", "boolean"}, {"default", false}});
    case Kind::Id: return plainSchema<Uuid>(Flow::In);
    case Kind::Time: return plainSchema<Timestamp>(Flow::In);
    case Kind::Text: break;
    case Kind::Number: {
        JsonValue number = jsonObject({{"type", "integer"}, {"minimum", least}, {"maximum", most}});
        // A cursor that counts down begins at the largest number there is; nobody need know.
        if (otherwise >= least && otherwise < maxMinor) {
            put(number, "default", otherwise);
        }
        if (values.isEmpty()) {
            return number;
        }
        return jsonObject({{"anyOf", jsonArray({number, jsonObject({{"const", values.front()}})})}});
    }
    }
    JsonValue schema = plainSchema<QString>(Flow::In);
    if (values.isEmpty() && !mayBeEmpty) {
        put(schema, "minLength", 1);
    }
    if (most > 0) {
        put(schema, "maxLength", most);
    }
    if (!values.isEmpty()) {
        JsonValue &names = put(schema, "enum", jsonArray());
        for (const QByteArray &value : values) {
            names.items.push_back(jsonOf(value));
        }
    }
    return schema;
}

static void checkText(const Parameter &parameter, const QByteArray &value, Query &query)
{
    if (!parameter.notTaken.isEmpty() && value == parameter.notTaken) {
        query.refuse(parameter.name, QString::fromUtf8(parameter.whyNot));
    } else if (!parameter.values.isEmpty() && !parameter.values.contains(value)) {
        query.refuse(parameter.name,
            u"Expected one of: %1."_s.arg(QString::fromUtf8(parameter.values.join(", "))));
    } else if (value.isEmpty() && !parameter.mayBeEmpty) {
        query.refuse(parameter.name, u"This parameter needs a value."_s);
    } else if (parameter.most > 0 && QString::fromUtf8(value).size() > parameter.most) {
        query.refuse(parameter.name, u"At most %1 characters are looked for."_s.arg(parameter.most));
    }
}

static void checkNumber(const Parameter &parameter, const QByteArray &value, Query &query)
{
    const bool digits = !value.isEmpty() && value.size() <= 18
        && std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
    const qint64 number = value.toLongLong();
    const bool fits = digits && number >= parameter.least && number <= parameter.most;
    if (!fits && !parameter.values.contains(value)) {
        query.refuse(parameter.name,
            u"Expected a whole number from %1 to %2."_s.arg(parameter.least).arg(parameter.most));
    }
}

void Parameter::check(Query &query) const
{
    if (!query.has(name)) {
        return;
    }
    const QByteArray value = query.bytes(name).value_or(QByteArray());
    switch (kind) {
    case Kind::Text: return checkText(*this, value, query);
    case Kind::Number: return checkNumber(*this, value, query);
    case Kind::Flag:
        if (value != "true" && value != "false") {
            query.refuse(name, u"Expected true or false."_s);
        }
        return;
    case Kind::Id:
        if (!Uuid::parse(value)) {
            query.refuse(name, u"\"%1\" is not an id."_s.arg(QString::fromUtf8(value)));
        }
        return;
    case Kind::Time: query.time(name); return;
    }
}

namespace query {

Parameter text(const char *name, const char *text)
{
    return {.name = name, .text = text};
}

Parameter anyText(const char *name, const char *text)
{
    return {.name = name, .text = text, .mayBeEmpty = true};
}

// Every word of it costs time, and SQLite takes no thousand of them.
Parameter search(const char *name, const char *text)
{
    return {.name = name, .text = text, .most = 200, .mayBeEmpty = true};
}

Parameter number(const char *name, Range range, const char *text)
{
    return {.name = name, .kind = Parameter::Kind::Number, .text = text, .least = range.least,
        .most = range.most, .otherwise = range.otherwise};
}

Parameter numberOr(const char *word, const char *name, Range range, const char *text)
{
    Parameter parameter = number(name, range, text);
    parameter.values = {word};
    return parameter;
}

Parameter flag(const char *name, const char *text)
{
    return {.name = name, .kind = Parameter::Kind::Flag, .text = text};
}

Parameter id(const char *name, const char *text)
{
    return {.name = name, .kind = Parameter::Kind::Id, .text = text};
}

Parameter time(const char *name, const char *text)
{
    return {.name = name, .kind = Parameter::Kind::Time, .text = text};
}

Parameter choice(const char *name, QByteArrayList values, const char *text)
{
    return {.name = name, .text = text, .values = std::move(values)};
}

QList<Parameter> paged(QList<Parameter> others)
{
    return others << number("page", {1, 1'000'000, 1}, "which page")
                  << number("pageSize", {1, 100, 10}, "items of a page");
}

} // namespace query

Content Content::anyObject(const char *json)
{
    Content content("application/json", json);
    content.schema = [](Schemas &, Flow) { return jsonObject({{"type", "object"}}); };
    return content;
}

bool Operation::refuses(api::ProblemCode code) const
{
    return std::find(problems.begin(), problems.end(), code) != problems.end();
}

const Parameter *Operation::parameter(QByteArrayView named) const
{
    const auto found = std::find_if(parameters.begin(), parameters.end(),
        [named](const Parameter &parameter) { return parameter.name == named; });
    return found == parameters.end() ? nullptr : &*found;
}

QByteArrayList Operation::parameterNames() const
{
    QByteArrayList names;
    for (const Parameter &parameter : parameters) {
        names << parameter.name;
    }
    return names;
}

QByteArrayList Operation::consumes() const
{
    return {body.content.isNothing() ? "application/json" : body.content.mediaType};
}

QByteArrayList Operation::produces() const
{
    QByteArrayList types;
    for (const AnswerEntry &answer : answers.entries()) {
        if (!answer.content.isNothing() && !types.contains(answer.content.mediaType)) {
            types << answer.content.mediaType;
        }
    }
    return types.isEmpty() ? QByteArrayList{"application/json"} : types;
}

} // namespace kontor::server
