// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/views/KeySlot.h"

#include "foundation/Uuid.h"
#include "storage/log/HashChain.h"

#include <limits>

namespace kontor::storage {

qint64 keySlot(const QByteArray &caller, const QByteArray &key)
{
    const auto uuid = Uuid::parse(key);
    if (uuid && (uuid->bytes[6] >> 4) == 7) {
        return qint64(uuid->high() >> 1);
    }
    const QByteArray digest = blake2b(caller + '\0' + key, 16);
    quint64 bits = 0;
    std::memcpy(&bits, digest.constData(), 8);
    return qint64(bits | (quint64(1) << 63));
}

} // namespace kontor::storage
