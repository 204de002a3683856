// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace kontor::teller {

struct FoundCustomer;

//! Rows of the search: one line and a half per customer; the selected one opens and shows its
//! accounts, of which one is chosen.
class SearchDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    //! The row that is open.
    void setCurrentIndex(const QModelIndex &index);
    //! Which account of an open row is at `position` (in the view); -1 where none is.
    int accountAt(const QRect &row, const QPoint &position, const FoundCustomer &customer) const;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
        const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintName(QPainter &painter, const QRect &row, const FoundCustomer &customer,
        const QString &query) const;
    void paintFacts(QPainter &painter, const QRect &row, const FoundCustomer &customer,
        const QString &query) const;
    void paintAccounts(QPainter &painter, const QRect &row, const FoundCustomer &customer) const;
    int m_currentRow = -1;
};

} // namespace kontor::teller
