// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/log/ReadOnlyLedger.h"

#include "storage/log/LedgerSchema.h"
#include "storage/sql/Statement.h"

#include <QFile>

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
    const LedgerPaths paths(directory);
    if (auto checked = checkLedgerHeader(paths); !checked) {
        return Failure{checked.error()};
    }
    return openReadOnlyLedger(directory, lookingMode(paths.database));
}

// By way of SQLite: to look at the bytes themselves and close the file would let go of the locks that
// this process has on it, and the next to read it would take its write-ahead log away.
static Result<Done, OpenError> checkOpened(ReadOnlyLedger &ledger)
{
    Database &database = *ledger.database;
    if (const auto read = database.exec(u"SELECT COUNT(*) FROM sqlite_schema"_s); !read) {
        return Failure{OpenError{database.whatFailed(read.error()),
            u"%1: %2"_s.arg(database.path(), read.error().text())}};
    }
    const QVariant id = database.scalar(u"PRAGMA application_id"_s);
    const quint32 version = database.scalar(u"PRAGMA user_version"_s).toUInt();
    return id.toUInt() == ledgerApplicationId && version == ledgerSchemaVersion()
        ? Result<Done, OpenError>(Done{})
        : Failure{OpenError{OpenError::Config,
            u"%1 is not a Kontor ledger of this version"_s.arg(database.path())}};
}

Result<ReadOnlyLedger, OpenError> openReadOnlyLedger(const QString &directory, OpenMode mode)
{
    ReadOnlyLedger ledger{LedgerPaths(directory), {}, {}, {}, {}};
    if (!QFile::exists(ledger.paths.database)) {
        return Failure{
            OpenError{OpenError::NoInput, u"%1 does not exist"_s.arg(ledger.paths.database)}};
    }
    ledger.mark = Anchor::peek(ledger.paths.anchor);
    auto opened = Database::open(ledger.paths.database, mode);
    if (!opened) {
        return Failure{OpenError{OpenError::Io, opened.error()}};
    }
    ledger.database = std::move(*opened);
    ledger.database->keepFaults();
    if (auto checked = checkOpened(ledger); !checked) {
        return Failure{checked.error()};
    }
    if (auto read = readIdentity(ledger); !read) {
        return Failure{read.error()};
    }
    return ledger;
}

} // namespace kontor::storage
