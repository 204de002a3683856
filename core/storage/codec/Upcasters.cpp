// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/codec/Upcasters.h"

namespace kontor::storage {

int currentSchemaOf(const domain::Event &event)
{
    return std::visit([](const auto &e) { return currentSchema<std::decay_t<decltype(e)>>; }, event);
}

// To 2: the direction is left out, once it is seen to be the amount's.
static bool dropDirection(const EventMoney &money, JsonValue &transfer)
{
    const JsonValue *direction = transfer.find("direction");
    if (!direction || direction->text != (money.amount.value_or(0) < 0 ? "out" : "in")) {
        return false;
    }
    std::erase_if(transfer.members, [](const auto &member) { return member.first == "direction"; });
    return true;
}

template<>
bool upcast<domain::MoneyTransferred>(int schema, const EventMoney &money, JsonValue &data)
{
    return schema == 2 || (schema == 1 && dropDirection(money, data));
}

} // namespace kontor::storage
