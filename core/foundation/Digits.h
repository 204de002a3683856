// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <charconv>
#include <iterator>
#include <string>

namespace kontor {

//! Decimal digits, with zeros in front up to `width` (at most 10). Times and dates are written several
//! times for each command; printf would take most of what that costs.
inline void appendDigits(std::string &out, unsigned value, int width)
{
    char text[10];
    char *begin = std::end(text);
    for (; value > 0 || width > 0; value /= 10, --width) {
        *--begin = char('0' + value % 10);
    }
    out.append(begin, std::end(text));
}

//! Without a text of its own for the digits.
inline QByteArray &appendNumber(QByteArray &out, qint64 value)
{
    char text[20];
    const auto end = std::to_chars(std::begin(text), std::end(text), value).ptr;
    return out.append(text, end - text);
}

//! ISO 8601: 2026-03-02.
inline void appendDate(std::string &out, int year, unsigned month, unsigned day)
{
    appendDigits(out, unsigned(year), 4);
    out += '-';
    appendDigits(out, month, 2);
    out += '-';
    appendDigits(out, day, 2);
}

} // namespace kontor
