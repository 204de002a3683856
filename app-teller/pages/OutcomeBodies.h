// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-teller/flows/Sheets.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;
namespace kontor::widgets {
class ActionButton;
class ReceiptView;
class Ring;
}

namespace kontor::teller {

class Timeline;

//! Done: the amount, the new balance from the event, and the receipt.
class DoneBody : public QWidget
{
    Q_OBJECT

public:
    explicit DoneBody(QWidget *parent = nullptr);
    void show(const DoneSheet &sheet);

private:
    QLabel *m_amount;
    QLabel *m_currency;
    QLabel *m_lead;
    QVBoxLayout *m_rows;
    widgets::ReceiptView *m_receipt;
};

//! Refused: why, and what to do.
class RefusedBody : public QWidget
{
    Q_OBJECT

public:
    explicit RefusedBody(QWidget *parent = nullptr);
    void show(const RefusedSheet &sheet);

private:
    QLabel *m_headline;
    QLabel *m_lead;
    QVBoxLayout *m_rows;
};

//! Being checked: three instructions, what happened, and when the next try comes.
class CheckingBody : public QWidget
{
    Q_OBJECT

public:
    explicit CheckingBody(QWidget *parent = nullptr);
    void show(const CheckingSheet &sheet, const QString &requestNumber);
    void setRemaining(int left, int total);

Q_SIGNALS:
    void checkNow();

private:
    void showInstructions(const CheckingSheet &sheet);
    QLabel *m_headline;
    QLabel *m_lead;
    QVBoxLayout *m_instructions;
    QLabel *m_continue;
    QLabel *m_happenedTitle;
    Timeline *m_happened;
    widgets::Ring *m_ring;
    QLabel *m_next;
    widgets::ActionButton *m_checkNow;
    QLabel *m_request;
};

} // namespace kontor::teller
