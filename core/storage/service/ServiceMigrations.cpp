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
    };
    return migrations;
}

} // namespace kontor::storage
