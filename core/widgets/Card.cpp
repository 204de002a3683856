// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/Card.h"

#include "widgets/Theme.h"

#include <QApplication>
#include <QPainter>

namespace kontor::widgets {

Card::Card(QWidget *parent, Surface surface) : QFrame(parent), m_surface(surface)
{
    setObjectName(QStringLiteral("card"));
    m_focus
        = connect(qApp, &QApplication::focusChanged, this, [this](QWidget *before, QWidget *now) {
              if (m_marked && (before == m_marked || now == m_marked)) {
                  update();
              }
          });
}

// A widget that goes away loses the focus when it is no card any more.
Card::~Card()
{
    disconnect(m_focus);
}

bool Card::hasMarkedFocus() const
{
    return m_marked && m_marked->hasFocus();
}

void Card::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool focused = hasMarkedFocus();
    const double inset = focused ? 1.0 : 0.5;
    const double radius = m_surface == Surface::Sunken ? 8 : 10;
    painter.setPen(m_surface == Surface::Desk
            ? QPen(Qt::NoPen)
            : QPen(focused ? theme.primary : theme.line, focused ? 2 : 1));
    painter.setBrush(m_surface == Surface::Card ? theme.card
            : m_surface == Surface::Sunken      ? theme.sunken
                                                : theme.desk);
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), radius, radius);
}

Rule::Rule(QWidget *parent) : QWidget(parent)
{
    setFixedHeight(1);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Rule::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), Theme::current().line);
}

} // namespace kontor::widgets
