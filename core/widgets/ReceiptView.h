// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

#include <vector>

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

//! A white slip with a toothed edge, in both themes.
class ReceiptView : public QWidget
{
    Q_OBJECT

public:
    explicit ReceiptView(QWidget *parent = nullptr);
    void setReceipt(const Receipt &receipt);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    double paintHead(QPainter &painter, double y) const;
    double paintLine(QPainter &painter, double y, const Receipt::Line &line) const;
    Receipt m_receipt;
};

} // namespace kontor::widgets
