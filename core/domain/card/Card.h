// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/card/CardEvents.h"

namespace kontor::domain {

//! Wrong PINs in a row before a card is blocked.
inline constexpr int pinTries = 3;

struct Card
{
    bool exists = false;
    AccountId accountId;
    QByteArray lastDigits;
    bool isBlocked = false;
    //! Attempts since the last right PIN, the one being checked included.
    int attempts = 0;
    //! Which verifier counts; grows with each change of the PIN.
    int pinGeneration = 1;
    Timestamp issuedAt;

    int triesLeft() const { return attempts >= pinTries ? 0 : pinTries - attempts; }

    template<class V>
    static void describe(V &&v)
    {
        v("exists", &Card::exists);
        v("accountId", &Card::accountId);
        v("lastDigits", &Card::lastDigits);
        v("isBlocked", &Card::isBlocked);
        v("attempts", &Card::attempts);
        v("pinGeneration", &Card::pinGeneration);
        v("issuedAt", &Card::issuedAt);
    }
    friend bool operator==(const Card &, const Card &) = default;
};

inline void evolve(Card &card, const CardIssued &event, Timestamp at)
{
    card.exists = true;
    card.accountId = event.accountId;
    card.lastDigits = event.lastDigits;
    card.issuedAt = at;
}

inline void evolve(Card &card, const PinAttempted &, Timestamp)
{
    ++card.attempts;
}

inline void evolve(Card &card, const PinVerified &, Timestamp)
{
    card.attempts = 0;
}

inline void evolve(Card &card, const PinChanged &event, Timestamp)
{
    card.pinGeneration = event.generation;
    card.attempts = 0;
}

inline void evolve(Card &card, const CardBlocked &, Timestamp)
{
    card.isBlocked = true;
}

} // namespace kontor::domain
