// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/OpenError.h"

#include "foundation/Clock.h"
#include "foundation/Result.h"

namespace kontor::storage {

//! How files take the place of others so that a kill or a power cut in the middle harms nothing:
//!
//!     restore.new     what is to come, being written; worthless until it is renamed to
//!     restore.out     whole. What stands in the directory moves into restore.out/before, then
//!     restore.in      what is new moves up into the directory. At last `before` is renamed to
//!                     before-restore-TIME and stays.
//!
//! From the first renaming on, whoever opens the ledger next goes on where it was broken off.
struct RestoreSteps
{
    explicit RestoreSteps(const QString &directory);
    QString directory;
    QString staging;
    QString out;
    QString in;
};

//! Goes on with a restore that was broken off, if there was one. Under the ledger's lock only. Gives
//! where the files that stood there before are now; empty where nothing was to be done.
Result<QString, OpenError> settleRestore(const QString &directory, const Clock &clock);

} // namespace kontor::storage
