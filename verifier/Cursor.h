// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "verifier/Chain.h"

namespace verifier {

//! Reads one line in its only allowed spelling: members in their order, no blanks, numbers without
//! leading zeros, strings with the shortest escapes. After the first thing that does not fit it stays
//! where it is and takes nothing more.
class Cursor
{
public:
    explicit Cursor(std::string_view line) : m_line(line) {}

    Cursor &literal(std::string_view expected);
    //! Only if it comes next; otherwise nothing happens.
    bool skips(std::string_view expected);
    Cursor &integer(std::int64_t &value);
    Cursor &string(std::string &value);
    //! A string of lower-case hexadecimal digits; of exactly so many bytes, or of any number.
    Cursor &hex(std::string &value, std::size_t bytes);
    Cursor &hex(std::string &value);
    Cursor &hash(Hash &value);
    //! A JSON object as it stands, from brace to brace.
    Cursor &object(std::string_view &value);

    bool atEnd() const { return !m_failed && m_at == m_line.size(); }
    //! In bytes, from 1: where the line stops making sense.
    std::size_t column() const { return m_at + 1; }

private:
    Cursor &fail()
    {
        m_failed = true;
        return *this;
    }
    std::string_view rest() const { return m_line.substr(m_at); }
    bool escape(std::string &value);

    std::string_view m_line;
    std::size_t m_at = 0;
    bool m_failed = false;
};

//! The first byte that is not UTF-8, from 1; 0 where all is well.
std::size_t firstBadUtf8(std::string_view text);

} // namespace verifier
