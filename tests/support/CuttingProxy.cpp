// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/CuttingProxy.h"

#include "support/RunningServer.h"

#include <QTcpSocket>

namespace kontor::testing {

namespace {

bool isWhole(const QByteArray &answer)
{
    const HttpAnswer parsed = parseAnswer(answer);
    return parsed.status != 0 && parsed.body.size() >= parsed.header("content-length").toLongLong();
}

//! One connection, from the client's to the server's end; gone when either is.
class Line final : public QObject
{
public:
    Line(QTcpSocket *client, CuttingProxy *proxy)
        : QObject(proxy), m_proxy(proxy), m_client(client), m_server(new QTcpSocket(this))
    {
        client->setParent(this);
        connect(client, &QTcpSocket::readyRead, this, &Line::passRequest);
        connect(m_server, &QTcpSocket::readyRead, this, &Line::passAnswer);
        connect(client, &QTcpSocket::disconnected, this, &QObject::deleteLater);
        connect(m_server, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
        connect(m_server, &QTcpSocket::errorOccurred, client, &QTcpSocket::disconnectFromHost);
        m_server->connectToHost(QHostAddress::LocalHost, proxy->server());
    }

private:
    void passRequest()
    {
        const QByteArray bytes = m_client->readAll();
        m_request += bytes;
        m_server->write(bytes);
    }
    void passAnswer()
    {
        const QByteArray bytes = m_server->readAll();
        const bool cut = m_proxy->isToBeCut(m_request);
        if (!cut) {
            m_client->write(bytes);
        }
        m_answer += bytes;
        if (!isWhole(m_answer)) {
            return;
        }
        if (cut) {
            m_proxy->noteCut(m_request);
            m_client->abort();
        }
        m_request.clear();
        m_answer.clear();
    }

    CuttingProxy *m_proxy;
    QTcpSocket *m_client;
    QTcpSocket *m_server;
    //! Of the exchange under way; our clients never send another one before its answer.
    QByteArray m_request;
    QByteArray m_answer;
};

} // namespace

CuttingProxy::CuttingProxy(quint16 server) : m_server(server)
{
    connect(this, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *client = nextPendingConnection()) {
            new Line(client, this);
        }
    });
    if (!listen(QHostAddress::LocalHost)) {
        qFatal("no free loopback port");
    }
}

QString CuttingProxy::url() const
{
    return QStringLiteral("http://127.0.0.1:%1").arg(serverPort());
}

bool CuttingProxy::isToBeCut(const QByteArray &request) const
{
    const QList<QByteArray> start = request.first(request.indexOf('\r') + 1).split(' ');
    return !m_pathEnd.isEmpty() && start.value(0) == "POST" && start.value(1).endsWith(m_pathEnd);
}

void CuttingProxy::noteCut(const QByteArray &request)
{
    QByteArray key;
    for (const QByteArray &line : request.first(request.indexOf("\r\n\r\n")).split('\n')) {
        if (line.toLower().startsWith("idempotency-key:")) {
            key = line.sliced(line.indexOf(':') + 1).trimmed();
        }
    }
    m_cutKeys.append(key);
}

} // namespace kontor::testing
