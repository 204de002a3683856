// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/Ring.h"

#include "foundation/Strings.h"
#include "widgets/Theme.h"
#include "widgets/Type.h"

#include <QPainter>

#include <algorithm>

namespace kontor::widgets {

Ring::Ring(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Ring::setRemaining(int left, int total, const QString &caption)
{
    m_left = left;
    m_total = std::max(1, total);
    m_caption = caption;
    update();
}

void Ring::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF arc = QRectF(rect()).adjusted(4, 4, -4, -4);
    painter.setPen(QPen(theme.line, 6));
    painter.drawEllipse(arc);
    painter.setPen(QPen(theme.warning, 6, Qt::SolidLine, Qt::RoundCap));
    painter.drawArc(arc, 90 * 16, -int(360.0 * 16 * m_left / m_total));
    painter.setPen(theme.text);
    painter.setFont(fontOf(TextRole::FigureM));
    const QString figure = m_left > 0 ? tr("%1 s").arg(m_left) : u"\u2026"_s;
    const int lift = m_caption.isEmpty() ? 0 : 8;
    painter.drawText(rect().adjusted(0, -lift, 0, -lift), Qt::AlignCenter, figure);
    painter.setPen(theme.text2);
    painter.setFont(fontOf(TextRole::Mini));
    painter.drawText(rect().adjusted(0, 13, 0, 13), Qt::AlignCenter, m_caption);
}

} // namespace kontor::widgets
