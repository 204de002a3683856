// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

// What clients of a bank did and saw, as they saw it. Nothing here knows how the server works.

namespace kontor::testing {

enum class Act
{
    Deposit,
    Withdraw,
    Transfer,
    Hold,
    Release,
    ReadBalance,
    ReadList,
    ReadHistory
};

//! What a client knows after an attempt.
enum class Outcome
{
    Ok,
    Refused, //!< a definite no: nothing has happened
    NotDone, //!< not now: nothing has happened, the key is still free
    Unknown, //!< no answer, or one that says so
};

//! A state of an account that an answer showed; amounts in cents.
struct Sighting
{
    int account = 0;
    qint64 version = 0;
    qint64 balance = 0;
    //! Not every answer shows it.
    qint64 available = noAmount;

    static constexpr qint64 noAmount = -1;
};

//! One attempt: one request and what came of it.
struct Attempt
{
    Act act = Act::ReadBalance;
    //! Empty for reads.
    QByteArray key;
    int account = 0;
    int other = 0;
    qint64 amount = 0;
    //! A repetition with another body on purpose.
    bool isAltered = false;

    // Ticks of one clock that all clients share: what completed at a lower tick than another began
    // came before it.
    qint64 invoked = 0;
    qint64 completed = 0;
    Outcome outcome = Outcome::Unknown;
    QString code;
    bool isReplayed = false;
    QByteArray answer;
    std::vector<Sighting> seen;
    //! A page of history that says there is nothing after it.
    bool reachesEnd = false;
};

using History = std::vector<Attempt>;

} // namespace kontor::testing
