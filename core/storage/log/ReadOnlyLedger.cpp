// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/log/ReadOnlyLedger.h"

#include "storage/sql/Statement.h"

namespace kontor::storage {

static Result<Done, OpenError> readIdentity(ReadOnlyLedger &ledger)
{
    Statement row(*ledger.database, u"SELECT ledger_id, generation FROM ledger"_s);
    row.query();
    if (!row.next()) {
        return Failure{ledger.database->fault().value_or(OpenError{OpenError::Data,
            u"%1: the ledger's own row is missing"_s.arg(ledger.paths.database)})};
    }
    ledger.ledgerId = row.bytes(0);
    ledger.generation = row.bytes(1);
    return Done{};
}

Result<ReadOnlyLedger, OpenError> openReadOnlyLedger(const QString &directory)
{
    return openReadOnlyLedger(directory, lookingMode(LedgerPaths(directory).database));
}

Result<ReadOnlyLedger, OpenError> openReadOnlyLedger(const QString &directory, OpenMode mode)
{
    ReadOnlyLedger ledger{LedgerPaths(directory), {}, {}, {}, {}};
    if (auto checked = checkLedgerHeader(ledger.paths); !checked) {
        return Failure{checked.error()};
    }
    ledger.mark = Anchor::peek(ledger.paths.anchor);
    auto opened = Database::open(ledger.paths.database, mode);
    if (!opened) {
        return Failure{OpenError{OpenError::Io, opened.error()}};
    }
    ledger.database = std::move(*opened);
    ledger.database->keepFaults();
    if (auto read = readIdentity(ledger); !read) {
        return Failure{read.error()};
    }
    return ledger;
}

} // namespace kontor::storage
