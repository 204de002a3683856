// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/IconLabel.h"

#include "widgets/Icon.h"
#include "widgets/Theme.h"

#include <QPainter>

#include <algorithm>

namespace kontor::widgets {

namespace {

struct ToneColours
{
    QColor ink;
    QColor tint;
    QColor edge;
};

ToneColours coloursOf(Tone tone)
{
    const Theme &theme = Theme::current();
    switch (tone) {
    case Tone::Success: return {theme.success, theme.successTint, theme.successEdge};
    case Tone::Warning: return {theme.warning, theme.warningTint, theme.warningEdge};
    case Tone::Error: return {theme.errorOnTint, theme.errorTint, theme.errorEdge};
    case Tone::Primary: return {theme.primary, theme.neutralTint, theme.neutralEdge};
    case Tone::OnRail: return {theme.railText, theme.rail, theme.railKey};
    case Tone::OnRail2: return {theme.railText2, theme.rail, theme.railKey};
    case Tone::OnBanner: return {theme.onOffline, theme.offline, theme.onOffline};
    case Tone::Secondary: return {theme.text2, theme.neutralTint, theme.neutralEdge};
    case Tone::Plain: break;
    }
    return {theme.text, theme.neutralTint, theme.neutralEdge};
}

} // namespace

IconLabel::IconLabel(const QString &name, int size, Tone tone, QWidget *parent)
    : QWidget(parent), m_name(name), m_size(size), m_tone(tone)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void IconLabel::setIcon(const QString &name, Tone tone)
{
    m_name = name;
    m_tone = tone;
    update();
}

void IconLabel::setDisc(int diameter, bool filled)
{
    m_disc = diameter;
    m_filled = filled;
    updateGeometry();
}

QSize IconLabel::sizeHint() const
{
    const int side = std::max(m_size, m_disc);
    return {side, side};
}

void IconLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const ToneColours colours = coloursOf(m_tone);
    QColor ink = colours.ink;
    if (m_disc > 0) {
        painter.setPen(QPen(m_filled ? colours.ink : colours.edge, m_disc > 60 ? 2 : 1));
        painter.setBrush(m_filled ? colours.ink : colours.tint);
        painter.drawEllipse(QRectF(rect()).adjusted(1, 1, -1, -1));
        ink = m_filled ? Theme::current().card : colours.ink;
    }
    const double x = (width() - m_size) / 2.0;
    const double y = (height() - m_size) / 2.0;
    paintIcon(painter, QRectF(x, y, m_size, m_size), m_name, ink);
}

MarkLabel::MarkLabel(int size, QWidget *parent) : QWidget(parent), m_size(size)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void MarkLabel::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    paintMark(painter, rect(), theme.railText, theme.railAccent, theme.railBadge);
}

} // namespace kontor::widgets
