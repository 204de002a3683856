// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "foundation/Text.h"

#include <algorithm>

namespace kontor {

// U+200C and U+200D join letters, U+200E, U+200F and U+061C mark a direction; the others choose a
// form of the character before, of emoji or of Mongolian letters.
static bool isInvisibleButNeeded(char32_t c)
{
    return (c >= 0x200C && c <= 0x200F) || c == 0x061C || (c >= 0xFE00 && c <= 0xFE0F)
        || (c >= 0x180B && c <= 0x180D) || c == 0x180F;
}

static bool isInvisible(char32_t c)
{
    const bool tag = c >= 0xE0000 && c <= 0xE0FFF;
    const bool notation = (c >= 0x1BCA0 && c <= 0x1BCA3) || c == 0x1D159
        || (c >= 0x1D173 && c <= 0x1D17A); // of shorthand and music
    const bool khmerVowel = c == 0x17B4 || c == 0x17B5; // inherent, and never written
    const bool emptyBraille = c == 0x2800;
    return c == 0x00AD || c == 0x034F || c == 0x115F || c == 0x1160 || c == 0x180E || c == 0x200B
        || (c >= 0x2060 && c <= 0x206F) || c == 0x3164 || c == 0xFEFF || c == 0xFFA0
        || (c >= 0xFFF0 && c <= 0xFFFB) || tag || notation || khmerVowel || emptyBraille;
}

static bool isHarmful(char32_t c)
{
    const bool bidi = c >= 0x202A && c <= 0x202E;
    const bool separator = c == 0x2028 || c == 0x2029;
    const bool noncharacter = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || bidi || separator || noncharacter
        || isInvisible(c);
}

static bool isVisible(char32_t c)
{
    return !QChar::isSpace(c) && !isInvisibleButNeeded(c);
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
    if (!clean.isEmpty() && std::none_of(characters.begin(), characters.end(), isVisible)) {
        return std::nullopt;
    }
    return clean;
}

static bool isDirectionMark(QChar c)
{
    return c == QChar(0x200E) || c == QChar(0x200F) || c == QChar(0x061C);
}

QString withoutUnseen(const QString &text)
{
    std::u32string kept;
    for (const char32_t c : text.toUcs4()) {
        if (QChar::isSpace(c)) {
            kept += U' ';
        } else if (!isHarmful(c)) {
            kept += c;
        }
    }
    const QString plain = QString::fromStdU32String(kept);
    const auto isNothing = [](QChar c) { return c == u' ' || isDirectionMark(c); };
    const auto first = std::find_if_not(plain.begin(), plain.end(), isNothing);
    const auto last = std::find_if_not(plain.rbegin(), plain.rend(), isNothing).base();
    return first < last ? QString(first, last - first) : QString();
}

} // namespace kontor
