// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/log/LedgerFile.h"

namespace kontor::storage {

//! Brings a ledger that is locked and recovered up to the version that `migrations` makes: first a
//! whole copy of all its files beside it (before-migration-VERSION), once; then one migration after
//! the other, each in a transaction with its number. Broken off anywhere, it begins again. A version
//! beyond them is refused.
Result<Done, OpenError> migrateLedger(Database &database, const LedgerPaths &paths,
    const LedgerMigrations &migrations, Timestamp now);

} // namespace kontor::storage
