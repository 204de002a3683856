// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/openapi/Schema.h"

#include <algorithm>

namespace kontor::server {

std::string pageName(std::string item)
{
    if (item.ends_with("View")) {
        item.resize(item.size() - 4);
    }
    return item + "Page";
}

static JsonValue typed(const char *type)
{
    return jsonObject({{"type", type}});
}

static JsonValue formatted(const char *type, const char *format)
{
    return jsonObject({{"type", type}, {"format", format}});
}

template<>
JsonValue plainSchema<bool>(Flow)
{
    return typed("boolean");
}

template<>
JsonValue plainSchema<int>(Flow)
{
    return formatted("integer", "int32");
}

template<>
JsonValue plainSchema<qint64>(Flow)
{
    return formatted("integer", "int64");
}

template<>
JsonValue plainSchema<QString>(Flow)
{
    return typed("string");
}

template<>
JsonValue plainSchema<QByteArray>(Flow)
{
    return typed("string");
}

template<>
JsonValue plainSchema<Decimal>(Flow flow)
{
    return referenceTo("schemas", flow == Flow::In ? "AmountInput" : "Amount");
}

template<>
JsonValue plainSchema<Timestamp>(Flow)
{
    return formatted("string", "date-time");
}

template<>
JsonValue plainSchema<QDate>(Flow)
{
    return formatted("string", "date");
}

template<>
JsonValue plainSchema<Uuid>(Flow)
{
    return formatted("string", "uuid");
}

template<>
JsonValue plainSchema<Currency>(Flow)
{
    return jsonObject({{"type", "string"}, {"pattern", "^[A-Z]{3}$"}});
}

template<>
JsonValue plainSchema<RawJson>(Flow)
{
    return jsonObject();
}

static JsonValue alternatives(std::string_view barred)
{
    JsonValue list = jsonArray();
    while (!barred.empty()) {
        const std::size_t bar = std::min(barred.find('|'), barred.size());
        list.items.push_back(jsonOf(std::string(barred.substr(0, bar))));
        barred.remove_prefix(std::min(bar + 1, barred.size()));
    }
    return list;
}

void apply(JsonValue &schema, const Facts &facts)
{
    const JsonValue *type = schema.find("type");
    const bool isList = type && type->text == "array";
    if (facts.minLength > 0) {
        put(schema, isList ? "minItems" : "minLength", facts.minLength);
    }
    if (facts.maxLength > 0) {
        put(schema, isList ? "maxItems" : "maxLength", facts.maxLength);
    }
    if (facts.least) {
        put(schema, "minimum", *facts.least);
    }
    if (facts.most) {
        put(schema, "maximum", *facts.most);
    }
    if (facts.pattern) {
        put(schema, "pattern", facts.pattern);
    }
    if (facts.oneOf) {
        put(schema, "enum", alternatives(facts.oneOf));
    }
    if (facts.isSecret) {
        put(schema, "format", "password");
        put(schema, "writeOnly", true);
    }
}

JsonValue orNull(JsonValue schema)
{
    JsonValue *type = schema.find("type");
    if (!type) {
        return jsonObject({{"anyOf", jsonArray({std::move(schema), typed("null")})}});
    }
    *type = jsonArray({std::move(*type), "null"});
    if (JsonValue *values = schema.find("enum")) {
        values->items.emplace_back();
    }
    return schema;
}

std::string componentName(std::string name, Flow flow)
{
    return flow == Flow::In && !name.ends_with("Request") ? name + "Input" : name;
}

JsonValue referenceTo(const char *kind, const std::string &name)
{
    return jsonObject({{"$ref", "#/components/" + std::string(kind) + '/' + name}});
}

bool Schemas::isKnown(const std::string &name)
{
    return std::any_of(m_components.begin(), m_components.end(),
        [&name](const JsonValue::Member &member) { return member.first == name; });
}

JsonValue &Schemas::named(const std::string &reference)
{
    const std::string name = reference.substr(reference.rfind('/') + 1);
    const auto found = std::find_if(m_components.begin(), m_components.end(),
        [&name](const JsonValue::Member &member) { return member.first == name; });
    KONTOR_ASSERT(found != m_components.end());
    return found->second;
}

JsonValue Schemas::add(const std::string &name, JsonValue schema)
{
    if (!isKnown(name)) {
        m_components.emplace_back(name, std::move(schema));
    }
    return referenceTo("schemas", name);
}

static JsonValue amountSchema()
{
    return jsonObject({{"type", "number"},
        {"description", "An amount in major units, exact to the currency's minor unit."}});
}

static JsonValue amountInputSchema()
{
    return jsonObject({{"type", jsonArray({"number", "string"})}, {"minimum", 0},
        {"pattern", R"(^(0|[1-9][0-9]{0,12})(\.[0-9]{1,18})?$)"},
        {"description",
            "An amount in major units, as a number or as a string of decimal digits. It is read from "
            "its text and never rounded: more decimals than the currency has, an exponent or a sign "
            "are refused."}});
}

JsonValue Schemas::components() const
{
    std::vector<JsonValue::Member> sorted = m_components;
    sorted.emplace_back("Amount", amountSchema());
    sorted.emplace_back("AmountInput", amountInputSchema());
    std::sort(sorted.begin(), sorted.end(),
        [](const auto &a, const auto &b) { return a.first < b.first; });
    JsonValue object = jsonObject();
    object.members = std::move(sorted);
    return object;
}

} // namespace kontor::server
