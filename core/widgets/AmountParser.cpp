// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/AmountParser.h"

#include "foundation/Strings.h"
#include "widgets/MoneyText.h"

#include <QCoreApplication>
#include <QStringList>

namespace kontor::widgets {

namespace {

struct AmountText
{
    Q_DECLARE_TR_FUNCTIONS(kontor::widgets::AmountText)
};

using Parsed = Result<qint64, AmountProblem>;

bool areDigits(QStringView text)
{
    for (const QChar c : text) {
        if (c < u'0' || c > u'9') {
            return false;
        }
    }
    return !text.isEmpty();
}

class AmountReader
{
public:
    AmountReader(const Currency &currency, const QLocale &locale)
        : m_exponent(currency.exponent()), m_group(locale.groupSeparator()),
          m_point(locale.decimalPoint())
    {}

    Parsed sum(const QString &text) const
    {
        qint64 total = 0;
        qsizetype start = 0;
        qint64 sign = 1;
        for (qsizetype i = 0; i <= text.size(); ++i) {
            const bool atEnd = i == text.size();
            if (!atEnd && text.at(i) != u'+' && text.at(i) != u'-') {
                continue;
            }
            const auto part = product(text.mid(start, i - start));
            if (!part) {
                return part;
            }
            total += sign * *part;
            if (total > maxMinor || total < -maxMinor) {
                return Failure{AmountProblem::TooLarge};
            }
            sign = !atEnd && text.at(i) == u'-' ? -1 : 1;
            start = i + 1;
        }
        return total;
    }

private:
    //! One amount times whole numbers, in any order: 5*50, 19.90*3.
    Parsed product(const QString &text) const
    {
        qint64 amount = 0;
        qint64 times = 1;
        const QStringList factors = text.split(u'*');
        for (qsizetype i = 0; i < factors.size(); ++i) {
            const bool isCount = i + 1 < factors.size() && areDigits(factors.at(i));
            if (isCount) {
                times = factors.at(i).size() > 6 ? maxMinor : times * factors.at(i).toLongLong();
            } else if (i + 1 < factors.size()) {
                return productOf(factors.at(i), factors.mid(i + 1), times);
            } else {
                const auto last = single(factors.at(i));
                if (!last) {
                    return last;
                }
                amount = *last;
            }
        }
        return scaled(amount, times);
    }

    Parsed productOf(const QString &amountText, const QStringList &counts, qint64 times) const
    {
        for (const QString &count : counts) {
            if (!areDigits(count) || count.size() > 6) {
                return Failure{AmountProblem::NotAnAmount};
            }
            times *= count.toLongLong();
        }
        const auto amount = single(amountText);
        return amount ? scaled(*amount, times) : amount;
    }

    static Parsed scaled(qint64 amount, qint64 times)
    {
        if (times > 1'000'000 || (times > 1 && amount > maxMinor / times)) {
            return Failure{AmountProblem::TooLarge};
        }
        return amount * times;
    }

    Parsed single(const QString &text) const
    {
        const auto point = text.indexOf(m_point);
        const QString whole = point < 0 ? text : text.left(point);
        const QString fraction = point < 0 ? QString() : text.mid(point + m_point.size());
        if (point >= 0 && !areDigits(fraction)) {
            const bool isGrouped = fraction.contains(m_group) || fraction.contains(u' ');
            return Failure{isGrouped ? AmountProblem::Grouping : AmountProblem::NotAnAmount};
        }
        const auto units = wholeUnits(whole);
        if (!units) {
            return units;
        }
        return fraction.size() > m_exponent ? Parsed(Failure{AmountProblem::TooManyDecimals})
                                            : combined(*units, fraction);
    }

