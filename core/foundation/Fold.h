// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Strings.h"

namespace kontor {

//! A text without regard to case, accents, strokes and doubled blanks, for searching: "José  D'Ávila"
//! becomes "jose d'avila", "Søren Groß" "soren gross".
QString folded(const QString &text);

//! A text as somebody types it to look for another: folded, its umlauts marked for spellings().
QString foldedQuery(const QString &typed);

//! How the books may have a word of a foldedQuery(): "müller" is "muller" (from Müller, Muller) and
//! "mueller"; so is "mueller", because whoever has no umlauts on the keys writes two vowels.
QStringList spellings(const QString &word);

} // namespace kontor
