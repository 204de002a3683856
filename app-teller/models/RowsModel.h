// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include <iterator>
#include <vector>

namespace kontor::teller {

//! A table of rows that come page by page, the newest first; what stands in its cells is up to the
//! model of it.
template<class Row>
class RowsModel : public QAbstractTableModel
{
public:
    void append(std::vector<Row> rows)
    {
        if (rows.empty()) {
            return;
        }
        beginInsertRows({}, rowCount(), rowCount() + int(rows.size()) - 1);
        m_rows.insert(m_rows.end(), std::make_move_iterator(rows.begin()),
            std::make_move_iterator(rows.end()));
        endInsertRows();
    }
    void prepend(std::vector<Row> rows)
    {
        if (rows.empty()) {
            return;
        }
        beginInsertRows({}, 0, int(rows.size()) - 1);
        m_rows.insert(m_rows.begin(), std::make_move_iterator(rows.begin()),
            std::make_move_iterator(rows.end()));
        endInsertRows();
    }
    const std::vector<Row> &rows() const { return m_rows; }
    //! nullptr where there is no such row.
    const Row *at(int row) const
    {
        return row >= 0 && row < rowCount() ? &m_rows[std::size_t(row)] : nullptr;
    }
    void retranslate()
    {
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, m_columns - 1);
        if (!m_rows.empty()) {
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, m_columns - 1));
        }
    }

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(m_rows.size());
    }
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : m_columns;
    }

protected:
    RowsModel(int columns, QObject *parent) : QAbstractTableModel(parent), m_columns(columns) {}
    void setRows(std::vector<Row> rows)
    {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
    }

private:
    int m_columns;
    std::vector<Row> m_rows;
};

} // namespace kontor::teller
