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
    connect(model, &QAbstractItemModel::modelReset, this, &FigureColumns::fit);
    connect(model, &QAbstractItemModel::rowsInserted, this, &FigureColumns::fit);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &FigureColumns::fit);
    connect(model, &QAbstractItemModel::dataChanged, this, &FigureColumns::fit);
    fit();
}

void FigureColumns::setLeast(Least least)
{
    m_least = std::move(least);
    fit();
}

void FigureColumns::fit()
{
    const QAbstractItemModel *model = m_table->model();
    const QFontMetrics metrics(widgets::fontOf(widgets::TextRole::BodyStrong));
    for (const auto &[column, least] : m_least) {
        QString longest; // all digits are as wide
        for (int row = 0; row < model->rowCount(); ++row) {
            const QString text = model->index(row, column).data().toString();
            longest = text.size() > longest.size() ? text : longest;
        }
        const bool last = column == model->columnCount() - 1;
        const int wide = metrics.horizontalAdvance(longest) + (last ? 30 : 20);
        m_table->horizontalHeader()->resizeSection(column, std::max(least, wide));
    }
}

} // namespace kontor::teller
