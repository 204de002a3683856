// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-teller/Desk.h"

#include <functional>

namespace kontor::testing {

//! Goes to every page of the program and every state of it, with keys only, and lets `look` see
//! each.
void visitEveryPage(Desk &desk, const std::function<void(const QString &page)> &look);
constexpr int pagesOnTour = 35;

} // namespace kontor::testing
