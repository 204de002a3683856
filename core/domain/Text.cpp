// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/Text.h"

#include <algorithm>

namespace kontor::domain {

// U+200C and U+200D join letters, U+200E, U+200F and U+061C mark a direction.
static bool isInvisibleButNeeded(char32_t c)
{
    return (c >= 0x200C && c <= 0x200F) || c == 0x061C;
}

static bool isInvisible(char32_t c)
{
    const bool tag = c >= 0xE0000 && c <= 0xE0FFF;
    return c == 0x00AD || c == 0x034F || c == 0x115F || c == 0x1160 || c == 0x180E || c == 0x200B
        || (c >= 0x2060 && c <= 0x206F) || c == 0x3164 || c == 0xFEFF || c == 0xFFA0
        || (c >= 0xFFF9 && c <= 0xFFFB) || tag;
}

static bool isHarmful(char32_t c)
{
    const bool bidi = c >= 0x202A && c <= 0x202E;
    const bool separator = c == 0x2028 || c == 0x2029;
    const bool noncharacter = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || bidi || separator || noncharacter
        || isInvisible(c);
}

std::optional<QString> cleanText(const QString &text, int min, int max)
{
    // The untrimmed text is searched: a trailing line break is a control, not a blank. toUcs4() would
    // hide an unpaired surrogate behind a replacement character.
    const auto all = text.toUcs4();
    if (!text.isValidUtf16() || std::any_of(all.begin(), all.end(), isHarmful)) {
        return std::nullopt;
    }
    const QString clean = text.normalized(QString::NormalizationForm_C).trimmed();
    const auto characters = clean.toUcs4();
    const auto hidden = std::count_if(characters.begin(), characters.end(), isInvisibleButNeeded);
    if (characters.size() - hidden < min || characters.size() > max) {
        return std::nullopt;
    }
    return clean;
}

} // namespace kontor::domain
