// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/Submission.h"
#include "foundation/Clock.h"

#include <QString>

#include <functional>
#include <vector>

namespace kontor::server {

//! A step of the demo branch's past: an ordinary command at a scripted time, under the key demo/n.
struct DemoStep
{
    Timestamp at;
    application::Submission submission;
};

//! A card of the demo branch, with its PIN: nothing here is real.
struct DemoCard
{
    CardId id;
    QString label;
    QString pin;

    template<class V>
    static void describe(V &&v)
    {
        v("id", &DemoCard::id, "what the card reader reads");
        v("label", &DemoCard::label, "whose card it is");
        v("pin", &DemoCard::pin, "the PIN");
    }
};

struct DemoBranch
{
    std::vector<DemoStep> steps;
    std::vector<DemoCard> cards;
};

//! Sixty days of a small branch, ending at `today`; amounts are as many minor units in every currency. The
//! same `today` always gives the same branch, and no step of it is refused.
DemoBranch demoBranch(Timestamp today, Currency currency);
//! On which day the demo branch was begun whose first account this is; nothing where it is none.
std::optional<Timestamp> demoBegun(const application::RecordedEvent &opening);

} // namespace kontor::server
