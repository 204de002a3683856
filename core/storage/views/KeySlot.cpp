// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/views/KeySlot.h"

#include "foundation/Uuid.h"
#include "storage/log/HashChain.h"

#include <QtEndian>

namespace kontor::storage {

KeySlot keySlot(const QByteArray &caller, const QByteArray &key)
{
    const auto uuid = Uuid::parse(key);
    if (uuid && (uuid->bytes[6] >> 4) == 7) {
        return {qint64(uuid->high() >> 1), qFromBigEndian<qint64>(uuid->bytes.data() + 8)};
    }
    const QByteArray digest = blake2b(caller + '\0' + key, 16);
    quint64 bits = 0;
    std::memcpy(&bits, digest.constData(), 8);
    return {qint64(bits | (quint64(1) << 63)), 0};
}

} // namespace kontor::storage
