// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Strings.h"

namespace kontor {

//! A text without regard to case, accents, strokes and doubled blanks, for searching: "José  D'Ávila"
//! becomes "jose d'avila", "Søren Groß" "soren gross".
QString folded(const QString &text);

} // namespace kontor
