// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/service/ServiceMigrations.h"

namespace kontor::storage {

const std::vector<QStringList> &serviceMigrations()
{
    static const std::vector<QStringList> migrations{
        // 1: PIN verifiers, and how far outgoing followers are.
        {u"CREATE TABLE pin_verifiers(card BLOB NOT NULL, generation INTEGER NOT NULL,"
         " verifier BLOB NOT NULL, key_id TEXT NOT NULL, PRIMARY KEY(card, generation))"
         " STRICT, WITHOUT ROWID"_s,
            u"CREATE TABLE checkpoints(name TEXT PRIMARY KEY, generation BLOB NOT NULL,"
            " position INTEGER NOT NULL, hash BLOB NOT NULL) STRICT, WITHOUT ROWID"_s},
        // 2: webhook endpoints and the state of their deliveries. States: 0 waiting, 1 delivered,
        // 2 parked.
        {u"CREATE TABLE webhook_endpoints(id BLOB PRIMARY KEY, url TEXT NOT NULL,"
         " types TEXT NOT NULL, description TEXT NOT NULL, enabled INTEGER NOT NULL,"
         " disabled_reason TEXT NOT NULL, created_at INTEGER NOT NULL, secret BLOB NOT NULL,"
         " cursor INTEGER NOT NULL, proven INTEGER NOT NULL) STRICT, WITHOUT ROWID"_s,
            u"CREATE TABLE deliveries(sequence INTEGER PRIMARY KEY AUTOINCREMENT,"
            " id BLOB NOT NULL UNIQUE, endpoint BLOB NOT NULL, account BLOB NOT NULL,"
            " event BLOB NOT NULL, type TEXT NOT NULL, position INTEGER NOT NULL,"
            " part INTEGER NOT NULL, stream_position INTEGER NOT NULL, version INTEGER NOT NULL,"
            " state INTEGER NOT NULL, again INTEGER NOT NULL, attempts INTEGER NOT NULL,"
            " last_status INTEGER, last_error TEXT NOT NULL, last_attempt_at INTEGER,"
            " next_attempt_at INTEGER) STRICT"_s,
            u"CREATE INDEX deliveries_by_state ON deliveries(state, sequence)"_s,
            u"CREATE INDEX deliveries_by_endpoint ON deliveries(endpoint, sequence)"_s},
        // 3: answers to requests that were not for the ledger, by their idempotency keys.
        {u"CREATE TABLE kept_answers(caller TEXT NOT NULL, key TEXT NOT NULL, at INTEGER NOT NULL,"
         " status INTEGER NOT NULL, type TEXT NOT NULL, body BLOB NOT NULL,"
         " PRIMARY KEY(caller, key)) STRICT, WITHOUT ROWID"_s,
            u"CREATE INDEX kept_answers_by_age ON kept_answers(at)"_s},
        // 4: who signs in. Passwords as verifiers, keys and refresh tokens as digests; nothing here
        // opens a door.
        {u"CREATE TABLE password_verifiers(user BLOB NOT NULL, generation INTEGER NOT NULL,"
         " verifier BLOB NOT NULL, PRIMARY KEY(user, generation)) STRICT, WITHOUT ROWID"_s,
            u"CREATE TABLE key_digests(id BLOB PRIMARY KEY, digest BLOB NOT NULL)"
            " STRICT, WITHOUT ROWID"_s,
            u"CREATE TABLE sessions(id BLOB PRIMARY KEY, user BLOB NOT NULL,"
            " generation INTEGER NOT NULL, workstation BLOB, began_at INTEGER NOT NULL,"
            " ends_at INTEGER NOT NULL) STRICT, WITHOUT ROWID"_s,
            u"CREATE TABLE refresh_tokens(digest BLOB PRIMARY KEY, session BLOB NOT NULL,"
            " parent BLOB NOT NULL, issued_at INTEGER NOT NULL, used_at INTEGER, key BLOB NOT NULL)"
            " STRICT, WITHOUT ROWID"_s,
            u"CREATE INDEX refresh_tokens_by_session ON refresh_tokens(session)"_s,
            u"CREATE INDEX refresh_tokens_by_parent ON refresh_tokens(parent)"_s,
            u"CREATE TABLE sign_in_failures(subject BLOB PRIMARY KEY, failures INTEGER NOT NULL,"
            " last_at INTEGER NOT NULL) STRICT, WITHOUT ROWID"_s,
            u"CREATE TABLE set_up_secret(id INTEGER PRIMARY KEY CHECK(id = 1), digest BLOB NOT NULL,"
            " expires_at INTEGER NOT NULL) STRICT"_s},
        // 5: where what was made is to be found.
        {u"ALTER TABLE kept_answers ADD COLUMN location TEXT NOT NULL DEFAULT ''"_s},
        // 6: verifiers are bound to their owners. Those that are not wait for somebody with the key.
        {u"CREATE TABLE former_verifiers(of_card INTEGER NOT NULL, owner BLOB NOT NULL,"
         " generation INTEGER NOT NULL, verifier BLOB NOT NULL,"
         " PRIMARY KEY(of_card, owner, generation)) STRICT, WITHOUT ROWID"_s,
            u"INSERT INTO former_verifiers SELECT 1, card, generation, verifier FROM pin_verifiers"_s,
            u"INSERT INTO former_verifiers"
            " SELECT 0, user, generation, verifier FROM password_verifiers"_s,
            u"DELETE FROM pin_verifiers"_s, u"DELETE FROM password_verifiers"_s},
        // 7: likewise what keys and sessions are known by. Keys wait, too (2 is theirs), for they stand in
        // other machines; sessions end: nobody could tell whose those are that nothing binds.
        {u"INSERT INTO former_verifiers SELECT 2, id, 0, digest FROM key_digests"_s,
            u"DELETE FROM key_digests"_s, u"DELETE FROM refresh_tokens"_s,
            u"DELETE FROM sessions"_s,
            u"ALTER TABLE sessions ADD COLUMN seal BLOB NOT NULL DEFAULT x''"_s,
            u"ALTER TABLE refresh_tokens ADD COLUMN seal BLOB NOT NULL DEFAULT x''"_s},
    };
    return migrations;
}

} // namespace kontor::storage
