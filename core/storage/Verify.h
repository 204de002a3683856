// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/OpenError.h"

#include "storage/log/PrintedHead.h"
#include "storage/verify/TrialBalance.h"

#include <QDate>

#include <chrono>
#include <optional>

namespace kontor::storage {

//! The first thing found wrong, of all that was looked at.
struct LedgerFault
{
    //! Of the event; 0 where it is about something else.
    qint64 position = 0;
    //! Likewise of the outcome.
    qint64 outcome = 0;
    //! The event's stream, such as "account/01935e0a-…", where it is known.
    QByteArray stream;
    //! When it was booked, or else recorded.
    QDate day;
    QString what;

    //! "event 4711 (account/01935e0a-…, 2026-03-02)", "outcome 7", or "the files".
    QString place() const;
    //! "event 4711 (account/01935e0a-…, 2026-03-02): it is not what was written"
    QString text() const;
};

struct VerifyOptions
{
    //! Only the events between these two; what came before `from` is taken on trust, and what only a
    //! whole replay can tell is left out.
    qint64 from = 1;
    //! 0: to the end.
    qint64 to = 0;
    //! Noted earlier, on paper: held against the log too.
    std::optional<PrintedHead> head;
};

//! What verifyLedger() looked at, and what it found.
struct LedgerReport
{
    QByteArray ledgerId;
    QByteArray generation;
    qint64 from = 1;
    bool isRange = false;
    Timestamp firstRecorded;
    Timestamp lastRecorded;

    qint64 events = 0;
    qint64 outcomes = 0;
    qint64 refusals = 0;
    qint64 streams = 0;
    qint64 accounts = 0;
    qint64 customers = 0;
    qint64 claims = 0;
    qint64 forcedBookings = 0;
    CurrencyTotals totals;
    //! Sides of transfers whose other side lies outside the range.
    qint64 openTransfers = 0;

    //! Where the views stand, whether they were held against the log to their end and are equal, and
    //! why not.
    std::optional<qint64> viewsPosition;
    bool viewsCompared = false;
    QString viewsNote;
    //! Where the anchor stands; nothing where it is missing or damaged.
    std::optional<qint64> anchorPosition;
    bool headCompared = false;
    std::chrono::microseconds took{0};
    std::optional<LedgerFault> fault;

    bool isWhole() const { return !fault; }
    //! For people.
    QString text() const;
};

//! Reads the ledger in a directory and holds it against itself: both hash chains, positions, versions
//! and sequences without gaps, keys used once, claims unique and used, each balance the sum of what
//! moved, transfers even, cash equal to balances, no account below its floor, the anchor, the views,
//! the triggers. Changes nothing, needs no lock and may run beside the server. The failure says why
//! the files could not even be opened.
Result<LedgerReport, OpenError> verifyLedger(const QString &directory,
    const VerifyOptions &options = {});

} // namespace kontor::storage
