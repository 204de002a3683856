// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Clock.h"
#include "foundation/Facts.h"
#include "foundation/Ids.h"
#include "foundation/Json.h"
#include "foundation/Money.h"

#include <QDate>
#include <QString>

#include <concepts>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

// Every struct that crosses a boundary (the wire, the log, a file of a client) is described once:
//
//     struct RenameAccountRequest
//     {
//         QString name;
//
//         template<class Visitor>
//         static void describe(Visitor &&v)
//         {
//             v("name", &RenameAccountRequest::name, "the holder's name", facts::holderName);
//         }
//     };
//
// The strict reader, the writer and the schema all come from that. A member is required unless it
// is a std::optional; null counts as absent; members nobody described are refused by name. A struct
// that is another one and more derives from it and calls its describe() in its own.

namespace kontor {

//! One thing wrong with a document. `pointer` is an RFC 6901 path such as "/mix/0/count".
struct FieldError
{
    QString pointer;
    QString code;
    QString detail;
};
using FieldErrors = std::vector<FieldError>;

//! JSON that was written elsewhere and is passed on as it is.
struct RawJson
{
    QByteArray json = "null";
    friend bool operator==(const RawJson &, const RawJson &) = default;
};

//! Names of an enum's values on the wire and in the log:
//! template<> struct EnumNames<Colour> { static constexpr std::pair<Colour, const char *> names[] = …; };
template<class E>
struct EnumNames;

template<class E>
concept NamedEnum = std::is_enum_v<E> && requires { EnumNames<E>::names; };

template<NamedEnum E>
const char *nameOf(E value)
{
    for (const auto &[candidate, name] : EnumNames<E>::names) {
        if (candidate == value) {
            return name;
        }
    }
    KONTOR_ASSERT(false && "an enum value without a name");
}

template<NamedEnum E>
std::optional<E> fromName(std::string_view text)
{
    for (const auto &[candidate, name] : EnumNames<E>::names) {
        if (text == name) {
            return candidate;
        }
    }
    return std::nullopt;
}

struct IgnoreFields
{
    template<class... Args>
    void operator()(Args &&...) {}
};

template<class T>
concept Described = requires(IgnoreFields v) { T::describe(v); };

//! Requests are read strictly; answers are not, because a newer server may say more.
enum class UnknownMembers { Refuse, Ignore };

//! Collects what is wrong while a document is read.
class ReadContext
{
public:
    FieldErrors errors;
    UnknownMembers unknownMembers = UnknownMembers::Refuse;

