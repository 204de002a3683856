// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/log/LogRow.h"

namespace kontor::storage {

// The lines of an exported log, as docs/export-format.md has them. Each is appended whole, with its
// line feed.

inline constexpr int exportFormat = 1;

struct ExportHeader
{
    QByteArray ledgerId;
    QByteArray generation;
    //! What came before the first line; all zero for a whole log.
    application::LogHead before;
};

void appendHeader(std::string &out, const ExportHeader &header);
void appendEvent(std::string &out, const EventRow &row);
void appendOutcome(std::string &out, const OutcomeRow &row);
void appendFooter(std::string &out, const application::LogHead &head);

} // namespace kontor::storage
