// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/LoopbackServer.h"

#include <QTcpSocket>

namespace kontor::testing {

LoopbackServer::LoopbackServer(client::Transport &model) : m_model(&model)
{
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *socket = m_server.nextPendingConnection()) {
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { serve(socket); });
            connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
                m_received.remove(socket);
                socket->deleteLater();
            });
        }
    });
    if (!m_server.listen(QHostAddress::LocalHost)) {
        qFatal("no free loopback port");
    }
}

QString LoopbackServer::url() const
{
    return u"http://127.0.0.1:%1"_s.arg(m_server.serverPort());
}

//! Reads one request as our own client writes it: with a Content-Length where there is a body.
void LoopbackServer::serve(QTcpSocket *socket)
{
    QByteArray &received = m_received[socket];
    received += socket->readAll();
    const qsizetype end = received.indexOf("\r\n\r\n");
    if (end < 0) {
        return;
    }
    client::HttpRequest request;
    const QList<QByteArray> lines = received.first(end).split('\n');
    request.method = lines.first().split(' ').value(0);
    request.target = lines.first().split(' ').value(1);
    qsizetype length = 0;
    QByteArray named; // as the bank does
    for (const QByteArray &line : lines.sliced(1)) {
        const qsizetype colon = line.indexOf(':');
        const QByteArray name = line.first(colon).trimmed();
        const QByteArray value = line.sliced(colon + 1).trimmed();
        request.headers.append({name, value});
        length = name.toLower() == "content-length" ? value.toLongLong() : length;
        named = name.toLower() == "x-request-id" ? line.trimmed() + "\r\n" : named;
    }
    if (received.size() < end + 4 + length) {
        return;
    }
    request.body = received.sliced(end + 4, length);
    received.clear();
    const client::HttpResponse response = m_model->send(request).result();
    socket->write("HTTP/1.1 " + QByteArray::number(response.status) + " X\r\nConnection: close\r\n"
        + named + "Content-Type: application/json\r\nContent-Length: "
        + QByteArray::number(response.body.size()) + "\r\n\r\n" + response.body);
    socket->disconnectFromHost();
}

} // namespace kontor::testing
