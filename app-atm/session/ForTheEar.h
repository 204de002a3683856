// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-atm/session/AtmState.h"

namespace kontor::atm {

//! What a screen or a slip writes, as it is said: "€170" as "170 euros", "3 × 50" as "3 notes of
//! 50", the number of a case letter by letter. A voice would guess, and often wrongly.
QString forTheEar(const QString &written, Language language);

} // namespace kontor::atm
