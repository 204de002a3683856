// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/HttpServer.h"
#include "support/RawClient.h"

#include <QSemaphore>
#include <QThread>

#include <atomic>
#include <thread>
#include <vector>

namespace kontor::testing {

//! A server on a free loopback port, with its event loop in a thread of its own, so that tests may
//! block on plain sockets. Its routes:
//!   GET  /health/live      {"status":"up"}
//!   GET  /items/{id}       the capture, and the parameter `q`, as JSON strings
//!   POST /echo             the body again, where it is JSON
//!   POST /text             takes text/plain
//!   POST /batch            as /echo, up to 4 MiB
//!   GET  /later            answered by a timer after 30 ms
//!   GET  /elsewhere        answered by a message from another thread
//!   GET  /forgotten        the reply is dropped
//!   GET  /caller           who asks, as a JSON string
//!   GET  /large            8 MiB
//!   GET  /stream           an event stream, one event every 5 ms
//!   GET  /held             answered when the test says release()
//!   GET  /injected         tries to break out of a header
//!   GET  /hidden           counts who finds it: what smuggled requests ask for
class HttpFixture final : public QThread
{
public:
    explicit HttpFixture(server::HttpLimits limits = testLimits());
    ~HttpFixture() override;

    quint16 port() const { return m_port; }
    int connections();
    //! Waits until nobody is connected; false after five seconds.
    bool empties();
    void release();
    void stop(int graceMs);
    bool hasStopped() const { return m_stopped; }

    std::atomic<int> handled = 0;
    std::atomic<int> hidden = 0;

    //! Short deadlines, this host only.
    static server::HttpLimits testLimits();

protected:
    void run() override;

private:
    server::RouteTable routes();
    void addAnswering(server::RouteTable &table);
    void addPending(server::RouteTable &table);

    server::HttpLimits m_limits;
    server::HttpServer *m_server = nullptr;
    std::vector<server::Reply> m_held;
    std::vector<std::jthread> m_elsewhere;
    QSemaphore m_ready;
    std::atomic<bool> m_stopped = false;
    quint16 m_port = 0;
};

QByteArray get(const QByteArray &path, const QByteArray &headers = {});
QByteArray post(const QByteArray &path, const QByteArray &body, const QByteArray &headers = {});
int statusOf(const QByteArray &answer);
int countOf(const QByteArray &answers);
QByteArray headerOf(const QByteArray &answer, const QByteArray &name);
QByteArray bodyOf(const QByteArray &answer);

} // namespace kontor::testing
