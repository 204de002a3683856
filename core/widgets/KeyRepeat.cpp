// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/KeyRepeat.h"

#include <QCoreApplication>
#include <QKeyEvent>

namespace kontor::widgets {

KeyRepeat::KeyRepeat(QObject *parent) : QObject(parent)
{
    QCoreApplication::instance()->installEventFilter(this);
}

bool KeyRepeat::eventFilter(QObject *, QEvent *event)
{
    if (event->type() == QEvent::KeyRelease) {
        const auto *key = static_cast<QKeyEvent *>(event);
        m_released = key->key();
        m_releasedAt = key->timestamp();
    } else if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        // No finger is that quick; without a time there is only Qt's word.
        const bool atOnce = key->timestamp() != 0 && key->key() == m_released
            && key->timestamp() - m_releasedAt <= 1;
        m_isRepeated = key->isAutoRepeat() || atOnce;
    }
    return false;
}

} // namespace kontor::widgets
