// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "foundation/Money.h"

#include <algorithm>
#include <cstdlib>

namespace kontor {

struct CurrencyRow
{
    const char *code;
    signed char exponent;
};

// ISO 4217 active codes with their minor units, in alphabetical order (searched by bisection).
static constexpr CurrencyRow currencies[] = {
    {"AED", 2}, {"AFN", 2}, {"ALL", 2}, {"AMD", 2}, {"ANG", 2}, {"AOA", 2}, {"ARS", 2}, {"AUD", 2},
    {"AWG", 2}, {"AZN", 2}, {"BAM", 2}, {"BBD", 2}, {"BDT", 2}, {"BGN", 2}, {"BHD", 3}, {"BIF", 0},
    {"BMD", 2}, {"BND", 2}, {"BOB", 2}, {"BRL", 2}, {"BSD", 2}, {"BTN", 2}, {"BWP", 2}, {"BYN", 2},
    {"BZD", 2}, {"CAD", 2}, {"CDF", 2}, {"CHF", 2}, {"CLP", 0}, {"CNY", 2}, {"COP", 2}, {"CRC", 2},
    {"CUP", 2}, {"CVE", 2}, {"CZK", 2}, {"DJF", 0}, {"DKK", 2}, {"DOP", 2}, {"DZD", 2}, {"EGP", 2},
    {"ERN", 2}, {"ETB", 2}, {"EUR", 2}, {"FJD", 2}, {"FKP", 2}, {"GBP", 2}, {"GEL", 2}, {"GHS", 2},
    {"GIP", 2}, {"GMD", 2}, {"GNF", 0}, {"GTQ", 2}, {"GYD", 2}, {"HKD", 2}, {"HNL", 2}, {"HTG", 2},
    {"HUF", 2}, {"IDR", 2}, {"ILS", 2}, {"INR", 2}, {"IQD", 3}, {"IRR", 2}, {"ISK", 0}, {"JMD", 2},
    {"JOD", 3}, {"JPY", 0}, {"KES", 2}, {"KGS", 2}, {"KHR", 2}, {"KMF", 0}, {"KPW", 2}, {"KRW", 0},
    {"KWD", 3}, {"KYD", 2}, {"KZT", 2}, {"LAK", 2}, {"LBP", 2}, {"LKR", 2}, {"LRD", 2}, {"LSL", 2},
    {"LYD", 3}, {"MAD", 2}, {"MDL", 2}, {"MGA", 2}, {"MKD", 2}, {"MMK", 2}, {"MNT", 2}, {"MOP", 2},
    {"MRU", 2}, {"MUR", 2}, {"MVR", 2}, {"MWK", 2}, {"MXN", 2}, {"MYR", 2}, {"MZN", 2}, {"NAD", 2},
    {"NGN", 2}, {"NIO", 2}, {"NOK", 2}, {"NPR", 2}, {"NZD", 2}, {"OMR", 3}, {"PAB", 2}, {"PEN", 2},
    {"PGK", 2}, {"PHP", 2}, {"PKR", 2}, {"PLN", 2}, {"PYG", 0}, {"QAR", 2}, {"RON", 2}, {"RSD", 2},
    {"RUB", 2}, {"RWF", 0}, {"SAR", 2}, {"SBD", 2}, {"SCR", 2}, {"SDG", 2}, {"SEK", 2}, {"SGD", 2},
    {"SHP", 2}, {"SLE", 2}, {"SOS", 2}, {"SRD", 2}, {"SSP", 2}, {"STN", 2}, {"SVC", 2}, {"SYP", 2},
    {"SZL", 2}, {"THB", 2}, {"TJS", 2}, {"TMT", 2}, {"TND", 3}, {"TOP", 2}, {"TRY", 2}, {"TTD", 2},
    {"TWD", 2}, {"TZS", 2}, {"UAH", 2}, {"UGX", 0}, {"USD", 2}, {"UYU", 2}, {"UZS", 2}, {"VES", 2},
    {"VND", 0}, {"VUV", 0}, {"WST", 2}, {"XAF", 0}, {"XCD", 2}, {"XOF", 0}, {"XPF", 0}, {"YER", 2},
    {"ZAR", 2}, {"ZMW", 2}, {"ZWG", 2},
};

std::optional<Currency> Currency::fromCode(QByteArrayView code)
{
    if (code.size() != 3) {
        return std::nullopt;
    }
    const auto row = std::lower_bound(std::begin(currencies), std::end(currencies), code,
        [](const CurrencyRow &r, QByteArrayView c) { return QByteArrayView(r.code, 3) < c; });
    if (row == std::end(currencies) || QByteArrayView(row->code, 3) != code) {
        return std::nullopt;
    }
    Currency currency;
    std::copy_n(row->code, 3, currency.m_code.begin());
    currency.m_exponent = row->exponent;
    return currency;
}

static bool allDigits(QByteArrayView text)
{
    return !text.isEmpty()
        && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<Decimal> Decimal::parse(QByteArrayView text, bool acceptNegative)
{
    const bool negative = acceptNegative && text.startsWith('-');
    if (negative) {
        text = text.sliced(1);
    }
    const qsizetype point = text.indexOf('.');
    const QByteArrayView whole = point < 0 ? text : text.first(point);
    QByteArrayView fraction = point < 0 ? QByteArrayView() : text.sliced(point + 1);
    if (!allDigits(whole) || whole.size() > 18 || (whole.size() > 1 && whole.front() == '0')
        || (point >= 0 && (!allDigits(fraction) || fraction.size() > 18))) {
        return std::nullopt;
    }
    while (!fraction.isEmpty() && fraction.back() == '0') {
        fraction.chop(1);
    }
    if (whole.size() + fraction.size() > 18) {
        return std::nullopt;
    }
    qint64 digits = 0;
    for (const char c : whole) {
        digits = digits * 10 + (c - '0');
    }
    for (const char c : fraction) {
        digits = digits * 10 + (c - '0');
    }
    return Decimal(negative ? -digits : digits, int(fraction.size()));
}

std::optional<qint64> Decimal::toMinor(int exponent) const
{
    qint64 value = m_digits;
    for (int scale = m_scale; scale > exponent; --scale) {
        if (value % 10 != 0) {
            return std::nullopt;
        }
        value /= 10;
    }
    for (int scale = m_scale; scale < exponent; ++scale) {
        if (__builtin_mul_overflow(value, 10, &value)) {
            return std::nullopt;
        }
    }
    return std::abs(value) <= maxMinor ? std::optional(value) : std::nullopt;
}

void Decimal::appendTo(std::string &out) const
{
    std::string digits = std::to_string(std::abs(m_digits));
    const auto scale = static_cast<std::size_t>(m_scale);
    if (digits.size() <= scale) {
        digits.insert(0, scale + 1 - digits.size(), '0');
    }
    if (m_digits < 0) {
        out += '-';
    }
    out.append(digits, 0, digits.size() - scale);
    if (scale > 0) {
        out += '.';
        out.append(digits, digits.size() - scale);
    }
}

QByteArray Decimal::toString() const
{
    std::string out;
    appendTo(out);
    return QByteArray(out.data(), qsizetype(out.size()));
}

static Decimal reduced(qint64 digits, int scale)
{
    while (scale > 0 && digits % 10 == 0) {
        digits /= 10;
        --scale;
    }
    return Decimal(digits, scale);
}

bool operator==(const Decimal &a, const Decimal &b)
{
    const Decimal x = reduced(a.m_digits, a.m_scale);
    const Decimal y = reduced(b.m_digits, b.m_scale);
    return x.m_digits == y.m_digits && x.m_scale == y.m_scale;
}

std::optional<qint64> checkedAdd(qint64 a, qint64 b)
{
    qint64 sum = 0;
    if (__builtin_add_overflow(a, b, &sum)) {
        return std::nullopt;
    }
    return sum;
}

} // namespace kontor
