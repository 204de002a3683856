// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-teller/flows/CustomerFlow.h"
#include "widgets/Card.h"

class QAction;
class QLabel;
class QLayout;
class QLineEdit;
class QTableView;
namespace kontor::widgets {
class ActionButton;
class ElidedLabel;
} // namespace kontor::widgets

namespace kontor::teller {

class MovementsFilter;

//! What was booked on the chosen account, what of it matches, and a copy of its receipt.
class MovementsCard : public widgets::Card
{
    Q_OBJECT

public:
    MovementsCard(Session &session, CustomerFlow *flow, QWidget *parent = nullptr);

    //! For the page, so that the key is heard everywhere on it.
    QAction *printAction() const { return m_printAction; }
    void setNarrow(bool narrow);

private:
    QLayout *makeHead();
    QWidget *makeNote();
    void makeTable();
    void makePrinting();
    void connectNote();
    void connectPrinting();
    void retranslate();
    void showAccount();
    void showNote();
    QString note() const;
    void lookFurther();
    void goOnLooking();
    void showPrinting();
    void printChosen();

    Session *m_session;
    CustomerFlow *m_flow;
    QLabel *m_title = nullptr;
    QLabel *m_of = nullptr;
    QLineEdit *m_filter = nullptr;
    QAction *m_filterIcon = nullptr;
    widgets::ElidedLabel *m_printNews = nullptr;
    widgets::ActionButton *m_print = nullptr;
    QAction *m_printAction = nullptr;
    bool m_isPrinting = false;
    QWidget *m_noteRow = nullptr;
    QLabel *m_note = nullptr;
    widgets::ActionButton *m_further = nullptr;
    //! Pages of older movements that may still be read in search of one more that matches.
    int m_pagesToLook = 0;
    int m_matchesBefore = 0;
    MovementsFilter *m_filtered = nullptr;
    QTableView *m_movements = nullptr;
};

} // namespace kontor::teller
