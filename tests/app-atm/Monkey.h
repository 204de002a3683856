// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-atm/AtmApp.h"
#include "app-atm/Books.h"
#include "app-atm/LateLine.h"
#include "app-atm/ModelServer.h"
#include "app-atm/demo/DevicePanel.h"

#include <QTemporaryDir>

#include <set>

namespace kontor::testing {

//! Customers in a hurry, children and a broken street: somebody presses and touches whatever is there,
//! takes the card or forgets it, while notes jam, the line is late or gone and the power is cut.
//! The whole machine runs in process, with its window and its panel; only the bank is a model.
class Monkey
{
public:
    explicit Monkey(std::uint64_t seed);

    //! Comes back when it is over.
    void play(std::chrono::milliseconds howLong);
    //! The line is good again, and everybody goes; false where the machine does not come to rest.
    bool comeToRest();
    //! Goes off and on again. Somebody may take cash in the dark.
    void cutPower(bool takesInTheDark);
    //! A customer comes, and gets as far as the menu.
    bool canServe();

    //! Empty, or what was wrong with a screen or with the order of things, the first time.
    const QString &violation() const { return m_violation; }
    //! The same of notes and books, at rest.
    QString booksAtRest() const;
    //! Cash that nobody asked for.
    void bookWrongly() { m_taken[WithdrawalId{Uuid::nameBased({}, "planted")}] = 10; }
    //! What was done last, and what the journal and the hands say, for whoever wants to know how it came
    //! to this.
    QStringList story() const;
    QString screen() const;
    const std::set<QString> &screensSeen() const { return m_seen; }
    int acts() const { return m_count; }
    int paid() const { return int(m_taken.size()); }

private:
    void switchOn();
    void step();
    QString act();
    QString goOn();
    QString goOnWithPin();
    QString pressKey();
    QString touch();
    QString choose();
    QString clickPanel();
    QString letTimePass();
    QString disturb();
    QString changeLook();
    void press(Qt::Key key, const QString &text = {});
    void type(const QString &digits);
    bool passAnyTimer(std::size_t from);
    void countHands();
    void look();
    void note(const QString &violation);
    std::size_t below(std::size_t count) { return std::size_t(m_random.next() % count); }
    template<class T>
    T oneOf(const std::initializer_list<T> &values)
    {
        return values.begin()[below(values.size())];
    }

    SeededRandom m_random;
    QTemporaryDir m_folder;
    ModelServer m_server;
    LateLine m_line;
    std::unique_ptr<atm::AtmApp> m_app;
    //! Where the panel stands; as a window of its own it would be one more to be moved.
    QWidget m_counter;
    std::unique_ptr<atm::DevicePanel> m_panel;
    TakenByHand m_taken;
    int m_handedOut = 0;
    std::set<QString> m_seen;
    QStringList m_acts;
    QString m_violation;
    int m_count = 0;
};

} // namespace kontor::testing
