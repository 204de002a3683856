// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-teller/Desk.h"

// What tests of the statement's page do at a counter.

namespace kontor::testing::statement {

//! Carla's statement of the present month, read whole.
void open(Desk &desk);
//! Rows of the table; -1 where it is not shown.
int rows(Desk &desk);
//! Also the names of the other sides are there.
bool canPrint(Desk &desk);
//! What became of printing or saving.
QString news(Desk &desk);
//! By the action of that name, as a file that somebody has chosen.
void save(Counter &desk, const QString &action, const QString &path, const QString &filter = {});

} // namespace kontor::testing::statement
