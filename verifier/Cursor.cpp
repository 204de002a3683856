// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "verifier/Cursor.h"

#include <algorithm>
#include <charconv>

namespace verifier {

Cursor &Cursor::literal(std::string_view expected)
{
    if (m_failed) {
        return *this;
    }
    const std::string_view found = rest();
    const auto [a, b] = std::mismatch(expected.begin(), expected.end(), found.begin(), found.end());
    m_at += static_cast<std::size_t>(a - expected.begin());
    return a == expected.end() ? *this : fail();
}

bool Cursor::skips(std::string_view expected)
{
    const bool comes = !m_failed && rest().starts_with(expected);
    m_at += comes ? expected.size() : 0;
    return comes;
}

Cursor &Cursor::integer(std::int64_t &value)
{
    if (m_failed) {
        return *this;
    }
    const std::string_view found = rest();
    const auto [end, error] = std::from_chars(found.data(), found.data() + found.size(), value);
    const auto size = static_cast<std::size_t>(end - found.data());
    // Written back it must be the same: no "007", no "-0".
    if (error != std::errc() || found.substr(0, size) != std::to_string(value)) {
        return fail();
    }
    m_at += size;
    return *this;
}

static bool isLowerHex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

static int valueOf(char digit)
{
    return digit <= '9' ? digit - '0' : digit - 'a' + 10;
}

bool Cursor::escape(std::string &value)
{
    static constexpr std::pair<std::string_view, char> shortest[]
        = {{"\\\"", '"'}, {"\\\\", '\\'}, {"\\n", '\n'}, {"\\r", '\r'}, {"\\t", '\t'}};
    for (const auto &[spelling, meaning] : shortest) {
        if (skips(spelling)) {
            value += meaning;
            return true;
        }
    }
    const std::string_view found = rest();
    if (!found.starts_with("\\u00") || found.size() < 6 || !isLowerHex(found[4])
        || !isLowerHex(found[5])) {
        return false;
    }
    const char c = static_cast<char>(valueOf(found[4]) * 16 + valueOf(found[5]));
    if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\r' || c == '\t') {
        return false;
    }
    value += c;
    m_at += 6;
    return true;
}

static bool isPlain(char c)
{
    return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
}

Cursor &Cursor::string(std::string &value)
{
    value.clear();
    literal("\"");
    while (!m_failed) {
        const std::size_t plain = m_at;
        while (m_at < m_line.size() && isPlain(m_line[m_at])) {
            ++m_at;
        }
        value += m_line.substr(plain, m_at - plain);
        if (!rest().starts_with('\\')) {
            break;
        }
        if (!escape(value)) {
            return fail();
        }
    }
    return literal("\"");
}

Cursor &Cursor::hex(std::string &value)
{
    value.clear();
    literal("\"");
    while (!m_failed && m_at + 1 < m_line.size() && m_line[m_at] != '"') {
        if (!isLowerHex(m_line[m_at]) || !isLowerHex(m_line[m_at + 1])) {
            return fail();
        }
        value += static_cast<char>(valueOf(m_line[m_at]) * 16 + valueOf(m_line[m_at + 1]));
        m_at += 2;
    }
    return literal("\"");
}

Cursor &Cursor::hex(std::string &value, std::size_t bytes)
{
    hex(value);
    return m_failed || value.size() == bytes ? *this : fail();
}

Cursor &Cursor::hash(Hash &value)
{
    std::string bytes;
    hex(bytes, value.size());
    if (!m_failed) {
        std::copy(bytes.begin(), bytes.end(), value.begin());
    }
    return *this;
}

// What is inside is held against the hash, and read by a JSON parser; here only its end is looked for.
Cursor &Cursor::object(std::string_view &value)
{
    if (m_failed || !rest().starts_with('{')) {
        return fail();
    }
    const std::size_t start = m_at;
    int depth = 0;
    bool inString = false;
    for (std::size_t at = start; at < m_line.size(); ++at) {
        const char c = m_line[at];
        if (inString) {
            at += c == '\\' ? 1 : 0;
            inString = c != '"';
        } else if (c == '"') {
            inString = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if ((c == '}' || c == ']') && --depth == 0) {
            value = m_line.substr(start, at + 1 - start);
            m_at = at + 1;
            return *this;
        }
    }
    return fail();
}

// How many bytes the sequence at the beginning takes; 0 where it is none.
static std::size_t sequenceLength(std::string_view text)
{
    const auto byte = [text](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
    };
    const auto follows = [&byte](std::size_t i, unsigned low, unsigned high) {
        return byte(i) >= low && byte(i) <= high;
    };
    const unsigned first = byte(0);
    if (first < 0x80) {
        return 1;
    }
    if (first >= 0xC2 && first <= 0xDF) {
        return follows(1, 0x80, 0xBF) ? 2 : 0;
    }
    if (first >= 0xE0 && first <= 0xEF) {
        // Neither overlong nor half of a surrogate pair.
        const bool second
            = follows(1, first == 0xE0 ? 0xA0u : 0x80u, first == 0xED ? 0x9Fu : 0xBFu);
        return second && follows(2, 0x80, 0xBF) ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const bool second
            = follows(1, first == 0xF0 ? 0x90u : 0x80u, first == 0xF4 ? 0x8Fu : 0xBFu);
        return second && follows(2, 0x80, 0xBF) && follows(3, 0x80, 0xBF) ? 4 : 0;
    }
    return 0;
}

std::size_t firstBadUtf8(std::string_view text)
{
    std::size_t at = 0;
    while (at < text.size()) {
        if (static_cast<unsigned char>(text[at]) < 0x80) {
            ++at;
            continue;
        }
        const std::size_t length = sequenceLength(text.substr(at));
        if (length == 0) {
            return at + 1;
        }
        at += length;
    }
    return 0;
}

} // namespace verifier
