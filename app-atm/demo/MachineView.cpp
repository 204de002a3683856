// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/demo/MachineView.h"

#include "app-atm/view/Pictures.h"

#include <QPainter>

namespace kontor::atm {

MachineView::MachineView(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void MachineView::setNow(const MachineNow &now)
{
    if (now == m_now) {
        return;
    }
    m_now = now;
    setAccessibleName(QStringList{now.screen, now.card, now.cash, now.slip}.join(u", "_s));
    update();
}

void MachineView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(QColor(0xC3CAD1), 1));
    painter.setBrush(Qt::white);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 9, 9);
    paintScreen(painter);
    const double left = width() / 2.0;
    const double room = left - 20;
    const bool notes = !m_now.notesOffered.empty();
    paintSlot(painter, {left, 12, room, 28}, m_now.card,
        m_now.cardOffered || m_now.cardInside ? Lies::Card : Lies::Nowhere, m_now.cardOffered);
    paintSlot(painter, {left, 46, room, 38}, m_now.cash, notes ? Lies::Cash : Lies::Nowhere, notes);
    paintSlot(painter, {left, 90, room, 22}, m_now.slip,
        m_now.slipOffered ? Lies::Slip : Lies::Nowhere, m_now.slipOffered);
}

void MachineView::paintScreen(QPainter &painter) const
{
    const QRectF screen(20, 12, width() / 2.0 - 40, height() - 24);
    painter.setPen(Qt::NoPen);
    painter.setBrush(normalPalette().background);
    painter.drawRoundedRect(screen, 6, 6);
    QFont bold = font();
    bold.setPixelSize(15);
    bold.setBold(true);
    painter.setFont(bold);
    painter.setPen(normalPalette().text);
    painter.drawText(screen.adjusted(8, 8, -8, -8), Qt::AlignCenter | Qt::TextWordWrap,
        m_now.screen);
}

void MachineView::paintSlot(QPainter &painter, const QRectF &place, const QString &text, Lies what,
    bool waits) const
{
    painter.setPen(waits ? QPen(QColor(0xB87A00), 1.5) : QPen(Qt::NoPen));
    painter.setBrush(waits ? QColor(0xFFF3D6) : QColor(0xE6EAEE));
    painter.drawRoundedRect(place, 4, 4);
    const QRectF slot(place.left() + 10, place.center().y() - 3, 56, 6);
    const double below = waits ? 11 : 4; // inside, only its end is seen
    painter.setPen(Qt::NoPen);
    painter.setBrush(normalPalette().background);
    painter.drawRoundedRect(what == Lies::Cash ? slot.translated(0, -7) : slot, 3, 3);
    switch (what) {
    case Lies::Nowhere: break;
    case Lies::Card:
        painter.setBrush(normalPalette().card);
        painter.drawRoundedRect(QRectF(slot.left() + 8, slot.bottom() - 1, 40, below), 2, 2);
        break;
    case Lies::Cash:
        drawNote(painter, {slot.left() + 5, slot.bottom() - 7, 46, 18},
            m_now.notesOffered.front().value, Look(), false);
        break;
    case Lies::Slip:
        painter.setPen(QPen(normalPalette().background, 1));
        painter.setBrush(Qt::white);
        painter.drawRect(QRectF(slot.left() + 14, slot.bottom() - 2, 28, 8));
        break;
    }
    QFont words = font();
    words.setPixelSize(13);
    words.setBold(waits);
    painter.setFont(words);
    painter.setPen(waits ? QColor(0x5C3B00) : QColor(0x4A5257));
    painter.drawText(place.adjusted(70, 0, -8, 0), Qt::AlignRight | Qt::AlignVCenter, text);
}

} // namespace kontor::atm
