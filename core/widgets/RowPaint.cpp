// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/RowPaint.h"

#include "widgets/Theme.h"

#include <QPainter>
#include <QStyleOptionViewItem>
#include <QWidget>

namespace kontor::widgets {

void paintRowGround(QPainter &painter, const QStyleOptionViewItem &option, bool isFirstColumn)
{
    const Theme &theme = Theme::current();
    const QRect &row = option.rect;
    if (option.state.testFlag(QStyle::State_Selected)) {
        const bool active = option.widget && option.widget->hasFocus();
        painter.fillRect(row, theme.selection);
        if (isFirstColumn) {
            painter.fillRect(row.left(), row.top(), 3, row.height(),
                active ? theme.primary : theme.border);
        }
    } else if (option.state.testFlag(QStyle::State_MouseOver)) {
        painter.fillRect(row, theme.window);
    }
    painter.fillRect(row.left(), row.bottom(), row.width(), 1, theme.line);
}

void paintElided(QPainter &painter, const QRect &box, int alignment, const QString &text)
{
    painter.drawText(box, alignment,
        QFontMetrics(painter.font()).elidedText(text, Qt::ElideRight, box.width()));
}

} // namespace kontor::widgets
