// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/SchemaCheck.h"

#include "foundation/Clock.h"
#include "foundation/Uuid.h"

#include <QRegularExpression>

#include <map>
#include <set>

namespace kontor::testing {

using Kind = JsonValue::Kind;

QStringList SchemaCheck::faults(const JsonValue &schema, const JsonValue &value)
{
    m_faults.clear();
    check(schema, value, {});
    return m_faults;
}

void SchemaCheck::fault(const QString &place, const QString &what)
{
    m_faults << (place.isEmpty() ? u"/"_s : place) + u": "_s + what;
}

const JsonValue *SchemaCheck::resolve(const JsonValue &schema) const
{
    const JsonValue *reference = schema.find("$ref");
    if (!reference) {
        return &schema;
    }
    const JsonValue *found = &m_document;
    for (const QString &step : reference->toQString().mid(2).split(u'/')) {
        found = found ? found->find(step.toStdString()) : nullptr;
    }
    return found;
}

void SchemaCheck::check(const JsonValue &schema, const JsonValue &value, const QString &place)
{
    checkKeywords(schema, place);
    if (schema.find("$ref")) {
        if (const JsonValue *target = resolve(schema)) {
            check(*target, value, place);
        } else {
            fault(place, u"$ref leads nowhere"_s);
        }
    }
    if (const JsonValue *type = schema.find("type")) {
        checkType(*type, value, place);
    }
    checkAlternatives(schema, value, place);
    switch (value.kind) {
    case Kind::String: return checkText(schema, value, place);
    case Kind::Number: return checkNumber(schema, value, place);
    case Kind::Array: return checkList(schema, value, place);
    case Kind::Object: return checkObject(schema, value, place);
    default: return;
    }
}

void SchemaCheck::checkKeywords(const JsonValue &schema, const QString &place)
{
    static const std::set<std::string_view> known
        = {"$ref", "type", "format", "enum", "const", "anyOf", "properties", "required",
            "additionalProperties", "items", "minItems", "maxItems", "minLength", "maxLength",
            "pattern", "minimum", "maximum", "default", "description", "writeOnly"};
    for (const auto &[keyword, argument] : schema.members) {
        if (!known.contains(keyword)) {
            fault(place, u"the schema says \"%1\", which nobody checks"_s.arg(
                             QString::fromStdString(keyword)));
        }
    }
}

static bool isWhole(const std::string &digits)
{
    return digits.find_first_of(".eE") == std::string::npos;
}

static bool hasType(std::string_view type, const JsonValue &value)
{
    switch (value.kind) {
    case Kind::Null: return type == "null";
    case Kind::Bool: return type == "boolean";
    case Kind::Number: return type == "number" || (type == "integer" && isWhole(value.text));
    case Kind::String: return type == "string";
    case Kind::Array: return type == "array";
    case Kind::Object: return type == "object";
    }
    return false;
}

void SchemaCheck::checkType(const JsonValue &type, const JsonValue &value, const QString &place)
{
    const bool fits = type.kind == Kind::Array
        ? std::any_of(type.items.begin(), type.items.end(),
              [&value](const JsonValue &one) { return hasType(one.text, value); })
        : hasType(type.text, value);
    if (!fits) {
        fault(place, u"is not %1"_s.arg(QString::fromUtf8(type.toJson())));
    }
}

void SchemaCheck::checkAlternatives(const JsonValue &schema, const JsonValue &value,
    const QString &place)
{
    const auto equals = [&value](const JsonValue &one) { return one.toJson() == value.toJson(); };
    const JsonValue *values = schema.find("enum");
    if (values && std::none_of(values->items.begin(), values->items.end(), equals)) {
        fault(place, u"is none of %1"_s.arg(QString::fromUtf8(values->toJson())));
    }
    const JsonValue *constant = schema.find("const");
    if (constant && !equals(*constant)) {
        fault(place, u"is not %1"_s.arg(QString::fromUtf8(constant->toJson())));
    }
    if (const JsonValue *anyOf = schema.find("anyOf")) {
        QStringList all;
        for (const JsonValue &one : anyOf->items) {
            const QStringList faults = SchemaCheck(m_document, m_unnamed).faults(one, value);
            if (faults.isEmpty()) {
                return;
            }
            all += faults;
        }
        fault(place, u"fits none of the alternatives: "_s + all.join(u", "_s));
    }
}

static const QRegularExpression &expression(const QString &pattern)
{
    static thread_local std::map<QString, QRegularExpression> known;
    return known.try_emplace(pattern, pattern, QRegularExpression::UseUnicodePropertiesOption)
        .first->second;
}

static bool hasFormat(std::string_view format, const JsonValue &value)
{
    if (format == "password") {
        return true; // any text, and for people: do not show it
    }
    const QByteArray text = QByteArray::fromStdString(value.text);
    if (format == "uuid") {
        return Uuid::parse(text).has_value();
    }
    if (format == "date-time") {
        return Timestamp::parse(text).has_value();
    }
    return format == "date" && QDate::fromString(value.toQString(), Qt::ISODate).isValid();
}

void SchemaCheck::checkText(const JsonValue &schema, const JsonValue &value, const QString &place)
{
    const QString text = value.toQString();
    const auto length = text.toUcs4().size();
    const JsonValue *least = schema.find("minLength");
    const JsonValue *most = schema.find("maxLength");
    if ((least && length < std::stoll(least->text)) || (most && length > std::stoll(most->text))) {
        fault(place, u"has %1 characters"_s.arg(length));
    }
    const JsonValue *pattern = schema.find("pattern");
    if (pattern && !expression(pattern->toQString()).match(text).hasMatch()) {
        fault(place, u"\"%1\" does not match %2"_s.arg(text, pattern->toQString()));
    }
    const JsonValue *format = schema.find("format");
    if (format && !hasFormat(format->text, value)) {
        fault(place, u"\"%1\" is no %2"_s.arg(text, format->toQString()));
    }
}

void SchemaCheck::checkNumber(const JsonValue &schema, const JsonValue &value, const QString &place)
{
    const double number = std::stod(value.text);
    const JsonValue *least = schema.find("minimum");
    const JsonValue *most = schema.find("maximum");
    if ((least && number < std::stod(least->text)) || (most && number > std::stod(most->text))) {
        fault(place, u"%1 is out of range"_s.arg(value.toQString()));
    }
    const JsonValue *format = schema.find("format");
    if (format && isWhole(value.text)) {
        bool ok = false;
        format->text == "int32" ? value.toQString().toInt(&ok) : value.toQString().toLongLong(&ok);
        if (!ok) {
            fault(place, u"%1 is no %2"_s.arg(value.toQString(), format->toQString()));
        }
    }
}

void SchemaCheck::checkList(const JsonValue &schema, const JsonValue &value, const QString &place)
{
    const auto count = qint64(value.items.size());
    const JsonValue *least = schema.find("minItems");
    const JsonValue *most = schema.find("maxItems");
    if ((least && count < std::stoll(least->text)) || (most && count > std::stoll(most->text))) {
        fault(place, u"has %1 items"_s.arg(count));
    }
    if (const JsonValue *items = schema.find("items")) {
        for (qint64 i = 0; i < count; ++i) {
            check(*items, value.items[std::size_t(i)], place + u'/' + QString::number(i));
        }
    }
}

void SchemaCheck::checkObject(const JsonValue &schema, const JsonValue &value, const QString &place)
{
    const JsonValue *properties = schema.find("properties");
    if (const JsonValue *required = schema.find("required")) {
        for (const JsonValue &name : required->items) {
            if (!value.find(name.text)) {
                fault(place, u"the member \"%1\" is missing"_s.arg(name.toQString()));
            }
        }
    }
    // What stands beside a $ref only adds to what the reference says.
    const bool isWhole = properties && !schema.find("$ref");
    const bool closed
        = isWhole && (m_unnamed == Unnamed::Refused || schema.find("additionalProperties"));
    for (const auto &[name, member] : value.members) {
        const QString memberPlace = place + u'/' + QString::fromStdString(name);
        if (const JsonValue *known = properties ? properties->find(name) : nullptr) {
            check(*known, member, memberPlace);
        } else if (closed) {
            fault(memberPlace, u"is not in the document"_s);
        }
    }
}

} // namespace kontor::testing
