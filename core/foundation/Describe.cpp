// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "foundation/Describe.h"

#include "foundation/Digits.h"

#include <charconv>

namespace kontor {

bool ReadContext::fail(const QString &code, const QString &detail)
{
    errors.push_back({pointer(), code, detail});
    return false;
}

QString ReadContext::pointer() const
{
    QString text;
    for (QString step : m_path) {
        step.replace(u'~', u"~0"_s).replace(u'/', u"~1"_s);
        text += u'/' + step;
    }
    return text;
}

static bool wrongType(ReadContext &context, const char *expected)
{
    return context.fail(u"wrong-type"_s, u"Expected %1."_s.arg(QString::fromLatin1(expected)));
}

static void writeQuoted(std::string &out, const QByteArray &ascii)
{
    appendJsonString(out, std::string_view(ascii.constData(), std::size_t(ascii.size())));
}

bool JsonCodec<bool>::read(const JsonValue &json, bool &value, ReadContext &context)
{
    if (json.kind != JsonValue::Kind::Bool) {
        return wrongType(context, "true or false");
    }
    value = json.boolean;
    return true;
}

void JsonCodec<bool>::write(std::string &out, const bool &value)
{
    out += value ? "true" : "false";
}

template<class Int>
static bool readInteger(const JsonValue &json, Int &value, ReadContext &context)
{
    if (json.kind != JsonValue::Kind::Number) {
        return wrongType(context, "a whole number");
    }
    const char *end = json.text.data() + json.text.size();
    const auto [stop, error] = std::from_chars(json.text.data(), end, value);
    if (error != std::errc() || stop != end) {
        return wrongType(context, "a whole number in range");
    }
    return true;
}

bool JsonCodec<int>::read(const JsonValue &json, int &value, ReadContext &context)
{
    return readInteger(json, value, context);
}

void JsonCodec<int>::write(std::string &out, const int &value)
{
    out += std::to_string(value);
}

bool JsonCodec<qint64>::read(const JsonValue &json, qint64 &value, ReadContext &context)
{
    return readInteger(json, value, context);
}

void JsonCodec<qint64>::write(std::string &out, const qint64 &value)
{
    out += std::to_string(value);
}

bool JsonCodec<QString>::read(const JsonValue &json, QString &value, ReadContext &context)
{
    if (json.kind != JsonValue::Kind::String) {
        return wrongType(context, "a string");
    }
    value = json.toQString();
    return true;
}

void JsonCodec<QString>::write(std::string &out, const QString &value)
{
    writeQuoted(out, value.toUtf8());
}

bool JsonCodec<QByteArray>::read(const JsonValue &json, QByteArray &value, ReadContext &context)
{
    if (json.kind != JsonValue::Kind::String) {
        return wrongType(context, "a string");
    }
    value = QByteArray(json.text.data(), qsizetype(json.text.size()));
    return true;
}

void JsonCodec<QByteArray>::write(std::string &out, const QByteArray &value)
{
    writeQuoted(out, value);
}

bool JsonCodec<Decimal>::read(const JsonValue &json, Decimal &value, ReadContext &context)
{
    if (json.kind != JsonValue::Kind::Number && json.kind != JsonValue::Kind::String) {
        return wrongType(context, "an amount, as a number or a decimal string");
    }
    const auto parsed = Decimal::parse(QByteArrayView(json.text.data(), qsizetype(json.text.size())));
    if (!parsed) {
        return context.fail(u"amount-format"_s,
            u"An amount is plain decimal digits, such as 1250.00, and not more than 18."_s);
    }
    value = *parsed;
    return true;
}

void JsonCodec<Decimal>::write(std::string &out, const Decimal &value)
{
    value.appendTo(out);
}

bool JsonCodec<Timestamp>::read(const JsonValue &json, Timestamp &value, ReadContext &context)
{
    if (json.kind == JsonValue::Kind::String) {
        const QByteArrayView text(json.text.data(), qsizetype(json.text.size()));
        if (const auto parsed = Timestamp::parse(text)) {
            value = *parsed;
            return true;
        }
    }
    return wrongType(context, "a time such as 2026-03-02T10:42:00Z");
}

void JsonCodec<Timestamp>::write(std::string &out, const Timestamp &value)
{
    out += '"';
    value.appendTo(out);
    out += '"';
}

bool JsonCodec<QDate>::read(const JsonValue &json, QDate &value, ReadContext &context)
{
    if (json.kind == JsonValue::Kind::String && json.text.size() == 10) {
        value = QDate::fromString(json.toQString(), Qt::ISODate);
        if (value.isValid()) {
            return true;
        }
    }
    return wrongType(context, "a date such as 2026-03-02");
}

void JsonCodec<QDate>::write(std::string &out, const QDate &value)
{
    int year = 0;
    int month = 0;
    int day = 0;
    value.getDate(&year, &month, &day);
    out += '"';
    appendDate(out, year, unsigned(month), unsigned(day));
    out += '"';
}

bool JsonCodec<Uuid>::read(const JsonValue &json, Uuid &value, ReadContext &context)
{
    if (json.kind == JsonValue::Kind::String) {
        if (const auto parsed = Uuid::parse({json.text.data(), qsizetype(json.text.size())})) {
            value = *parsed;
            return true;
        }
    }
    return context.fail(u"malformed-id"_s,
        u"Expected an id such as 01935e0a-7b2c-7cc1-8f3e-5a9d6b1c2e3f."_s);
}

void JsonCodec<Uuid>::write(std::string &out, const Uuid &value)
{
    out += '"';
    value.appendTo(out);
    out += '"';
}

bool JsonCodec<Currency>::read(const JsonValue &json, Currency &value, ReadContext &context)
{
    if (json.kind == JsonValue::Kind::String) {
        if (const auto parsed = Currency::fromCode({json.text.data(), qsizetype(json.text.size())})) {
            value = *parsed;
            return true;
        }
    }
    return context.fail(u"unknown-currency"_s,
        u"Expected an ISO 4217 code in capitals, such as EUR."_s);
}

void JsonCodec<Currency>::write(std::string &out, const Currency &value)
{
    appendJsonString(out, value.letters());
}

bool JsonCodec<RawJson>::read(const JsonValue &json, RawJson &value, ReadContext &)
{
    value.json = json.toJson();
    return true;
}

void JsonCodec<RawJson>::write(std::string &out, const RawJson &value)
{
    out.append(value.json.constData(), std::size_t(value.json.size()));
}

} // namespace kontor
