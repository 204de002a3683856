// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace kontor::storage {

//! Where an idempotency key stands in the key index: 64 bits, not unique. UUIDs of version 7 keep
//! their order in time and are never negative, so that they are inserted side by side and whatever
//! is above all known ones need not be looked up. Everything else is a negative hash.
qint64 keySlot(const QByteArray &caller, const QByteArray &key);

} // namespace kontor::storage
