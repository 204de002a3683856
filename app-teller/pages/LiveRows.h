// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

namespace kontor::teller {

//! Rows of two lines, as many as there is room for. Screen readers get the newest ones as one text.
class LiveRows : public QWidget
{
    Q_OBJECT

public:
    struct Row
    {
        QString icon;
        QString title;
        QString detail;
        QString sum;
        QString time;
        bool isCredit = false;
    };

    explicit LiveRows(QWidget *parent = nullptr);
    void setRows(std::vector<Row> rows);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::vector<Row> m_rows;
};

} // namespace kontor::teller
