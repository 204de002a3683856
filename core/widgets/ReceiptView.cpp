// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ReceiptView.h"

#include "foundation/Strings.h"
#include "widgets/Icon.h"
#include "widgets/Theme.h"
#include "widgets/Type.h"

#include <QPainter>
#include <QPainterPath>

namespace kontor::widgets {

namespace {

constexpr int paperWidth = 276;
constexpr int side = 18;
constexpr int inner = paperWidth - 2 * side;

int textHeight(const QString &text, TextRole role)
{
    const QFontMetrics metrics(fontOf(role));
    return metrics.boundingRect(QRect(0, 0, inner, 1000), Qt::TextWordWrap, text).height();
}

int heightOf(const Receipt::Line &line)
{
    switch (line.style) {
    case Receipt::Line::Style::Rule:
        return 15;
    case Receipt::Line::Style::Total:
        return 26;
    case Receipt::Line::Style::Strong:
        return 22;
    case Receipt::Line::Style::Text:
        return textHeight(line.label, TextRole::Mini) + 3;
    case Receipt::Line::Style::Pair:
        break;
    }
    return 18;
}

QPainterPath paperOutline(double width, double height)
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

} // namespace

ReceiptView::ReceiptView(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"receiptView"_s);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void ReceiptView::setReceipt(const Receipt &receipt)
{
    m_receipt = receipt;
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
    int height = 62 + (m_receipt.demoMark.isEmpty() ? 0 : 24) + 22;
    for (const Receipt::Line &line : m_receipt.lines) {
        height += heightOf(line);
    }
    return {paperWidth, height};
}

void ReceiptView::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(paperOutline(paperWidth, height()), theme.paper);
    double y = paintHead(painter, 16);
    for (const Receipt::Line &line : m_receipt.lines) {
        y = paintLine(painter, y, line);
    }
}

double ReceiptView::paintHead(QPainter &painter, double y) const
{
    const Theme &theme = Theme::current();
    painter.setFont(fontOf(TextRole::Strong));
    const double name = QFontMetrics(painter.font()).horizontalAdvance(m_receipt.house);
    const double left = (paperWidth - name - 30) / 2;
    paintMark(painter, QRectF(left, y, 22, 22), theme.ink, theme.ink, theme.ink);
    painter.setPen(theme.ink);
    painter.drawText(QRectF(left + 30, y, name + 4, 22), Qt::AlignVCenter, m_receipt.house);
    painter.setFont(fontOf(TextRole::Mini));
    painter.drawText(QRectF(side, y + 24, inner, 18), Qt::AlignCenter, m_receipt.place);
    y += 46;
    if (!m_receipt.demoMark.isEmpty()) {
        painter.setPen(QPen(theme.ink, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(side + 0.5, y + 0.5, inner - 1, 19));
        painter.drawText(QRectF(side, y, inner, 20), Qt::AlignCenter, m_receipt.demoMark);
        y += 24;
    }
    return y;
}

double ReceiptView::paintLine(QPainter &painter, double y, const Receipt::Line &line) const
{
    using Style = Receipt::Line::Style;
    const Theme &theme = Theme::current();
    const double height = heightOf(line);
    const QRectF row(side, y, inner, height);
    if (line.style == Style::Rule) {
        painter.setPen(QPen(theme.ink2, 1, Qt::DashLine));
        painter.drawLine(QPointF(side, y + 7.5), QPointF(paperWidth - side, y + 7.5));
        return y + height;
    }
    const TextRole role = line.style == Style::Total ? TextRole::Lead
        : line.style == Style::Strong                ? TextRole::SmallStrong
                                                     : TextRole::Mini;
    QFont font = fontOf(role);
    font.setWeight(line.style == Style::Total ? QFont::DemiBold : font.weight());
    painter.setFont(font);
    painter.setPen(theme.ink);
    if (line.style == Style::Text) {
        painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap, line.label);
        return y + height;
    }
    painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, line.label);
    const int room = inner - QFontMetrics(font).horizontalAdvance(line.label) - 10;
    painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter,
        QFontMetrics(font).elidedText(line.value, Qt::ElideMiddle, room));
    return y + height;
}

} // namespace kontor::widgets
