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

} // namespace kontor::testing
