// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-atm/screens/AtmScreen.h"

namespace kontor::atm {

//! The name by which scripts, tests and the transcript know what is shown, such as "take-cash".
QString screenName(const State &state);
//! Two states with the same key are shown by the same screen, which only has to be refreshed.
QString screenKey(const State &state);
AtmScreen *makeScreen(
    const Look &look, const State &state, const MachineFacts &facts, QWidget *parent);

} // namespace kontor::atm
