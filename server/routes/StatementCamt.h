// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/routes/StatementFile.h"

namespace kontor::server {

//! A statement as ISO 20022 camt.053.001.08, the version that banks send since 2023. A piece of a
//! long month is a page whose own balances say that they are none of the statement's.
QByteArray statementCamt(const StatementFile &file);

} // namespace kontor::server
