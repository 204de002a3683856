// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/log/LogRow.h"

namespace kontor::storage {

// Events and outcomes form a chain each. A row's hash is
//
//     BLAKE2b-256(kind ‖ previous hash ‖ column ‖ column ‖ …)
//
// kind is one byte, 'E' for an event and 'O' for an outcome; the hash before the first is 32 zeros.
// The columns come in the order of their table, without the hash. Each is one byte that tells its
// type, then its content:
//
//     'i'  integer: 8 bytes, two's complement, least significant first
//     't'  text:    its length in bytes as 8 bytes like an integer, then UTF-8
//     'b'  blob:    likewise
//     'n'  NULL:    nothing
//
// So no two rows share an encoding, and whoever changes, drops, adds or swaps one breaks every hash
// after it. Event ids are the first 16 bytes of the hash.

inline constexpr int hashSize = 32;

//! The hash before the first row.
QByteArray emptyHash();
QByteArray chainHash(const QByteArray &previous, const EventRow &row);
QByteArray chainHash(const QByteArray &previous, const OutcomeRow &row);
//! BLAKE2b with a digest of `size` bytes, for checksums.
QByteArray blake2b(QByteArrayView bytes, int size);

} // namespace kontor::storage
