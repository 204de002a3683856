// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/views/ViewSchema.h"

#include "domain/Decide.h"

namespace kontor::storage {

QStringList viewSchema()
{
    return {
        // How far the views have come; one row.
        u"CREATE TABLE checkpoint(id INTEGER PRIMARY KEY CHECK(id = 1), evolve INTEGER NOT NULL,"
        " generation BLOB NOT NULL, position INTEGER NOT NULL, outcome INTEGER NOT NULL,"
        " hash BLOB NOT NULL) STRICT"_s,
        u"CREATE TABLE streams(name TEXT PRIMARY KEY, position INTEGER NOT NULL)"
        " STRICT, WITHOUT ROWID"_s,
        u"CREATE TABLE entries(stream INTEGER NOT NULL, version INTEGER NOT NULL,"
        // `booked` is the booking date, days since 1970: months are found by it.
        " position INTEGER NOT NULL, amount INTEGER, balance INTEGER, booked INTEGER,"
        " PRIMARY KEY(stream, version)) STRICT, WITHOUT ROWID"_s,
        u"CREATE TABLE keys(k64 INTEGER NOT NULL, rest INTEGER NOT NULL, seq INTEGER NOT NULL,"
        " PRIMARY KEY(k64, rest, seq)) STRICT, WITHOUT ROWID"_s,
        u"CREATE TABLE snapshots(stream INTEGER PRIMARY KEY, version INTEGER NOT NULL,"
        " evolve INTEGER NOT NULL, kind INTEGER NOT NULL, crc INTEGER NOT NULL,"
        " data BLOB NOT NULL) STRICT"_s,
        // So that an earlier state of a long stream is not folded from its first event.
        u"CREATE TABLE milestones(stream INTEGER NOT NULL, version INTEGER NOT NULL,"
        " evolve INTEGER NOT NULL, kind INTEGER NOT NULL, crc INTEGER NOT NULL,"
        " data BLOB NOT NULL, PRIMARY KEY(stream, version)) STRICT, WITHOUT ROWID"_s,
        // What changes with every movement comes first; no index covers it.
        u"CREATE TABLE accounts(stream INTEGER PRIMARY KEY, version INTEGER NOT NULL,"
        " balance INTEGER NOT NULL, held INTEGER NOT NULL, holds TEXT, block TEXT,"
        " floor INTEGER NOT NULL, id BLOB NOT NULL, number TEXT NOT NULL, name TEXT NOT NULL,"
        " folded TEXT NOT NULL, cpf TEXT, owner BLOB NOT NULL, currency TEXT NOT NULL,"
        " active INTEGER NOT NULL, deleted INTEGER NOT NULL, created INTEGER NOT NULL,"
        " updated INTEGER) STRICT"_s,
        u"CREATE UNIQUE INDEX account_ids ON accounts(id)"_s,
        // Not UNIQUE: two accounts may exchange their CPFs between two flushes, in either order.
        u"CREATE INDEX account_cpfs ON accounts(cpf) WHERE cpf IS NOT NULL"_s,
        u"CREATE UNIQUE INDEX account_numbers ON accounts(number, deleted)"_s,
        // The order of creation is the order of the first events. A scan over an index that has all
        // it needs costs a tenth of one over the table.
        u"CREATE INDEX account_live ON accounts(deleted)"_s,
        u"CREATE INDEX account_owners ON accounts(owner, deleted)"_s,
        u"CREATE INDEX account_names ON accounts(folded, deleted)"_s,
        u"CREATE INDEX account_holds ON accounts(stream) WHERE held > 0"_s,
        // Trigrams of name, number and CPF of the accounts that are not deleted; the text itself is
        // not kept a second time.
        u"CREATE VIRTUAL TABLE account_search USING fts5(text, tokenize='trigram', content='',"
        " columnsize=0)"_s,
        u"CREATE TABLE customers(stream INTEGER PRIMARY KEY, id BLOB NOT NULL, name TEXT NOT NULL,"
        " folded TEXT NOT NULL, cpf TEXT, created INTEGER NOT NULL) STRICT"_s,
        u"CREATE UNIQUE INDEX customer_ids ON customers(id)"_s,
        u"CREATE INDEX customer_names ON customers(folded)"_s,
        u"CREATE VIRTUAL TABLE customer_search USING fts5(text, tokenize='trigram', content='',"
        " columnsize=0)"_s,
        // Few, and listed whole or page by page; the state as in a snapshot.
        u"CREATE TABLE users(stream INTEGER PRIMARY KEY, id BLOB NOT NULL, state BLOB NOT NULL)"
        " STRICT"_s,
        u"CREATE TABLE access_keys(stream INTEGER PRIMARY KEY, id BLOB NOT NULL,"
        " state BLOB NOT NULL) STRICT"_s,
        u"INSERT INTO checkpoint VALUES(1, 0, x'', 0, 0, zeroblob(32))"_s,
    };
}

QStringList viewTables()
{
    // The search tables cannot be emptied by DELETE; see emptyViews().
    return {u"streams"_s, u"entries"_s, u"keys"_s, u"snapshots"_s, u"milestones"_s, u"accounts"_s,
        u"customers"_s, u"users"_s, u"access_keys"_s};
}

QString blankCheckpoint(const QByteArray &generation)
{
    return u"UPDATE checkpoint SET evolve=%1, generation=x'%2', position=0, outcome=0,"
           " hash=zeroblob(32)"_s.arg(domain::evolveVersion)
               .arg(QString::fromLatin1(generation.toHex()));
}

QStringList emptyViews()
{
    QStringList statements;
    for (const QString &table : viewTables()) {
        statements += u"DELETE FROM "_s + table;
    }
    for (const auto &table : {u"account_search"_s, u"customer_search"_s}) {
        statements += u"INSERT INTO %1(%1) VALUES('delete-all')"_s.arg(table);
    }
    return statements;
}

} // namespace kontor::storage
