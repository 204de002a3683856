// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/LinkButton.h"

#include "widgets/Theme.h"
#include "widgets/Type.h"

#include <QKeyEvent>
#include <QPainter>

namespace kontor::widgets {

LinkButton::LinkButton(QWidget *parent, Look look) : QAbstractButton(parent), m_look(look)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
}

QSize LinkButton::sizeHint() const
{
    return QFontMetrics(fontOf(TextRole::Small)).size(Qt::TextShowMnemonic, text()) + QSize(6, 6);
}

void LinkButton::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor ink = m_look == Look::OnError ? theme.errorOnTint : theme.primary;
    if (hasFocus()) {
        painter.setPen(QPen(ink, 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
    }
    QFont font = fontOf(TextRole::Small);
    font.setUnderline(true);
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(rect().adjusted(3, 0, -3, 0), Qt::AlignLeft | Qt::AlignVCenter, text());
}

void LinkButton::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        click();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

} // namespace kontor::widgets
