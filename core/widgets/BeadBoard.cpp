// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/BeadBoard.h"

#include "foundation/Strings.h"
#include "widgets/Theme.h"

#include <QPainter>

namespace kontor::widgets {

BeadBoard::BeadBoard(QWidget *parent) : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void BeadBoard::setDate(QDate date)
{
    if (date == m_date) {
        return;
    }
    m_date = date;
    setAccessibleName(dateText());
    update();
}

void BeadBoard::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double scale = std::min(width() / 456.0, height() / 296.0);
    painter.scale(scale, scale);
    painter.setPen(QPen(theme.boardFrame, 8));
    painter.drawRoundedRect(QRectF(4, 4, 448, 288), 14, 14);
    const QString digits = m_date.toString(u"ddMMyyyy"_s);
    for (int i = 0; i < digits.size(); ++i) {
        paintRod(painter, 46 + i * 52, digits.at(i).digitValue());
    }
    painter.setPen(QPen(theme.boardFrame, 8));
    painter.drawLine(QPointF(4, 95), QPointF(452, 95));
}

void BeadBoard::paintRod(QPainter &painter, double x, int digit) const
{
    const Theme &theme = Theme::current();
    painter.setPen(QPen(theme.boardFrame, 3));
    painter.drawLine(QPointF(x, 8), QPointF(x, 288));
    painter.setPen(Qt::NoPen);
    const auto bead = [&](double y, const QColor &colour) {
        painter.setBrush(colour);
        painter.drawRoundedRect(QRectF(x - 20, y, 40, 26), 9, 9);
    };
    const bool five = digit >= 5;
    bead(five ? 60 : 16, five ? theme.railBadge : theme.boardBead);
    const int ones = digit % 5;
    for (int i = 0; i < 4; ++i) {
        const bool counted = i < ones;
        bead(counted ? 106 + i * 30 : 160 + i * 30, counted ? theme.railAccent : theme.boardBead);
    }
}

} // namespace kontor::widgets
