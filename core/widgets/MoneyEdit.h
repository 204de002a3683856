// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/AmountParser.h"

#include <QLineEdit>

namespace kontor::widgets {

//! The only way to type an amount: right aligned, its currency beside it, read strictly in the
//! user's locale.
class MoneyEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit MoneyEdit(QWidget *parent = nullptr);

    void setCurrency(const Currency &currency);
    Result<Money, AmountProblem> amount() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void reserveCurrency();
    Currency m_currency;
};

} // namespace kontor::widgets
