// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "verifier/Chain.h"

namespace verifier {

//! Where both chains stand.
struct Ends
{
    std::int64_t events = 0;
    Hash eventHash{};
    std::int64_t outcomes = 0;
    Hash outcomeHash{};

    friend bool operator==(const Ends &, const Ends &) = default;
};

struct Header
{
    std::int64_t format = 0;
    std::string ledger;
    std::string generation;
    //! What came before the first event and the first outcome.
    Ends before;
};

struct Event
{
    std::int64_t position = 0;
    std::int64_t stream = 0;
    std::int64_t version = 0;
    std::string type;
    std::int64_t schema = 0;
    std::optional<std::int64_t> amount;
    std::optional<std::int64_t> balanceAfter;
    //! JSON, in the line.
    std::string_view data;
    std::string_view meta;
    std::int64_t recordedAt = 0;
    Hash hash{};

    Hash hashAfter(const Hash &previous) const;
};

struct Outcome
{
    std::int64_t number = 0;
    std::string key;
    std::string caller;
    std::string fingerprint;
    std::optional<std::string> refusal;
    std::int64_t detail = 0;
    std::optional<std::int64_t> first;
    std::optional<std::int64_t> last;
    Hash hash{};

    Hash hashAfter(const Hash &previous) const;
};

struct Footer
{
    Ends ends;
    std::string head;
};

//! What a line is by its beginning.
enum class LineKind { Header, Event, Outcome, Footer, Unknown };
LineKind kindOf(std::string_view line);

// Each reads a whole line; the result is 0, or the first column that does not make sense.
std::size_t read(std::string_view line, Header &header);
std::size_t read(std::string_view line, Event &event);
std::size_t read(std::string_view line, Outcome &outcome);
std::size_t read(std::string_view line, Footer &footer);

//! Of a header's or footer's line: whether its check fits all that stands before it.
bool checkFits(std::string_view line);

} // namespace verifier
