// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/AmountWords.h"

#include "foundation/Strings.h"

#include <QRegularExpression>
#include <QStringList>

#include <array>

namespace kontor::widgets {

namespace {

constexpr std::array<UnitWords, 8> englishUnits{{
    {"EUR", "euro", "euros", "cent", "cents"},
    {"USD", "US dollar", "US dollars", "cent", "cents"},
    {"GBP", "pound", "pounds", "penny", "pence"},
    {"CHF", "Swiss franc", "Swiss francs", "centime", "centimes"},
    {"BRL", "Brazilian real", "Brazilian reais", "centavo", "centavos"},
    {"JPY", "yen", "yen", "", ""},
    {"KWD", "Kuwaiti dinar", "Kuwaiti dinars", "fils", "fils"},
    {"TND", "Tunisian dinar", "Tunisian dinars", "millime", "millimes"},
}};
constexpr std::array<UnitWords, 8> germanUnits{{
    {"EUR", "Euro", "Euro", "Cent", "Cent"},
    {"USD", "US-Dollar", "US-Dollar", "Cent", "Cent"},
    {"GBP", "Pfund", "Pfund", "Penny", "Pence"},
    {"CHF", "Franken", "Franken", "Rappen", "Rappen"},
    {"BRL", "Real", "Reais", "Centavo", "Centavos"},
    {"JPY", "Yen", "Yen", "", ""},
    {"KWD", "Kuwait-Dinar", "Kuwait-Dinar", "Fils", "Fils"},
    {"TND", "tunesischer Dinar", "tunesische Dinar", "Millime", "Millimes"},
}};

QString english(qint64 value);
QString german(qint64 value);

QString englishBelow1000(int value)
{
    static const QStringList small{u"zero"_s, u"one"_s, u"two"_s, u"three"_s, u"four"_s, u"five"_s,
        u"six"_s, u"seven"_s, u"eight"_s, u"nine"_s, u"ten"_s, u"eleven"_s, u"twelve"_s,
        u"thirteen"_s, u"fourteen"_s, u"fifteen"_s, u"sixteen"_s, u"seventeen"_s, u"eighteen"_s,
        u"nineteen"_s};
    static const QStringList tens{QString(), QString(), u"twenty"_s, u"thirty"_s, u"forty"_s,
        u"fifty"_s, u"sixty"_s, u"seventy"_s, u"eighty"_s, u"ninety"_s};
    if (value < 20) {
        return small.at(value);
    }
    if (value < 100) {
        const QString ten = tens.at(value / 10);
        return value % 10 == 0 ? ten : ten + u'-' + small.at(value % 10);
    }
    const QString hundred = small.at(value / 100) + u" hundred"_s;
    return value % 100 == 0 ? hundred : hundred + u' ' + englishBelow1000(value % 100);
}

QString english(qint64 value)
{
    static const std::array<std::pair<qint64, QString>, 4> scales{{
        {1'000'000'000'000, u"trillion"_s}, {1'000'000'000, u"billion"_s},
        {1'000'000, u"million"_s}, {1000, u"thousand"_s}}};
    for (const auto &[scale, name] : scales) {
        if (value >= scale) {
            const QString head = english(value / scale) + u' ' + name;
            return value % scale == 0 ? head : head + u' ' + english(value % scale);
        }
    }
    return englishBelow1000(int(value));
}

//! `end` is "s" where nothing follows: "eins", but "eintausend" and "ein Euro".
QString germanBelow100(int value, const QString &end)
{
    static const QStringList small{u"null"_s, u"ein"_s, u"zwei"_s, u"drei"_s, u"vier"_s, u"fünf"_s,
        u"sechs"_s, u"sieben"_s, u"acht"_s, u"neun"_s, u"zehn"_s, u"elf"_s, u"zwölf"_s,
        u"dreizehn"_s, u"vierzehn"_s, u"fünfzehn"_s, u"sechzehn"_s, u"siebzehn"_s, u"achtzehn"_s,
        u"neunzehn"_s};
    static const QStringList tens{QString(), QString(), u"zwanzig"_s, u"dreißig"_s, u"vierzig"_s,
        u"fünfzig"_s, u"sechzig"_s, u"siebzig"_s, u"achtzig"_s, u"neunzig"_s};
    if (value == 1) {
        return u"ein"_s + end;
    }
    if (value < 20) {
        return small.at(value);
    }
    const QString ten = tens.at(value / 10);
    return value % 10 == 0 ? ten : small.at(value % 10) + u"und"_s + ten;
}

QString germanBelow1000(int value, const QString &end)
{
    if (value < 100) {
        return germanBelow100(value, end);
    }
    const QString hundred = germanBelow100(value / 100, QString()) + u"hundert"_s;
    return value % 100 == 0 ? hundred : hundred + germanBelow100(value % 100, end);
}

QString german(qint64 value)
{
    static const std::array<std::array<QString, 2>, 3> scales{{
        {u"eine Billion"_s, u"Billionen"_s}, {u"eine Milliarde"_s, u"Milliarden"_s},
        {u"eine Million"_s, u"Millionen"_s}}};
    QStringList parts;
    qint64 scale = 1'000'000'000'000;
    for (const auto &[one, many] : scales) {
        const int count = int(value / scale);
        if (count > 0) {
            parts.append(count == 1 ? one : germanBelow1000(count, u"s"_s) + u' ' + many);
        }
        value %= scale;
        scale /= 1000;
    }
    QString rest;
    if (value >= 1000) {
        rest = germanBelow1000(int(value / 1000), QString()) + u"tausend"_s;
    }
    if (value % 1000 != 0 || (value == 0 && parts.isEmpty())) {
        // Before a unit "ein Euro", after a hundred or thousand "einhunderteins Euro".
        const bool alone = value == 1 && parts.isEmpty();
        rest += germanBelow1000(int(value % 1000), alone ? QString() : u"s"_s);
    }
    if (!rest.isEmpty()) {
        parts.append(rest);
    }
    return parts.join(u' ');
}

} // namespace

std::span<const UnitWords> namedUnits(bool isGerman)
{
    return isGerman ? germanUnits : englishUnits;
}

static UnitWords unitsOf(bool isGerman, const QByteArray &code)
{
    for (const UnitWords &unit : namedUnits(isGerman)) {
        if (code == unit.code) {
            return unit;
        }
    }
    return {code.constData(), code.constData(), code.constData(), "", ""};
}

QString amountInWords(const Money &money, const QLocale &locale)
{
    const bool isGerman = locale.language() == QLocale::German;
    const QByteArray code = money.currency.code();
    const UnitWords units = unitsOf(isGerman, code);
    qint64 divisor = 1;
    for (int i = 0; i < money.currency.exponent(); ++i) {
        divisor *= 10;
    }
    const auto words
        = [isGerman](qint64 value) { return isGerman ? german(value) : english(value); };
    const auto part = [&](qint64 value, const char *one, const char *many) {
        return words(value) + u' ' + QString::fromUtf8(value == 1 ? one : many);
    };
    const qint64 whole = money.minor / divisor;
    const qint64 fraction = money.minor % divisor;
    if (fraction == 0) {
        return part(whole, units.one, units.many);
    }
    if (*units.minorOne == '\0') {
        return part(whole, units.one, units.many) + u' '
            + u"%1/%2"_s.arg(fraction).arg(divisor);
    }
    const QString minor = part(fraction, units.minorOne, units.minorMany);
    if (whole == 0) {
        return minor;
    }
    return part(whole, units.one, units.many) + (isGerman ? u" und "_s : u" and "_s) + minor;
}

QString breakable(const QString &words)
{
    static const QRegularExpression thousand(u"tausend(?=\\p{L})"_s);
    return QString(words).replace(thousand, u"tausend\u00AD"_s);
}

} // namespace kontor::widgets
