// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Clock.h"

#include <QDate>
#include <QString>

namespace kontor::widgets {

//! The branch's time zone by its IANA name, for everything here: its days and months are those of
//! the books. Until then, and where the computer does not know it, the computer's own.
void setTimeZone(const QString &name);

//! Points in time as people read them, in the user's language, with the month as a word.
//! The moment in which the month after begins.
Timestamp nextMonth(Timestamp at);
//! "2 Mar"
QString shortDate(Timestamp at);
//! "2 March 2026"
QString longDate(Timestamp at);
//! "Monday 2 March 2026"
QString fullDate(Timestamp at);
//! "10:44"
QString clockTime(Timestamp at);
//! "10:44:07"
QString exactTime(Timestamp at);
//! "Today, 09:12", "Yesterday, 16:40", "Fri 27 Feb, 12:05"; with the year where it is not this one.
QString dateAndTime(Timestamp at, Timestamp now);
//! "02.03.2026 10:44:07" on receipts.
QString receiptTime(Timestamp at);
//! The day that it is then.
QDate dayOf(Timestamp at);

//! Days of the books, which are days wherever somebody reads them.
//! "2 Mar"
QString shortDate(QDate day);
//! "2 Mar 2026"
QString dateWithYear(QDate day);
//! "March 2026"
QString monthAndYear(QDate day);

} // namespace kontor::widgets
