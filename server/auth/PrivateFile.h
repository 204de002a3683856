// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Result.h"
#include "storage/OpenError.h"

#include <QByteArray>
#include <QString>

namespace kontor::server {

// Files that hold secrets: of mode 0600, replaced as a whole or not at all, whatever happens to the
// power.

Result<Done, QString> writePrivately(const QString &path, const QByteArray &bytes);
//! Refuses a file that others can read.
Result<QByteArray, storage::OpenError> readPrivate(const QString &path);

} // namespace kontor::server
