// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Strings.h"

#include <optional>

namespace kontor::storage {

//! What the first 100 bytes of a SQLite file say, read without SQLite so that a file which is not
//! ours stays untouched to the last byte.
struct FileHeader
{
    bool isSqlite = false;
    quint32 applicationId = 0;
    quint32 userVersion = 0;
};

//! Nothing if the file is missing or empty.
std::optional<FileHeader> readFileHeader(const QString &path);

} // namespace kontor::storage
