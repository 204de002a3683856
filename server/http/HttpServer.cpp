// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/HttpServer.h"

#include "server/http/Gate.h"

#include <QHttpServerRequest>
#include <QPointer>
#include <QUrl>

#if QT_VERSION < QT_VERSION_CHECK(6, 5, 0)
#  define KONTOR_QT_HTTP_64 1
#elif QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
#  define KONTOR_QT_HTTP_64 0
#  include <QHttpHeaders>
#  include <QHttpServerResponder>
#  include <QHttpServerResponse>
#else
#  error "Qt 6.5 to 6.7 have a third, short-lived API: use 6.4, or 6.8 and later"
#endif

namespace kontor::server {

// A client with so much unread is not reading.
static constexpr qint64 streamBacklog = 256 * 1024;

#if KONTOR_QT_HTTP_64

// QHttpServerResponder of 6.4 keeps a raw pointer to a socket that the client can destroy at any
// time, so the bytes go to the socket itself, through a guarded pointer.
class SocketChannel final : public ReplyChannel
{
public:
    explicit SocketChannel(QTcpSocket *socket) : m_socket(socket) {}

    bool isOpen() const override
    {
        return m_socket && m_socket->state() == QAbstractSocket::ConnectedState;
    }
    void send(const Answer &answer, bool headOnly) override
    {
        if (isOpen()) {
            QByteArray bytes = headBytes(answer, answer.body.size());
            write(headOnly ? bytes : bytes.append(answer.body));
        }
    }
    void begin(const Answer &head) override
    {
        if (isOpen()) {
            write(headBytes(head, -1).append(head.body));
        }
    }
    bool push(const QByteArray &piece) override
    {
        if (!isOpen() || unsentBy(*m_socket) > streamBacklog) {
            return false;
        }
        write(piece);
        return true;
    }
    void end() override
    {
        if (m_socket) {
            m_socket->disconnectFromHost();
        }
    }

private:
    // Sent at once: waiting for the event loop would cost two more system calls per answer.
    void write(const QByteArray &bytes)
    {
        m_socket->write(bytes);
        if (m_socket) {
            m_socket->flush();
        }
    }
    QPointer<QTcpSocket> m_socket;
};

#else

// The source of an answer without an end. Not writeBeginChunked(): 6.11 never frees the connection
// of a chunked answer that stays unfinished.
class StreamDevice final : public QIODevice
{
public:
    void push(const QByteArray &piece)
    {
        m_data += piece;
        Q_EMIT readyRead();
    }
    void end() { m_atEnd = true; }
    bool isSequential() const override { return true; }
    bool atEnd() const override { return m_atEnd && m_data.isEmpty(); }
    qint64 bytesAvailable() const override { return m_data.size() + QIODevice::bytesAvailable(); }

protected:
    qint64 readData(char *to, qint64 most) override
    {
        const qint64 size = std::min<qint64>(most, m_data.size());
        std::copy_n(m_data.constData(), size, to);
        m_data.remove(0, size);
        return size;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_data;
    bool m_atEnd = false;
};

class ResponderChannel final : public ReplyChannel
{
public:
    ResponderChannel(std::shared_ptr<QHttpServerResponder> responder, HttpGuard *guard)
        : m_responder(std::move(responder)), m_guard(guard) {}

