// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Clock.h"
#include "foundation/Strings.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace kontor::storage {

//! "Kntr".
inline constexpr quint32 ledgerApplicationId = 0x4B6E7472;

//! The migrations of ledger.db, in order; the file's user_version is how many it has seen. The first
//! makes the tables. Each runs in one transaction together with the new number, after a copy was made
//! of what was there.
//!
//! Rows never change: their hashes cover every column that there was when they were written. A
//! migration may add tables, and columns that older rows leave empty. One that was released is never
//! edited, and a ledger of its version stands in tests/golden/ledgers for ever.
using LedgerMigrations = std::vector<QStringList>;
const LedgerMigrations &ledgerMigrations();
//! What this program writes and reads.
quint32 ledgerSchemaVersion();

//! The one row in which a ledger says which it is.
struct LedgerIdentity
{
    //! 16 bytes each.
    QByteArray ledgerId;
    //! Changes with every restore.
    QByteArray generation;
    Timestamp createdAt;
};

//! Makes the tables of a ledger in an empty file, for one transaction.
QStringList emptyLedger();
QString ledgerRow(const LedgerIdentity &identity);

class Database;
//! What is not as these migrations make it: a trigger that is missing or new could let history be
//! changed, or keep what is appended from the file. Nothing where all is.
std::optional<QString> alteredSchema(Database &ledger, const LedgerMigrations &migrations);

} // namespace kontor::storage
