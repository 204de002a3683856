// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-teller/flows/AuditFlow.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QTableView;
namespace kontor::widgets {
class ActionButton;
class CheckBox;
}

namespace kontor::teller {

//! The audit, for those whose role reads it: a table, filters by person and by what changed something,
//! and the whole of the entry that is chosen.
class AuditPage : public QWidget
{
    Q_OBJECT

public:
    explicit AuditPage(Session &session, QWidget *parent = nullptr);
    void focusFirst();

private:
    QWidget *makeHead();
    QWidget *makeTableCard();
    QWidget *makeFoot();
    void ask();
    void show();
    void showChosen();
    void retranslate();

    AuditFlow m_flow;
    QLabel *m_title = nullptr;
    widgets::CheckBox *m_readings = nullptr;
    QLineEdit *m_who = nullptr;
    widgets::ActionButton *m_ask = nullptr;
    QTableView *m_table = nullptr;
    QLabel *m_empty = nullptr;
    QLabel *m_chosen = nullptr;
    widgets::ActionButton *m_older = nullptr;
};

} // namespace kontor::teller
