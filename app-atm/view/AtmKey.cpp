// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/view/AtmKey.h"

#include "foundation/Strings.h"

#include <QKeyEvent>
#include <QPainter>

namespace kontor::atm {

//! The capitals of a label never get smaller than this; smaller roles keep their own size.
static constexpr double smallestCapitals = 7.3;

AtmKey::AtmKey(const Look &look, KeySpec spec, QWidget *parent)
    : QAbstractButton(parent), m_look(look), m_spec(std::move(spec))
{
    QString name = m_spec.label;
    for (const QString &more : {m_spec.second, m_spec.spoken}) {
        name += more.isEmpty() ? QString() : u", "_s + more;
    }
    setAccessibleName(name);
    if (m_spec.number > 0) {
        setAccessibleDescription(tr("Key %1").arg(m_spec.number));
    }
    setText(m_spec.label);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_AcceptTouchEvents, false);
}

void AtmKey::keyPressEvent(QKeyEvent *event)
{
    event->ignore();
}

QColor AtmKey::fill() const
{
    const Palette &palette = *m_look.palette;
    const bool pressed = isDown() && !m_hidesPresses;
    switch (m_spec.style) {
    case KeyStyle::Tile: return pressed ? palette.pressedTile : palette.tile;
    case KeyStyle::Quiet: return pressed ? palette.pressedPanel : palette.panel;
    case KeyStyle::Cancel: return pressed ? palette.cancel.darker(130) : palette.cancel;
    case KeyStyle::Proceed: return pressed ? palette.proceed.darker(130) : palette.proceed;
    case KeyStyle::Clear: return pressed ? palette.clear.darker(115) : palette.clear;
    case KeyStyle::Footer: return pressed ? palette.pressedPanel : palette.footer;
    }
    return palette.tile;
}

QColor AtmKey::ink() const
{
    const Palette &palette = *m_look.palette;
    switch (m_spec.style) {
    case KeyStyle::Tile: return palette.tileText;
    case KeyStyle::Cancel: return palette.cancelText;
    case KeyStyle::Proceed: return palette.proceedText;
    case KeyStyle::Clear: return palette.clearText;
    case KeyStyle::Quiet:
    case KeyStyle::Footer: break;
    }
    return palette.text;
}

QColor AtmKey::secondInk() const
{
    return m_spec.style == KeyStyle::Tile ? m_look.palette->tileSecond : m_look.palette->second;
}

QPen AtmKey::outline() const
{
    const Palette &palette = *m_look.palette;
    const double width = m_look.mm(0.9);
    switch (m_spec.style) {
    case KeyStyle::Tile: return Qt::NoPen;
    case KeyStyle::Quiet: return QPen(palette.panelOutline, width);
    case KeyStyle::Cancel:
    case KeyStyle::Proceed: return QPen(palette.keyOutline, width);
    case KeyStyle::Clear: return QPen(palette.clearOutline, width);
    case KeyStyle::Footer: return QPen(palette.outline, m_look.mm(0.75));
    }
    return Qt::NoPen;
}

// ---- words ------------------------------------------------------------------------------------

