// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Event.h"
#include "storage/codec/EventCodec.h"

namespace kontor::storage {

//! The schema that new events of a type are written with.
template<class E>
inline constexpr int currentSchema = 1;
//! 2: the sign of the amount says the direction, and nothing else does.
template<>
inline constexpr int currentSchema<domain::MoneyTransferred> = 2;

int currentSchemaOf(const domain::Event &event);

//! Brings the data of an old event up to today's schema, one version after the other, so that the
//! decoder knows a single shape. False where the schema is not known here, because a newer program
//! wrote the event, and where an old event contradicts itself.
//!
//! Each step is a function from one version's JSON to the next's; tests/golden/events keeps a file
//! of every version that ever was, and the test reads all of them.
template<class E>
bool upcast(int schema, const EventMoney &, JsonValue &)
{
    return schema == currentSchema<E>;
}
template<>
bool upcast<domain::MoneyTransferred>(int schema, const EventMoney &money, JsonValue &data);

} // namespace kontor::storage
