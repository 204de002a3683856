// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/claim/ClaimEvents.h"

namespace kontor::domain {

//! Who holds a unique name now, if anybody.
struct Claim
{
    std::optional<Uuid> holder;

    template<class V>
    static void describe(V &&v) { v("holder", &Claim::holder); }
    friend bool operator==(const Claim &, const Claim &) = default;
};

inline void evolve(Claim &claim, const Claimed &event, Timestamp)
{
    claim.holder = event.by;
}

inline void evolve(Claim &claim, const Released &, Timestamp)
{
    claim.holder.reset();
}

} // namespace kontor::domain