static bool fitsInto(const QFont &font, const QRectF &place, int flags, const QString &text)
{
    const QFontMetricsF metrics(font);
    const QRectF needed = metrics.boundingRect(QRectF(0, 0, place.width(), 10'000), flags, text);
    // A single long word is not broken; it shows here as too wide.
    return needed.width() <= place.width() + 0.5 && needed.height() <= place.height() + 0.5;
}

//! A second line before a smaller size. An amount has none: it could be parted behind a point.
AtmKey::Words AtmKey::labelIn(const QRectF &place, int flags) const
{
    QFont font = m_look.font(m_spec.type);
    font.setPixelSize(std::min(font.pixelSize(), m_largestLabel));
    const bool mayWrap = m_spec.label.contains(u' ');
    const auto fits = [&](const QFont &tried) {
        return fitsInto(tried, place, flags | Qt::TextSingleLine, m_spec.label)
            || (mayWrap && fitsInto(tried, place, flags | Qt::TextWordWrap, m_spec.label));
    };
    while (!fits(font)) {
        QFont smaller = font;
        smaller.setPixelSize(font.pixelSize() - 1);
        if (QFontMetricsF(smaller).capHeight() < m_look.mm(smallestCapitals)) {
            return {font, false};
        }
        font = smaller;
    }
    return {font, true};
}

void AtmKey::paintWords(QPainter &painter) const
{
    const QRectF place = labelPlace();
    const int flags = labelAlignment().toInt();
    const Words words = labelIn(place, flags);
    painter.setFont(words.font);
    painter.setPen(ink());
    if (fitsInto(words.font, place, flags | Qt::TextSingleLine, m_spec.label)) {
        painter.drawText(place, flags | Qt::TextSingleLine, m_spec.label);
        return;
    }
    // Two lines of about the same length read better than a long and a short one.
    QRectF narrow = place;
    const int wrapped = flags | Qt::TextWordWrap;
    const double height
        = QFontMetricsF(words.font).boundingRect(place, wrapped, m_spec.label).height();
    for (double width = place.width(); width > 0; width -= place.width() / 20) {
        const QRectF tried(0, 0, width, 10'000);
        const QRectF needed = QFontMetricsF(words.font).boundingRect(tried, wrapped, m_spec.label);
        if (needed.height() > height + 1 || needed.width() > width + 1) {
            break;
        }
        narrow.setWidth(width);
    }
    if (flags & Qt::AlignHCenter) {
        narrow.moveCenter(place.center());
    }
    painter.drawText(narrow, wrapped, m_spec.label);
}

//! One of the two big answers to a question.
bool AtmKey::isAnswer() const
{
    return (m_spec.style == KeyStyle::Cancel || m_spec.style == KeyStyle::Proceed)
        && m_spec.shape == KeyShape::Row && height() > m_look.mm(40);
}

int AtmKey::mixColumns() const
{
    return int(m_spec.columns.size());
}

//! From one kind of note to the next; a machine may hold five.
double AtmKey::mixPitch() const
{
    return m_look.mm(mixColumns() < 4 ? 56 : mixColumns() == 4 ? 46 : 38.5);
}

double AtmKey::notesRoom() const
{
    return m_look.mm(29.4) + m_look.mm(14) * (std::min(countOf(m_spec.notes), 3) - 1);
}

//! A picture of them gives way to an amount of millions.
bool AtmKey::showsNotes() const
{
    const double most = width() - m_look.mm(7.7 + 20.2 + 7.1) - notesRoom();
    return m_spec.shape == KeyShape::Row && !m_spec.notes.empty()
        && QFontMetricsF(m_look.font(Type::Body)).horizontalAdvance(m_spec.label) <= most;
}

//! Between chip or icon on the left and chip or notes on the right.
QRectF AtmKey::rowPlace() const
{
    double left = m_look.mm(7.7);
    double right = m_look.mm(7.1);
    if (m_spec.number > 0) {
        (m_spec.numberAtRight ? right : left)
            += m_look.mm(20.2) - m_look.mm(m_spec.numberAtRight ? 4 : 0);
    }
    if (m_spec.icon != Icon::None) {
        left += m_look.mm(isAnswer() ? 22.9 : 19.3);
    }
    if (showsNotes()) {
        right += notesRoom();
    }
    if (m_spec.shape == KeyShape::Mix) {
        right = mixColumns() < 4 ? width() - m_look.mm(110)
                                 : m_look.mm(7.1) + mixPitch() * mixColumns();
    }
    return QRectF(rect()).adjusted(left, m_look.mm(1.5), -right, -m_look.mm(1.5));
}

QRectF AtmKey::labelPlace() const
{
    const QRectF all(rect());
    switch (m_spec.shape) {
    case KeyShape::Stacked:
        if (m_spec.style == KeyStyle::Footer) {
            return all.adjusted(m_look.mm(1), m_look.mm(9.6), -m_look.mm(1), -m_look.mm(0.8));
        }
        return QRectF(m_look.mm(2), all.center().y() + m_look.mm(2), all.width() - m_look.mm(4),
            m_look.mm(16));
    case KeyShape::Digit: return all;
    case KeyShape::Door:
        return QRectF(m_look.mm(3), all.bottom() - m_look.mm(43), all.width() - m_look.mm(6),
            m_look.mm(m_spec.number > 0 ? 19 : 30));
    case KeyShape::Row:
    case KeyShape::Mix: break;
    }
    QRectF place = rowPlace();
    if (!m_spec.second.isEmpty()) {
        // Two lines of it make room for themselves above and below.
        const bool one = fitsInto(m_look.font(m_spec.type), place,
            Qt::AlignLeft | Qt::TextSingleLine, m_spec.label);
        place.setBottom(place.center().y() + m_look.mm(one ? 3.5 : 8.9));
    }
    return place;
}

Qt::Alignment AtmKey::labelAlignment() const
{
    if (m_spec.shape != KeyShape::Row && m_spec.shape != KeyShape::Mix) {
        return Qt::AlignCenter;
    }
    return Qt::AlignLeft | (m_spec.second.isEmpty() ? Qt::AlignVCenter : Qt::AlignBottom);
}

void AtmKey::limitLabel(int pixels)
{
    m_largestLabel = pixels;
    update();
}

QFont AtmKey::labelFont() const
{
    return labelIn(labelPlace(), labelAlignment().toInt()).font;
}

bool AtmKey::textFits() const
{
    if (!labelIn(labelPlace(), labelAlignment().toInt()).fits) {
        return false;
    }
    return m_spec.second.isEmpty()
        || fitsInto(m_look.font(Type::Label), rowPlace(), Qt::TextSingleLine, m_spec.second);
}

// ---- painting ---------------------------------------------------------------------------------

void AtmKey::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBody(painter);
    switch (m_spec.shape) {
    case KeyShape::Row: return paintRow(painter);
    case KeyShape::Stacked: return paintStacked(painter);
    case KeyShape::Digit: return paintDigit(painter);
    case KeyShape::Door: return paintDoor(painter);
    case KeyShape::Mix:
        paintRow(painter);
        return paintMixColumns(painter);
    }
}

void AtmKey::paintBody(QPainter &painter) const
{
    const QPen line = outline();
    const double inset = line.style() == Qt::NoPen ? 0 : line.widthF() / 2;
    painter.setPen(line);
    painter.setBrush(fill());
    const double radius = m_look.mm(3);
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), radius, radius);
}

