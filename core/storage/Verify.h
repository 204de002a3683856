// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/OpenError.h"

#include "foundation/Money.h"

#include <map>
#include <optional>
#include <vector>

namespace kontor::storage {

//! The first thing found wrong, of all that was looked at.
struct LedgerFault
{
    //! Of the event; 0 where it is about something else.
    qint64 position = 0;
    QString what;
};

struct CurrencyTotal
{
    //! Minor units: the sum of all movements, and of all balances. They must be equal.
    qint64 movements = 0;
    qint64 balances = 0;
};

//! What verifyLedger() looked at, and what it found.
struct LedgerReport
{
    qint64 events = 0;
    qint64 outcomes = 0;
    qint64 streams = 0;
    qint64 accounts = 0;
    std::map<QByteArray, CurrencyTotal> totals;
    //! How far the views were, and whether they were held against the log; they may lag behind it.
    std::optional<qint64> viewsPosition;
    bool viewsCompared = false;
    bool anchorFound = false;
    std::optional<LedgerFault> fault;

    bool isWhole() const { return !fault; }
    //! For people, a line each.
    QStringList lines() const;
};

//! Reads the whole ledger in a directory and holds it against itself: both hash chains, positions,
//! versions and sequences without gaps, keys and claims unique, each balance the sum of what moved,
//! the anchor, the views. Changes nothing, needs no lock and may run beside the server. The
//! failure says why the files could not even be opened.
Result<LedgerReport, OpenError> verifyLedger(const QString &directory);

} // namespace kontor::storage
