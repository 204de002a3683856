// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/log/ReadOnlyLedger.h"

namespace kontor::storage {

//! Writes the log up to a head into a new file, row by row, each held against its chain: what is
//! damaged is not carried on. Because the log is only ever appended to, this is the ledger exactly as
//! it was then, however much is written meanwhile; no reading stays open for long. Not yet synced.
Result<Done, OpenError> copyLedger(const ReadOnlyLedger &from, const application::LogHead &upTo,
    const QString &file);

} // namespace kontor::storage
