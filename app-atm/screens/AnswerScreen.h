// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-atm/screens/AtmScreen.h"

namespace kontor::atm {

//! One answer: an icon in a ring, the question in small, the answer in bold.
struct AnswerRow
{
    QString label;
    QString answer;
    Icon icon = Icon::None;
    Tone tone = Tone::Plain;
    //! At the right end, small.
    QString aside = {};
    //! An amber arrow at the right end, to the card slot.
    bool arrow = false;
};

//! Screens that answer in rows, in the order of fear.
class AnswerScreen : public AtmScreen
{
    Q_OBJECT

public:
    using AtmScreen::AtmScreen;

protected:
    //! The answer, which may become another.
    QLabel *addRow(const AnswerRow &row);
    void startRowsAt(double top) { m_nextTop = top; }
    void paintBody(QPainter &painter) override;

private:
    struct PaintedRow
    {
        AnswerRow row;
        double top;
    };
    std::vector<PaintedRow> m_rows;
    double m_nextTop = 68.5;
};

//! No money was taken, or what else is certain: money, card, what next.
class ProblemScreen : public AnswerScreen
{
    Q_OBJECT

public:
    ProblemScreen(const Look &look, const State &state, const MachineFacts &facts, QWidget *parent);

private:
    QString title() const;
    QString moneyAnswer() const;
    QString cardAnswer() const;
    QString nextAnswer() const;
    bool isAboutCash() const;
};

//! The new PIN holds from now on.
class PinChangedScreen : public AnswerScreen
{
    Q_OBJECT

public:
    PinChangedScreen(
        const Look &look, const State &state, const MachineFacts &facts, QWidget *parent);
};

//! The honest third outcome: amber, a reference, "do not repeat it".
class BeingCheckedScreen : public AnswerScreen
{
    Q_OBJECT

public:
    BeingCheckedScreen(
        const Look &look, const State &state, const MachineFacts &facts, QWidget *parent);

protected:
    void paintBody(QPainter &painter) override;
};

} // namespace kontor::atm
