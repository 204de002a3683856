// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "foundation/Clock.h"

#include "foundation/Digits.h"

#include <QDateTime>

#include <chrono>

namespace kontor {

void Timestamp::appendTo(std::string &out) const
{
    namespace chrono = std::chrono;
    const chrono::sys_time<chrono::microseconds> point{chrono::microseconds(micros)};
    const auto day = chrono::floor<chrono::days>(point);
    const chrono::year_month_day date(day);
    const chrono::hh_mm_ss<chrono::microseconds> time(point - day);
    const auto part = [&out](char before, auto value, int width) {
        out += before;
        appendDigits(out, unsigned(value), width);
    };
    appendDate(out, int(date.year()), unsigned(date.month()), unsigned(date.day()));
    part('T', time.hours().count(), 2);
    part(':', time.minutes().count(), 2);
    part(':', time.seconds().count(), 2);
    if (const auto rest = time.subseconds().count(); rest != 0) {
        part('.', rest, 6);
    }
    out += 'Z';
}

QByteArray Timestamp::toString() const
{
    std::string out;
    appendTo(out);
    return QByteArray(out.data(), qsizetype(out.size()));
}

namespace {

//! What of a text has not been read yet.
class TimeText
{
public:
    explicit TimeText(QByteArrayView text) : m_rest(text) {}

    bool take(char c)
    {
        if (m_rest.isEmpty() || m_rest.front() != c) {
            return false;
        }
        m_rest = m_rest.sliced(1);
        return true;
    }
    bool takeEither(char upper) { return take(upper) || take(char(upper | 0x20)); }
    //! A number of so many digits, no more than `most`.
    bool take(int digits, int most, int &value)
    {
        value = 0;
        for (int i = 0; i < digits; ++i) {
            if (!hasDigit()) {
                return false;
            }
            value = value * 10 + nextDigit();
        }
        return value <= most;
    }
    bool hasDigit() const
    {
        return !m_rest.isEmpty() && m_rest.front() >= '0' && m_rest.front() <= '9';
    }
    int nextDigit()
    {
        const int digit = m_rest.front() - '0';
        m_rest = m_rest.sliced(1);
        return digit;
    }
    bool isEmpty() const { return m_rest.isEmpty(); }

private:
    QByteArrayView m_rest;
};

std::optional<qint64> dayMicros(TimeText &text)
{
    namespace chrono = std::chrono;
    int year = 0;
    int month = 0;
    int day = 0;
    if (!text.take(4, 9999, year) || !text.take('-') || !text.take(2, 12, month) || !text.take('-')
        || !text.take(2, 31, day)) {
        return std::nullopt;
    }
    const chrono::year_month_day date{chrono::year(year), chrono::month(unsigned(month)),
        chrono::day(unsigned(day))};
    if (!date.ok() || year == 0) {
        return std::nullopt;
    }
    return chrono::microseconds(chrono::sys_days(date).time_since_epoch()).count();
}

constexpr qint64 second = 1'000'000;
constexpr Timestamp first{-62'135'596'800 * second}; // 0001-01-01T00:00:00Z
constexpr Timestamp last{253'402'300'800 * second - 1}; // 9999-12-31T23:59:59.999999Z

std::optional<qint64> clockMicros(TimeText &text)
{
    int hours = 0;
    int minutes = 0;
    int seconds = 0;
    if (!text.take(2, 23, hours) || !text.take(':') || !text.take(2, 59, minutes) || !text.take(':')
        || !text.take(2, 59, seconds)) {
        return std::nullopt;
    }
    qint64 micros = (hours * 60 + minutes) * 60 * second + seconds * second;
    if (!text.take('.')) {
        return micros;
    }
    if (!text.hasDigit()) {
        return std::nullopt;
    }
    for (qint64 place = second / 10; text.hasDigit(); place /= 10) {
        micros += text.nextDigit() * place; // nothing, beyond microseconds
    }
    return micros;
}

std::optional<qint64> offsetMicros(TimeText &text)
{
    if (text.takeEither('Z')) {
        return 0;
    }
    const bool behind = text.take('-');
    int hours = 0;
    int minutes = 0;
    if ((!behind && !text.take('+')) || !text.take(2, 23, hours) || !text.take(':')
        || !text.take(2, 59, minutes)) {
        return std::nullopt;
    }
    return (behind ? -1 : 1) * (hours * 60 + minutes) * 60 * second;
}

} // namespace

std::optional<Timestamp> Timestamp::parse(QByteArrayView bytes)
{
    if (bytes.size() > 40) {
        return std::nullopt;
    }
    TimeText text(bytes);
    const auto day = dayMicros(text);
    const auto clock = day && text.takeEither('T') ? clockMicros(text) : std::nullopt;
    const auto offset = clock ? offsetMicros(text) : std::nullopt;
    if (!offset || !text.isEmpty()) {
        return std::nullopt;
    }
    // In UTC its year has four digits, too: what toString() makes of it can be read again.
    const Timestamp time{*day + *clock - *offset};
    return time < first || time > last ? std::nullopt : std::optional(time);
}

QDate Timestamp::dateUtc() const
{
    return QDateTime::fromMSecsSinceEpoch(micros / 1000, Qt::UTC).date();
}

Timestamp SystemClock::now() const
{
    using namespace std::chrono;
    return {duration_cast<microseconds>(system_clock::now().time_since_epoch()).count()};
}

} // namespace kontor
