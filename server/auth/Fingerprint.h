// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Result.h"
#include "foundation/Secret.h"

#include <QByteArray>
#include <QString>

namespace kontor::server {

//! 32 random bytes kept in a file of mode 0600; made at the first start.
Result<Secret<QByteArray>, QString> keyFromFile(const QString &path);

//! Tells requests apart without keeping them: a keyed BLAKE2b-128 over the parts, each with its
//! length. Keyed, because bodies can hold PINs that a plain digest would give away.
QByteArray fingerprint(const Secret<QByteArray> &key, std::initializer_list<QByteArrayView> parts);

} // namespace kontor::server