    // The responder does not know that the client has left.
    bool isOpen() const override
    {
        return (m_responder || m_stream) && m_guard && m_guard->isConnected();
    }
    void send(const Answer &answer, bool headOnly) override
    {
        if (headOnly) {
            sendHead(answer);
        } else {
            QHttpServerResponse response(
                answer.body, QHttpServerResponse::StatusCode(answer.status));
            response.setHeaders(headersOf(answer));
            m_responder->sendResponse(response);
        }
        m_responder.reset();
    }
    void begin(const Answer &head) override
    {
        m_stream = new StreamDevice; // Qt deletes it with the connection
        m_stream->open(QIODevice::ReadOnly);
        m_responder->write(
            m_stream, headersOf(head), QHttpServerResponder::StatusCode(head.status));
        m_responder.reset();
        if (!head.body.isEmpty()) {
            push(head.body);
        }
    }
    bool push(const QByteArray &piece) override
    {
        if (!m_stream || m_stream->bytesAvailable() > streamBacklog) {
            return false;
        }
        m_stream->push(piece);
        return true;
    }
    void end() override
    {
        if (m_stream) {
            m_stream->close();
        }
        if (m_guard) {
            m_guard->close(); // Qt would leave the connection open
        }
    }

private:
    // With a body in hand Qt would tell the length of that, which is nothing.
    void sendHead(const Answer &answer)
    {
        QHttpHeaders headers = headersOf(answer);
        headers.append("Content-Length", QByteArray::number(answer.body.size()));
        auto *nothing = new StreamDevice;
        nothing->open(QIODevice::ReadOnly);
        nothing->end();
        m_responder->write(nothing, headers, QHttpServerResponder::StatusCode(answer.status));
    }
    static QHttpHeaders headersOf(const Answer &answer)
    {
        QHttpHeaders headers;
        if (!answer.contentType.isEmpty()) {
            headers.append("Content-Type", answer.contentType);
        }
        headers.append("Date", dateHeader());
        headers.append("Cache-Control", "no-store");
        headers.append("X-Content-Type-Options", "nosniff");
        headers.append("Referrer-Policy", "no-referrer");
        if (!answer.contentType.startsWith("text/html")) {
            headers.append("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        }
        headers.append("X-Request-Id", answer.requestId);
        for (const Header &header : answer.headers) {
            if (isSafeHeader(header)) {
                headers.append(QLatin1StringView(header.first), header.second);
            }
        }
        return headers;
    }

    std::shared_ptr<QHttpServerResponder> m_responder;
    QPointer<HttpGuard> m_guard;
    QPointer<StreamDevice> m_stream;
};

#endif

// Whoever has come by TLS once shall come by nothing else.
static Reply replyBy(std::unique_ptr<ReplyChannel> channel, const Request &request)
{
    Reply reply(std::move(channel), request.method == Method::Head);
    if (request.isEncrypted) {
        reply.alwaysAdd({"Strict-Transport-Security", "max-age=31536000"});
    }
    return reply;
}

HttpServer::HttpServer(RequestDispatcher &dispatcher, HttpLimits limits, QObject *parent)
    : QAbstractHttpServer(parent), m_dispatcher(dispatcher),
      m_gate(new Gate(
          {std::move(limits),
              [&dispatcher](Method method, QByteArrayView path) {
                  return dispatcher.table().bodyLimit(method, path);
              },
              [&dispatcher] { return dispatcher.freshCorrelationId(); },
              [&dispatcher](api::ProblemCode code) { dispatcher.tally().refused(code); }},
          this))
{
    connect(m_gate, &Gate::drained, this, &HttpServer::stopped);
}

// The listeners own the sockets and the sockets their guards, which report to the gate.
HttpServer::~HttpServer()
{
    m_gate->disconnect(this);
    qDeleteAll(findChildren<Listener *>(Qt::FindDirectChildrenOnly));
}

Result<quint16, QString> HttpServer::listenOn(const QHostAddress &address, quint16 port)
{
    return listenWith(nullptr, address, port);
}

Result<quint16, QString> HttpServer::listenSecurely(const QHostAddress &address, quint16 port)
{
    return listenWith(&m_tls, address, port);
}

Result<quint16, QString> HttpServer::listenWith(const QSslConfiguration *tls,
    const QHostAddress &address, quint16 port)
{
    auto listener = std::make_unique<Listener>(m_gate, tls, this);
    if (!listener->listen(address, port)) {
        return Failure{listener->errorString()};
    }
    const quint16 taken = listener->serverPort();
    bind(listener.release());
    return taken;
}

void HttpServer::stop(int graceMs)
{
    for (Listener *listener : findChildren<Listener *>(Qt::FindDirectChildrenOnly)) {
        listener->close();
    }
    m_gate->drain(graceMs);
}

HttpGuard &HttpServer::guardOf(const QHttpServerRequest &given) const
{
    return *m_gate->guard(HttpGuard::numberIn(given.url().path()));
}

int HttpServer::connections() const
{
    return m_gate->connections();
}

int HttpServer::capacity() const
{
    return m_gate->capacity();
}

static Request requestOf(const QHttpServerRequest &given, HttpGuard &guard)
{
    Request request = guard.takeRequest();
    request.body = given.body();
    return request;
}

#if KONTOR_QT_HTTP_64

bool HttpServer::handleRequest(const QHttpServerRequest &given, QTcpSocket *socket)
{
    Request request = requestOf(given, guardOf(given));
    Reply reply = replyBy(std::make_unique<SocketChannel>(socket), request);
    m_dispatcher.handle(std::move(request), std::move(reply));
    return true;
}

#else

bool HttpServer::handleRequest(const QHttpServerRequest &given, QHttpServerResponder &responder)
{
    const auto shared = std::make_shared<QHttpServerResponder>(std::move(responder));
    HttpGuard &guard = guardOf(given);
    Request request = requestOf(given, guard);
    Reply reply = replyBy(std::make_unique<ResponderChannel>(shared, &guard), request);
    m_dispatcher.handle(std::move(request), std::move(reply));
    // Answered already: hand it back, because a responder that is destroyed in here leaves one
    // more connection to readyRead behind, and the client's next requests get slower and slower.
    if (shared.use_count() == 1) {
        responder = std::move(*shared);
    }
    return true;
}

#endif

} // namespace kontor::server
