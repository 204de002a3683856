// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-teller/flows/MoneyFlow.h"
#include "app-teller/pages/FormBody.h"

class QLabel;
class QListWidget;
namespace kontor::widgets {
class ElidedLabel;
class MoneyEdit;
}

namespace kontor::teller {

//! Entries of a deposit, a withdrawal or a transfer.
class MoneyForm : public FormBody
{
    Q_OBJECT

public:
    explicit MoneyForm(MoneyFlow *flow, QWidget *parent = nullptr);

    QString advice() const override;

protected:
    void enter() override;
    QLineEdit *firstEdit() const override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addEntries();
    QWidget *makeTargetChoice();
    QWidget *makeFigures();
    void retranslate();
    void writeAmountAnew();
    void showFigures();
    void showCandidates();
    void takeCandidate(int row);

    MoneyFlow *m_flow;
    FormField *m_target = nullptr;
    QListWidget *m_candidates = nullptr;
    widgets::ElidedLabel *m_chosen = nullptr;
    widgets::MoneyEdit *m_amountEdit = nullptr;
    FormField *m_amount = nullptr;
    FormField *m_reference = nullptr;
    QLabel *m_captions[3] = {};
    QLabel *m_figures[3] = {};
};

} // namespace kontor::teller
