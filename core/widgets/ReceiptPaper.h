// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QSize>
#include <QString>

#include <vector>

class QPagedPaintDevice;
class QPainter;

namespace kontor::widgets {

//! What is printed on a receipt, line by line.
struct Receipt
{
    struct Line
    {
        enum class Style { Pair, Strong, Total, Text, Rule };
        Style style = Style::Pair;
        QString label;
        QString value;
    };

    QString house;
    QString place;
    //! Printed across in words where nothing is real.
    QString demoMark;
    std::vector<Line> lines;
};

//! A receipt as it is painted, on the screen and on paper alike.
class ReceiptPaper
{
public:
    explicit ReceiptPaper(Receipt receipt);
    const Receipt &receipt() const { return m_receipt; }
    //! At one pixel a dot, a slip of 80 mm on a screen.
    QSize size() const;
    void paint(QPainter &painter) const;
    //! As wide as a slip, at the upper left of whatever paper there is. Any thread may do it.
    bool printOn(QPagedPaintDevice &device) const;

private:
    int placeHeight() const;
    double paintHead(QPainter &painter, double y) const;
    double paintLine(QPainter &painter, double y, const Receipt::Line &line) const;
    Receipt m_receipt;
    QColor m_ink;
    QColor m_faint;
};

} // namespace kontor::widgets
