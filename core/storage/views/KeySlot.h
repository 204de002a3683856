// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <compare>

namespace kontor::storage {

//! Where an idempotency key stands in the key index, for all practical purposes alone.
struct KeySlot
{
    //! UUIDs of version 7 keep their order in time and are never negative, so that they are inserted
    //! side by side and whatever is above all known ones need not be looked up. Everything else is a
    //! negative hash.
    qint64 k64 = 0;
    //! The other half of such a UUID, or anybody could choose a million keys that stand in one place;
    //! 0, which takes no room in the file, where `k64` is a hash.
    qint64 rest = 0;

    friend auto operator<=>(const KeySlot &, const KeySlot &) = default;
};

KeySlot keySlot(const QByteArray &caller, const QByteArray &key);

} // namespace kontor::storage
