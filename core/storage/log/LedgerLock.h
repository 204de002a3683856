// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Clock.h"
#include "foundation/Result.h"
#include "storage/OpenError.h"

#include <QByteArray>

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
    //! False once the file was deleted or replaced: another process could take a lock of its own.
    bool isStillThere() const;

private:
    LedgerLock(const QString &path, int descriptor);
    QByteArray m_path;
    int m_descriptor;
};

} // namespace kontor::storage
