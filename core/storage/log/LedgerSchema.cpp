// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/log/LedgerSchema.h"

#include "storage/sql/Statement.h"

#include <map>

namespace kontor::storage {

static QStringList firstTables()
{
    QStringList statements{
        u"CREATE TABLE ledger(id INTEGER PRIMARY KEY CHECK(id = 1), ledger_id BLOB NOT NULL,"
        " generation BLOB NOT NULL, created_at INTEGER NOT NULL) STRICT"_s,
        u"CREATE TABLE events(position INTEGER PRIMARY KEY, stream INTEGER NOT NULL,"
        " version INTEGER NOT NULL, type TEXT NOT NULL, schema INTEGER NOT NULL, amount INTEGER,"
        " balance_after INTEGER, data TEXT NOT NULL, meta TEXT NOT NULL,"
        " recorded_at INTEGER NOT NULL, hash BLOB NOT NULL) STRICT"_s,
        u"CREATE TABLE outcomes(seq INTEGER PRIMARY KEY, key TEXT NOT NULL, caller TEXT NOT NULL,"
        " fingerprint BLOB NOT NULL, refusal TEXT, detail INTEGER NOT NULL,"
        " first_position INTEGER, last_position INTEGER, hash BLOB NOT NULL) STRICT"_s};
    for (const auto &table : {u"events"_s, u"outcomes"_s}) {
        for (const auto &act : {u"UPDATE"_s, u"DELETE"_s}) {
            statements += u"CREATE TRIGGER %1_no_%2 BEFORE %3 ON %1 BEGIN"
                          " SELECT RAISE(ABORT, 'the log is only ever appended to'); END"_s.arg(
                table, act.toLower(), act);
        }
    }
    return statements;
}

const LedgerMigrations &ledgerMigrations()
{
    static const LedgerMigrations migrations{
        // 1: the ledger's own row, events and outcomes.
        firstTables(),
    };
    return migrations;
}

quint32 ledgerSchemaVersion()
{
    return quint32(ledgerMigrations().size());
}

QStringList emptyLedger()
{
    QStringList statements;
    for (const QStringList &migration : ledgerMigrations()) {
        statements += migration;
    }
    statements += u"PRAGMA application_id=%1"_s.arg(ledgerApplicationId);
    statements += u"PRAGMA user_version=%1"_s.arg(ledgerSchemaVersion());
    return statements;
}

static std::map<QString, QStringList> objectsOf(Database &database)
{
    std::map<QString, QStringList> objects;
    Statement row(database,
        u"SELECT name, type, tbl_name, sql FROM sqlite_schema"
        " WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"_s);
    row.query();
    while (row.next()) {
        objects[row.text(0)] = {row.text(1), row.text(2), row.text(3)};
    }
    return objects;
}

std::optional<QString> alteredSchema(Database &ledger, const LedgerMigrations &migrations)
{
    auto made = Database::open(u":memory:"_s, OpenMode::ReadWrite);
    if (!made) {
        return made.error();
    }
    for (const QStringList &migration : migrations) {
        if (const auto done = (*made)->execAll(migration); !done) {
            return done.error().text();
        }
    }
    const auto wanted = objectsOf(**made);
    auto found = objectsOf(ledger);
    for (const auto &[name, definition] : wanted) {
        const auto object = found.extract(name);
        if (object.empty() || object.mapped() != definition) {
            return u"the %1 %2 is %3"_s.arg(definition[0], name,
                object.empty() ? u"missing"_s : u"not as it was made"_s);
        }
    }
    if (!found.empty()) {
        return u"somebody has added the %1 %2"_s.arg(found.begin()->second[0],
            found.begin()->first);
    }
    return std::nullopt;
}

QString ledgerRow(const LedgerIdentity &identity)
{
    return u"INSERT INTO ledger VALUES(1, x'%1', x'%2', %3)"_s.arg(
        QString::fromLatin1(identity.ledgerId.toHex()),
        QString::fromLatin1(identity.generation.toHex()),
        QString::number(identity.createdAt.micros));
}

} // namespace kontor::storage
