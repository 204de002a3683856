// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "HttpFixture.h"

#include "server/http/Respond.h"

#include <QTimer>

#include <thread>

namespace kontor::testing {

using namespace kontor::server;

HttpLimits HttpFixture::testLimits()
{
    HttpLimits limits;
    limits.hosts = {"localhost", "127.0.0.1", "[::1]"};
    return limits;
}

HttpFixture::HttpFixture(HttpLimits limits) : m_limits(std::move(limits))
{
    start();
    m_ready.acquire();
}

HttpFixture::~HttpFixture()
{
    quit();
    wait();
}

void HttpFixture::run()
{
    SystemClock clock;
    SystemRandom random;
    RequestDispatcher dispatcher(routes(), clock, random);
    HttpServer server(dispatcher, m_limits);
    QObject::connect(&server, &HttpServer::stopped, &server, [this] { m_stopped = true; });
    m_server = &server;
    m_port = server.listenOn(QHostAddress::LocalHost, 0).value();
    m_ready.release();
    exec();
    m_elsewhere.clear(); // joins them: they speak to the server
    m_held.clear();
}

int HttpFixture::connections()
{
    int count = 0;
    QMetaObject::invokeMethod(m_server, [this, &count] { count = m_server->connections(); },
        Qt::BlockingQueuedConnection);
    return count;
}

bool HttpFixture::empties()
{
    {
        // Connections are accepted in order: after this one, all earlier ones were.
        RawClient last(m_port);
        last.send(get("/health/live"));
        last.readAnswer();
    }
    for (int i = 0; i < 500; ++i) {
        if (connections() == 0) {
            return true;
        }
        QThread::msleep(10);
    }
    return false;
}

static void answer(Reply &reply, const QByteArray &json, Headers headers = {})
{
    reply.send({200, "application/json", json, std::move(headers), {}});
}

void HttpFixture::release()
{
    QMetaObject::invokeMethod(m_server, [this] {
        for (Reply &reply : m_held) {
            answer(reply, "{}");
        }
        m_held.clear();
    }, Qt::BlockingQueuedConnection);
}

void HttpFixture::stop(int graceMs)
{
    QMetaObject::invokeMethod(m_server, [this, graceMs] { m_server->stop(graceMs); },
        Qt::BlockingQueuedConnection);
}

static QByteArray quoted(const QByteArray &text)
{
    return '"' + text + '"';
}

RouteTable HttpFixture::routes()
{
    RouteTable table;
    addAnswering(table);
    addPending(table);
    return table;
}

void HttpFixture::addAnswering(RouteTable &table)
{
    table.add({.pattern = "/health/live", .handler = [this](auto, Reply reply) {
        ++handled;
        answer(reply, R"({"status":"up"})");
    }});
    table.add({.pattern = "/items/{id}", .parameters = {"q"},
        .handler = [this](RequestContext context, Reply reply) {
            ++handled;
            const QByteArray q = context.query.text("q").toUtf8();
            answer(reply, '[' + quoted(context.capture("id")) + ',' + quoted(q) + ']',
                {{"ETag", "\"1\""}});
        }});
    table.add({.pattern = "/caller", .handler = [](RequestContext context, Reply reply) {
                   answer(reply, quoted(context.request.source.toString().toLatin1()));
               }});
    const auto echo = [this](RequestContext context, Reply reply) {
        ++handled;
        const auto json = context.json({.values = 1'000'000, .stringBytes = 5'000'000});
        json ? answer(reply, json->toJson()) : respond::problem(reply, json.error());
    };
    table.add({.method = Method::Post, .pattern = "/echo", .handler = echo});
    table.add({.method = Method::Post, .pattern = "/batch",
        .bodyLimit = batchBodyLimit, .handler = echo});
    table.add({.method = Method::Post, .pattern = "/text",
        .consumes = {"text/plain"}, .handler = [this](auto, Reply reply) {
            ++handled;
            respond::noContent(reply);
        }});
    table.add({.pattern = "/injected", .handler = [](auto, Reply reply) {
                   answer(reply, "{}", {{"X-Bad", "a\r\nX-Inj: 1"}, {"X-\nInj", "1"}});
               }});
    table.add({.pattern = "/hidden", .handler = [this](auto, Reply reply) {
        ++hidden;
        answer(reply, "{}");
    }});
}

void HttpFixture::addPending(RouteTable &table)
{
    table.add({.pattern = "/later", .handler = [this](auto, Reply reply) {
        auto kept = std::make_shared<Reply>(std::move(reply));
        QTimer::singleShot(30, m_server, [kept] { answer(*kept, "{}"); });
    }});
    table.add(
        {.pattern = "/elsewhere", .handler = [this](auto, Reply reply) {
             auto kept = std::make_shared<Reply>(std::move(reply));
             m_elsewhere.emplace_back([kept = std::move(kept), server = m_server]() mutable {
                 QMetaObject::invokeMethod(
                     server, [kept = std::move(kept)] { answer(*kept, "{}"); },
                     Qt::QueuedConnection);
             });
         }});
    table.add({.pattern = "/forgotten", .handler = [](auto, Reply) {}});
    table.add({.pattern = "/held", .handler = [this](auto, Reply reply) {
        ++handled;
        m_held.push_back(std::move(reply));
    }});
    table.add({.pattern = "/large", .handler = [this](auto, Reply reply) {
                   ++handled;
                   answer(reply, QByteArray(8 * 1024 * 1024, ' '));
               }});
    const auto addStream = [&](const char *path, const QByteArray &piece) {
        table.add({.pattern = path,
            .produces = {"text/event-stream"},
            .handler = [this, piece](auto, Reply reply) {
                auto stream = std::make_shared<ReplyStream>(
                    reply.stream({200, "text/event-stream", "data: 0\n\n", {}, {}}));
                auto *timer = new QTimer(m_server);
                timer->callOnTimeout(m_server, [timer, stream, piece] {
                    stream->push(piece) ? void() : timer->deleteLater();
                });
                timer->start(5);
            }});
    };
    addStream("/stream", "data: 1\n\n");
    addStream("/flood", "data: " + QByteArray(48 * 1024, '1') + "\n\n");
}

// ---- the client --------------------------------------------------------------------------------

QByteArray get(const QByteArray &path, const QByteArray &headers)
{
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
}

QByteArray post(const QByteArray &path, const QByteArray &body, const QByteArray &headers)
{
    const QByteArray type = headers.toLower().contains("content-type:")
        ? QByteArray()
        : QByteArray("Content-Type: application/json\r\n");
    return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + type + "Content-Length: "
        + QByteArray::number(body.size()) + "\r\n" + headers + "\r\n" + body;
}

int statusOf(const QByteArray &answer)
{
    return answer.startsWith("HTTP/1.1 ") ? answer.mid(9, 3).toInt() : 0;
}

int countOf(const QByteArray &answers)
{
    int count = 0;
    for (const char *begin : {"HTTP/1.1 2", "HTTP/1.1 4", "HTTP/1.1 5"}) {
        count += int(answers.count(begin));
    }
    return count;
}

QByteArray headerOf(const QByteArray &answer, const QByteArray &name)
{
    const QByteArray head = answer.left(answer.indexOf("\r\n\r\n") + 2);
    const qsizetype at = head.toLower().indexOf("\r\n" + name.toLower() + ':');
    if (at < 0) {
        return {};
    }
    const qsizetype from = at + name.size() + 3;
    return head.sliced(from, head.indexOf("\r\n", from) - from).trimmed();
}

QByteArray bodyOf(const QByteArray &answer)
{
    return answer.mid(answer.indexOf("\r\n\r\n") + 4);
}

} // namespace kontor::testing
