// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>
#include <map>

namespace kontor::server {

//! Lets a query wait until the views have reached a position; they flush at once when somebody
//! waits. Two seconds at most. Home thread.
class ViewGate final : public QObject
{
    Q_OBJECT

public:
    //! Asks the follower to reach a position soon; from the home thread.
    using Hurry = std::function<void(qint64 position)>;

    explicit ViewGate(Hurry hurry, QObject *parent = nullptr);

    //! Calls `answer(true)` when the views are there, `answer(false)` when they are not in time.
    void whenReached(qint64 position, std::function<void(bool)> answer);
    //! The views have everything up to here.
    void reached(qint64 position);
    qint64 position() const { return m_position; }

private:
    void giveUp(qint64 position, quint64 ticket);

    Hurry m_hurry;
    qint64 m_position = 0;
    quint64 m_nextTicket = 0;
    std::multimap<qint64, std::pair<quint64, std::function<void(bool)>>> m_waiting;
};

} // namespace kontor::server
