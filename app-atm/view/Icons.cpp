// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/view/Pictures.h"

#include <QPainter>
#include <QPainterPath>

namespace kontor::atm {

namespace {

//! Icons are drawn in a field of 44 × 44 units.
using Draw = void (*)(QPainter &);

void line(QPainter &p, double x1, double y1, double x2, double y2)
{
    p.drawLine(QPointF(x1, y1), QPointF(x2, y2));
}

void filled(QPainter &p, const QPainterPath &path)
{
    p.fillPath(path, p.pen().color());
}

void drawEye(QPainter &p)
{
    QPainterPath lid(QPointF(1, 22));
    lid.cubicTo(10, 7, 34, 7, 43, 22);
    lid.cubicTo(34, 37, 10, 37, 1, 22);
    p.drawPath(lid);
    p.setBrush(p.pen().color());
    p.drawEllipse(QPointF(22, 22), 5, 5);
    p.setBrush(Qt::NoBrush);
}

void drawGlobe(QPainter &p)
{
    p.drawEllipse(QPointF(22, 22), 19, 19);
    p.drawEllipse(QPointF(22, 22), 9, 19);
    line(p, 4, 16, 40, 16);
    line(p, 4, 28, 40, 28);
}

void drawHalfDisc(QPainter &p)
{
    p.drawEllipse(QPointF(22, 22), 18, 18);
    QPainterPath half(QPointF(22, 4));
    half.arcTo(QRectF(4, 4, 36, 36), 90, -180);
    filled(p, half);
}

void drawPadDots(QPainter &p)
{
    QPainterPath dots;
    for (int i = 0; i < 9; ++i) {
        dots.addEllipse(QPointF(10 + 12.0 * (i % 3), 6 + 10.5 * (i / 3)), 3.6, 3.6);
    }
    dots.addEllipse(QPointF(22, 37.5), 3.6, 3.6);
    filled(p, dots);
}

void drawPlace(QPainter &p)
{
    QPainterPath pin(QPointF(22, 42));
    pin.cubicTo(14, 32, 7, 25, 7, 17);
    pin.cubicTo(7, -2, 37, -2, 37, 17);
    pin.cubicTo(37, 25, 30, 32, 22, 42);
    p.drawPath(pin);
    QPainterPath dot;
    dot.addEllipse(QPointF(22, 17), 5.5, 5.5);
    filled(p, dot);
}

void drawPhone(QPainter &p)
{
    QPainterPath path(QPointF(12, 4));
    path.cubicTo(4, 6, 3, 14, 6, 21);
    path.cubicTo(11, 31, 17, 37, 27, 41);
    path.cubicTo(33, 43, 39, 40, 40, 34);
    path.lineTo(32, 28);
    path.lineTo(27, 32);
    path.cubicTo(22, 30, 16, 24, 13, 18);
    path.lineTo(17, 13);
    path.closeSubpath();
    p.drawPath(path);
}

void drawCutLine(QPainter &p)
{
    line(p, 2, 22, 13, 22);
    line(p, 31, 22, 42, 22);
    line(p, 16, 13, 28, 31);
    line(p, 28, 13, 16, 31);
}

void drawSlipIcon(QPainter &p)
{
    QPainterPath path(QPointF(8, 3));
    path.lineTo(36, 3);
    path.lineTo(36, 41);
    path.lineTo(29, 35);
    path.lineTo(22, 41);
    path.lineTo(15, 35);
    path.lineTo(8, 41);
    path.closeSubpath();
    p.drawPath(path);
    line(p, 15, 13, 29, 13);
    line(p, 15, 22, 29, 22);
}

void drawCardIcon(QPainter &p)
{
    p.drawRoundedRect(QRectF(1, 7, 42, 30), 4, 4);
    line(p, 1, 16, 43, 16);
}

void drawNoteIcon(QPainter &p)
{
    p.drawRoundedRect(QRectF(1, 8, 42, 28), 3, 3);
    QPainterPath dot;
    dot.addEllipse(QPointF(22, 22), 6, 6);
    filled(p, dot);
}

void drawWrench(QPainter &p)
{
    QPainterPath path(QPointF(4, 36));
    path.lineTo(22, 18);
    p.drawPath(path);
    p.drawArc(QRectF(19, 3, 22, 22), -60 * 16, 300 * 16);
}

void drawSpeaker(QPainter &p)
{
    QPainterPath horn(QPointF(3, 16));
    horn.lineTo(11, 16);
    horn.lineTo(22, 6);
    horn.lineTo(22, 38);
    horn.lineTo(11, 28);
    horn.lineTo(3, 28);
    horn.closeSubpath();
    filled(p, horn);
    p.drawArc(QRectF(17, 13, 14, 18), -60 * 16, 120 * 16);
    p.drawArc(QRectF(17, 5, 23, 34), -60 * 16, 120 * 16);
}

Draw drawingOf(Icon icon)
{
    switch (icon) {
    case Icon::None: return [](QPainter &) {};
    case Icon::Cross:
        return [](QPainter &p) {
            line(p, 8, 8, 36, 36);
            line(p, 36, 8, 8, 36);
        };
    case Icon::Ring: return [](QPainter &p) { p.drawEllipse(QPointF(22, 22), 16, 16); };
    case Icon::Back:
        return [](QPainter &p) {
            line(p, 4, 22, 41, 22);
            line(p, 4, 22, 19, 6);
            line(p, 4, 22, 19, 38);
        };
    case Icon::Tick:
        return [](QPainter &p) {
            line(p, 9, 23, 18, 32);
            line(p, 18, 32, 36, 12);
        };
    case Icon::HalfDisc: return drawHalfDisc;
    case Icon::Globe: return drawGlobe;
    case Icon::PadDots: return drawPadDots;
    case Icon::Eye: return drawEye;
    case Icon::CrossedEye:
        return [](QPainter &p) {
            drawEye(p);
            line(p, 6, 40, 40, 4);
        };
    case Icon::Arrow:
        return [](QPainter &p) {
            line(p, 4, 22, 40, 22);
            line(p, 40, 22, 26, 8);
            line(p, 40, 22, 26, 36);
        };
    case Icon::Lens:
        return [](QPainter &p) {
            p.drawEllipse(QPointF(18, 18), 13, 13);
            line(p, 28, 28, 40, 40);
        };
    case Icon::Place: return drawPlace;
    case Icon::Phone: return drawPhone;
    case Icon::CutLine: return drawCutLine;
    case Icon::Card: return drawCardIcon;
    case Icon::Note: return drawNoteIcon;
    case Icon::Slip: return drawSlipIcon;
    case Icon::Wrench: return drawWrench;
    case Icon::Speaker: return drawSpeaker;
    case Icon::Clock:
        return [](QPainter &p) {
            p.drawEllipse(QPointF(22, 22), 18, 18);
            line(p, 22, 22, 22, 11);
            line(p, 22, 22, 30, 26);
        };
    case Icon::Lines:
        return [](QPainter &p) {
            line(p, 3, 9, 41, 9);
            line(p, 3, 21, 41, 21);
            line(p, 3, 33, 31, 33);
        };
    }
    return [](QPainter &) {};
}

} // namespace

void drawIcon(QPainter &painter, Icon icon, const QRectF &rect, const QColor &colour, double width)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(rect.topLeft());
    const double scale = rect.width() / 44;
    painter.scale(scale, scale);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour, width / scale, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    drawingOf(icon)(painter);
    painter.restore();
}

} // namespace kontor::atm
