// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-atm/screens/AnswerScreen.h"

namespace kontor::atm {

//! Waits for a card; says what people ask before they insert it.
class AttractScreen : public AtmScreen
{
    Q_OBJECT

public:
    AttractScreen(const Look &look, const State &state, const MachineFacts &facts, QWidget *parent);
    void setFacts(const MachineFacts &facts) override;
    QString spoken() const override;

protected:
    void paintBody(QPainter &painter) override;

private:
    QLabel *m_branch;
    QLabel *m_clock;
};

//! Why, where else, whom to call. It looks again by itself.
class OutOfServiceScreen : public AnswerScreen
{
    Q_OBJECT

public:
    OutOfServiceScreen(
        const Look &look, const State &state, const MachineFacts &facts, QWidget *parent);
    void setFacts(const MachineFacts &facts) override;

protected:
    void paintBody(QPainter &painter) override;

private:
    QString reasonText() const;

    QLabel *m_clock;
};

} // namespace kontor::atm
