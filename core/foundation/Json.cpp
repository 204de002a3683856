// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "foundation/Json.h"

#include <QStringDecoder>

#include <nlohmann/json.hpp>

namespace kontor {

namespace {

// Builds a JsonValue and refuses what nlohmann's parser lets pass.
class Builder final : public nlohmann::json_sax<nlohmann::json>
{
public:
    explicit Builder(const JsonLimits &limits) : m_limits(limits) {}

    bool null() override { return add({}); }
    bool boolean(bool value) override
    {
        JsonValue v;
        v.kind = JsonValue::Kind::Bool;
        v.boolean = value;
        return add(std::move(v));
    }
    bool number_integer(number_integer_t value) override
    {
        return add(JsonValue::ofNumber(std::to_string(value)));
    }
    bool number_unsigned(number_unsigned_t value) override
    {
        return add(JsonValue::ofNumber(std::to_string(value)));
    }
    bool number_float(number_float_t, const string_t &digits) override
    {
        return add(JsonValue::ofNumber(digits));
    }
    bool string(string_t &value) override
    {
        if (int(value.size()) > m_limits.stringBytes) {
            return tooComplex(u"A string is longer than %1 bytes."_s.arg(m_limits.stringBytes));
        }
        return add(JsonValue::ofString(std::move(value)));
    }
    bool binary(binary_t &) override { return false; }
    bool start_object(std::size_t) override { return open(JsonValue::Kind::Object); }
    bool start_array(std::size_t) override { return open(JsonValue::Kind::Array); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(string_t &name) override
    {
        if (int(name.size()) > m_limits.keyBytes) {
            return tooComplex(u"A member name is longer than %1 bytes."_s.arg(m_limits.keyBytes));
        }
        if (int(m_open.back()->members.size()) >= m_limits.members) {
            return tooComplex(u"More than %1 members in one object."_s.arg(m_limits.members));
        }
        if (m_open.back()->find(name)) {
            m_error = {"duplicate-member",
                u"The member \"%1\" stands twice in one object."_s.arg(QString::fromStdString(name))};
            return false;
        }
        m_open.back()->members.emplace_back(std::move(name), JsonValue{});
        return true;
    }
    bool parse_error(std::size_t position, const std::string &,
        const nlohmann::detail::exception &fault) override
    {
        if (dynamic_cast<const nlohmann::json::out_of_range *>(&fault)) {
            return tooComplex(u"The number before byte %1 is too large."_s.arg(position));
        }
        m_error = {"malformed-json", u"Not valid JSON at byte %1."_s.arg(position)};
        return false;
    }

    JsonValue root;
    JsonError error() const { return m_error; }

private:
    JsonValue *place(JsonValue value)
    {
        if (m_open.empty()) {
            root = std::move(value);
            return &root;
        }
        JsonValue &parent = *m_open.back();
        if (parent.isObject()) {
            parent.members.back().second = std::move(value);
            return &parent.members.back().second;
        }
        parent.items.push_back(std::move(value));
        return &parent.items.back();
    }
    bool add(JsonValue value)
    {
        if (++m_values > m_limits.values) {
            return tooComplex(u"More than %1 values."_s.arg(m_limits.values));
        }
        place(std::move(value));
        return true;
    }
    bool open(JsonValue::Kind kind)
    {
        if (int(m_open.size()) >= m_limits.depth) {
            return tooComplex(u"Nested deeper than %1 levels."_s.arg(m_limits.depth));
        }
        if (++m_values > m_limits.values) {
            return tooComplex(u"More than %1 values."_s.arg(m_limits.values));
        }
        JsonValue value;
        value.kind = kind;
        m_open.push_back(place(std::move(value)));
        return true;
    }
    // A parent's vector never grows while a child is open, so the pointers stay valid.
    bool close()
    {
        m_open.pop_back();
        return true;
    }
    bool tooComplex(const QString &detail)
    {
        m_error = {"json-too-complex", detail};
        return false;
    }

    JsonLimits m_limits;
    std::vector<JsonValue *> m_open;
    int m_values = 0;
    JsonError m_error{"malformed-json", u"Not valid JSON."_s};
};

} // namespace

JsonValue::JsonValue() = default;
JsonValue::JsonValue(const JsonValue &) = default;
JsonValue::JsonValue(JsonValue &&) noexcept = default;
JsonValue &JsonValue::operator=(const JsonValue &) = default;
JsonValue &JsonValue::operator=(JsonValue &&) noexcept = default;
JsonValue::~JsonValue() = default;

JsonValue JsonValue::ofString(std::string utf8)
{
    JsonValue value;
    value.kind = Kind::String;
    value.text = std::move(utf8);
    return value;
}

JsonValue JsonValue::ofNumber(std::string digits)
{
    JsonValue value;
    value.kind = Kind::Number;
    value.text = std::move(digits);
    return value;
}

const JsonValue *JsonValue::find(std::string_view name) const
{
    for (const Member &member : members) {
        if (member.first == name) {
            return &member.second;
        }
    }
    return nullptr;
}

JsonValue *JsonValue::find(std::string_view name)
{
    return const_cast<JsonValue *>(std::as_const(*this).find(name));
}

static void appendList(const JsonValue &value, std::string &out)
{
    out += '[';
    for (std::size_t i = 0; i < value.items.size(); ++i) {
        if (i > 0) {
            out += ',';
        }
        value.items[i].appendTo(out);
    }
    out += ']';
}

static void appendObject(const JsonValue &value, std::string &out)
{
    out += '{';
    for (std::size_t i = 0; i < value.members.size(); ++i) {
        if (i > 0) {
            out += ',';
        }
        appendJsonString(out, value.members[i].first);
        out += ':';
        value.members[i].second.appendTo(out);
    }
    out += '}';
}

void JsonValue::appendTo(std::string &out) const
{
    switch (kind) {
    case Kind::Null: out += "null"; return;
    case Kind::Bool: out += boolean ? "true" : "false"; return;
    case Kind::Number: out += text; return;
    case Kind::String: appendJsonString(out, text); return;
    case Kind::Array: appendList(*this, out); return;
    case Kind::Object: appendObject(*this, out); return;
    }
}

QByteArray JsonValue::toJson() const
{
    std::string out;
    appendTo(out);
    return QByteArray(out.data(), qsizetype(out.size()));
}

Result<JsonValue, JsonError> parseJson(QByteArrayView text, const JsonLimits &limits)
{
    if (text.startsWith("\xEF\xBB\xBF")) {
        return Failure{JsonError{"malformed-json", u"A byte order mark is not allowed."_s}};
    }
    // To the parser it would be the end, whatever follows.
    if (const qsizetype nul = text.indexOf('\0'); nul >= 0) {
        return Failure{JsonError{"malformed-json", u"Not valid JSON at byte %1."_s.arg(nul + 1)}};
    }
    Builder builder(limits);
    const bool ok = nlohmann::json::sax_parse(text.begin(), text.end(), &builder);
    if (!ok) {
        return Failure{builder.error()};
    }
    return std::move(builder.root);
}

void appendJsonString(std::string &out, std::string_view utf8)
{
    static constexpr char digits[] = "0123456789abcdef";
    out += '"';
    for (const char c : utf8) {
        switch (c) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\t': out += "\\t"; break;
        default:
            if (static_cast<unsigned char>(c) < 0x20) {
                out += "\\u00";
                out += digits[(c >> 4) & 0xF];
                out += digits[c & 0xF];
            } else {
                out += c;
            }
        }
    }
    out += '"';
}

} // namespace kontor
