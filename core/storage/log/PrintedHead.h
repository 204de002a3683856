// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/ports/EventLog.h"

namespace kontor::storage {

//! Where a log ended, short enough for a sheet of paper:
//!
//!     1234567-812-3f9a-77c1-0b2e-91d4-5a6f-c001-9e21-44b7-c3d2
//!
//! Events and outcomes, then 128 bits over the ends of both chains, then 16 bits over all before,
//! which tell a slip of the pen from a loss. docs/export-format.md has it exactly.
struct PrintedHead
{
    qint64 position = 0;
    qint64 outcome = 0;
    //! 16 bytes.
    QByteArray digest;

    static PrintedHead of(const application::LogHead &head);
    //! Blanks count as dashes, capitals as small letters. Nothing where it is mistyped.
    static std::optional<PrintedHead> parse(const QString &text);
    QString text() const;
    friend bool operator==(const PrintedHead &, const PrintedHead &) = default;
};

} // namespace kontor::storage
