// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <cstdint>
#include <optional>

namespace kontor {

//! The number on a customer's papers. Generated ones are a seven-digit serial and a Luhn digit,
//! written NNNNNNN-D; numbers that come from elsewhere (4030-1) are kept as they are.
class AccountNumber
{
public:
    static AccountNumber fromSerial(std::int64_t serial);
    //! 1–32 letters, digits, dots, dashes, slashes and blanks; kept as written.
    static std::optional<AccountNumber> parse(QByteArrayView text);

    //! Its letters and digits alone: 4030-1, 40301 and 40 30 1 are one number to people.
    QByteArray withoutSeparators() const;
    //! Neither empty without its separators nor, however it is separated, of the eight digits that the
    //! branch's own have.
    bool mayComeFromElsewhere() const;
    //! Has the shape of a generated number, whatever its check digit.
    bool isGeneratedShape() const;
    //! Of generated shape and with the right check digit.
    bool isGenerated() const;
    QByteArray text() const { return m_text; }

    friend bool operator==(const AccountNumber &, const AccountNumber &) = default;

private:
    QByteArray m_text;
};

} // namespace kontor
