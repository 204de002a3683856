// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <compare>
#include <optional>

namespace kontor {

//! How strictly a CPF is checked: `Length` accepts any 11 digits that are not all equal.
enum class CpfValidation { Strict, Length };

//! A Brazilian tax number: 11 digits of which the last two check the others.
class Cpf
{
public:
    //! Dots, dashes and blanks are dropped first.
    static std::optional<Cpf> parse(const QString &text, CpfValidation validation);
    //! 11 digits, as stored.
    QByteArray digits() const { return m_digits; }

    friend bool operator==(const Cpf &, const Cpf &) = default;

private:
    QByteArray m_digits;
};

} // namespace kontor
