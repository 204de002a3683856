// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ReceiptPaper.h"

#include "widgets/AmountWords.h"
#include "widgets/Icon.h"
#include "widgets/TextWrap.h"
#include "widgets/Theme.h"
#include "widgets/Type.h"

#include <QFontMetrics>
#include <QPagedPaintDevice>
#include <QPainter>

#include <algorithm>

namespace kontor::widgets {

namespace {

constexpr int paperWidth = 276;
constexpr int side = 18;
constexpr int inner = paperWidth - 2 * side;

constexpr int rowHeight = 18;

//! Such a value has lines of its own: on paper nobody can point at what was left out.
bool isWide(const Receipt::Line &line)
{
    const QFontMetrics metrics(fontOf(TextRole::Mini));
    return line.style == Receipt::Line::Style::Pair
        && metrics.horizontalAdvance(line.label) + metrics.horizontalAdvance(line.value) + 10
        > inner;
}

int textHeight(const QString &text, TextRole role)
{
    const QFontMetrics metrics(fontOf(role));
    return metrics.boundingRect(QRect(0, 0, inner, 1000), wrapOf(text, inner, metrics), text)
        .height();
}

int heightOf(const Receipt::Line &line)
{
    switch (line.style) {
    case Receipt::Line::Style::Rule: return 15;
    case Receipt::Line::Style::Total: return 26;
    case Receipt::Line::Style::Strong: return 22;
    case Receipt::Line::Style::Text: return textHeight(breakable(line.label), TextRole::Mini) + 3;
    case Receipt::Line::Style::Pair:
        return rowHeight + (isWide(line) ? textHeight(line.value, TextRole::Mini) : 0);
    }
    return rowHeight;
}

constexpr double slipMm = 80;

} // namespace

ReceiptPaper::ReceiptPaper(Receipt receipt)
    : m_receipt(std::move(receipt)), m_ink(Theme::current().ink), m_faint(Theme::current().ink2)
{
}

int ReceiptPaper::placeHeight() const
{
    return std::max(rowHeight, textHeight(m_receipt.place, TextRole::Mini));
}

QSize ReceiptPaper::size() const
{
    int height = 44 + placeHeight() + (m_receipt.demoMark.isEmpty() ? 0 : 24) + 22;
    for (const Receipt::Line &line : m_receipt.lines) {
        height += heightOf(line);
    }
    return {paperWidth, height};
}

void ReceiptPaper::paint(QPainter &painter) const
{
    double y = paintHead(painter, 16);
    for (const Receipt::Line &line : m_receipt.lines) {
        y = paintLine(painter, y, line);
    }
}

bool ReceiptPaper::printOn(QPagedPaintDevice &device) const
{
    QPainter painter;
    if (!painter.begin(&device)) {
        return false;
    }
    const double slip = std::min(double(device.width()), slipMm / 25.4 * device.logicalDpiX());
    painter.scale(slip / paperWidth, slip / paperWidth);
    painter.setRenderHint(QPainter::Antialiasing);
    paint(painter);
    return painter.end();
}

double ReceiptPaper::paintHead(QPainter &painter, double y) const
{
    painter.setFont(fontOf(TextRole::Strong));
    const double name = QFontMetrics(painter.font()).horizontalAdvance(m_receipt.house);
    const double left = (paperWidth - name - 30) / 2;
    paintMark(painter, QRectF(left, y, 22, 22), m_ink, m_ink, m_ink);
    painter.setPen(m_ink);
    painter.drawText(QRectF(left + 30, y, name + 4, 22), Qt::AlignVCenter, m_receipt.house);
    painter.setFont(fontOf(TextRole::Mini));
    const QString &place = m_receipt.place;
    painter.drawText(QRectF(side, y + 24, inner, placeHeight()),
        Qt::AlignCenter | wrapOf(place, inner, QFontMetrics(painter.font())), place);
    y += 28 + placeHeight();
    if (!m_receipt.demoMark.isEmpty()) {
        painter.setPen(QPen(m_ink, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(side + 0.5, y + 0.5, inner - 1, 19));
        painter.drawText(QRectF(side, y, inner, 20), Qt::AlignCenter, m_receipt.demoMark);
        y += 24;
    }
    return y;
}

double ReceiptPaper::paintLine(QPainter &painter, double y, const Receipt::Line &line) const
{
    using Style = Receipt::Line::Style;
    const double height = heightOf(line);
    const QRectF row(side, y, inner, height);
    if (line.style == Style::Rule) {
        painter.setPen(QPen(m_faint, 1, Qt::DashLine));
        painter.drawLine(QPointF(side, y + 7.5), QPointF(paperWidth - side, y + 7.5));
        return y + height;
    }
    const TextRole role = line.style == Style::Total ? TextRole::Lead
        : line.style == Style::Strong                ? TextRole::SmallStrong
                                                     : TextRole::Mini;
    QFont font = fontOf(role);
    font.setWeight(line.style == Style::Total ? QFont::DemiBold : font.weight());
    painter.setFont(font);
    painter.setPen(m_ink);
    if (line.style == Style::Text) {
        const QString text = breakable(line.label);
        const int wrapped = wrapOf(text, inner, QFontMetrics(font));
        painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter | wrapped, text);
        return y + height;
    }
    if (isWide(line)) {
        painter.drawText(QRectF(side, y, inner, rowHeight), Qt::AlignVCenter, line.label);
        painter.drawText(row.adjusted(0, rowHeight, 0, 0),
            Qt::AlignRight | wrapOf(line.value, inner, QFontMetrics(font)), line.value);
        return y + height;
    }
    painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, line.label);
    const int room = inner - QFontMetrics(font).horizontalAdvance(line.label) - 10;
    painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter,
        QFontMetrics(font).elidedText(line.value, Qt::ElideMiddle, room));
    return y + height;
}

} // namespace kontor::widgets
