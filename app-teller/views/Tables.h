// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <utility>
#include <vector>

class QTableView;
class QWidget;

namespace kontor::teller {

//! A table as all of ours are: whole rows, no grid, flat heads, Tab leaves it.
QTableView *makeTable(QWidget *parent, int rowHeight);

//! Keeps the columns of amounts as wide as their longest amount: a figure is never cut. For a table
//! that has its model; belongs to the table.
class FigureColumns : public QObject
{
    Q_OBJECT

public:
    //! A column, and how wide it is at least.
    using Least = std::vector<std::pair<int, int>>;

    FigureColumns(QTableView *table, Least least);
    void setLeast(Least least);

private:
    void fit();
    void grow(int first, int last);

    QTableView *m_table;
    Least m_least;
};

} // namespace kontor::teller
