// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/openapi/JsonTree.h"

namespace kontor::server {

JsonValue jsonObject(std::initializer_list<std::pair<const char *, JsonLeaf>> members)
{
    JsonValue object;
    object.kind = JsonValue::Kind::Object;
    for (const auto &[name, leaf] : members) {
        object.members.emplace_back(name, leaf.value);
    }
    return object;
}

JsonValue jsonArray(std::initializer_list<JsonLeaf> items)
{
    JsonValue array;
    array.kind = JsonValue::Kind::Array;
    for (const JsonLeaf &leaf : items) {
        array.items.push_back(leaf.value);
    }
    return array;
}

JsonValue &put(JsonValue &object, const std::string &name, JsonLeaf value)
{
    return object.members.emplace_back(name, std::move(value.value)).second;
}

JsonValue &member(JsonValue &object, const std::string &name)
{
    JsonValue *found = object.find(name);
    return found ? *found : put(object, name, jsonObject());
}

} // namespace kontor::server
