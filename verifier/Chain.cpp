// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "verifier/Chain.h"

#include <sodium.h>

namespace verifier {

Hash blake2b(std::string_view bytes)
{
    Hash hash{};
    crypto_generichash(hash.data(), hash.size(),
        reinterpret_cast<const unsigned char *>(bytes.data()), bytes.size(), nullptr, 0);
    return hash;
}

std::string toHex(std::string_view bytes)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        text += digits[byte >> 4];
        text += digits[byte & 0xF];
    }
    return text;
}

Row::Row(char kind, const Hash &previous)
{
    m_bytes.reserve(512);
    m_bytes += kind;
    m_bytes += bytesOf(previous);
}

void Row::number(std::int64_t value)
{
    auto bits = static_cast<std::uint64_t>(value);
    for (int i = 0; i < 8; ++i) {
        m_bytes += static_cast<char>(bits & 0xFF);
        bits >>= 8;
    }
}

Row &Row::integer(std::int64_t value)
{
    m_bytes += 'i';
    number(value);
    return *this;
}

Row &Row::text(std::string_view value)
{
    m_bytes += 't';
    number(static_cast<std::int64_t>(value.size()));
    m_bytes += value;
    return *this;
}

Row &Row::blob(std::string_view value)
{
    m_bytes += 'b';
    number(static_cast<std::int64_t>(value.size()));
    m_bytes += value;
    return *this;
}

Row &Row::nothing()
{
    m_bytes += 'n';
    return *this;
}

Row &Row::optional(const std::optional<std::int64_t> &value)
{
    return value ? integer(*value) : nothing();
}

} // namespace verifier
