// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ReceiptView.h"

#include "foundation/Strings.h"
#include "widgets/Theme.h"

#include <QPainter>
#include <QPainterPath>

namespace kontor::widgets {

static QPainterPath paperOutline(double width, double height)
{
    QPainterPath path(QPointF(0, 0));
    path.lineTo(width, 0);
    path.lineTo(width, height - 5);
    const int teeth = int(width / 8);
    for (int i = teeth; i > 0; --i) {
        path.lineTo(width * (i - 0.5) / teeth, height);
        path.lineTo(width * (i - 1) / teeth, height - 5);
    }
    path.closeSubpath();
    return path;
}

ReceiptView::ReceiptView(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"receiptView"_s);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void ReceiptView::setReceipt(const Receipt &receipt)
{
    m_paper = ReceiptPaper(receipt);
    QStringList spoken{receipt.house, receipt.place, receipt.demoMark};
    for (const Receipt::Line &line : receipt.lines) {
        spoken.append(line.value.isEmpty() ? line.label : line.label + u' ' + line.value);
    }
    spoken.removeAll(QString());
    setAccessibleName(tr("Receipt"));
    setAccessibleDescription(spoken.join(u". "_s));
    updateGeometry();
    update();
}

QSize ReceiptView::sizeHint() const
{
    return m_paper.size();
}

void ReceiptView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(paperOutline(width(), height()), Theme::current().paper);
    m_paper.paint(painter);
}

} // namespace kontor::widgets
