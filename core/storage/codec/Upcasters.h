// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Json.h"

namespace kontor::storage {

//! The schema that new events of every type are written with. All types are at 1 today; once one
//! moves on, this becomes a table by type.
inline constexpr int currentSchema = 1;

//! Brings the data of an old event up to today's schema, one version after the other, so that the
//! decoder knows a single shape. False where the schema is not known here: the event was written by
//! a newer program.
//!
//! Each step is a function from one version's JSON to the next's; tests/golden/events keeps a file
//! of every version that ever was, and the test reads all of them.
bool upcast(QByteArrayView type, int schema, JsonValue &data);

} // namespace kontor::storage
