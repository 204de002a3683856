// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;
class QTableView;
class QSortFilterProxyModel;

namespace kontor::teller {

class Actions;
class KeysModel;

//! All keys, searchable: Ctrl+/.
class KeysPage : public QWidget
{
    Q_OBJECT

public:
    explicit KeysPage(const Actions *actions, QWidget *parent = nullptr);
    void focusFirst();

Q_SIGNALS:
    void left();

private:
    void fill();
    const Actions *m_actions;
    QLineEdit *m_filter;
    KeysModel *m_model;
    QSortFilterProxyModel *m_filtered;
    QTableView *m_table;
};

} // namespace kontor::teller
