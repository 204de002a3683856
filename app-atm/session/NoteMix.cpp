// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/session/NoteMix.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>

namespace kontor::atm {

Notes normalised(Notes notes)
{
    std::map<int, int, std::greater<>> counts;
    for (const api::NoteCount &note : notes) {
        counts[note.value] += note.count;
    }
    Notes result;
    for (const auto &[value, count] : counts) {
        if (count != 0) {
            result.push_back({value, count});
        }
    }
    return result;
}

int amountOf(const Notes &notes)
{
    return std::accumulate(notes.begin(), notes.end(), 0,
        [](int sum, const api::NoteCount &note) { return sum + note.value * note.count; });
}

int countOf(const Notes &notes)
{
    return std::accumulate(notes.begin(), notes.end(), 0,
        [](int sum, const api::NoteCount &note) { return sum + note.count; });
}

int countOf(const Notes &notes, int value)
{
    const auto found = std::find_if(notes.begin(), notes.end(),
        [value](const api::NoteCount &note) { return note.value == value; });
    return found == notes.end() ? 0 : found->count;
}

Notes plus(const Notes &a, const Notes &b)
{
    Notes sum = a;
    sum.insert(sum.end(), b.begin(), b.end());
    return normalised(std::move(sum));
}

std::optional<Notes> minus(const Notes &a, const Notes &b)
{
    Notes difference = a;
    for (const api::NoteCount &note : b) {
        difference.push_back({note.value, -note.count});
    }
    difference = normalised(std::move(difference));
    const bool owes = std::any_of(difference.begin(), difference.end(),
        [](const api::NoteCount &note) { return note.count < 0; });
    return owes ? std::nullopt : std::optional(difference);
}

namespace {

//! Lower is better, compared from the left.
using Score = std::array<int, 3>;

//! Share of the cassette that a mix would leave most drained, in parts of 10 000.
int worstDrain(const Notes &mix, const Notes &stock)
{
    int worst = 0;
    for (const api::NoteCount &held : stock) {
        worst = std::max(worst, countOf(mix, held.value) * 10'000 / held.count);
    }
    return worst;
}

Score scoreOf(MixKind kind, const Notes &mix, const Notes &stock)
{
    switch (kind) {
    case MixKind::FewestNotes: return {countOf(mix), 0, 0};
    case MixKind::Mixed: return {-int(mix.size()), countOf(mix), 0};
    case MixKind::SmallNotes: return {-countOf(mix), 0, 0};
    case MixKind::EvenEmptying: return {worstDrain(mix, stock), countOf(mix), 0};
    }
    return {};
}

//! Walks through every exact mix. Machines hold three to five kinds and pay at most some forty
//! notes, so this is a few thousand steps.
class MixSearch
{
public:
    MixSearch(MixKind kind, const Notes &stock) : m_kind(kind), m_stock(stock) {}

    std::optional<Notes> best(int amount, int maxNotes)
    {
        pick(0, amount, maxNotes);
        return m_best;
    }

private:
    void pick(std::size_t kind, int amount, int notesLeft)
    {
        if (amount == 0) {
            consider();
            return;
        }
        if (kind == m_stock.size() || amount > notesLeft * m_stock[kind].value) {
            return;
        }
        const auto [value, held] = m_stock[kind];
        const int most = std::min({held, amount / value, notesLeft});
        for (int count = most; count >= 0; --count) {
            if (count > 0) {
                m_mix.push_back({value, count});
            }
            pick(kind + 1, amount - count * value, notesLeft - count);
            if (count > 0) {
                m_mix.pop_back();
            }
        }
    }
    void consider()
    {
        const Score score = scoreOf(m_kind, m_mix, m_stock);
        if (!m_best || score < m_bestScore) {
            m_best = m_mix;
            m_bestScore = score;
        }
    }

    MixKind m_kind;
    Notes m_stock;
    Notes m_mix;
    std::optional<Notes> m_best;
    Score m_bestScore{};
};

int smallestNote(const Notes &stock)
{
    return stock.empty() ? 0 : stock.back().value;
}

//! Of two payable amounts, none is nearer to the other than this.
int stepOf(const Notes &stock)
{
    return std::accumulate(stock.begin(), stock.end(), 0,
        [](int step, const api::NoteCount &note) { return std::gcd(step, note.value); });
}

//! A power of ten: euros are counted in 50s, yen in 10 000s.
int scaleOf(const Notes &stock)
{
    int scale = 1;
    while (!stock.empty() && stock.front().value / 50 >= scale * 10) {
        scale *= 10;
    }
    return scale;
}

} // namespace

PayoutLimits limitsOf(const Notes &loaded)
{
    PayoutLimits limits;
    limits.maxAmount *= scaleOf(normalised(loaded));
    return limits;
}

std::optional<Notes> findMix(
    MixKind kind, int amount, const Notes &stock, const PayoutLimits &limits)
{
    if (amount <= 0 || amount > limits.maxAmount) {
        return std::nullopt;
    }
    return MixSearch(kind, normalised(stock)).best(amount, limits.maxNotes);
}

bool isPayable(int amount, const Notes &stock, const PayoutLimits &limits)
{
    return findMix(MixKind::FewestNotes, amount, stock, limits).has_value();
}

std::vector<MixChoice> mixChoices(int amount, const Notes &stock, const PayoutLimits &limits)
{
    std::vector<MixChoice> choices;
    for (const MixKind kind : {MixKind::FewestNotes, MixKind::Mixed, MixKind::SmallNotes}) {
        const auto mix = findMix(kind, amount, stock, limits);
        const bool known = std::any_of(choices.begin(), choices.end(),
            [&mix](const MixChoice &choice) { return choice.notes == mix; });
        if (mix && !known) {
            choices.push_back({kind, *mix});
        }
    }
    return choices;
}

NearestAmounts nearestPayable(int amount, const Notes &stock, const PayoutLimits &limits)
{
    NearestAmounts nearest;
    const int step = stepOf(stock);
    if (step == 0) {
        return nearest;
    }
    int below = std::min(amount - 1, limits.maxAmount);
    for (below -= below % step; below > 0 && !nearest.below; below -= step) {
        if (isPayable(below, stock, limits)) {
            nearest.below = below;
        }
    }
    for (int above = amount - amount % step + step; above <= limits.maxAmount && !nearest.above;
         above += step) {
        if (isPayable(above, stock, limits)) {
            nearest.above = above;
        }
    }
    return nearest;
}

int largestPayable(const Notes &stock, const PayoutLimits &limits)
{
    if (stock.empty()) {
        return 0;
    }
    qint64 held = 0;
    for (const api::NoteCount &note : stock) {
        held += qint64(note.value) * note.count;
    }
    const int most = int(std::min<qint64>(limits.maxAmount, held));
    if (isPayable(most, stock, limits)) {
        return most;
    }
    return nearestPayable(most, stock, limits).below.value_or(0);
}

std::vector<int> fastCashAmounts(std::size_t count, const Notes &stock, const PayoutLimits &limits)
{
    std::vector<int> amounts;
    const int scale = scaleOf(stock);
    for (const int number :
        {20, 50, 100, 200, 10, 40, 60, 80, 30, 150, 300, 70, 90, 5, 500, 1000}) {
        const int usual = number * scale;
        if (amounts.size() < count && usual >= smallestNote(stock)
            && isPayable(usual, stock, limits)) {
            amounts.push_back(usual);
        }
    }
    std::sort(amounts.begin(), amounts.end());
    return amounts;
}

} // namespace kontor::atm
