// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-teller/flows/Sheets.h"
#include "app-teller/pages/SideCard.h"

class QLabel;
class QVBoxLayout;

namespace kontor::teller {

//! "What will change": each account's figures now and after.
class ChangesCard : public SideCard
{
    Q_OBJECT

public:
    explicit ChangesCard(QWidget *parent = nullptr);

    //! Without changes `placeholder` is shown.
    void setChanges(const std::vector<Change> &changes, const QString &placeholder = {});
    //! Everything in one sentence, for screen readers.
    QString spoken() const { return m_spoken; }

private:
    void addRow(const SheetRow &row, bool total);
    QLabel *m_title;
    QVBoxLayout *m_rows;
    QString m_spoken;
};

} // namespace kontor::teller
