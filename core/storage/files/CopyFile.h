// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/OpenError.h"

#include "foundation/Result.h"

namespace kontor::storage {

//! Copies into a new file, readable by its owner only, whole and on disk or not at all.
Result<Done, OpenError> copyFile(const QString &from, const QString &to);

//! Makes a file that somebody else has written private and durable.
bool makeDurable(const QString &path);

} // namespace kontor::storage
