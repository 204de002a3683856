// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/Dates.h"

#include "foundation/Strings.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

namespace kontor::widgets {

namespace {

QTimeZone &zone()
{
    static QTimeZone theZone;
    return theZone;
}

QDateTime local(Timestamp at)
{
    const qint64 ms = at.micros / 1000;
    return zone().isValid() ? QDateTime::fromMSecsSinceEpoch(ms, zone())
                            : QDateTime::fromMSecsSinceEpoch(ms);
}

template<class Time>
QString formatted(const Time &time, const QString &english, const QString &german)
{
    const QLocale locale;
    return locale.toString(time, locale.language() == QLocale::German ? german : english);
}

QString formatted(Timestamp at, const QString &english, const QString &german)
{
    return formatted(local(at), english, german);
}

} // namespace

void setTimeZone(const QString &name)
{
    zone() = QTimeZone(name.toLatin1());
}

Timestamp nextMonth(Timestamp at)
{
    const QDate day = local(at).date();
    const QDate first = QDate(day.year(), day.month(), 1).addMonths(1);
    const QDateTime begin = zone().isValid() ? first.startOfDay(zone()) : first.startOfDay();
    return {begin.toMSecsSinceEpoch() * 1000};
}

QString shortDate(Timestamp at)
{
    return formatted(at, u"d MMM"_s, u"d. MMM"_s);
}

QString longDate(Timestamp at)
{
    return formatted(at, u"d MMMM yyyy"_s, u"d. MMMM yyyy"_s);
}

QString fullDate(Timestamp at)
{
    return formatted(at, u"dddd d MMMM yyyy"_s, u"dddd, d. MMMM yyyy"_s);
}

QString clockTime(Timestamp at)
{
    return local(at).toString(u"HH:mm"_s);
}

QString exactTime(Timestamp at)
{
    return local(at).toString(u"HH:mm:ss"_s);
}

QString dateAndTime(Timestamp at, Timestamp now)
{
    const QDate day = local(at).date();
    const QDate today = local(now).date();
    if (day == today) {
        return QCoreApplication::translate("kontor::widgets::Dates", "Today, %1")
            .arg(clockTime(at));
    }
    if (day.addDays(1) == today) {
        return QCoreApplication::translate("kontor::widgets::Dates", "Yesterday, %1")
            .arg(clockTime(at));
    }
    if (day.year() != today.year()) {
        return formatted(at, u"d MMM yyyy, HH:mm"_s, u"d. MMM yyyy, HH:mm"_s);
    }
    return formatted(at, u"ddd d MMM, HH:mm"_s, u"ddd, d. MMM, HH:mm"_s);
}

QString receiptTime(Timestamp at)
{
    return formatted(at, u"d MMM yyyy HH:mm:ss"_s, u"dd.MM.yyyy HH:mm:ss"_s);
}

QDate dayOf(Timestamp at)
{
    return local(at).date();
}

QString shortDate(QDate day)
{
    return formatted(day, u"d MMM"_s, u"d. MMM"_s);
}

QString dateWithYear(QDate day)
{
    return formatted(day, u"d MMM yyyy"_s, u"d. MMM yyyy"_s);
}

QString monthAndYear(QDate day)
{
    return formatted(day, u"MMMM yyyy"_s, u"MMMM yyyy"_s);
}

} // namespace kontor::widgets
