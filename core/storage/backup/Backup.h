// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/backup/Manifest.h"

#include <chrono>
#include <functional>

namespace kontor::storage {

struct BackupReport
{
    Manifest manifest;
    qint64 bytes = 0;
    std::chrono::microseconds took{0};
};

//! Asked of the directory that is about to become a backup: whether what was copied into it is of use.
using CheckCopy = std::function<Result<Done, OpenError>(const QString &directory)>;

//! Copies a ledger and all that belongs to it, views excepted, into a new directory, which appears
//! whole or not at all. Works beside a running server. Each row is held against its chain, and a log
//! that has lost what its anchor remembers is refused: it must not take the place of a good backup.
Result<BackupReport, OpenError> backUp(const QString &directory, const QString &target,
    const Clock &clock, const CheckCopy &check);

} // namespace kontor::storage
