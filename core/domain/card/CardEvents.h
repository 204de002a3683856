// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Describe.h"

// The verifier of a PIN is not here: it must be erasable and stands in service.db.

namespace kontor::domain {

struct CardIssued
{
    AccountId accountId;
    //! The last four digits printed on receipts; the rest is never kept.
    QByteArray lastDigits;

    template<class V>
    static void describe(V &&v)
    {
        v("accountId", &CardIssued::accountId);
        v("lastDigits", &CardIssued::lastDigits);
    }
    friend bool operator==(const CardIssued &, const CardIssued &) = default;
};

//! Committed before the PIN is looked at, so that neither a crash nor a race buys another guess.
struct PinAttempted
{
    QByteArray terminalId;

    template<class V>
    static void describe(V &&v) { v("terminalId", &PinAttempted::terminalId); }
    friend bool operator==(const PinAttempted &, const PinAttempted &) = default;
};

//! The attempt before it was right: the count starts anew. A session was opened with it.
struct PinVerified
{
    QByteArray terminalId;

    template<class V>
    static void describe(V &&v) { v("terminalId", &PinVerified::terminalId); }
    friend bool operator==(const PinVerified &, const PinVerified &) = default;
};

struct PinChanged
{
    int generation = 0;

    template<class V>
    static void describe(V &&v) { v("generation", &PinChanged::generation); }
    friend bool operator==(const PinChanged &, const PinChanged &) = default;
};

struct CardBlocked
{
    QByteArray reason;

    template<class V>
    static void describe(V &&v) { v("reason", &CardBlocked::reason); }
    friend bool operator==(const CardBlocked &, const CardBlocked &) = default;
};

} // namespace kontor::domain
