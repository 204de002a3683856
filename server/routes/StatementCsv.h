// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Statements.h"

namespace kontor::server {

//! A statement for spreadsheets: RFC 4180 in UTF-8, a line of names, the opening, the movements, the
//! closing. A text that a spreadsheet would take for a formula gets an apostrophe in front.
QByteArray statementCsv(const api::Statement &statement);

} // namespace kontor::server
