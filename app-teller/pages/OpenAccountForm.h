// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-teller/flows/OpenAccountFlow.h"
#include "app-teller/pages/FormBody.h"

class QLabel;
namespace kontor::widgets {
class MoneyEdit;
class ProblemBox;
}

namespace kontor::teller {

class ChangesCard;
class FormField;

//! Entries of a new account.
class OpenAccountForm : public FormBody
{
    Q_OBJECT

public:
    explicit OpenAccountForm(OpenAccountFlow *flow, QWidget *parent = nullptr);

    QString advice() const override;
    bool submit() override;
    void focusFirst() override;
    QString blocker() const override;

private:
    QWidget *makeEntries();
    void enter();
    void showProblems();
    void showFigures();
    FormField *fieldOf(Field field) const;

    OpenAccountFlow *m_flow;
    widgets::ProblemBox *m_problemBox = nullptr;
    FormField *m_name = nullptr;
    FormField *m_cpf = nullptr;
    widgets::MoneyEdit *m_initialEdit = nullptr;
    FormField *m_initial = nullptr;
    ChangesCard *m_changes = nullptr;
    std::vector<FieldProblem> m_problems;
    bool m_tried = false;
};

} // namespace kontor::teller
