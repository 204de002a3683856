// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-atm/screens/AnswerScreen.h"

namespace kontor::atm {

//! Steps, not a spinner: each is a real state of the machine.
class WorkingScreen : public AtmScreen
{
    Q_OBJECT

public:
    WorkingScreen(const Look &look, const State &state, const MachineFacts &facts, QWidget *parent);
    void refresh(const State &state) override;
    QString spoken() const override;
    QString spokenChange() const override { return m_reassurance->text(); }

protected:
    void paintBody(QPainter &painter) override;

private:
    int currentStep() const;
    QString textOf(int step) const;
    bool cardIsInside() const { return m_state.visit->place == CardPlace::InReader; }

    QLabel *m_reassurance;
};

//! Nobody took the notes: the machine takes them back and counts them, and the answers are given in
//! the places where the problem's will be.
class RetractingScreen : public AnswerScreen
{
    Q_OBJECT

public:
    RetractingScreen(const Look &look, const State &state, const MachineFacts &facts,
        QWidget *parent);
    void refresh(const State &state) override;
    QString spokenChange() const override { return m_wait->text(); }

private:
    QLabel *m_wait;
};

//! Asks the bank for something short: PIN, balance.
class OneMomentScreen : public AtmScreen
{
    Q_OBJECT

public:
    OneMomentScreen(
        const Look &look, const State &state, const MachineFacts &facts, QWidget *parent);
    void refresh(const State &state) override;
    QString spokenChange() const override { return m_reassurance->text(); }

protected:
    void paintBody(QPainter &painter) override;

private:
    QLabel *m_reassurance;
};

//! One order, one picture, one arrow that points at the real slot.
class TakeCardScreen : public AtmScreen
{
    Q_OBJECT

public:
    TakeCardScreen(
        const Look &look, const State &state, const MachineFacts &facts, QWidget *parent);

protected:
    void paintBody(QPainter &painter) override;
};

class TakeCashScreen : public AtmScreen
{
    Q_OBJECT

public:
    TakeCashScreen(
        const Look &look, const State &state, const MachineFacts &facts, QWidget *parent);

protected:
    void paintBody(QPainter &painter) override;
};

//! After card and cash, so nobody leaves either behind for paper.
class ReceiptScreen : public AtmScreen
{
    Q_OBJECT

public:
    ReceiptScreen(const Look &look, const State &state, const MachineFacts &facts, QWidget *parent);
    QString spoken() const override;

protected:
    void paintBody(QPainter &painter) override;
};

//! Without any amount.
class GoodbyeScreen : public AtmScreen
{
    Q_OBJECT

public:
    GoodbyeScreen(const Look &look, const State &state, const MachineFacts &facts, QWidget *parent);

protected:
    void paintBody(QPainter &painter) override;
};

} // namespace kontor::atm
