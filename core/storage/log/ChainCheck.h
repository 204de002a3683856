// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/ports/EventLog.h"
#include "storage/sql/Database.h"

namespace kontor::storage {

//! Where the log ends, as its last rows say.
application::LogHead readHead(Database &database);

//! Holds every row after `from` against its chain, and `from` and `to` themselves. The text names
//! the first row that does not fit.
std::optional<QString> checkTail(Database &database, const application::LogHead &from,
    const application::LogHead &to);

} // namespace kontor::storage
