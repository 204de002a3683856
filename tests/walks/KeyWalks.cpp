// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "walks/Walks.h"

#include "foundation/Strings.h"

#include <QApplication>
#include <QImage>
#include <QTest>
#include <QWidget>

namespace kontor::testing {

namespace {

constexpr int mostStops = 120;
constexpr int mostTabsAtOneStop = 5;

QString nameOf(const QWidget *widget)
{
    return widget->objectName().isEmpty()
        ? QString::fromLatin1(widget->metaObject()->className())
        : widget->objectName();
}

QString namesOf(const QList<QWidget *> &widgets)
{
    QStringList names;
    for (const QWidget *widget : widgets) {
        names.append(nameOf(widget));
    }
    return names.join(u" > "_s);
}

QList<QWidget *> stopsIn(const QWidget *window)
{
    QList<QWidget *> stops;
    for (QWidget *widget : window->findChildren<QWidget *>()) {
        if (widget->isVisible() && widget->isEnabled() && !widget->focusProxy()
            && (widget->focusPolicy() & Qt::TabFocus)) {
            stops.append(widget);
        }
    }
    return stops;
}

//! In round figures, how many pixels of the window show where the focus is; a caret alone has 50.
bool canBeSeen(const QWidget *stop, const QImage &without, const QImage &with)
{
    const qsizetype wanted = std::min(stop->width() + stop->height(), 200);
    qsizetype changed = 0;
    for (int y = 0; y < with.height() && changed < wanted; ++y) {
        const auto *before = reinterpret_cast<const QRgb *>(without.constScanLine(y));
        const auto *after = reinterpret_cast<const QRgb *>(with.constScanLine(y));
        for (int x = 0; x < with.width(); ++x) {
            changed += before[x] != after[x] ? 1 : 0;
        }
    }
    return changed >= wanted;
}

QImage pictureOf(QWidget *window)
{
    return window->grab().toImage().convertToFormat(QImage::Format_RGB32);
}

//! From the present stop to the next, until it comes back or does not go on.
QList<QWidget *> follow(Qt::Key key)
{
    QList<QWidget *> stops;
    QWidget *const start = QApplication::focusWidget();
    QWidget *stop = start;
    do {
        stops.append(stop);
        QWidget *next = stop;
        // A field may use Tab itself a few times, as the search does for a customer's accounts.
        for (int i = 0; next == stop && i < mostTabsAtOneStop; ++i) {
            const bool back = key == Qt::Key_Backtab;
            QTest::keyClick(stop, key, back ? Qt::ShiftModifier : Qt::NoModifier);
            next = QApplication::focusWidget();
        }
        if (!next || next == stop) {
            break;
        }
        stop = next;
    } while (stop != start && stops.size() < mostStops);
    return stops;
}

} // namespace

WalkResult walkTabs(QWidget *window)
{
    WalkResult result;
    QWidget *const start = QApplication::focusWidget();
    if (!start) {
        result.faults.append(u"nothing has the focus"_s);
        return result;
    }
    const QList<QWidget *> before = stopsIn(window);
    const QList<QWidget *> reached = follow(Qt::Key_Tab);
    if (QApplication::focusWidget() != start) {
        result.faults.append(u"Tab does not go on from "_s + nameOf(QApplication::focusWidget()));
    }
    const QList<QWidget *> between = stopsIn(window);
    for (QWidget *stop : between) {
        ++result.visited;
        if (!reached.contains(stop)) {
            result.faults.append(u"Tab never reaches "_s + nameOf(stop));
        }
    }
    start->setFocus(Qt::TabFocusReason);
    QList<QWidget *> back = follow(Qt::Key_Backtab);
    std::reverse(back.begin() + 1, back.end());
    // What a key chooses on the way may allow other acts; the stops that stay must be in one order.
    const QList<QWidget *> after = stopsIn(window);
    const auto steady = [&](const QList<QWidget *> &stops) {
        QList<QWidget *> kept;
        std::copy_if(stops.begin(), stops.end(), std::back_inserter(kept),
            [&](QWidget *stop) { return before.contains(stop) && after.contains(stop)
                && between.contains(stop); });
        return kept;
    };
    if (steady(back) != steady(reached)) {
        result.faults.append(
            u"Shift+Tab goes "_s + namesOf(back) + u", Tab "_s + namesOf(reached));
    }
    start->setFocus(Qt::TabFocusReason);
    start->clearFocus();
    const QImage without = pictureOf(window);
    for (QWidget *stop : reached) {
        stop->setFocus(Qt::TabFocusReason);
        if (!canBeSeen(stop, without, pictureOf(window))) {
            result.faults.append(u"the focus cannot be seen on "_s + nameOf(stop));
        }
    }
    start->setFocus(Qt::TabFocusReason);
    return result;
}

} // namespace kontor::testing
