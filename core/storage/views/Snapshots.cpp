// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/views/Snapshots.h"

#include <array>

namespace kontor::storage {

static constexpr std::array<quint32, 256> crcTable = [] {
    std::array<quint32, 256> entries{};
    for (quint32 i = 0; i < 256; ++i) {
        quint32 value = i;
        for (int bit = 0; bit < 8; ++bit) {
            value = (value >> 1) ^ ((value & 1) ? 0xEDB88320u : 0u);
        }
        entries[i] = value;
    }
    return entries;
}();

qint64 snapshotCrc(QByteArrayView data)
{
    quint32 crc = 0xFFFFFFFFu;
    for (const char c : data) {
        crc = (crc >> 8) ^ crcTable[(crc ^ quint8(c)) & 0xFF];
    }
    return crc ^ 0xFFFFFFFFu;
}

} // namespace kontor::storage
