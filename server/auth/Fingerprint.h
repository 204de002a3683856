// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Result.h"
#include "foundation/Secret.h"
#include "storage/OpenError.h"

#include <QByteArray>
#include <QString>

namespace kontor::server {

//! 32 random bytes kept in a file of mode 0600; made where it is missing, but only if it may be: a
//! new key in the place of a lost one would be worse than none.
Result<Secret<QByteArray>, storage::OpenError> keyFromFile(const QString &path, bool mayMake);

//! Tells requests apart without keeping them: a keyed BLAKE2b-128 over the parts, each with its
//! length. Keyed, because bodies can hold PINs that a plain digest would give away.
QByteArray fingerprint(const Secret<QByteArray> &key, std::initializer_list<QByteArrayView> parts);

} // namespace kontor::server
