// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/OpenError.h"

#include "foundation/Result.h"

namespace kontor::server {

//! Whether serve could use the keys of a directory. Those that are not there are another matter.
Result<Done, storage::OpenError> checkKeys(const QString &directory);

} // namespace kontor::server
