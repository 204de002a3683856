// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/KeyHints.h"

#include "foundation/Strings.h"
#include "widgets/KeyCap.h"
#include "widgets/Theme.h"
#include "widgets/Type.h"

#include <QPainter>

namespace kontor::widgets {

KeyHints::KeyHints(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void KeyHints::setHints(const QList<Hint> &hints)
{
    m_hints = hints;
    QStringList spoken;
    for (const Hint &hint : hints) {
        QStringList keys;
        for (const QKeySequence &key : hint.keys) {
            keys.append(keyText(key));
        }
        spoken.append(keys.join(u' ') + u": "_s + hint.text);
    }
    setAccessibleName(spoken.join(u", "_s));
    update();
}

void KeyHints::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    const QFontMetrics metrics(fontOf(TextRole::Small));
    double x = 18;
    const double middle = height() / 2.0;
    for (const Hint &hint : m_hints) {
        double needed = metrics.horizontalAdvance(hint.text) + 8;
        for (const QKeySequence &key : hint.keys) {
            needed += keyCapWidth(keyText(key)) + 8;
        }
        if (x + needed > width() - 8) {
            return;
        }
        for (const QKeySequence &key : hint.keys) {
            const double right = x + keyCapWidth(keyText(key));
            paintKeyCap(
                painter, right, middle, keyText(key), theme.border, theme.text2, theme.sunken);
            x = right + 8;
        }
        painter.setFont(fontOf(TextRole::Small));
        painter.setPen(theme.text2);
        painter.drawText(QRectF(x, 0, 400, height()), Qt::AlignVCenter, hint.text);
        x += metrics.horizontalAdvance(hint.text) + 24;
    }
}

} // namespace kontor::widgets
