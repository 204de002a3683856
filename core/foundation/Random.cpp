// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "foundation/Random.h"

#include <QRandomGenerator>

namespace kontor {

// Asking the system or the processor itself each time takes a microsecond, some for every request.
std::uint64_t SystemRandom::next()
{
    thread_local QRandomGenerator generator = QRandomGenerator::securelySeeded();
    return generator.generate64();
}

std::uint64_t SeededRandom::next()
{
    std::uint64_t z = (m_state += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

Uuid IdGenerator::next(Timestamp at)
{
    Uuid uuid;
    const auto millis = static_cast<std::uint64_t>(at.micros / 1000);
    for (std::size_t i = 0; i < 6; ++i) {
        uuid.bytes[i] = static_cast<std::uint8_t>(millis >> (8 * (5 - i)));
    }
    const std::uint64_t a = m_random->next();
    const std::uint64_t b = m_random->next();
    std::memcpy(uuid.bytes.data() + 6, &a, 2);
    std::memcpy(uuid.bytes.data() + 8, &b, 8);
    uuid.bytes[6] = static_cast<std::uint8_t>((uuid.bytes[6] & 0x0F) | 0x70);
    uuid.bytes[8] = static_cast<std::uint8_t>((uuid.bytes[8] & 0x3F) | 0x80);
    return uuid;
}

} // namespace kontor
