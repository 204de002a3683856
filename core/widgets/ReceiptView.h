// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/ReceiptPaper.h"

#include <QWidget>

namespace kontor::widgets {

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
    ReceiptPaper m_paper{{}};
};

} // namespace kontor::widgets
