// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/MoneyText.h"

#include "foundation/Strings.h"

#include <algorithm>
#include <cstdlib>

namespace kontor::widgets {

namespace {

constexpr char16_t minusSign = u'\u2212';
constexpr char16_t noBreakSpace = u'\u00A0';

QString unsignedText(const Money &money, const QLocale &locale)
{
    const int exponent = money.currency.exponent();
    QString digits = QString::number(std::abs(money.minor)).rightJustified(exponent + 1, u'0');
    const QString fraction = digits.right(exponent);
    digits.chop(exponent);
    QString grouped;
    for (qsizetype i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) {
            grouped += locale.groupSeparator();
        }
        grouped += digits.at(i);
    }
    return exponent == 0 ? grouped : grouped + locale.decimalPoint() + fraction;
}

} // namespace

// What a month's movements add up to may be more than any amount or balance may be: it is shown, too.
Money moneyOf(const Decimal &amount, const Currency &currency)
{
    QByteArray digits = amount.toString();
    const qsizetype point = digits.indexOf('.');
    const qsizetype decimals = point < 0 ? 0 : digits.size() - point - 1;
    digits.remove(digits.size() - decimals - 1, point < 0 ? 0 : 1);
    const qsizetype missing = currency.exponent() - decimals;
    digits.append(std::max<qsizetype>(missing, 0), '0');
    digits.chop(std::max<qsizetype>(-missing, 0));
    return {digits.toLongLong(), currency};
}

QString formatMoney(const Money &money, const QLocale &locale)
{
    const QString text = unsignedText(money, locale);
    return money.minor < 0 ? QChar(minusSign) + text : text;
}

QString formatSigned(const Money &money, const QLocale &locale)
{
    return QChar(money.minor < 0 ? minusSign : u'+') + unsignedText(money, locale);
}

QString formatSignedWithCurrency(const Money &money, const QLocale &locale)
{
    return formatSigned(money, locale) + QChar(noBreakSpace)
        + QString::fromLatin1(money.currency.code());
}

QString formatWithCurrency(const Money &money, const QLocale &locale)
{
    return formatMoney(money, locale) + QChar(noBreakSpace)
        + QString::fromLatin1(money.currency.code());
}

} // namespace kontor::widgets
