// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/OpenError.h"

#include "foundation/Result.h"

namespace kontor::storage {

//! Makes a directory that only its owner may look into, and those above it, where there is none. One
//! that is there stays as it is.
Result<Done, OpenError> makePrivateDirectory(const QString &path);

} // namespace kontor::storage
