// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Cards.h"

#include <optional>
#include <vector>

namespace kontor::atm {

//! Notes by kind, the highest value first, no kind twice and none with a count of zero.
//! Values and amounts at the cash machine are whole major units (euros, not cents).
using Notes = std::vector<api::NoteCount>;

//! Brings any list into the shape above.
Notes normalised(Notes notes);
//! Of notes that can be handed over at once; all that a machine holds may be more than fits.
int amountOf(const Notes &notes);
int countOf(const Notes &notes);
//! How many notes of one value.
int countOf(const Notes &notes, int value);
Notes plus(const Notes &a, const Notes &b);
//! a − b, or nothing where b holds a note that a does not.
std::optional<Notes> minus(const Notes &a, const Notes &b);

//! `FewestNotes`: as few as possible. `Mixed`: as many kinds as possible, then as few notes.
//! `SmallNotes`: as many notes as possible. `EvenEmptying`: drains the fullest cassettes first, so
//! that all of them run low together.
enum class MixKind { FewestNotes, Mixed, SmallNotes, EvenEmptying };

//! What the machine can hand over at once.
struct PayoutLimits
{
    int maxNotes = 40;
    int maxAmount = 1000;

    friend bool operator==(const PayoutLimits &, const PayoutLimits &) = default;
};
//! What is much differs with the currency, and the notes tell: 1000 euros, 100 000 yen.
PayoutLimits limitsOf(const Notes &loaded);

//! The exact mix of that kind, or nothing where the stock cannot pay the amount. Taking the
//! biggest notes first is not enough: 60 from 1 × 50 and 3 × 20 is 3 × 20.
std::optional<Notes> findMix(
    MixKind kind, int amount, const Notes &stock, const PayoutLimits &limits);
bool isPayable(int amount, const Notes &stock, const PayoutLimits &limits);

struct MixChoice
{
    MixKind kind;
    Notes notes;

    friend bool operator==(const MixChoice &, const MixChoice &) = default;
};
//! Fewest, mixed and small notes, without those that come to the same notes.
std::vector<MixChoice> mixChoices(int amount, const Notes &stock, const PayoutLimits &limits);

//! The payable amounts next to one that cannot be paid.
struct NearestAmounts
{
    std::optional<int> below;
    std::optional<int> above;

    friend bool operator==(const NearestAmounts &, const NearestAmounts &) = default;
};
NearestAmounts nearestPayable(int amount, const Notes &stock, const PayoutLimits &limits);
//! The highest amount that can be paid now; 0 where nothing can.
int largestPayable(const Notes &stock, const PayoutLimits &limits);

//! At most `count` usual amounts that can be paid now, in rising order. What is usual follows the notes.
std::vector<int> fastCashAmounts(std::size_t count, const Notes &stock, const PayoutLimits &limits);

} // namespace kontor::atm
