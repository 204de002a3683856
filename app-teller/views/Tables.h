// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QTableView;
class QWidget;

namespace kontor::teller {

//! A table as all of ours are: whole rows, no grid, flat heads, Tab leaves it.
QTableView *makeTable(QWidget *parent, int rowHeight);

} // namespace kontor::teller