    void enter(const QString &step) { m_path.push_back(step); }
    void leave() { m_path.pop_back(); }
    bool fail(const QString &code, const QString &detail);
    QString pointer() const;

private:
    std::vector<QString> m_path;
};

//! How a type looks in JSON: read() and write().
template<class T>
struct JsonCodec;

template<class T>
bool readJsonValue(const JsonValue &json, T &value, ReadContext &context)
{
    return JsonCodec<T>::read(json, value, context);
}

template<class T>
void writeJsonValue(std::string &out, const T &value)
{
    JsonCodec<T>::write(out, value);
}

//! Reads a described struct from a whole document.
template<class T>
Result<T, FieldErrors> fromJson(const JsonValue &json,
    UnknownMembers unknownMembers = UnknownMembers::Refuse)
{
    T value;
    ReadContext context;
    context.unknownMembers = unknownMembers;
    readJsonValue(json, value, context);
    if (!context.errors.empty()) {
        return Failure{std::move(context.errors)};
    }
    return value;
}

template<class T>
std::string toJsonText(const T &value)
{
    std::string out;
    writeJsonValue(out, value);
    return out;
}

template<class T>
QByteArray toJson(const T &value)
{
    const std::string out = toJsonText(value);
    return QByteArray(out.data(), qsizetype(out.size()));
}

// ---- plain values -----------------------------------------------------------------------------

#define KONTOR_JSON_CODEC(Type)                                                                    \
    template<>                                                                                     \
    struct JsonCodec<Type>                                                                         \
    {                                                                                              \
        static bool read(const JsonValue &json, Type &value, ReadContext &context);                \
        static void write(std::string &out, const Type &value);                                    \
    };

KONTOR_JSON_CODEC(bool)
KONTOR_JSON_CODEC(int)
KONTOR_JSON_CODEC(qint64)
KONTOR_JSON_CODEC(QString)
KONTOR_JSON_CODEC(QByteArray)
KONTOR_JSON_CODEC(Decimal)
KONTOR_JSON_CODEC(Timestamp)
KONTOR_JSON_CODEC(QDate)
KONTOR_JSON_CODEC(Uuid)
KONTOR_JSON_CODEC(Currency)
KONTOR_JSON_CODEC(RawJson)
#undef KONTOR_JSON_CODEC

template<class Tag>
struct JsonCodec<StrongId<Tag>>
{
    static bool read(const JsonValue &json, StrongId<Tag> &value, ReadContext &context)
    {
        return readJsonValue(json, value.uuid, context);
    }
    static void write(std::string &out, const StrongId<Tag> &value)
    {
        writeJsonValue(out, value.uuid);
    }
};

template<NamedEnum E>
struct JsonCodec<E>
{
    static bool read(const JsonValue &json, E &value, ReadContext &context)
    {
        if (json.kind == JsonValue::Kind::String) {
            if (const auto found = fromName<E>(json.text)) {
                value = *found;
                return true;
            }
        }
        QString known;
        for (const auto &[candidate, name] : EnumNames<E>::names) {
            known += (known.isEmpty() ? u""_s : u", "_s) + QString::fromLatin1(name);
        }
        return context.fail(u"unknown-value"_s, u"Expected one of: %1."_s.arg(known));
    }
    static void write(std::string &out, const E &value)
    {
        out += '"';
        out += nameOf(value);
        out += '"';
    }
};

template<class T>
struct JsonCodec<std::optional<T>>
{
    static bool read(const JsonValue &json, std::optional<T> &value, ReadContext &context)
    {
        if (json.isNull()) {
            value.reset();
            return true;
        }
        return readJsonValue(json, value.emplace(), context);
    }
    static void write(std::string &out, const std::optional<T> &value)
    {
        if (value) {
            writeJsonValue(out, *value);
        } else {
            out += "null";
        }
    }
};

template<class T>
struct JsonCodec<std::vector<T>>
{
    static bool read(const JsonValue &json, std::vector<T> &value, ReadContext &context)
    {
        if (json.kind != JsonValue::Kind::Array) {
            return context.fail(u"wrong-type"_s, u"Expected an array."_s);
        }
        value.resize(json.items.size());
        bool ok = true;
        for (std::size_t i = 0; i < json.items.size(); ++i) {
            context.enter(QString::number(i));
            ok = readJsonValue(json.items[i], value[i], context) && ok;
            context.leave();
        }
        return ok;
    }
    static void write(std::string &out, const std::vector<T> &value)
    {
        out += '[';
        bool first = true;
        for (const T &item : value) {
            if (!std::exchange(first, false)) {
                out += ',';
            }
            writeJsonValue(out, item);
        }
        out += ']';
    }
};

// ---- described structs ------------------------------------------------------------------------

template<class T>
inline constexpr bool isOptional = false;
template<class T>
inline constexpr bool isOptional<std::optional<T>> = true;
//! To all other members null is the same as not being there.
template<class T>
inline constexpr bool takesNull = isOptional<T> || std::is_same_v<T, RawJson>;

namespace detail {

template<class T>
struct FieldReader
{
    const JsonValue &json;
    T &value;
    ReadContext &context;
    std::vector<bool> seen;
    bool ok = true;

    template<class Owner, class Member>
    void operator()(const char *name, Member Owner::*member, const char * = nullptr,
        const Facts & = {})
    {
        context.enter(QString::fromLatin1(name));
        const JsonValue *found = nullptr;
        for (std::size_t i = 0; i < json.members.size(); ++i) {
            if (json.members[i].first == name) {
                found = &json.members[i].second;
                seen[i] = true;
            }
        }
        if (found && (!found->isNull() || takesNull<Member>)) {
            ok = readJsonValue(*found, value.*member, context) && ok;
        } else if (!isOptional<Member>) {
            ok = context.fail(u"missing-member"_s,
                u"The member \"%1\" is required."_s.arg(QString::fromLatin1(name)));
        }
        context.leave();
    }
};

template<class T>
struct FieldWriter
{
    std::string &out;
    const T &value;
    bool first = true;

    template<class Owner, class Member>
    void operator()(const char *name, Member Owner::*member, const char * = nullptr,
        const Facts & = {})
    {
        if (!std::exchange(first, false)) {
            out += ',';
        }
        out += '"';
        out += name;
        out += "\":";
        writeJsonValue(out, value.*member);
    }
};

} // namespace detail

template<Described T>
struct JsonCodec<T>
{
    static bool read(const JsonValue &json, T &value, ReadContext &context)
    {
        if (!json.isObject()) {
            return context.fail(u"wrong-type"_s, u"Expected an object."_s);
        }
        detail::FieldReader<T> reader{json, value, context, std::vector<bool>(json.members.size())};
        T::describe(reader);
        for (std::size_t i = 0; i < json.members.size(); ++i) {
            if (!reader.seen[i] && context.unknownMembers == UnknownMembers::Refuse) {
                const QString name = QString::fromStdString(json.members[i].first);
                context.enter(name);
                reader.ok = context.fail(u"unknown-member"_s,
                    u"The member \"%1\" is not known here."_s.arg(name));
                context.leave();
            }
        }
        return reader.ok;
    }
    static void write(std::string &out, const T &value)
    {
        out += '{';
        detail::FieldWriter<T> writer{out, value};
        T::describe(writer);
        out += '}';
    }
};

} // namespace kontor
