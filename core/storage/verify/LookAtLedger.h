// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/log/ReadOnlyLedger.h"

namespace kontor::storage {

//! That a file is there and this user may not read it, or, with mayNotWrite(), not read or not write it.
std::optional<OpenError> mayNotRead(const QString &path);
std::optional<OpenError> mayNotWrite(const QString &path);

//! Opens a ledger for an auditor: says so where a file may not be read, and what to do where a crash has
//! left it on a medium that cannot be written.
Result<ReadOnlyLedger, OpenError> lookAtLedger(const QString &directory);

//! Where the log ends, once all up to there is on disk: what a server has yet to sync can be read in
//! its files, and a power cut may still take it.
Result<application::LogHead, OpenError> durableHead(const ReadOnlyLedger &ledger);

//! Why its anchor cannot tell whether the log's end was cut off; nothing where it can, or there is no
//! event yet.
std::optional<QString> doubtAbout(const ReadOnlyLedger &ledger, const application::LogHead &head);

//! Whether the log has all that its anchor remembers, as far as there is one of this ledger.
Result<Done, OpenError> checkAnchored(const ReadOnlyLedger &ledger,
    const application::LogHead &head);

} // namespace kontor::storage
