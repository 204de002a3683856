// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/KeyCap.h"

#include "foundation/Strings.h"
#include "widgets/Type.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QPainter>

namespace kontor::widgets {

QString keyText(const QKeySequence &keys)
{
    QString text = keys.toString(QKeySequence::NativeText);
    // The big key is called Enter on screen, whichever of the two it is in the sequence.
    const QString returnKey = QKeySequence(Qt::Key_Return).toString(QKeySequence::NativeText);
    if (text.endsWith(returnKey)) {
        text.chop(returnKey.size());
        text += QCoreApplication::translate("kontor::widgets::KeyCap", "Enter", "a key");
    }
    return text;
}

int keyCapWidth(const QString &text)
{
    return QFontMetrics(fontOf(TextRole::Mini)).horizontalAdvance(text) + 12;
}

double paintKeyCap(QPainter &painter, double right, double middle, const QString &text,
    const QColor &edge, const QColor &ink, const QColor &fill)
{
    const double width = keyCapWidth(text);
    const QRectF box(right - width + 0.5, middle - keyCapHeight / 2.0 + 0.5, width - 1,
        keyCapHeight - 1);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(edge, 1));
    painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(box, 4, 4);
    painter.setPen(ink);
    painter.setFont(fontOf(TextRole::Mini));
    painter.drawText(box, Qt::AlignCenter, text);
    painter.restore();
    return right - width;
}

} // namespace kontor::widgets
