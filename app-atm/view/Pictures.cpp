// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/view/Pictures.h"

#include "foundation/Strings.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace kontor::atm {

namespace {

//! Pictures are composed in their own units and scaled into the rectangle that they get.
class Canvas
{
public:
    Canvas(QPainter &painter, const QRectF &rect, double width, double height) : p(painter)
    {
        p.save();
        const double scale = std::min(rect.width() / width, rect.height() / height);
        p.translate(rect.center());
        p.scale(scale, scale);
        p.translate(-width / 2, -height / 2);
        p.setRenderHint(QPainter::Antialiasing);
    }
    ~Canvas() { p.restore(); }
    Canvas(const Canvas &) = delete;
    Canvas &operator=(const Canvas &) = delete;

    void box(const QRectF &rect, double radius, const QBrush &fill, const QPen &line = Qt::NoPen)
    {
        p.setBrush(fill);
        p.setPen(line);
        p.drawRoundedRect(rect, radius, radius);
    }

    QPainter &p;
};

QPen round(const QColor &colour, double width)
{
    return QPen(colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
}

void drawReader(Canvas &c, const QRectF &body, const Palette &palette, bool lit)
{
    c.box(body, 18, palette.device, QPen(palette.deviceOutline, 3));
    const QPointF lamp(body.right() - 32, body.top() + 34);
    c.p.setPen(Qt::NoPen);
    c.p.setBrush(lit ? palette.safe : palette.deviceOutline);
    c.p.drawEllipse(lamp, 9, 9);
}

void drawCard(Canvas &c, const QRectF &card, const Palette &palette)
{
    QPainterPath path;
    path.setFillRule(Qt::WindingFill);
    path.addRoundedRect(card, 16, 16);
    path.addRect(card.adjusted(0, 0, 0, -30));
    c.p.setPen(Qt::NoPen);
    c.p.setBrush(palette.card);
    c.p.drawPath(path.simplified());
    // The chip is at the end that goes in first.
    const QRectF chip(card.center().x() - 32, card.top() + 36, 64, 50);
    c.box(chip, 8, palette.chip);
    c.p.setPen(QPen(palette.highContrast ? palette.card : palette.cardLine, 3));
    c.p.drawLine(QLineF(chip.center().x(), chip.top(), chip.center().x(), chip.bottom()));
    c.p.drawLine(QLineF(chip.left(), chip.center().y(), chip.right(), chip.center().y()));
    c.p.setPen(round(palette.cardLine, 11));
    const double left = card.left() + 30;
    c.p.drawLine(QPointF(left, card.bottom() - 66), QPointF(card.right() - 30, card.bottom() - 66));
    c.p.drawLine(QPointF(left, card.bottom() - 40), QPointF(left + 70, card.bottom() - 40));
}

void drawCardInReader(QPainter &painter, const QRectF &rect, const Palette &palette)
{
    Canvas c(painter, rect, 416, 392);
    drawReader(c, QRectF(2, 2, 412, 126), palette, true);
    c.box(QRectF(73, 78, 270, 18), 9, palette.slot,
        palette.highContrast ? QPen(palette.deviceOutline, 3) : QPen(Qt::NoPen));
    drawCard(c, QRectF(110, 96, 196, 290), palette);
}

void drawNotesInSlot(QPainter &painter, const QRectF &rect, const Look &look, const Notes &notes)
{
    const Palette &palette = *look.palette;
    Canvas c(painter, rect, 540, 328);
    drawReader(c, QRectF(2, 2, 536, 110), palette, true);
    std::vector<int> fan; // the front one first
    for (const api::NoteCount &note : notes) {
        fan.insert(fan.end(), std::size_t(std::min(note.count, 4)), note.value);
    }
    fan.resize(std::min<std::size_t>(fan.size(), 4));
    c.p.save();
    c.p.setClipRect(QRectF(0, 80, 540, 260));
    for (std::size_t i = fan.size(); i-- > 0;) {
        const double x = 98 + 26.0 * double(i);
        const double y = 50 + 38.0 * double(fan.size() - 1 - i);
        drawNote(c.p, QRectF(x, y, 284, 160), fan[i], look, false);
    }
    c.p.restore();
    c.box(QRectF(56, 62, 424, 22), 11, palette.slot,
        palette.highContrast ? QPen(palette.deviceOutline, 3) : QPen(Qt::NoPen));
}

void drawNotesBeingCounted(
    QPainter &painter, const QRectF &rect, const Look &look, const Notes &notes)
{
    const Palette &palette = *look.palette;
    const int value = notes.empty() ? 50 : notes.front().value;
    Canvas c(painter, rect, 404, 416);
    c.box(QRectF(2, 2, 400, 106), 18, palette.device, QPen(palette.deviceOutline, 3));
    c.p.save();
    c.p.setClipRect(QRectF(0, 72, 404, 100));
    drawNote(c.p, QRectF(84, 18, 236, 134), value, look, false);
    c.p.restore();
    c.box(QRectF(52, 63, 300, 18), 9, palette.slot,
        palette.highContrast ? QPen(palette.deviceOutline, 3) : QPen(Qt::NoPen));
    drawNote(c.p, QRectF(79, 260, 236, 134), value, look, false);
    drawNote(c.p, QRectF(89, 238, 236, 134), value, look, false);
    c.p.setBrush(Qt::NoBrush);
    c.p.setPen(round(palette.outline, 5));
    QPainterPath tray(QPointF(22, 306));
    tray.lineTo(22, 390);
    tray.quadTo(22, 411, 44, 411);
    tray.lineTo(360, 411);
    tray.quadTo(382, 411, 382, 390);
    tray.lineTo(382, 306);
    c.p.drawPath(tray);
}

QPainterPath hand()
{
    QPainterPath path;
    path.setFillRule(Qt::WindingFill);
    const auto finger = [&path](double x, double top, double bottom) {
        path.addRoundedRect(QRectF(x, top, 33, bottom - top), 16.5, 16.5);
    };
    finger(144, 18, 190);
    finger(182, 4, 190);
    finger(220, 11, 190);
    finger(258, 39, 190);
    path.addRoundedRect(QRectF(144, 108, 147, 120), 60, 60);
    path.addRect(QRectF(144, 108, 147, 66));
    QPainterPath thumb;
    thumb.addRoundedRect(QRectF(-17, -70, 34, 140), 17, 17);
    QTransform turn;
    turn.translate(131, 152);
    turn.rotate(-40);
    path.addPath(turn.map(thumb));
    return path.simplified();
}

void drawHandOverKeys(QPainter &painter, const QRectF &rect, const Palette &palette)
{
    Canvas c(painter, rect, 296, 232);
    for (int row = 0; row < 4; ++row) {
        for (int column = 0; column < 3; ++column) {
            const QRectF key(4 + 67.0 * column, 2 + 51.5 * row, 52, 36);
            c.box(key, 6, palette.device, QPen(palette.deviceOutline, 2.5));
        }
    }
    const QColor skin = palette.highContrast ? palette.tile : palette.second;
    const QPainterPath path = hand();
    c.p.setPen(round(palette.background, 10));
    c.p.setBrush(skin);
    c.p.drawPath(path);
    c.p.setPen(Qt::NoPen);
    c.p.drawPath(path);
    c.p.setPen(QPen(palette.background, 5));
    for (const double x : {179.5, 217.5, 255.5}) {
        c.p.drawLine(QPointF(x, 30), QPointF(x, 110));
    }
}

void drawMark(Canvas &c, const QRectF &rect, const QColor &fill, const QColor &sign)
{
    c.p.save();
    c.p.translate(rect.topLeft());
    c.p.scale(rect.width() / 56, rect.height() / 56);
    c.box(QRectF(0, 0, 56, 56), 12, fill);
    c.box(QRectF(14, 13, 8, 30), 2, sign);
    QPainterPath chevron(QPointF(37, 13));
    chevron.lineTo(46, 13);
    chevron.lineTo(34, 28);
    chevron.lineTo(46, 43);
    chevron.lineTo(37, 43);
    chevron.lineTo(25, 28);
    chevron.closeSubpath();
    c.p.setPen(Qt::NoPen);
    c.p.setBrush(sign);
    c.p.drawPath(chevron);
    c.p.restore();
}

QPainterPath slipOutline()
{
    QPainterPath path(QPointF(4, 4));
    path.lineTo(172, 4);
    path.lineTo(172, 296);
    for (int tooth = 0; tooth < 3; ++tooth) {
        path.lineTo(144 - 56.0 * tooth, 276);
        path.lineTo(116 - 56.0 * tooth, 296);
    }
    path.closeSubpath();
    return path;
}

void drawSlip(QPainter &painter, const QRectF &rect, const Palette &palette, bool crossed)
{
    Canvas c(painter, rect, 176, 300);
    const QColor line = crossed ? palette.outline : palette.tileText;
    c.p.setBrush(Qt::NoBrush);
    c.p.setPen(QPen(line, 5, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    c.p.drawPath(slipOutline());
    if (crossed) {
        c.p.setPen(round(palette.text, 18));
        c.p.drawLine(52, 104, 124, 176);
        c.p.drawLine(124, 104, 52, 176);
        return;
    }
    drawMark(c, QRectF(64, 32, 48, 48), palette.tileText, palette.tile);
    c.p.setPen(round(palette.tileText, 10));
    c.p.drawLine(37, 115, 139, 115);
    c.p.drawLine(37, 149, 139, 149);
    c.p.drawLine(37, 183, 97, 183);
    c.box(QRectF(82, 212, 62, 16), 5, palette.tileText);
}

//! Pointing up; turned for the other directions. Head and shaft grow with the rectangle.
void drawArrow(QPainter &painter, const QRectF &rect, const Palette &palette, double degrees)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(rect.center());
    painter.rotate(degrees);
    const bool sideways = degrees == 90 || degrees == -90;
    const double length = sideways ? rect.width() : rect.height();
    const double across = sideways ? rect.height() : rect.width();
    const double head = across * 0.6;
    QPainterPath path(QPointF(0, -length / 2));
    path.lineTo(across / 2, -length / 2 + head);
    path.lineTo(across * 0.27, -length / 2 + head);
    path.lineTo(across * 0.27, length / 2);
    path.lineTo(-across * 0.27, length / 2);
    path.lineTo(-across * 0.27, -length / 2 + head);
    path.lineTo(-across / 2, -length / 2 + head);
    path.closeSubpath();
    painter.setPen(round(palette.here, across * 0.07));
    painter.setBrush(palette.here);
    painter.drawPath(path);
    painter.restore();
}

} // namespace

void drawNote(QPainter &painter, const QRectF &rect, int value, const Look &look, bool valueLeft)
{
    const Palette &palette = *look.palette;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double line = rect.height() * 0.035;
    painter.setPen(QPen(palette.noteOutline, std::max(line, 1.0)));
    painter.setBrush(palette.note(value));
    const double radius = rect.height() * 0.06;
    painter.drawRoundedRect(rect, radius, radius);
    const double ring = rect.height() * (valueLeft ? 0.22 : 0.37);
    const QPointF centre = valueLeft
        ? QPointF(rect.right() - rect.width() * 0.26, rect.center().y())
        : rect.center();
    QColor faint = palette.noteText;
    faint.setAlphaF(0.35F);
    painter.setPen(QPen(faint, std::max(line * 0.8, 1.0)));
    painter.setBrush(Qt::NoBrush);
    if (value < 100) { // three digits have no room beside it, or in it
        painter.drawEllipse(centre, ring, ring);
    }
    QFont font = look.font(Type::Strong);
    font.setPixelSize(std::max(1, int(rect.height() * (valueLeft ? 0.46 : 0.5))));
    const QString digits = QString::number(value);
    const double wide = QFontMetricsF(font).horizontalAdvance(digits);
    const double room = rect.width() * 0.86;
    if (wide > room) { // five and more
        font.setPixelSize(std::max(1, int(font.pixelSize() * room / wide)));
    }
    painter.setFont(font);
    painter.setPen(palette.noteText);
    const QRectF text = valueLeft ? rect.adjusted(rect.width() * 0.1, 0, 0, 0) : rect;
    painter.drawText(text, valueLeft ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignCenter, digits);
    painter.restore();
}

// More than anybody counts at a glance.
static constexpr int mostSmallNotes = 6;

void drawSmallNotes(QPainter &painter, const QRectF &rect, const Notes &notes, const Look &look)
{
    std::vector<int> values;
    for (const api::NoteCount &note : notes) {
        values.insert(values.end(), std::size_t(std::min(note.count, mostSmallNotes)), note.value);
    }
    values.resize(std::min(values.size(), std::size_t(mostSmallNotes)));
    const double width = look.mm(27.4);
    const double height = look.mm(16.4);
    const double steps = double(values.size()) - 1;
    // As wide and as high as three, however many there are.
    const double tight = 2 / std::max(steps, 2.0);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double back = steps - double(i);
        const QRectF place(rect.right() - width - back * tight * look.mm(14), rect.center().y()
                - height / 2 + (double(i) - steps / 2) * tight * look.mm(3), width, height);
        drawNote(painter, place, values[i], look, true);
    }
}

void drawClock(QPainter &painter, const QRectF &rect, double left, const Look &look)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double line = look.mm(1.8);
    painter.setPen(QPen(look.palette->outline, line));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(rect.adjusted(line / 2, line / 2, -line / 2, -line / 2));
    painter.setPen(Qt::NoPen);
    painter.setBrush(look.palette->text);
    const double gap = rect.width() * 0.1;
    const int sector = int(left * 360 * 16);
    painter.drawPie(rect.adjusted(gap, gap, -gap, -gap), 90 * 16, -sector);
    painter.restore();
}

