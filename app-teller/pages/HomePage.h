// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-teller/DeskDay.h"
#include "app-teller/flows/SearchFlow.h"
#include "app-teller/pages/Target.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QListView;
class QVBoxLayout;

namespace kontor::teller {

class BodyScroll;
class CommandFlow;
class SearchDelegate;
class LiveCard;

//! Results of the search in place; this counter's sums, what waits, and what happens at the bank.
class HomePage : public QWidget
{
    Q_OBJECT

public:
    HomePage(Session &session, SearchFlow *search, DeskDay *day, QWidget *parent = nullptr);

    std::optional<Target> target() const;
    //! What will be done as soon as the customer is found; empty where nothing waits.
    void setWaiting(const QString &text);
    //! Up and Down of the search field.
    void moveSelection(int rows);
    //! False where the customer has no account in that direction.
    bool moveAccount(int step);
    //! What is being checked at this counter.
    void setOpenFlows(const QList<CommandFlow *> &flows);
    void setNarrow(bool narrow);

Q_SIGNALS:
    void targetChanged();
    void customerActivated();
    void servedActivated(const kontor::teller::DeskDay::Served &served);
    void flowActivated(kontor::teller::CommandFlow *flow);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeResults();
    QWidget *makeServed();
    QWidget *makeToday();
    QWidget *makeWaiting();
    QWidget *makeWaitingRow(CommandFlow *flow);
    void showResults();
    void showHeading();
    QString emptyText() const;
    void selectRow();
    void showServed();
    void showToday();
    void onCurrentChanged();

    Session *m_session;
    SearchFlow *m_search;
    DeskDay *m_day;
    QLabel *m_title = nullptr;
    QLabel *m_order = nullptr;
    QLabel *m_empty = nullptr;
    QListView *m_list = nullptr;
    SearchDelegate *m_delegate = nullptr;
    CustomerId m_selected;
    //! Where nothing is searched for, nobody is chosen but by the teller's own hand.
    bool m_isByHand = false;
    QString m_shownQuery;
    QString m_waitingFor;
    QWidget *m_servedRow = nullptr;
    QHBoxLayout *m_served = nullptr;
    QWidget *m_right = nullptr;
    BodyScroll *m_column = nullptr;
    QLabel *m_receipts = nullptr;
    QLabel *m_todayTitle = nullptr;
    QLabel *m_names[3] = {};
    QLabel *m_counts[3] = {};
    QLabel *m_sums[3] = {};
    QWidget *m_waiting = nullptr;
    QLabel *m_waitingTitle = nullptr;
    QLabel *m_waitingCount = nullptr;
    QVBoxLayout *m_waitingRows = nullptr;
};

} // namespace kontor::teller
