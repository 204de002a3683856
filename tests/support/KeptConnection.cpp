// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/KeptConnection.h"

#include "support/ApiDocument.h"

namespace kontor::testing {

bool KeptConnection::connectTo(quint16 port)
{
    if (m_port == port && m_socket.state() == QAbstractSocket::ConnectedState) {
        return true;
    }
    m_socket.abort();
    m_socket.connectToHost(QStringLiteral("127.0.0.1"), port);
    m_port = port;
    return m_socket.waitForConnected(2'000);
}

HttpAnswer KeptConnection::send(quint16 port, const QByteArray &method, const QByteArray &path,
    const QByteArray &json, const HttpHeaders &headers)
{
    if (!connectTo(port)) {
        return {};
    }
    QByteArray request = method + ' ' + path + " HTTP/1.1\r\nHost: 127.0.0.1:"
        + QByteArray::number(port) + "\r\nContent-Type: application/json\r\nContent-Length: "
        + QByteArray::number(json.size()) + "\r\n";
    for (const auto &[name, value] : headers) {
        request += name + ": " + value + "\r\n";
    }
    m_socket.write(request + "\r\n" + json);
    const HttpAnswer answer = readAnswer();
    if (answer.status == 0) {
        m_socket.abort();
    }
    holdAgainstDocument(
        {method, path, headers, json, answer.status, answer.headers, answer.body});
    return answer;
}

HttpAnswer KeptConnection::readAnswer()
{
    QByteArray raw;
    for (;;) {
        const qsizetype end = raw.indexOf("\r\n\r\n");
        if (end >= 0) {
            const HttpAnswer head = parseAnswer(raw);
            const qsizetype length = head.header("Content-Length").toLongLong();
            if (raw.size() >= end + 4 + length) {
                return head;
            }
        }
        if (!m_socket.waitForReadyRead(10'000)) {
            return {};
        }
        raw += m_socket.readAll();
    }
}

} // namespace kontor::testing
