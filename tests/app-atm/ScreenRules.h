// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-atm/screens/AtmScreen.h"

namespace kontor::testing {

//! Everything that is wrong with a screen, in words; empty where nothing is.
QString mistakes(const atm::AtmScreen &screen, const QSize &size);

} // namespace kontor::testing
