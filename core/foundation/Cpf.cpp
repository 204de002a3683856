// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "foundation/Cpf.h"

#include <algorithm>

namespace kontor {

static int checkDigit(const QByteArray &digits, int count)
{
    int sum = 0;
    for (int i = 0; i < count; ++i) {
        sum += (digits[i] - '0') * (count + 1 - i);
    }
    const int rest = sum % 11;
    return rest < 2 ? 0 : 11 - rest;
}

static bool isSeparator(QChar c)
{
    return c == u'.' || c == u'-' || c == u' ';
}

std::optional<Cpf> Cpf::parse(const QString &text, CpfValidation validation)
{
    Cpf cpf;
    for (const QChar c : text) {
        if (c >= u'0' && c <= u'9') {
            cpf.m_digits += char(c.unicode());
        } else if (!isSeparator(c)) {
            return std::nullopt;
        }
    }
    const QByteArray &d = cpf.m_digits;
    if (d.size() != 11 || std::count(d.begin(), d.end(), d[0]) == 11) {
        return std::nullopt;
    }
    const bool checks = d[9] - '0' == checkDigit(d, 9) && d[10] - '0' == checkDigit(d, 10);
    return checks || validation == CpfValidation::Length ? std::optional(cpf) : std::nullopt;
}

} // namespace kontor
