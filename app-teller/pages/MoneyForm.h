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
class ProblemBox;
}

namespace kontor::teller {

class ChangesCard;
class FormField;

//! Entries of a deposit, a withdrawal or a transfer.
class MoneyForm : public FormBody
{
    Q_OBJECT

public:
    explicit MoneyForm(MoneyFlow *flow, QWidget *parent = nullptr);

    QString advice() const override;
    bool submit() override;
    void focusFirst() override;
    QString blocker() const override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeEntries();
    QWidget *makeTargetChoice();
    QWidget *makeFigures();
    void retranslate();
    void writeAmountAnew();
    void enter();
    void showProblems();
    void showFigures();
    void showCandidates();
    void takeCandidate(int row);
    FormField *fieldOf(Field field) const;

    MoneyFlow *m_flow;
    widgets::ProblemBox *m_problemBox = nullptr;
    FormField *m_target = nullptr;
    QListWidget *m_candidates = nullptr;
    widgets::ElidedLabel *m_chosen = nullptr;
    widgets::MoneyEdit *m_amountEdit = nullptr;
    FormField *m_amount = nullptr;
    FormField *m_reference = nullptr;
    QLabel *m_captions[3] = {};
    QLabel *m_figures[3] = {};
    ChangesCard *m_changes = nullptr;
    std::vector<FieldProblem> m_problems;
    //! Problems are shown from the first try to go on, and then as one types.
    bool m_tried = false;
};

} // namespace kontor::teller
