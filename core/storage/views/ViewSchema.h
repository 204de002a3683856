// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Strings.h"

namespace kontor::storage {

//! "Kntv".
inline constexpr quint32 viewsApplicationId = 0x4B6E7476;
//! Raised with every change of the schema, and of what is written into it: the file is made anew.
inline constexpr quint32 viewsSchemaVersion = 7;

//! What the views write per event is thin: integers in ordered places. Text stays in the log.
QStringList viewSchema();
//! The tables in it that hold what the log says.
QStringList viewTables();
//! What their checkpoint says before the first event of a ledger.
QString blankCheckpoint(const QByteArray &generation);
//! Empties them, and what is searched.
QStringList emptyViews();

} // namespace kontor::storage
