// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace kontor {

//! Trimmed and in NFC, or nothing where it has fewer than `min` or more than `max` characters, or
//! any that must not be in a text for people: controls, line separators, bidirectional overrides
//! and isolates, noncharacters, unpaired surrogates, and characters that nobody can see (but for the
//! two joiners, the direction marks and what chooses between forms, which some scripts need; these do
//! not count towards `min`). Nor may nothing in it be visible.
std::optional<QString> cleanText(const QString &text, int min, int max);

//! What somebody meant who pasted this: without the characters that nobody can see and cleanText() refuses,
//! line breaks and tabs as blanks, and nothing at its ends that is a blank or only marks a direction (as
//! numbers copied from elsewhere have it).
QString withoutUnseen(const QString &text);

} // namespace kontor
