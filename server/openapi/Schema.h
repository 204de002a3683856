// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Page.h"
#include "api/Problem.h"
#include "server/openapi/JsonTree.h"

// JSON Schema (2020-12) of described structs.

namespace kontor::server {

//! Which way a value goes. Requests are read strictly: nothing unknown, but null counts as absent,
//! and an amount may be a number or a string. Answers write every member.
enum class Flow { In, Out };

//! "AccountView" for kontor::api::AccountView.
template<class T>
struct SchemaName
{
    static std::string get()
    {
        std::string_view text = __PRETTY_FUNCTION__;
        text = text.substr(text.find("T = ") + 4);
        text = text.substr(0, text.find_first_of(";]"));
        return std::string(text.substr(text.rfind(':') + 1));
    }
};
//! "AccountPage" for a page of AccountView.
std::string pageName(std::string item);
template<class Item>
struct SchemaName<api::Page<Item>>
{
    static std::string get() { return pageName(SchemaName<Item>::get()); }
};
template<class Item>
struct SchemaName<api::CursorPage<Item>>
{
    static std::string get() { return pageName(SchemaName<Item>::get()); }
};

//! Schemas of plain values.
template<class T>
JsonValue plainSchema(Flow flow);
#define KONTOR_PLAIN_SCHEMA(Type)                                                                  \
    template<>                                                                                     \
    JsonValue plainSchema<Type>(Flow flow);
KONTOR_PLAIN_SCHEMA(bool)
KONTOR_PLAIN_SCHEMA(int)
KONTOR_PLAIN_SCHEMA(qint64)
KONTOR_PLAIN_SCHEMA(QString)
KONTOR_PLAIN_SCHEMA(QByteArray)
KONTOR_PLAIN_SCHEMA(Decimal)
KONTOR_PLAIN_SCHEMA(Timestamp)
KONTOR_PLAIN_SCHEMA(QDate)
KONTOR_PLAIN_SCHEMA(Uuid)
KONTOR_PLAIN_SCHEMA(Currency)
KONTOR_PLAIN_SCHEMA(RawJson)
#undef KONTOR_PLAIN_SCHEMA

//! Adds what is known of a member to the schema of its type.
void apply(JsonValue &schema, const Facts &facts);
//! The same or null.
JsonValue orNull(JsonValue schema);

template<class T>
inline constexpr bool isStrongId = false;
template<class Tag>
inline constexpr bool isStrongId<StrongId<Tag>> = true;
template<class T>
inline constexpr bool isVector = false;
template<class T>
inline constexpr bool isVector<std::vector<T>> = true;

//! The schemas of one document: a described struct is written once and referred to by its name.
class Schemas
{
public:
    template<class T>
    JsonValue of(Flow flow, const Facts &facts = {})
    {
        if constexpr (isOptional<T>) {
            return orNull(of<typename T::value_type>(flow, facts));
        } else if constexpr (Described<T>) {
            return reference<T>(flow);
        } else {
            JsonValue schema = unnamed<T>(flow);
            apply(schema, facts);
            return schema;
        }
    }
    //! What a $ref stands for.
    JsonValue &named(const std::string &reference);
    //! Writes a schema down under a name of its own and refers to it.
    JsonValue add(const std::string &name, JsonValue schema);
    //! In the order of their names.
    JsonValue components() const;

private:
    template<class T>
    JsonValue unnamed(Flow flow)
    {
        if constexpr (isVector<T>) {
            return jsonObject({{"type", "array"}, {"items", of<typename T::value_type>(flow)}});
        } else if constexpr (NamedEnum<T>) {
            JsonValue names = jsonArray();
            for (const auto &[value, name] : EnumNames<T>::names) {
                names.items.push_back(jsonOf(name));
            }
            return jsonObject({{"type", "string"}, {"enum", names}});
        } else if constexpr (isStrongId<T>) {
            return plainSchema<Uuid>(flow);
        } else {
            return plainSchema<T>(flow);
        }
    }
    template<class T>
    JsonValue reference(Flow flow);
    bool isKnown(const std::string &name);

    std::vector<JsonValue::Member> m_components;
};

//! A request that is also part of answers has two schemas.
std::string componentName(std::string name, Flow flow);
JsonValue referenceTo(const char *kind, const std::string &name);

//! Writes a struct's members into its schema.
template<class T>
struct FieldSchemas
{
    Schemas &schemas;
    Flow flow;
    JsonValue properties = jsonObject();
    JsonValue required = jsonArray();

    template<class Owner, class Member>
    void operator()(const char *name, Member Owner::*, const char *text = "", const Facts &facts = {})
    {
        JsonValue schema = schemas.of<Member>(flow, facts);
        put(schema, "description", text);
        put(properties, name, std::move(schema));
        // Problems leave out what is absent.
        const bool always = flow == Flow::Out && !std::is_same_v<T, api::Problem>;
        if (always || !isOptional<Member>) {
            required.items.push_back(jsonOf(name));
        }
    }
    JsonValue schema() const
    {
        JsonValue object = jsonObject({{"type", "object"}, {"properties", properties}});
        if (!required.items.empty()) {
            put(object, "required", required);
        }
        if (flow == Flow::In) {
            put(object, "additionalProperties", false);
        }
        return object;
    }
};

template<class T>
JsonValue Schemas::reference(Flow flow)
{
    const std::string name = componentName(SchemaName<T>::get(), flow);
    if (!isKnown(name)) {
        const std::size_t place = m_components.size();
        m_components.emplace_back(name, JsonValue());
        FieldSchemas<T> fields{*this, flow};
        T::describe(fields);
        m_components[place].second = fields.schema();
    }
    return referenceTo("schemas", name);
}

} // namespace kontor::server
