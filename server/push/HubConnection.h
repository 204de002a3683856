// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/push/HubProtocol.h"

namespace kontor::server {

//! Why a connection ends, as its client is told.
struct HubEnding
{
    QString error;
    //! Whether it may come again by itself.
    bool mayReconnect = false;
};

//! The server's end of one connection to a hub: what the client says goes in, what it shall hear
//! comes out. It knows neither how bytes travel nor what time it is; it is told what has passed.
class HubConnection
{
public:
    struct Times
    {
        //! Until the client has greeted.
        int greetingMs = 15'000;
        //! The server says something at least so often.
        int pingMs = 15'000;
        //! A client that is silent for so long is gone.
        int silenceMs = 30'000;
        //! How long the last word is kept for a client that is just not listening.
        int lingerMs = 5'000;
    };
    //! Whoever has left so much unread is too slow.
    static constexpr qsizetype mostWaiting = 256 * 1024;

    HubConnection() : HubConnection(Times()) {}
    explicit HubConnection(const Times &times) : m_times(times) {}

    void hear(QByteArrayView bytes);
    //! The client has shown that it is there, without a word.
    void noteSignOfLife() { m_silentMs = 0; }
    //! Whole records for the client; dropped unless it has greeted and the connection lasts.
    void tell(const QByteArray &records);
    void end(const HubEnding &ending);
    void pass(int ms);

    bool hasMore() const { return !m_waiting.isEmpty(); }
    //! What the client has not heard yet.
    QByteArray take();
    bool isOpen() const { return m_state == State::Open; }
    bool isEnded() const { return m_state == State::Ended; }
    //! Nothing more will come, and what there was has been taken or is too old.
    bool isOver() const;
    //! Ended because the client did not read.
    bool wasTooSlow() const { return m_wasTooSlow; }

private:
    enum class State { Greeting, Open, Ended };
    void hearRecord(const QByteArray &record);
    void greet(const QByteArray &record);

    Times m_times;
    State m_state = State::Greeting;
    hub::RecordReader m_reader;
    QByteArray m_waiting;
    bool m_wasTooSlow = false;
    //! In this state.
    int m_stateMs = 0;
    //! Since the client was heard, and since it was told something.
    int m_silentMs = 0;
    int m_untoldMs = 0;
};

} // namespace kontor::server
