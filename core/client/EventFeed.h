// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/KontorClient.h"
#include "foundation/Backoff.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace kontor::client {

struct FeedPace
{
    std::chrono::seconds wait{25};
    //! A long poll says nothing when a cable is cut, so the server is asked for a sign of life
    //! beside it. Heartbeat plus its deadline stay below three seconds.
    std::chrono::milliseconds heartbeat{1'000};
    std::chrono::milliseconds heartbeatDeadline{1'500};
    //! Between polls that answer at once and bring nothing.
    std::chrono::milliseconds idle{1'000};
    Backoff reconnect{.base = std::chrono::milliseconds(500), .cap = std::chrono::seconds(5)};
};

//! Follows the bank's events from the present on, and knows whether the server is there.
class EventFeed : public QObject
{
    Q_OBJECT

public:
    //! All of them outlive the feed.
    EventFeed(KontorClient &client, const Clock &clock, Random &random, FeedPace pace = {},
        QObject *parent = nullptr);

    void start();
    void stop();
    bool isOnline() const { return m_online.value_or(false); }
    //! Since when it has been online or offline.
    Timestamp since() const { return m_since; }
    //! While offline: why a server that is there is not trusted.
    Distrust distrust() const { return m_distrust; }
    //! Tries to connect at once if it is offline.
    void retryNow();

Q_SIGNALS:
    //! In order, without gaps and each once, also across a lost connection.
    void eventsArrived(const std::vector<kontor::api::Envelope> &events);
    //! Also once after start(), with the first result.
    void connectionChanged(bool online, kontor::Timestamp since);
    //! While offline: a later attempt told more of the server than the first that failed.
    void distrustChanged();
    //! The server has another history than before (restored, or another one): read everything anew.
    void historyReplaced();
    //! There is a server, and it does not let this program listen.
    void turnedAway();

private:
    void connectToServer();
    void takeHead(const Answer<api::EventPage> &answer);
    void poll();
    void takePage(const Answer<api::EventPage> &answer);
    void beat();
    void takeBeat(const Answer<api::Liveness> &answer);
    void lose(const ApiError &why);
    void setOnline(bool online);
    template<class T>
    void whenDone(Reply<T> reply, void (EventFeed::*then)(const Answer<T> &));

    KontorClient *m_client;
    const Clock *m_clock;
    Random *m_random;
    FeedPace m_pace;
    std::optional<qint64> m_position;
    std::optional<QString> m_generation;
    //! Nothing until the first result.
    std::optional<bool> m_online;
    Timestamp m_since;
    Distrust m_distrust = Distrust::None;
    //! Answers to an earlier connection's questions are not listened to any more.
    int m_connection = 0;
    int m_attempt = 0;
    QElapsedTimer m_pollTime;
    QTimer m_reconnect;
    QTimer m_nextPoll;
    QTimer m_nextBeat;
};

} // namespace kontor::client
