// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/Surface.h"

#include "widgets/Theme.h"

#include <QPainter>

namespace kontor::widgets {

void Surface::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.fillRect(rect(), m_kind == Kind::Rail ? theme.rail
            : m_kind == Kind::Banner              ? theme.offline
                                                  : theme.card);
    if (m_kind == Kind::Header) {
        painter.fillRect(0, height() - 1, width(), 1, theme.line);
    } else if (m_kind == Kind::Footer) {
        painter.fillRect(0, 0, width(), 1, theme.line);
    }
}

} // namespace kontor::widgets
