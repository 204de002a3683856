// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "verifier/Head.h"

#include <charconv>

namespace verifier {

static constexpr std::size_t digestBytes = 16;
static constexpr std::size_t groupSize = 4;

static void appendNumber(std::string &bytes, std::int64_t value)
{
    for (int i = 0; i < 8; ++i) {
        bytes += static_cast<char>((static_cast<std::uint64_t>(value) >> (8 * i)) & 0xFF);
    }
}

static std::string checkOf(std::string_view text)
{
    return toHex(bytesOf(blake2b(text)).substr(0, groupSize / 2));
}

std::string headOf(const Ends &ends)
{
    std::string bytes = "H";
    appendNumber(bytes, ends.events);
    bytes += bytesOf(ends.eventHash);
    appendNumber(bytes, ends.outcomes);
    bytes += bytesOf(ends.outcomeHash);
    std::string text = std::to_string(ends.events) + '-' + std::to_string(ends.outcomes);
    const std::string digest = toHex(bytesOf(blake2b(bytes)).substr(0, digestBytes));
    for (std::size_t at = 0; at < digest.size(); at += groupSize) {
        text += '-' + digest.substr(at, groupSize);
    }
    return text + '-' + checkOf(text);
}

// Blanks count as dashes, capitals as small letters.
static std::string tidied(std::string_view text)
{
    std::string tidy;
    for (const char c : text) {
        const bool dash = c == ' ' || c == '-';
        if (dash && (tidy.empty() || tidy.back() == '-')) {
            continue;
        }
        tidy += dash ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    while (!tidy.empty() && tidy.back() == '-') {
        tidy.pop_back();
    }
    return tidy;
}

std::optional<NotedHead> parseHead(std::string_view typed)
{
    NotedHead head;
    head.text = tidied(typed);
    const std::size_t last = head.text.rfind('-');
    if (last == std::string::npos
        || checkOf(head.text.substr(0, last)) != head.text.substr(last + 1)) {
        return std::nullopt;
    }
    const char *end = head.text.data() + head.text.size();
    const auto events = std::from_chars(head.text.data(), end, head.events);
    if (events.ec != std::errc() || events.ptr == end) {
        return std::nullopt;
    }
    const auto outcomes = std::from_chars(events.ptr + 1, end, head.outcomes);
    return outcomes.ec == std::errc() ? std::optional(head) : std::nullopt;
}

} // namespace verifier
