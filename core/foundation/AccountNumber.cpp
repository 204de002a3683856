// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "foundation/AccountNumber.h"

#include <algorithm>

namespace kontor {

static char luhnDigit(QByteArrayView digits)
{
    int sum = 0;
    bool twice = true;
    for (qsizetype i = digits.size() - 1; i >= 0; --i) {
        int value = (digits[i] - '0') * (twice ? 2 : 1);
        sum += value > 9 ? value - 9 : value;
        twice = !twice;
    }
    return static_cast<char>('0' + (10 - sum % 10) % 10);
}

static bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

AccountNumber AccountNumber::fromSerial(std::int64_t serial)
{
    AccountNumber number;
    number.m_text = QByteArray::number(qlonglong(serial)).rightJustified(7, '0');
    number.m_text += '-';
    number.m_text += luhnDigit(QByteArrayView(number.m_text).chopped(1));
    return number;
}

std::optional<AccountNumber> AccountNumber::parse(QByteArrayView text)
{
    const auto allowed = [](char c) {
        return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-'
            || c == '/' || c == ' ';
    };
    if (text.isEmpty() || text.size() > 32 || text.front() == ' ' || text.back() == ' '
        || !std::all_of(text.begin(), text.end(), allowed)) {
        return std::nullopt;
    }
    AccountNumber number;
    number.m_text = text.toByteArray();
    return number;
}

QByteArray AccountNumber::withoutSeparators() const
{
    QByteArray plain;
    std::copy_if(m_text.begin(), m_text.end(), std::back_inserter(plain),
        [](char c) { return c != '.' && c != '-' && c != '/' && c != ' '; });
    return plain;
}

bool AccountNumber::mayComeFromElsewhere() const
{
    const QByteArray plain = withoutSeparators();
    return !plain.isEmpty()
        && (plain.size() != 8 || !std::all_of(plain.begin(), plain.end(), isDigit));
}

bool AccountNumber::isGeneratedShape() const
{
    return m_text.size() == 9 && m_text[7] == '-' && isDigit(m_text[8])
        && std::all_of(m_text.begin(), m_text.begin() + 7, isDigit);
}

bool AccountNumber::isGenerated() const
{
    return isGeneratedShape() && m_text[8] == luhnDigit(QByteArrayView(m_text).first(7));
}

} // namespace kontor
