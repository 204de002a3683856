// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-teller/Monkey.h"

#include "foundation/Strings.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDialog>
#include <QEventLoop>
#include <QInputMethodEvent>
#include <QMenu>
#include <QTabBar>
#include <QTableView>

#include <algorithm>

namespace kontor::testing {

using Line = SampleBank::Line;

Monkey::Monkey(Desk &desk, std::uint64_t seed) : m_desk(&desk), m_random(seed)
{
    m_timer.setInterval(1);
    m_timer.callOnTimeout([this] { step(); });
}

void Monkey::play(std::chrono::milliseconds howLong)
{
    m_timer.start();
    QEventLoop loop; // qWait() sleeps between its looks
    QTimer::singleShot(howLong, &loop, &QEventLoop::quit);
    loop.exec();
    m_timer.stop();
}

void Monkey::comeToRest()
{
    m_desk->bank.setLine(Line::Good);
    while (QWidget *over = QApplication::activePopupWidget()) {
        over->close();
    }
    while (QWidget *over = QApplication::activeModalWidget()) {
        over->close();
    }
}

void Monkey::step()
{
    ++m_count;
    // An act may open a menu and come back only when that is closed: others begin meanwhile.
    const QString done = act();
    m_acts.append(done);
    if (m_acts.size() > 60) {
        m_acts.removeFirst();
    }
}

QString Monkey::act()
{
    if (!m_plan.empty() && below(100) < 85) {
        return follow();
    }
    const std::size_t dice = below(100);
    if (dice < 20) {
        planSomething();
        return follow();
    }
    const Act chosen = dice < 50 ? &Monkey::pressKey
        : dice < 65              ? &Monkey::typeSomething
        : dice < 88              ? &Monkey::click
        : dice < 98              ? &Monkey::disturb
                                 : &Monkey::changeLook;
    return (this->*chosen)();
}

void Monkey::planSomething()
{
    constexpr auto ctrl = Qt::ControlModifier;
    const Press check{Qt::Key_Return, ctrl};
    const auto name
        = oneOf<QString>({u"carla"_s, u"oka"_s, u"weber"_s, u"0004417"_s, u"0004418-0"_s});
    const auto amount = oneOf<QString>({u"1"_s, u"20"_s, u"12,50"_s, u"125.00"_s, u"99999"_s});
    const Press act{oneOf({Qt::Key_F4, Qt::Key_F5, Qt::Key_F6, Qt::Key_F7})};
    m_plan = {Press{Qt::Key_Escape}, Press{Qt::Key_F2}, name};
    if (below(3) == 0) {
        m_plan.push_back(Press{Qt::Key_Return});
    }
    if (below(6) == 0) {
        m_plan = {Press{Qt::Key_N, ctrl}, u"Nadia Haddad"_s, Press{Qt::Key_Tab}, u"39053344705"_s,
            check, check};
        return;
    }
    m_plan.push_back(act);
    if (act.key == Qt::Key_F6) {
        m_plan.insert(m_plan.end(), {Move(u"oka"_s), Move(Press{Qt::Key_Return})});
    }
    m_plan.insert(m_plan.end(),
        {Move(amount), Move(check), Move(check), Move(Press{Qt::Key_P, ctrl}), Move(check)});
}

QString Monkey::follow()
{
    const Move next = m_plan.front();
    m_plan.pop_front();
    const auto *key = std::get_if<Press>(&next);
    return key ? press(*key) : type(std::get<QString>(next));
}

// A dialog of Qt's own is left: it could write a file anywhere.
QWidget *Monkey::front() const
{
    if (QWidget *popup = QApplication::activePopupWidget()) {
        return popup;
    }
    QWidget *modal = QApplication::activeModalWidget();
    QWidget *focus = QApplication::focusWidget();
    return modal ? modal : focus ? focus : m_desk->window();
}

QString Monkey::press(const Press &what)
{
    QWidget *widget = front();
    const bool leave = qobject_cast<QDialog *>(widget) != nullptr;
    QTest::keyClick(widget, leave ? Qt::Key_Escape : what.key,
        leave ? Qt::NoModifier : what.modifiers);
    return QKeySequence(what.modifiers | what.key).toString();
}

QString Monkey::pressKey()
{
    constexpr auto ctrl = Qt::ControlModifier;
    constexpr auto alt = Qt::AltModifier;
    constexpr auto shift = Qt::ShiftModifier;
    return press(oneOf<Press>({{Qt::Key_F1}, {Qt::Key_F2}, {Qt::Key_F4}, {Qt::Key_F5}, {Qt::Key_F6},
        {Qt::Key_F7}, {Qt::Key_N, ctrl}, {Qt::Key_Return}, {Qt::Key_Return, ctrl}, {Qt::Key_Escape},
        {Qt::Key_Tab}, {Qt::Key_Backtab, shift}, {Qt::Key_Up}, {Qt::Key_Down}, {Qt::Key_Left},
        {Qt::Key_Right}, {Qt::Key_Left, alt}, {Qt::Key_Right, alt}, {Qt::Key_Home, alt},
        {Qt::Key_Tab, ctrl}, {Qt::Key_W, ctrl}, {Qt::Key_P, ctrl}, {Qt::Key_A, ctrl},
        {Qt::Key_Z, ctrl}, {Qt::Key_Backspace}, {Qt::Key_Delete}, {Qt::Key_Space},
        {Qt::Key_PageDown}, {Qt::Key_End}, {Qt::Key_Slash, ctrl}, {Qt::Key_A, ctrl | shift},
        {Qt::Key_F10}, {Qt::Key_Menu}, {Qt::Key_F11}, {Qt::Key_L, ctrl}}));
}

QString Monkey::type(const QString &text)
{
    const auto isPlain = [](QChar c) { return c.unicode() < 128; };
    if (!std::all_of(text.begin(), text.end(), isPlain)) {
        QInputMethodEvent input;
        input.setCommitString(text);
        QApplication::sendEvent(front(), &input);
        return u"composes "_s + text;
    }
    // A key at a time: each may take the widget away that had the focus.
    for (const QChar character : text) {
        QWidget *widget = front();
        if (qobject_cast<QDialog *>(widget) || qobject_cast<QMenu *>(widget)) {
            break;
        }
        QTest::keyClick(widget, character.toLatin1());
    }
    return u"types "_s + text;
}

QString Monkey::typeSomething()
{
    return type(oneOf<QString>({u"carla"_s, u"oka"_s, u"0004417"_s, u"12"_s, u"5"_s, u"0"_s, u","_s,
        u"."_s, u"1,50"_s, u"20.00"_s, u"99999999999"_s, u"-3"_s, u"a"_s, u"\u00fc"_s, u" "_s,
        u"39053344705"_s, u"thank you"_s, u"\u202e"_s, u"<b>"_s, u"\U0001F600"_s}));
}

//! Left out is what leaves the counter for good.
QString Monkey::click()
{
    if (QApplication::activeModalWidget() || QApplication::activePopupWidget()) {
        return pressKey();
    }
    std::vector<QWidget *> seen;
    for (QWidget *widget : m_desk->window()->findChildren<QWidget *>()) {
        const bool takesClicks = qobject_cast<QAbstractButton *>(widget)
            || qobject_cast<QTabBar *>(widget)
            || qobject_cast<QAbstractItemView *>(widget->parentWidget());
        if (takesClicks && widget->isVisible() && widget->isEnabled()) {
            seen.push_back(widget);
        }
    }
    if (seen.empty()) {
        return {};
    }
    QWidget *widget = seen[below(seen.size())];
    const QPoint at(int(below(std::size_t(std::max(1, widget->width())))),
        int(below(std::size_t(std::max(1, widget->height())))));
    const QString what = u"clicks "_s
        + (widget->objectName().isEmpty() ? QString::fromLatin1(widget->metaObject()->className())
                                          : widget->objectName());
    const QPointer<QWidget> target(widget);
    QTest::mouseClick(target, Qt::LeftButton, {}, at);
    if (target && below(6) == 0) {
        QTest::mouseDClick(target, Qt::LeftButton, {}, at);
    }
    return what;
}

QString Monkey::disturb()
{
    const QString account = oneOf<QString>({u"0004417-2"_s, u"0004418-0"_s, u"0004419-8"_s});
    if (!m_desk->bank.find(account)) {
        return u"no "_s + account;
    }
    switch (below(12)) {
    case 0:
        m_desk->bank.depositElsewhere(account, 100 + qint64(below(10'000)));
        return u"deposit elsewhere"_s;
    case 1:
        m_desk->bank.withdrawElsewhere(account, 1 + qint64(below(500)));
        return u"withdrawal elsewhere"_s;
    case 2: m_desk->bank.block(account, below(2) == 0, below(2) == 0); return u"block"_s;
    case 3: m_desk->bank.restoreWith(account, 100 + qint64(below(100'000))); return u"restored"_s;
    case 4:
        m_desk->clock.at = m_desk->clock.at.plusSeconds(oneOf<qint64>({1, 70, 4000, 90'000, -50}));
        return u"time goes"_s;
    case 5:
        m_desk->printer = oneOf<teller::Printed>(
            {teller::Printed::OnPaper, teller::Printed::NoPrinter, teller::Printed::Failed});
        return u"printer"_s;
    case 6:
        if (m_desk->slowly) {
            m_desk->slowly->addResult(m_desk->printer);
            m_desk->slowly->finish();
            m_desk->slowly.reset();
        } else {
            m_desk->slowly = std::make_shared<QPromise<teller::Printed>>();
            m_desk->slowly->start();
        }
        return u"a slow printer"_s;
    default:
        m_desk->bank.setLine(oneOf<Line>({Line::Good, Line::Good, Line::Good, Line::LosesAnswers,
            Line::NeverArrives, Line::Cut, Line::Silent}));
        return u"line"_s;
    }
}

QString Monkey::changeLook()
{
    auto *actions = m_desk->window()->shell() ? m_desk->window()->shell()->actions() : nullptr;
    if (!actions) {
        return {};
    }
    switch (below(4)) {
    case 0:
        m_desk->window()->resize(1024 + int(below(900)), 720 + int(below(500)));
        return u"size"_s;
    case 1: oneOf<QAction *>({actions->german, actions->english})->trigger(); return u"language"_s;
    case 2: oneOf<QAction *>({actions->dark, actions->light})->trigger(); return u"colours"_s;
    default: return {};
    }
}

} // namespace kontor::testing
