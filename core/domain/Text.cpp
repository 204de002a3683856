// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/Text.h"

#include <algorithm>

namespace kontor::domain {

static bool isHarmful(char32_t c)
{
    const bool bidi = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    const bool separator = c == 0x2028 || c == 0x2029;
    const bool noncharacter = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
    const bool surrogate = c >= 0xD800 && c <= 0xDFFF;
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || bidi || separator || noncharacter || surrogate;
}

std::optional<QString> cleanText(const QString &text, int min, int max)
{
    const QString clean = text.normalized(QString::NormalizationForm_C).trimmed();
    const auto characters = clean.toUcs4();
    // The untrimmed text is searched too: a trailing line break is a control, not a blank.
    const auto all = text.toUcs4();
    if (characters.size() < min || characters.size() > max
        || std::any_of(all.begin(), all.end(), isHarmful)) {
        return std::nullopt;
    }
    return clean;
}

} // namespace kontor::domain
