// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-atm/screens/AtmScreen.h"

namespace kontor::atm {

//! The dots of a PIN. The tree says that here is a PIN, neither digits nor their number.
class PinField : public QWidget
{
    Q_OBJECT

public:
    PinField(const Look &look, QWidget *parent);
    void setCount(int count);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Look m_look;
    int m_count = 0;
};

class PinScreen : public AtmScreen
{
    Q_OBJECT

public:
    PinScreen(const Look &look, const State &state, const MachineFacts &facts, QWidget *parent);
    void refresh(const State &state) override;
    bool hasPad() const override { return true; }
    //! Never a digit, nor how many there are.
    QString spokenChange() const override;

protected:
    void paintBody(QPainter &painter) override;

private:
    static QString titleFor(PinPurpose purpose);
    QString noticeHead() const;
    QString noticeText() const;

    PinField *m_field;
    QLabel *m_noticeHead;
    QLabel *m_noticeText;
};

class AmountScreen : public AtmScreen
{
    Q_OBJECT

public:
    AmountScreen(const Look &look, const State &state, const MachineFacts &facts, QWidget *parent);
    void refresh(const State &state) override;
    bool hasPad() const override { return true; }
    QString spokenChange() const override;

protected:
    void paintBody(QPainter &painter) override;

private:
    QLabel *m_amount;
};

} // namespace kontor::atm
