// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Random.h"
#include "storage/log/Anchor.h"
#include "storage/log/LedgerLock.h"
#include "storage/log/LedgerSchema.h"
#include "storage/sql/Database.h"

namespace kontor::storage {

struct LedgerFileOptions
{
    //! Make a ledger where there is none.
    bool create = true;
    //! Take the log as it is although the anchor is missing or says otherwise: after a restore, and
    //! only on an operator's word.
    bool acceptHead = false;
    //! Pages that the write-ahead log may grow by before a checkpoint copies them; at eight times as
    //! many it begins anew.
    int checkpointPages = 1'000;
    //! What makes a ledger of today; others only in tests.
    LedgerMigrations migrations = ledgerMigrations();
};

//! The files of a ledger in its directory.
struct LedgerPaths
{
    explicit LedgerPaths(const QString &directory);
    QString directory;
    //! ledger.db, ledger.anchor, ledger.lock.
    QString database;
    QString anchor;
    QString lock;
};

//! Whether the file is there, may be read, and is a ledger of this program's version; told from its
//! first bytes, without SQLite, so that nothing is touched.
Result<Done, OpenError> checkLedgerHeader(const LedgerPaths &paths);

//! What is said of one whose version this program does not know.
OpenError newerLedger(const LedgerPaths &paths, quint32 found, quint32 known);

//! Which file a path names: device and number on it.
using FileIdentity = std::pair<quint64, quint64>;
FileIdentity fileIdentity(const QString &path);
//! The path still names that file, and it has at least so many bytes.
bool isStillAt(const QString &path, const FileIdentity &file, qint64 bytes);
//! In bytes; 0 where there is none.
qint64 fileSize(const QString &path);

//! A ledger that was found whole, and is ours until this is destroyed.
struct LedgerFile
{
    LedgerPaths paths;
    std::unique_ptr<LedgerLock> lock;
    std::unique_ptr<Anchor> anchor;
    QByteArray ledgerId;
    QByteArray generation;
    application::LogHead head;
    //! Of ledger.db, to notice if it is replaced.
    FileIdentity identity;
};

//! The opening procedure. In this order: the lock; the header, read without SQLite; one row, so that
//! SQLite recovers what a crash left; a full checkpoint, because a row that is seen after a crash
//! need not be on disk yet; migrations, where an older program has written it; the chain from the
//! anchor to the head, and the anchor itself. Only then may anything be answered.
Result<LedgerFile, OpenError> openLedgerFile(const QString &directory,
    const LedgerFileOptions &options, const Clock &clock, Random &random);

} // namespace kontor::storage
