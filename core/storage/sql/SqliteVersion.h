// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace kontor::storage {

//! Of the SQLite that is linked, "3.40.1".
QString sqliteVersion();

} // namespace kontor::storage
