// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/delivery/AnswerHead.h"
#include "server/delivery/DeliveryPolicy.h"

#include <QDeadlineTimer>
#include <QSslSocket>
#include <QTimer>

#include <functional>
#include <vector>

// The way to a stranger's server and back. Not QNetworkAccessManager: all its requests share a
// thread, and one target whose headers never end keeps that thread reading for ever.

namespace kontor::server {

//! Where to connect to. Equal ones can share a connection.
struct Address
{
    QString address;
    quint16 port = 443;
    bool tls = true;
    //! Whose certificate it has to be.
    QString host;

    friend bool operator==(const Address &, const Address &) = default;
};

//! Connections that may be used again soon, so that a busy target needs no new one per message.
class IdleConnections final : public QObject
{
public:
    explicit IdleConnections(QObject *parent = nullptr);

    //! One that leads there and is open, now the caller's; none where there is none.
    QSslSocket *take(const Address &to);
    void keep(const Address &to, QSslSocket *socket);

private:
    struct Idle
    {
        Address to;
        QSslSocket *socket;
        QDeadlineTimer validity;
    };
    void drop(QSslSocket *socket);
    void sweep();

    std::vector<Idle> m_idle;
    QTimer m_sweep;
};

//! One request and its answer. Ends exactly once, by its deadline at the latest: answered, failed,
//! too long or too late. An answer counts once its head is there; its body is read to its end, within
//! limits, so that nobody is cut off, and thrown away.
class Post final : public QObject
{
public:
    using Done = std::function<void(const AttemptResult &)>;

    //! `done` is called later; never after the post is gone, which goes by itself.
    Post(IdleConnections &connections, Address to, QByteArray request,
        const DeliverySettings &settings, Done done, QObject *parent);

private:
    void begin();
    void open();
    void watch();
    void read();
    bool isWhole() const;
    void fail(QAbstractSocket::SocketError error);
    void finish(AttemptError otherwise);
    void end(const AttemptResult &result);

    IdleConnections &m_connections;
    Address m_to;
    QByteArray m_request;
    qint64 m_bodyLimit;
    Done m_done;
    QTimer m_deadline;
    QSslSocket *m_socket = nullptr;
    bool m_isReused = false;
    bool m_isHeard = false;
    QByteArray m_received;
    std::optional<AnswerHead> m_head;
    qint64 m_bodyRead = 0;
    //! The end of what came of the body.
    QByteArray m_tail;
};

} // namespace kontor::server
