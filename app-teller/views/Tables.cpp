// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/views/Tables.h"

#include "widgets/Type.h"

#include <QHeaderView>
#include <QTableView>

#include <algorithm>

namespace kontor::teller {

QTableView *makeTable(QWidget *parent, int rowHeight)
{
    auto *table = new QTableView(parent);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setShowGrid(false);
    table->setTabKeyNavigation(false);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setMouseTracking(true);
    table->setCornerButtonEnabled(false);
    table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(rowHeight);
    table->verticalHeader()->setMinimumSectionSize(rowHeight);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setSectionsClickable(false);
    table->horizontalHeader()->setFixedHeight(30);
    return table;
}

FigureColumns::FigureColumns(QTableView *table, Least least)
    : QObject(table), m_table(table), m_least(std::move(least))
{
    const QAbstractItemModel *model = table->model();
    const auto all = [this] { fit(); };
    const auto some = [this](const QModelIndex &, int first, int last) { grow(first, last); };
    connect(model, &QAbstractItemModel::modelReset, this, all);
    connect(model, &QAbstractItemModel::layoutChanged, this, all);
    connect(model, &QAbstractItemModel::rowsInserted, this, some);
    connect(model, &QAbstractItemModel::dataChanged, this,
        [this](const QModelIndex &from, const QModelIndex &to) {
            if (to.column() >= m_least.front().first) { // and not what names came for
                grow(from.row(), to.row());
            }
        });
    fit();
}

void FigureColumns::setLeast(Least least)
{
    m_least = std::move(least);
    fit();
}

void FigureColumns::fit()
{
    for (const auto &[column, least] : m_least) {
        m_table->horizontalHeader()->resizeSection(column, least);
    }
    grow(0, m_table->model()->rowCount() - 1);
}

//! So that not all rows are measured for each that comes.
void FigureColumns::grow(int first, int last)
{
    const QAbstractItemModel *model = m_table->model();
    const QFontMetrics metrics(widgets::fontOf(widgets::TextRole::BodyStrong));
    for (const auto &[column, least] : m_least) {
        Q_UNUSED(least);
        QString longest; // all digits are as wide
        for (int row = first; row <= last; ++row) {
            const QString text = model->index(row, column).data().toString();
            longest = text.size() > longest.size() ? text : longest;
        }
        const bool atEnd = column == model->columnCount() - 1;
        const int needed = metrics.horizontalAdvance(longest) + (atEnd ? 30 : 20);
        if (needed > m_table->columnWidth(column)) {
            m_table->horizontalHeader()->resizeSection(column, needed);
        }
    }
}

} // namespace kontor::teller
