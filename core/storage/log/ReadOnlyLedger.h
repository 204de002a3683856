// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/log/LedgerFile.h"

namespace kontor::storage {

//! A ledger opened to look at it, without its lock: beside a running server, or where nothing may be
//! written. What cannot be read ends a reading and is kept; see Database::keepFaults().
struct ReadOnlyLedger
{
    LedgerPaths paths;
    std::unique_ptr<Database> database;
    QByteArray ledgerId;
    QByteArray generation;
    //! Read before anything else: the log may only have grown since. Nothing where the file is
    //! missing or damaged.
    std::optional<AnchorMark> mark;
};

Result<ReadOnlyLedger, OpenError> openReadOnlyLedger(const QString &directory);
//! Likewise, where it is known whether somebody writes: this process, even.
Result<ReadOnlyLedger, OpenError> openReadOnlyLedger(const QString &directory, OpenMode mode);

} // namespace kontor::storage
