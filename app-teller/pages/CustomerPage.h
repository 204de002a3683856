// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-teller/flows/CustomerFlow.h"
#include "app-teller/pages/Target.h"

#include <QWidget>

class QLabel;
class QTableView;
namespace kontor::widgets {
class IconLabel;
class StepChart;
} // namespace kontor::widgets

namespace kontor::teller {

class FigureColumns;
class MovementsCard;
class SideCard;

//! Who stands there, the accounts, what is available, and what was booked.
class CustomerPage : public QWidget
{
    Q_OBJECT

public:
    CustomerPage(Session &session, CustomerFlow *flow, QWidget *parent = nullptr);

    CustomerFlow *flow() const { return m_flow; }
    std::optional<Target> target() const;
    void focusFirst();
    void setNarrow(bool narrow);

Q_SIGNALS:
    void targetChanged();

private:
    QWidget *makeHeader();
    QWidget *makeAccounts();
    QWidget *makeBalance();
    void showCustomer();
    void showBalance();
    void showChart();
    void showOrder();
    void showLive();
    void selectChosen();
    void onRowChosen(int row);

    Session *m_session;
    CustomerFlow *m_flow;
    QLabel *m_name = nullptr;
    QLabel *m_facts = nullptr;
    QLabel *m_problem = nullptr;
    QLabel *m_order = nullptr;
    QTableView *m_accounts = nullptr;
    FigureColumns *m_figures = nullptr;
    bool m_isNarrow = false;
    SideCard *m_balanceCard = nullptr;
    QLabel *m_balanceTitle = nullptr;
    widgets::IconLabel *m_liveIcon = nullptr;
    QLabel *m_live = nullptr;
    QLabel *m_balance = nullptr;
    QLabel *m_currency = nullptr;
    QLabel *m_available = nullptr;
    widgets::StepChart *m_chart = nullptr;
    MovementsCard *m_movements = nullptr;
};

} // namespace kontor::teller
