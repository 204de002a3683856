// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/CheckBox.h"

#include "foundation/Strings.h"
#include "widgets/Icon.h"
#include "widgets/Theme.h"
#include "widgets/Type.h"

#include <QPainter>

namespace kontor::widgets {

namespace {
constexpr int boxSize = 20;
constexpr int gap = 8;
//! Around everything, for the ring of the focus.
constexpr int boxMargin = 6;
} // namespace

CheckBox::CheckBox(QWidget *parent) : QCheckBox(parent)
{
    setCursor(Qt::PointingHandCursor);
}

QSize CheckBox::sizeHint() const
{
    const QSize words = QFontMetrics(fontOf(TextRole::Body)).size(Qt::TextShowMnemonic, text());
    return {2 * boxMargin + boxSize + gap + words.width(),
        2 * boxMargin + std::max(boxSize, words.height())};
}

void CheckBox::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (hasFocus()) {
        painter.setPen(QPen(theme.primary, 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
    }
    const QRectF box(boxMargin, (height() - boxSize) / 2.0, boxSize, boxSize);
    painter.setPen(QPen(isChecked() ? theme.primary : theme.border, 1.5));
    painter.setBrush(isChecked() ? theme.primary : theme.card);
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4);
    if (isChecked()) {
        paintIcon(painter, box.adjusted(3, 3, -3, -3), u"tick"_s, theme.onPrimary);
    }
    painter.setFont(fontOf(TextRole::Body));
    painter.setPen(theme.text);
    painter.drawText(rect().adjusted(boxMargin + boxSize + gap, 0, 0, 0),
        Qt::AlignLeft | Qt::AlignVCenter | Qt::TextShowMnemonic, text());
}

} // namespace kontor::widgets
