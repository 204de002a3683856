// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/WebhookListener.h"

#include "foundation/Json.h"

#include <QPointer>
#include <QTcpSocket>
#include <QTimer>

namespace kontor::testing {

QByteArray WebhookListener::Received::data(const char *member) const
{
    const auto json = parseJson(body);
    const JsonValue *data = json ? json->find("data") : nullptr;
    const JsonValue *value = data ? data->find(member) : nullptr;
    return value ? QByteArray::fromStdString(value->text) : QByteArray();
}

QByteArray WebhookListener::Received::type() const
{
    const auto json = parseJson(body);
    const JsonValue *value = json ? json->find("type") : nullptr;
    return value ? QByteArray::fromStdString(value->text) : QByteArray();
}

WebhookListener::WebhookListener(QObject *parent) : QTcpServer(parent)
{
    m_time.start();
    listen(QHostAddress::LocalHost);
    connect(this, &QTcpServer::newConnection, this, &WebhookListener::accept);
}

QString WebhookListener::url(const QString &path) const
{
    return u"http://127.0.0.1:"_s + QString::number(serverPort()) + path;
}

std::vector<QByteArray> WebhookListener::ids() const
{
    std::vector<QByteArray> all;
    for (const Received &one : received) {
        all.push_back(one.id());
    }
    return all;
}

void WebhookListener::accept()
{
    while (QTcpSocket *socket = nextPendingConnection()) {
        ++connections;
        mostOpenConnections = std::max(mostOpenConnections, ++openConnections);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            --openConnections;
            m_buffers.remove(socket);
            socket->deleteLater();
        });
    }
}

void WebhookListener::read(QTcpSocket *socket)
{
    m_buffers[socket] += socket->readAll();
    while (takeRequest(socket)) {
    }
}

bool WebhookListener::takeRequest(QTcpSocket *socket)
{
    QByteArray &buffer = m_buffers[socket];
    const qsizetype headEnd = buffer.indexOf("\r\n\r\n");
    if (headEnd < 0) {
        return false;
    }
    Received request;
    request.at = m_time.elapsed();
    const QList<QByteArray> lines = buffer.left(headEnd).split('\n');
    request.requestLine = lines.front().trimmed();
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const qsizetype colon = lines[i].indexOf(':');
        request.headers.insert(lines[i].left(colon).toLower(), lines[i].mid(colon + 1).trimmed());
    }
    const qsizetype length = request.headers.value("content-length").toLongLong();
    if (buffer.size() < headEnd + 4 + length) {
        return false;
    }
    request.body = buffer.mid(headEnd + 4, length);
    buffer.remove(0, headEnd + 4 + length);
    ++count;
    const Answer next = nextAnswer(request);
    if (!forget) {
        received.push_back(std::move(request));
    }
    if (next.delay > 0) {
        QTimer::singleShot(next.delay, socket, [this, socket, next] { answer(socket, next); });
    } else if (next.delay == 0) {
        answer(socket, next);
    }
    return m_buffers.contains(socket);
}

WebhookListener::Answer WebhookListener::nextAnswer(const Received &request)
{
    if (decide) {
        return decide(request);
    }
    if (script.empty()) {
        return always;
    }
    const Answer next = script.front();
    script.pop_front();
    return next;
}

void WebhookListener::answer(QTcpSocket *socket, const Answer &answer)
{
    if (answer.close) {
        socket->abort();
        return;
    }
    if (!answer.raw.isEmpty()) {
        socket->write(answer.raw);
        return;
    }
    if (answer.endlessHead) {
        socket->write("HTTP/1.1 200 Whatever\r\nX-Endless: ");
        drip(socket);
        return;
    }
    QByteArray head
        = "HTTP/1.1 " + QByteArray::number(answer.status) + " Whatever\r\n" + answer.headers;
    if (answer.endless) {
        socket->write(head + "Content-Length: 1000000000\r\n\r\n");
        drip(socket);
        return;
    }
    socket->write(head + "Content-Length: " + QByteArray::number(answer.body.size()) + "\r\n\r\n"
        + answer.body);
}

void WebhookListener::drip(QTcpSocket *socket)
{
    if (socket->bytesToWrite() < 1'000'000) {
        socket->write(QByteArray(16'384, 'x'));
    }
    QTimer::singleShot(1, socket, [this, socket] { drip(socket); });
}

} // namespace kontor::testing
