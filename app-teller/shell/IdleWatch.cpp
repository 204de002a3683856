// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/shell/IdleWatch.h"

#include <QCoreApplication>
#include <QEvent>

namespace kontor::teller {

IdleWatch::IdleWatch(std::chrono::milliseconds after, QObject *parent) : QObject(parent)
{
    m_timer.setInterval(after);
    connect(&m_timer, &QTimer::timeout, this, &IdleWatch::idle);
    QCoreApplication::instance()->installEventFilter(this);
    m_timer.start();
}

bool IdleWatch::eventFilter(QObject *, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::TouchBegin: m_timer.start(); break;
    default: break;
    }
    return false;
}

} // namespace kontor::teller
