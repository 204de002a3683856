// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QElapsedTimer>
#include <QHash>
#include <QTcpServer>

#include <deque>
#include <functional>

class QTcpSocket;

namespace kontor::testing {

//! Somebody's web server that gets webhooks: plain HTTP/1.1 on a free loopback port, does as the
//! script says and remembers everything.
class WebhookListener final : public QTcpServer
{
    Q_OBJECT

public:
    struct Received
    {
        QByteArray requestLine;
        //! Names in lower case.
        QHash<QByteArray, QByteArray> headers;
        QByteArray body;
        //! Milliseconds since the listener was made.
        qint64 at = 0;

        QByteArray id() const { return headers.value("webhook-id"); }
        //! A member of the body's `data`, as text.
        QByteArray data(const char *member) const;
        QByteArray type() const;
    };

    //! What happens to a request.
    struct Answer
    {
        int status = 200;
        QByteArray headers = {};
        QByteArray body = {};
        //! Milliseconds to wait; -1: no answer ever.
        int delay = 0;
        //! Hang up instead of answering.
        bool close = false;
        //! Headers, and then a body that never ends.
        bool endless = false;
        //! A status, and then a header that never ends.
        bool endlessHead = false;
        //! Exactly this, and nothing else.
        QByteArray raw = {};
    };

    explicit WebhookListener(QObject *parent = nullptr);

    QString url(const QString &path = QStringLiteral("/hook")) const;
    //! The next answers, in order; then `always`.
    std::deque<Answer> script;
    Answer always;
    //! If set, decides instead of the script.
    std::function<Answer(const Received &)> decide;

    std::vector<Received> received;
    int connections = 0;
    int openConnections = 0;
    int mostOpenConnections = 0;
    //! Only count: for measuring.
    bool forget = false;
    int count = 0;

    //! webhook-ids in order of arrival.
    std::vector<QByteArray> ids() const;

private:
    void accept();
    void read(QTcpSocket *socket);
    bool takeRequest(QTcpSocket *socket);
    Answer nextAnswer(const Received &request);
    void answer(QTcpSocket *socket, const Answer &answer);
    void drip(QTcpSocket *socket);

    QHash<QTcpSocket *, QByteArray> m_buffers;
    QElapsedTimer m_time;
};

} // namespace kontor::testing
