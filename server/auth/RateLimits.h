// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Clock.h"
#include "server/http/Networks.h"

#include <QByteArray>
#include <QHash>

#include <optional>

namespace kontor::server {

//! So many acts in a time for each name, and a few at once. One number for each: when all that was
//! let through would have come at an even pace.
class Pace
{
public:
    //! `count` in `seconds`, of which `atOnce` may come together; 0: no limit.
    Pace(int count, int seconds, int atOnce);

    //! Lets the act through, or gives the seconds to wait. One that is as much work as `weight` others
    //! is let through like any, and those after it wait for it, ten seconds at most.
    std::optional<int> wait(const QByteArray &whose, Timestamp now, qint64 weight = 1);

private:
    void shrink(Timestamp now);

    qint64 m_interval;
    qint64 m_lead;
    QHash<QByteArray, qint64> m_even;
};

//! How much one caller, and one address that nobody has signed in from, may ask for.
class RateLimits
{
public:
    struct Rates
    {
        //! A second.
        int caller = 0;
        int source = 0;
        //! A minute.
        int signIn = 0;
        //! Addresses and networks without a limit of their own.
        QStringList exempt;
    };
    explicit RateLimits(const Rates &rates);

    // Each lets the request through, or gives the seconds to wait.

    std::optional<int> caller(const QByteArray &keySpace, Timestamp now, qint64 weight = 1)
    {
        return m_callers.wait(keySpace, now, weight);
    }
    std::optional<int> source(const QHostAddress &address, Timestamp now);
    //! For what costs a password's hash.
    std::optional<int> signIn(const QHostAddress &address, Timestamp now);

private:
    Pace m_callers;
    Pace m_sources;
    Pace m_signIns;
    Networks m_exempt;
};

} // namespace kontor::server
