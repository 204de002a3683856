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

//! A text without its fraction of a second, which QDateTime rounds, and that fraction in
//! microseconds; further digits are dropped.
struct SplitTime
{
    QByteArray whole;
    qint64 micros = 0;
};

SplitTime split(QByteArrayView text)
{
    const qsizetype dot = text.indexOf('.');
    if (dot < 0) {
        return {text.toByteArray(), 0};
    }
    qint64 micros = 0;
    qsizetype end = dot + 1;
    for (int digit = 0; digit < 6; ++digit) {
        const bool present = end < text.size() && text[end] >= '0' && text[end] <= '9';
        micros = micros * 10 + (present ? text[end] - '0' : 0);
        end += present ? 1 : 0;
    }
    while (end < text.size() && text[end] >= '0' && text[end] <= '9') {
        ++end;
    }
    const bool hasDigits = end > dot + 1;
    return {hasDigits ? text.first(dot).toByteArray() + text.sliced(end).toByteArray() : QByteArray(),
        micros};
}

} // namespace

std::optional<Timestamp> Timestamp::parse(QByteArrayView text)
{
    if (text.size() < 20 || text.size() > 40) {
        return std::nullopt;
    }
    const char last = text.back();
    const bool offset = text.size() > 19 && (text.sliced(19).contains('+') || text.sliced(19).contains('-'));
    if (last != 'Z' && !offset) {
        return std::nullopt;
    }
    const SplitTime parts = split(text);
    const auto time = QDateTime::fromString(QString::fromLatin1(parts.whole), Qt::ISODate);
    if (!time.isValid()) {
        return std::nullopt;
    }
    return Timestamp{time.toMSecsSinceEpoch() * 1000 + parts.micros};
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
