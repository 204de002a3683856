// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <optional>

namespace kontor {

//! What is known of a described member beyond its type. Schemas say it to readers and programs; the
//! rules are what refuses, so that each refusal has its own code.
struct Facts
{
    //! Characters of a text, items of a list; 0 is no limit.
    int minLength = 0;
    int maxLength = 0;
    std::optional<qint64> least = {};
    std::optional<qint64> most = {};
    //! A regular expression (ECMA 262) for a whole text.
    const char *pattern = nullptr;
    //! The only texts, separated by '|'.
    const char *oneOf = nullptr;
    //! Nothing that follows from it is kept but by its owner: not even a digest that guessing finds.
    bool isSecret = false;
};

} // namespace kontor
