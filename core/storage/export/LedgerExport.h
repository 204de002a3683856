// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/OpenError.h"

#include "application/ports/EventLog.h"
#include "foundation/Result.h"

#include <chrono>
#include <optional>

namespace kontor::storage {

struct ExportOptions
{
    //! Only the events between these two, with the outcomes that belong to them. Parts that follow
    //! each other make a whole.
    qint64 from = 1;
    //! 0: to the end.
    qint64 to = 0;
    //! Take the log as it is, although its anchor remembers more.
    bool acceptLoss = false;
};

struct ExportReport
{
    qint64 events = 0;
    qint64 outcomes = 0;
    qint64 bytes = 0;
    //! Where the export ends.
    application::LogHead head;
    std::chrono::microseconds took{0};
    //! Why nobody knows whether the log had more, where that was not to be taken as it is.
    std::optional<QString> doubt;
};

//! Writes the log of a ledger as lines of JSON (docs/export-format.md) into a new file, which appears
//! whole or not at all. Holds each row against the chain and refuses a log that is not whole. The same
//! log gives the same bytes. Works beside a running server.
Result<ExportReport, OpenError> exportLedger(const QString &directory, const QString &file,
    const ExportOptions &options = {});

} // namespace kontor::storage
