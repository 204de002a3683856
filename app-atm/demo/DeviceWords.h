// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-atm/devices/simulated/DispenserModel.h"
#include "app-atm/session/JournalEntry.h"

namespace kontor::atm {

//! What the panel calls them, in the language of whoever looks.
QString wordsFor(DispenserFault fault);
QString wordsFor(JournalStep step);

} // namespace kontor::atm
