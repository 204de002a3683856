// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/Counter.h"

#include "foundation/Strings.h"
#include "widgets/OutcomeStrip.h"

#include <QApplication>
#include <QLabel>

#include <algorithm>

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

template<class Predicate>
static bool anyShown(QWidget *window, Predicate &&isIt)
{
    const auto labels = window->findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) {
        return label->isVisible() && isIt(label->text().remove(QChar(QChar::SoftHyphen)));
    });
}

bool Counter::shows(const QString &text)
{
    return anyShown(window(), [&](const QString &shown) { return shown.contains(text); });
}

bool Counter::hasSearched(const QString &text)
{
    const QStringList quoted{u"\u201C%1\u201D"_s.arg(text), u"\u201E%1\u201C"_s.arg(text)};
    return anyShown(window(), [&](const QString &shown) {
        return (shown.contains(quoted[0]) || shown.contains(quoted[1]))
            && !shown.endsWith(u'\u2026');
    });
}

QString Counter::stripText()
{
    const auto *strip = find<widgets::OutcomeStrip>(u"outcomeStrip"_s);
    return strip ? strip->text() : QString();
}

} // namespace kontor::testing
