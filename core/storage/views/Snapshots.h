// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace kontor::storage {

//! The checksum (CRC-32) of a snapshot's data: a damaged one is not used, its events are.
qint64 snapshotCrc(QByteArrayView data);

} // namespace kontor::storage
