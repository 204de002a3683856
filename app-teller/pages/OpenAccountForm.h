// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-teller/flows/OpenAccountFlow.h"
#include "app-teller/pages/FormBody.h"

namespace kontor::widgets {
class MoneyEdit;
}

namespace kontor::teller {

//! Entries of a new account.
class OpenAccountForm : public FormBody
{
    Q_OBJECT

public:
    explicit OpenAccountForm(OpenAccountFlow *flow, QWidget *parent = nullptr);

    QString advice() const override;

protected:
    void enter() override;
    QLineEdit *firstEdit() const override;

private:
    void addEntries();
    void showFigures();

    OpenAccountFlow *m_flow;
    FormField *m_name = nullptr;
    FormField *m_cpf = nullptr;
    widgets::MoneyEdit *m_initialEdit = nullptr;
    FormField *m_initial = nullptr;
};

} // namespace kontor::teller
