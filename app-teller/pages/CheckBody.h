// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-teller/flows/Sheets.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QLayout;
class QVBoxLayout;
namespace kontor::widgets {
class Card;
}

namespace kontor::teller {

class ChangesCard;

//! Rows of name and value with a line between them.
void fillRows(QVBoxLayout *layout, const std::vector<SheetRow> &rows, QWidget *parent);
void clearLayout(QLayout *layout);

//! The second step: the amount, big, in figures and in words, from whom, to which account, and
//! what changes. The summary has the focus, so that it is read out first.
class CheckBody : public QWidget
{
    Q_OBJECT

public:
    explicit CheckBody(QWidget *parent = nullptr);
    void show(const CheckSheet &sheet, const QString &title);
    void focusSummary();

private:
    QWidget *makeParty(const Party &party);
    widgets::Card *m_summary;
    QLabel *m_amount;
    QLabel *m_currency;
    QLabel *m_words;
    QHBoxLayout *m_parties;
    QVBoxLayout *m_rows;
    ChangesCard *m_changes;
};

} // namespace kontor::teller