    Parsed wholeUnits(const QString &text) const
    {
        const bool isBlank = text.contains(u' ') && !text.contains(m_group);
        const QStringList groups = isBlank ? text.split(u' ') : text.split(m_group);
        for (qsizetype i = 0; i < groups.size(); ++i) {
            if (!areDigits(groups.at(i))) {
                return Failure{groups.at(i).contains(u' ') ? AmountProblem::Grouping
                                                           : AmountProblem::NotAnAmount};
            }
            // 0.500 is a half of something, as others write it, and never five hundred.
            const bool fits = i == 0 ? groups.at(i).size() <= 3 && !groups.at(i).startsWith(u'0')
                                     : groups.at(i).size() == 3;
            if (groups.size() > 1 && !fits) {
                return Failure{AmountProblem::Grouping};
            }
        }
        const QString digits = groups.join(QString());
        return digits.size() > 13 ? Parsed(Failure{AmountProblem::TooLarge})
                                  : Parsed(digits.toLongLong());
    }

    Parsed combined(qint64 units, const QString &fraction) const
    {
        qint64 minor = units;
        for (int i = 0; i < m_exponent; ++i) {
            minor = minor * 10 + (i < fraction.size() ? fraction.at(i).digitValue() : 0);
        }
        return minor > maxMinor ? Parsed(Failure{AmountProblem::TooLarge}) : Parsed(minor);
    }

    int m_exponent;
    QString m_group;
    QString m_point;
};

} // namespace

static bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

//! Without what cannot be seen: blanks of every width, and marks that came along from another program.
//! Between digits one blank stays, which may separate thousands; lines and cells are never one number.
static QString visible(const QString &text)
{
    QString rest;
    QChar gap;
    for (const QChar c : text) {
        if (c.isSpace()) {
            const bool isWide = c == u'\t' || c == u'\n' || c == u'\r' || c == QChar::LineSeparator
                || c == QChar::ParagraphSeparator;
            gap = isWide || gap == u'\n' ? u'\n' : u' ';
        } else if (c.category() != QChar::Other_Format) {
            if (!gap.isNull() && !rest.isEmpty() && isDigit(rest.back()) && isDigit(c)) {
                rest += gap;
            }
            rest += c;
            gap = QChar();
        }
    }
    return rest;
}

Result<Money, AmountProblem> parseAmount(const QString &text, const Currency &currency,
    const QLocale &locale)
{
    QString compact = visible(text);
    compact.replace(u'\u00D7', u'*');
    if (compact.endsWith(u'=')) {
        compact.chop(1);
    }
    if (compact.isEmpty()) {
        return Failure{AmountProblem::Missing};
    }
    if (text.size() > longestAmount) {
        return Failure{AmountProblem::NotAnAmount};
    }
    if (compact.startsWith(u'-') || compact.startsWith(u'\u2212')) {
        return Failure{AmountProblem::NotPositive};
    }
    const auto sum = AmountReader(currency, locale).sum(compact);
    if (!sum) {
        return Failure{sum.error()};
    }
    if (*sum <= 0) {
        return Failure{AmountProblem::NotPositive};
    }
    return Money{*sum, currency};
}

QString amountProblemText(AmountProblem problem, const Currency &currency)
{
    qint64 minor = 1250;
    for (int i = 0; i < currency.exponent(); ++i) {
        minor *= 10;
    }
    const QString example = formatMoney({minor, currency});
    switch (problem) {
    case AmountProblem::Missing:
        return AmountText::tr("Enter the amount");
    case AmountProblem::NotAnAmount:
        return AmountText::tr("Write the amount in digits, like %1").arg(example);
    case AmountProblem::Grouping:
        return AmountText::tr("Amount has a separator in the wrong place; write it like %1")
            .arg(example);
    case AmountProblem::TooManyDecimals:
        return AmountText::tr("Amount can have %n decimal place(s), like %1", nullptr,
            currency.exponent())
            .arg(example);
    case AmountProblem::NotPositive:
        return AmountText::tr("Amount must be more than zero");
    case AmountProblem::TooLarge:
        return AmountText::tr("Amount must be %1 or less").arg(formatMoney({maxMinor, currency}));
    }
    return {};
}

} // namespace kontor::widgets
