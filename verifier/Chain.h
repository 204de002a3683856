// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace verifier {

using Hash = std::array<std::uint8_t, 32>;

//! BLAKE2b with a digest of 32 bytes.
Hash blake2b(std::string_view bytes);
std::string toHex(std::string_view bytes);
inline std::string_view bytesOf(const Hash &hash)
{
    return {reinterpret_cast<const char *>(hash.data()), hash.size()};
}

//! Puts together what the hash of a row is taken over ("The chains" in docs/export-format.md).
class Row
{
public:
    Row(char kind, const Hash &previous);
    Row &integer(std::int64_t value);
    Row &text(std::string_view value);
    Row &blob(std::string_view value);
    Row &nothing();
    Row &optional(const std::optional<std::int64_t> &value);
    Hash hash() const { return blake2b(m_bytes); }

private:
    void number(std::int64_t value);
    std::string m_bytes;
};

} // namespace verifier
