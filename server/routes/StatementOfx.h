// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/routes/StatementFile.h"

namespace kontor::server {

//! A statement as Open Financial Exchange 2.1.1, in XML. It has a place for the closing balance only:
//! the list of further balances is nothing that programs read without complaint.
QByteArray statementOfx(const StatementFile &file);

} // namespace kontor::server
