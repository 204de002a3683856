// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Strings.h"

#include <QStringList>

#include <vector>

namespace kontor::storage {

//! "Knts".
inline constexpr quint32 serviceApplicationId = 0x4B6E7473;

//! The migrations of service.db, in order; the file's user_version is how many it has seen. Each is
//! a list of statements that runs in one transaction together with the new number.
//!
//! To add a table: append a new entry at the end of the list in ServiceMigrations.cpp, write a class
//! like PinVerifiers around it, and a test that opens a file of the version before. An entry that was
//! released is never edited.
const std::vector<QStringList> &serviceMigrations();

} // namespace kontor::storage
