// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/HubClient.h"

#include <QElapsedTimer>

namespace kontor::testing {

static constexpr int patienceMs = 30'000;

HubClient::HubClient(const RunningServer &server, const HttpHeaders &headers, Way way)
    : m_server(server),
      m_negotiated(server.post("/hubs/wallet/negotiate?negotiateVersion=1", {}, headers))
{
    if (m_negotiated.status != 200) {
        return;
    }
    if (way == Way::Stream) {
        openStream();
    } else {
        poll();
    }
    const bool greeted = say(R"({"protocol":"json","version":1})").status == 204;
    m_isConnected = greeted && (way == Way::Stream ? hears("data: {}\x1e") : poll().body == "{}\x1e");
}

void HubClient::openStream()
{
    m_stream = std::make_unique<RawClient>(m_server.port());
    m_stream->send("GET " + target(token()) + "&access_token=ignored HTTP/1.1\r\nHost: 127.0.0.1:"
        + QByteArray::number(m_server.port()) + "\r\nAccept: text/event-stream\r\n\r\n");
    hears(":\r\n\r\n");
}

HttpAnswer HubClient::say(const QByteArray &record) const
{
    const QByteArray body = record + '\x1e';
    return m_server.sendBytes("POST " + target(token()) + " HTTP/1.1\r\nHost: 127.0.0.1:"
        + QByteArray::number(m_server.port())
        + "\r\nConnection: close\r\nContent-Type: text/plain;charset=UTF-8\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n\r\n" + body);
}

HttpAnswer HubClient::poll() const
{
    return m_server.get(target(token()) + "&_=1");
}

HttpAnswer HubClient::hangUp() const
{
    return m_server.send("DELETE", target(token()));
}

void HubClient::read()
{
    m_heard += m_stream->readAll(50);
}

bool HubClient::hears(const QByteArray &text)
{
    QElapsedTimer timer;
    timer.start();
    while (!m_heard.contains(text) && !m_stream->sawEnd() && timer.elapsed() < patienceMs) {
        read();
    }
    return m_heard.contains(text);
}

bool HubClient::seesEnd()
{
    QElapsedTimer timer;
    timer.start();
    while (!m_stream->sawEnd() && timer.elapsed() < patienceMs) {
        read();
    }
    return m_stream->sawEnd();
}

} // namespace kontor::testing
