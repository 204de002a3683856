// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QWidget>

namespace kontor::widgets {

//! A date on a counting frame: a rod per digit of DDMMYYYY, the upper bead counts five, the lower
//! ones one each.
class BeadBoard : public QWidget
{
    Q_OBJECT

public:
    explicit BeadBoard(QWidget *parent = nullptr);
    void setDate(QDate date);
    //! "02 03 2026"
    QString dateText() const { return m_date.toString(QStringLiteral("dd MM yyyy")); }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return width * 296 / 456; }
    QSize sizeHint() const override { return {456, 296}; }
    QSize minimumSizeHint() const override { return {320, 208}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintRod(QPainter &painter, double x, int digit) const;
    QDate m_date;
};

} // namespace kontor::widgets
