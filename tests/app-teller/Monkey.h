// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-teller/Desk.h"

#include <QTimer>

#include <deque>
#include <variant>

namespace kontor::testing {

//! Hands that begin to serve somebody and lose the thread: they press keys and click whatever is there,
//! while the line, the clock and other channels do what they like. The same seed does the same as far as
//! timers let it.
class Monkey
{
public:
    Monkey(Desk &desk, std::uint64_t seed);

    //! Comes back when it is over. What pops up in the meantime gets keys, too.
    void play(std::chrono::milliseconds howLong);
    //! The line is good again, and nothing lies over the window.
    void comeToRest();
    //! What was done last, for whoever wants to know how it came to this.
    const QStringList &lastActs() const { return m_acts; }
    int acts() const { return m_count; }

private:
    struct Press
    {
        Qt::Key key;
        Qt::KeyboardModifiers modifiers = Qt::NoModifier;
    };
    //! A key, or what is typed.
    using Move = std::variant<Press, QString>;
    using Act = QString (Monkey::*)();
    void step();
    QString act();
    void planSomething();
    QString follow();
    QWidget *front() const;
    QString press(const Press &what);
    QString type(const QString &text);
    QString pressKey();
    QString typeSomething();
    QString click();
    QString disturb();
    QString changeLook();
    std::size_t below(std::size_t count) { return std::size_t(m_random.next() % count); }
    template<class T>
    T oneOf(const std::initializer_list<T> &values)
    {
        return values.begin()[below(values.size())];
    }

    Desk *m_desk;
    SeededRandom m_random;
    QTimer m_timer;
    std::deque<Move> m_plan;
    QStringList m_acts;
    int m_count = 0;
};

} // namespace kontor::testing
