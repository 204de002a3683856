// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/FocusRing.h"

#include "widgets/Theme.h"

#include <QEvent>
#include <QPainter>

namespace kontor::widgets {

static constexpr int ringMargin = 4;

FocusRing::FocusRing(QWidget *target, QWidget *surroundings)
    : QWidget(surroundings), m_target(target)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
    // Whatever lies between the two may move the target.
    for (QWidget *widget = target; widget && widget != surroundings;
         widget = widget->parentWidget()) {
        widget->installEventFilter(this);
    }
}

void FocusRing::setWanted(bool wanted)
{
    m_wanted = wanted;
    follow();
}

bool FocusRing::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::FocusIn:
    case QEvent::FocusOut:
    case QEvent::Move:
    case QEvent::Resize: follow(); break;
    default: break;
    }
    return QWidget::eventFilter(watched, event);
}

void FocusRing::follow()
{
    const QRect place(m_target->mapTo(parentWidget(), QPoint()), m_target->size());
    setGeometry(place.adjusted(-ringMargin, -ringMargin, ringMargin, ringMargin));
    setVisible(m_wanted && m_target->hasFocus());
    raise();
}

void FocusRing::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(Theme::current().primary, 2));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 9, 9);
}

} // namespace kontor::widgets
