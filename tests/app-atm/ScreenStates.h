// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-atm/session/AtmMachine.h"

#include <QString>

namespace kontor::testing {

struct NamedState
{
    QString name;
    atm::State state;
};

//! One state for every screen and every variant of it, made by the machine itself.
std::vector<NamedState> allScreens(atm::Language language);
//! Those with money on them, of machines with four and five kinds of notes, and in US dollars.
std::vector<NamedState> otherMachines(atm::Language language);

} // namespace kontor::testing
