// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <array>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace kontor {

//! An ISO 4217 currency. Only the codes of the table exist.
class Currency
{
public:
    //! Exactly three upper-case letters of the table; anything else is nothing.
    static std::optional<Currency> fromCode(QByteArrayView code);
    static Currency eur() { return *fromCode("EUR"); }

    QByteArray code() const { return QByteArray(m_code.data(), 3); }
    std::string_view letters() const { return {m_code.data(), m_code.size()}; }
    //! Digits after the decimal point: 2 for EUR, 0 for JPY, 3 for KWD.
    int exponent() const { return m_exponent; }

    friend auto operator<=>(const Currency &, const Currency &) = default;

private:
    std::array<char, 3> m_code{'E', 'U', 'R'};
    signed char m_exponent = 2;
};

//! Balances stay below 10^13 minor units, so that every client's double holds them exactly.
inline constexpr qint64 maxMinor = 9'999'999'999'999;

//! An amount of money as the wire writes it: exact decimal digits, not yet bound to a currency.
//! Read from its text, never from a double.
class Decimal
{
public:
    Decimal() = default;
    //! `minor` minor units of a currency with `exponent` decimals.
    Decimal(qint64 minor, int exponent) : m_digits(minor), m_scale(exponent) {}

    //! "12", "12.5", "12.50": digits with at most one point, at most 18 of them that carry a meaning:
    //! more than an amount may have, as what amounts add up to is read here, too.
    //! Signs, exponents, blanks, leading zeros and other digits than 0–9 are nothing.
    //! Zeros at the end carry no meaning and are dropped. A leading '-' is accepted on request, so
    //! that a negative amount can be refused as such.
    static std::optional<Decimal> parse(QByteArrayView text, bool acceptNegative = true);

    //! The amount in minor units, or nothing where the currency has fewer decimals than it needs
    //! or the amount is beyond maxMinor.
    std::optional<qint64> toMinor(int exponent) const;
    bool isNegative() const { return m_digits < 0; }
    QByteArray toString() const;
    void appendTo(std::string &out) const;

    //! 1.5 equals 1.50.
    friend bool operator==(const Decimal &a, const Decimal &b);

private:
    qint64 m_digits = 0;
    int m_scale = 0;
};

//! Minor units of one currency. Arithmetic is checked: it gives nothing instead of a wrong sum.
struct Money
{
    qint64 minor = 0;
    Currency currency;

    Decimal toDecimal() const { return Decimal(minor, currency.exponent()); }
    friend bool operator==(const Money &, const Money &) = default;
};

std::optional<qint64> checkedAdd(qint64 a, qint64 b);

} // namespace kontor
