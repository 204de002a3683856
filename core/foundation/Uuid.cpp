// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "foundation/Uuid.h"

#include <QCryptographicHash>

namespace kontor {

static int hexDigit(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

static bool isDash(qsizetype i)
{
    return i == 8 || i == 13 || i == 18 || i == 23;
}

std::optional<Uuid> Uuid::parse(QByteArrayView text)
{
    if (text.size() != 36) {
        return std::nullopt;
    }
    Uuid uuid;
    std::size_t nibble = 0;
    for (qsizetype i = 0; i < 36; ++i) {
        if (isDash(i)) {
            if (text[i] != '-') {
                return std::nullopt;
            }
            continue;
        }
        const int digit = hexDigit(text[i]);
        if (digit < 0) {
            return std::nullopt;
        }
        auto &byte = uuid.bytes[nibble / 2];
        byte = static_cast<std::uint8_t>((byte << 4) | digit);
        ++nibble;
    }
    return uuid;
}

static void stamp(Uuid &uuid, int version)
{
    uuid.bytes[6] = static_cast<std::uint8_t>((uuid.bytes[6] & 0x0F) | (version << 4));
    uuid.bytes[8] = static_cast<std::uint8_t>((uuid.bytes[8] & 0x3F) | 0x80);
}

Uuid Uuid::nameBased(const Uuid &parent, QByteArrayView name)
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    hash.addData(QByteArrayView(parent.bytes.data(), 16));
    hash.addData(name);
    Uuid uuid;
    std::memcpy(uuid.bytes.data(), hash.result().constData(), 16);
    stamp(uuid, 5);
    return uuid;
}

Uuid Uuid::fromDigest(QByteArrayView digest)
{
    Uuid uuid;
    std::memcpy(uuid.bytes.data(), digest.data(), std::min<std::size_t>(16, std::size_t(digest.size())));
    stamp(uuid, 8);
    return uuid;
}

void Uuid::appendTo(std::string &out) const
{
    static constexpr char digits[] = "0123456789abcdef";
    char text[36];
    std::size_t at = 0;
    for (std::size_t i = 0; i < 16; ++i) {
        if (isDash(qsizetype(at))) {
            text[at++] = '-';
        }
        text[at++] = digits[bytes[i] >> 4];
        text[at++] = digits[bytes[i] & 0x0F];
    }
    out.append(text, 36);
}

QByteArray Uuid::toString() const
{
    std::string out;
    appendTo(out);
    return QByteArray(out.data(), qsizetype(out.size()));
}

std::uint64_t Uuid::high() const
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < 8; ++i) {
        value = (value << 8) | bytes[i];
    }
    return value;
}

} // namespace kontor
