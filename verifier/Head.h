// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "verifier/Lines.h"

namespace verifier {

//! The text that `kontor-server head` prints for these ends.
std::string headOf(const Ends &ends);

//! A head as somebody typed it.
struct NotedHead
{
    std::int64_t events = 0;
    std::int64_t outcomes = 0;
    std::string text;
};
//! Nothing where its last group does not fit the others: mistyped.
std::optional<NotedHead> parseHead(std::string_view text);

} // namespace verifier
