// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/backup/Manifest.h"

#include "foundation/Random.h"

namespace kontor::storage {

struct RestoreReport
{
    Manifest manifest;
    QByteArray generation;
    //! Where the files that stood there before are now; empty where there were none.
    QString before;
};

//! What is looked at before anything is touched: the manifest, every file, and the whole ledger held
//! against itself.
Result<Manifest, OpenError> checkBackup(const QString &backup);

//! Puts a backup in the place of the ledger in a directory, under the ledger's own lock, and gives it a
//! new generation, by which everything that followed the log notices. Nothing is deleted: what stood
//! there, its write-ahead log with it, is moved away. Until everything new is on disk beside it,
//! nothing is touched; after that, a restore that is broken off is gone on with by whoever opens the
//! ledger next.
Result<RestoreReport, OpenError> restoreBackup(const QString &backup, const QString &directory,
    const Clock &clock, Random &random);

} // namespace kontor::storage
