// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-teller/flows/Sheets.h"

#include <QWidget>

class QVBoxLayout;

namespace kontor::teller {

//! What happened so far, one below the other, down to what happens now.
class Timeline : public QWidget
{
    Q_OBJECT

public:
    explicit Timeline(QWidget *parent = nullptr);
    void show(const std::vector<CheckingSheet::Happening> &happenings);

private:
    QVBoxLayout *m_rows;
};

} // namespace kontor::teller
