// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Clock.h"
#include "foundation/Result.h"
#include "storage/OpenError.h"

#include <memory>

namespace kontor::storage {

//! One ledger, one process: an advisory lock on `ledger.lock`, which names its holder. The kernel
//! frees it when the process ends, however it ends.
class LedgerLock
{
public:
    static Result<std::unique_ptr<LedgerLock>, OpenError> take(const QString &path, Timestamp now);
    ~LedgerLock();
    LedgerLock(const LedgerLock &) = delete;
    LedgerLock &operator=(const LedgerLock &) = delete;

private:
    explicit LedgerLock(int descriptor) : m_descriptor(descriptor) {}
    int m_descriptor;
};

} // namespace kontor::storage