void AtmKey::paintRow(QPainter &painter) const
{
    const double chip = m_look.mm(12.5);
    const double middle = QRectF(rect()).center().y();
    double left = m_look.mm(7.1);
    if (m_spec.number > 0) {
        const double x = m_spec.numberAtRight ? width() - m_look.mm(7.1) - chip : left;
        drawNumberChip(painter, QRectF(x, middle - chip / 2, chip, chip), m_spec.number,
            secondInk(), m_look);
        left += m_spec.numberAtRight ? 0 : m_look.mm(20.2);
    }
    if (m_spec.icon != Icon::None) {
        const double size = m_look.mm(isAnswer() ? 17 : 13.4);
        const bool strong = m_spec.style == KeyStyle::Cancel || m_spec.style == KeyStyle::Proceed;
        drawIcon(painter, m_spec.icon, QRectF(left + m_look.mm(0.9), middle - size / 2, size, size),
            ink(),
            m_look.mm(isAnswer() ? 2.8
                    : strong     ? 2
                                 : 1.6));
    }
    paintWords(painter);
    if (!m_spec.second.isEmpty()) {
        QRectF place = rowPlace();
        place.setTop(labelPlace().bottom());
        painter.setFont(m_look.font(Type::Label));
        painter.setPen(secondInk());
        painter.drawText(place, Qt::AlignLeft | Qt::AlignTop, m_spec.second);
    }
    if (showsNotes()) {
        drawSmallNotes(painter, QRectF(rect()).adjusted(0, 0, -m_look.mm(7.1), 0), m_spec.notes,
            m_look);
    }
}

void AtmKey::paintStacked(QPainter &painter) const
{
    const bool small = m_spec.style == KeyStyle::Footer;
    const double size = m_look.mm(small ? 8.4 : 17);
    const double top = small ? m_look.mm(1.6) : QRectF(rect()).center().y() - m_look.mm(17);
    drawIcon(painter, m_spec.icon, QRectF(width() / 2.0 - size / 2, top, size, size), ink(),
        m_look.mm(small ? 0.9 : 2.4));
    paintWords(painter);
}

void AtmKey::paintDigit(QPainter &painter) const
{
    paintWords(painter);
    if (m_spec.label == u"5"_s) { // what a finger feels on a key of metal
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink());
        const QPointF centre = QRectF(rect()).center();
        painter.drawRoundedRect(QRectF(centre.x() - m_look.mm(3.9), centre.y() + m_look.mm(11.3),
                                    m_look.mm(7.8), m_look.mm(1.6)),
            m_look.mm(0.8), m_look.mm(0.8));
    }
}

void AtmKey::paintDoor(QPainter &painter) const
{
    const QRectF place(m_look.mm(8), m_look.mm(14), width() - m_look.mm(16),
        height() - m_look.mm(62));
    drawPicture(painter, m_spec.picture, place, m_look);
    paintWords(painter);
    const double chip = m_look.mm(12.5);
    if (m_spec.number > 0) {
        drawNumberChip(painter, QRectF((width() - chip) / 2, height() - m_look.mm(21), chip, chip),
            m_spec.number, secondInk(), m_look);
    }
}

void AtmKey::paintMixColumns(QPainter &painter) const
{
    const bool few = mixColumns() < 4;
    const double noteWidth = m_look.mm(few ? 31 : mixColumns() == 4 ? 24 : 20.5);
    const double noteHeight = noteWidth * (few ? 0.65 : 0.7);
    const double middle = QRectF(rect()).center().y();
    painter.setFont(few ? m_look.font(Type::Strong) : m_look.fontOfSize(8.4, true));
    double right = width() - m_look.mm(7.1);
    for (std::size_t i = m_spec.columns.size(); i-- > 0; right -= mixPitch()) {
        const int value = m_spec.columns[i];
        const int count = countOf(m_spec.notes, value);
        if (count == 0) {
            continue;
        }
        const QRectF note(right - noteWidth, middle - noteHeight / 2, noteWidth, noteHeight);
        drawNote(painter, note, value, m_look, false);
        painter.setPen(ink());
        const double gap = m_look.mm(few ? 3 : 1.6);
        painter.drawText(
            QRectF(note.left() - gap - m_look.mm(31), note.top(), m_look.mm(31), noteHeight),
            Qt::AlignRight | Qt::AlignVCenter, QString::number(count) + (few ? u" ×"_s : u"×"_s));
    }
}

} // namespace kontor::atm
