// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Json.h"

#include <concepts>
#include <initializer_list>

// Building JSON by hand, for the document that describes all the JSON which is not built by hand.

namespace kontor::server {

inline JsonValue jsonOf(JsonValue value) { return value; }
inline JsonValue jsonOf(const char *utf8) { return JsonValue::ofString(utf8); }
inline JsonValue jsonOf(const std::string &utf8) { return JsonValue::ofString(utf8); }
inline JsonValue jsonOf(const QByteArray &utf8) { return JsonValue::ofString(utf8.toStdString()); }
inline JsonValue jsonOf(std::integral auto number)
{
    return JsonValue::ofNumber(std::to_string(number));
}
inline JsonValue jsonOf(bool value)
{
    JsonValue json;
    json.kind = JsonValue::Kind::Bool;
    json.boolean = value;
    return json;
}

//! What a member or an item is made from.
struct JsonLeaf
{
    template<class T>
        requires requires(T value) { jsonOf(value); }
    JsonLeaf(T &&from) : value(jsonOf(std::forward<T>(from)))
    {
    }
    JsonValue value;
};

JsonValue jsonObject(std::initializer_list<std::pair<const char *, JsonLeaf>> members = {});
JsonValue jsonArray(std::initializer_list<JsonLeaf> items = {});
//! Appends a member and gives it back.
JsonValue &put(JsonValue &object, const std::string &name, JsonLeaf value);
//! The member of that name; made, as an empty object, where there is none.
JsonValue &member(JsonValue &object, const std::string &name);

} // namespace kontor::server
