// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Result.h"
#include "server/http/RequestDispatcher.h"
#include "server/http/HttpLimits.h"

#include <QAbstractHttpServer>
#include <QSslConfiguration>

namespace kontor::server {

class Gate;
class HttpGuard;

//! Qt HTTP Server behind a gate, in front of a dispatcher. The only class that knows which Qt HTTP
//! Server it is built against: 6.4, or 6.8 and later.
class HttpServer final : public QAbstractHttpServer
{
    Q_OBJECT

public:
    //! The dispatcher must outlive the server.
    HttpServer(RequestDispatcher &dispatcher, HttpLimits limits, QObject *parent = nullptr);
    ~HttpServer() override;

    //! May be called for several addresses; port 0 takes a free one. The port, or why not.
    Result<quint16, QString> listenOn(const QHostAddress &address, quint16 port);
    //! The same with TLS, as setTls() says.
    Result<quint16, QString> listenSecurely(const QHostAddress &address, quint16 port);
    //! For connections from now on.
    void setTls(const QSslConfiguration &tls) { m_tls = tls; }
    //! Takes no further connections, lets requests in flight finish, then says stopped().
    void stop(int graceMs = 10'000);
    int connections() const;
    //! The most connections at once.
    int capacity() const;

Q_SIGNALS:
    void stopped();

protected:
#if QT_VERSION < QT_VERSION_CHECK(6, 5, 0)
    bool handleRequest(const QHttpServerRequest &request, QTcpSocket *socket) override;
    void missingHandler(const QHttpServerRequest &, QTcpSocket *) override {}
#else
    bool handleRequest(const QHttpServerRequest &request, QHttpServerResponder &responder) override;
    void missingHandler(const QHttpServerRequest &, QHttpServerResponder &) override {}
#endif

private:
    Result<quint16, QString> listenWith(const QSslConfiguration *tls, const QHostAddress &address,
        quint16 port);
    HttpGuard &guardOf(const QHttpServerRequest &given) const;

    RequestDispatcher &m_dispatcher;
    QSslConfiguration m_tls;
    Gate *m_gate;
};

} // namespace kontor::server
