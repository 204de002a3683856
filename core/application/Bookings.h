// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/ports/Views.h"

namespace kontor::application {

//! What is asked of an account's movements: those booked from one day to another, in pieces.
struct BookingQuery
{
    AccountId id;
    QDate first;
    QDate last;
    //! The version of the last movement seen already; 0 from the first on.
    qint64 afterVersion = 0;
    int limit = 1'000;
};

//! A piece of the movements, with the totals of all of them.
struct Bookings
{
    BookingTotals totals;
    //! The account's version that the totals end with: others may follow while they are read.
    qint64 version = 0;
    //! The balance before the first movement of this piece.
    qint64 before = 0;
    //! Movements before this piece.
    qint64 countBefore = 0;
    std::vector<RecordedEvent> events;
    //! The version to go on from; nothing at the end.
    std::optional<qint64> next;
};

//! The views must have reached the head. Looks only at the part of the account's movements that was
//! recorded around these days.
Bookings bookingsOf(ViewReader &views, StreamIndex &index, LogReader &log, const BookingQuery &query);

} // namespace kontor::application