void drawNumberChip(QPainter &painter, const QRectF &rect, int number, const QColor &colour,
    const Look &look)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, look.mm(0.75)));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(rect, look.mm(2), look.mm(2));
    painter.setFont(look.font(Type::FooterStrong));
    painter.drawText(rect, Qt::AlignCenter, QString::number(number));
    painter.restore();
}

void drawPicture(QPainter &painter, Picture picture, const QRectF &rect, const Look &look,
    const Notes &notes)
{
    const Palette &palette = *look.palette;
    switch (picture) {
    case Picture::None: return;
    case Picture::CardInReader: return drawCardInReader(painter, rect, palette);
    case Picture::NotesInSlot: return drawNotesInSlot(painter, rect, look, notes);
    case Picture::NotesBeingCounted: return drawNotesBeingCounted(painter, rect, look, notes);
    case Picture::HandOverKeys: return drawHandOverKeys(painter, rect, palette);
    case Picture::Slip: return drawSlip(painter, rect, palette, false);
    case Picture::CrossedSlip: return drawSlip(painter, rect, palette, true);
    case Picture::ArrowUp: return drawArrow(painter, rect, palette, 0);
    case Picture::ArrowRight: return drawArrow(painter, rect, palette, 90);
    case Picture::ArrowDown: return drawArrow(painter, rect, palette, 180);
    case Picture::Mark: {
        Canvas c(painter, rect, 56, 56);
        drawMark(c, QRectF(0, 0, 56, 56), palette.tile, palette.tileText);
        return;
    }
    }
}

} // namespace kontor::atm
