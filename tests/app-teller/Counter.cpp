// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/Counter.h"

#include "foundation/Strings.h"
#include "widgets/OutcomeStrip.h"

#include <QApplication>
#include <QLabel>

namespace kontor::testing {

void Counter::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    ++keystrokes;
    QWidget *focus = QApplication::focusWidget();
    QTest::keyClick(focus ? focus : window(), key, modifiers);
}

void Counter::resizeAsUsual()
{
    window()->resize(1280, 800);
}

void Counter::type(const QString &text)
{
    QTest::keyClicks(QApplication::focusWidget(), text);
}

bool Counter::shows(const QString &text)
{
    for (const QLabel *label : window()->findChildren<QLabel *>()) {
        const QString shown = label->text().remove(QChar(QChar::SoftHyphen));
        if (label->isVisible() && shown.contains(text)) {
            return true;
        }
    }
    return false;
}

QString Counter::stripText()
{
    const auto *strip = find<widgets::OutcomeStrip>(u"outcomeStrip"_s);
    return strip ? strip->text() : QString();
}

} // namespace kontor::testing
