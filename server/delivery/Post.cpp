// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/Post.h"

#include <QNetworkProxy>

#include <algorithm>

namespace kontor::server {

namespace {

constexpr auto idleTime = std::chrono::seconds(4);
constexpr std::size_t idleLimit = 64;
//! Of one connection, before others have their turn.
constexpr qint64 readAtOnce = 32 * 1024;
constexpr const char *lastChunk = "0\r\n\r\n";

AttemptError errorOf(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::SslHandshakeFailedError:
    case QAbstractSocket::SslInternalError:
    case QAbstractSocket::SslInvalidUserDataError: return AttemptError::TlsFailed;
    case QAbstractSocket::SocketTimeoutError: return AttemptError::TimedOut;
    default: return AttemptError::ConnectionFailed;
    }
}

} // namespace

IdleConnections::IdleConnections(QObject *parent) : QObject(parent), m_sweep(this)
{
    m_sweep.setInterval(std::chrono::seconds(1));
    connect(&m_sweep, &QTimer::timeout, this, &IdleConnections::sweep);
}

QSslSocket *IdleConnections::take(const Address &to)
{
    // The one that was used last: the others may get old.
    const auto found = std::find_if(m_idle.rbegin(), m_idle.rend(), [&to](const Idle &idle) {
        return idle.to == to && !idle.validity.hasExpired()
            && idle.socket->state() == QAbstractSocket::ConnectedState;
    });
    if (found == m_idle.rend()) {
        return nullptr;
    }
    QSslSocket *socket = found->socket;
    m_idle.erase(std::next(found).base());
    socket->disconnect(this);
    return socket;
}

void IdleConnections::keep(const Address &to, QSslSocket *socket)
{
    if (m_idle.size() >= idleLimit) {
        drop(m_idle.front().socket);
    }
    socket->setParent(this);
    // Nothing is due on it: whatever comes ends it.
    const auto spoil = [this, socket] { drop(socket); };
    connect(socket, &QSslSocket::readyRead, this, spoil);
    connect(socket, &QSslSocket::disconnected, this, spoil);
    connect(socket, &QSslSocket::errorOccurred, this, spoil);
    m_idle.push_back({to, socket, QDeadlineTimer(idleTime)});
    m_sweep.start();
}

void IdleConnections::drop(QSslSocket *socket)
{
    std::erase_if(m_idle, [socket](const Idle &idle) { return idle.socket == socket; });
    socket->disconnect(this);
    socket->abort();
    socket->deleteLater();
}

void IdleConnections::sweep()
{
    while (!m_idle.empty() && m_idle.front().validity.hasExpired()) {
        drop(m_idle.front().socket);
    }
    if (m_idle.empty()) {
        m_sweep.stop();
    }
}

Post::Post(IdleConnections &connections, Address to, QByteArray request,
    const DeliverySettings &settings, Done done, QObject *parent)
    : QObject(parent), m_connections(connections), m_to(std::move(to)),
      m_request(std::move(request)), m_bodyLimit(settings.answerLimit), m_done(std::move(done)),
      m_deadline(this)
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] { finish(AttemptError::TimedOut); });
    m_deadline.start(settings.totalDeadline);
    // Later: what fails at once is not told before its sender has gone on.
    QMetaObject::invokeMethod(
        this, [this] { begin(); }, Qt::QueuedConnection);
}

void Post::begin()
{
    m_socket = m_connections.take(m_to);
    m_isReused = m_socket != nullptr;
    if (!m_isReused) {
        open();
        return;
    }
    m_socket->setParent(this);
    watch();
    m_socket->write(m_request);
}

void Post::open()
{
    m_socket = new QSslSocket(this);
    m_socket->setProxy(QNetworkProxy::NoProxy);
    m_socket->setReadBufferSize(readAtOnce);
    watch();
    const auto write = [this] { m_socket->write(m_request); };
    if (m_to.tls) {
        connect(m_socket, &QSslSocket::encrypted, this, write);
        m_socket->connectToHostEncrypted(m_to.address, m_to.port, m_to.host);
    } else {
        connect(m_socket, &QSslSocket::connected, this, write);
        m_socket->connectToHost(m_to.address, m_to.port);
    }
}

void Post::watch()
{
    connect(m_socket, &QSslSocket::readyRead, this, &Post::read);
    connect(m_socket, &QSslSocket::errorOccurred, this, &Post::fail);
}

void Post::read()
{
    m_received += m_socket->readAll();
    m_isHeard = m_isHeard || !m_received.isEmpty();
    if (!m_head) {
        const auto head = takeAnswerHead(m_received);
        if (!head) {
            end({std::nullopt, AttemptError::ConnectionFailed, {}});
            return;
        }
        if (!*head) {
            return;
        }
        m_head = *head;
    }
    m_bodyRead += m_received.size();
    m_tail = (m_tail + m_received).last(std::min<qsizetype>(7, m_tail.size() + m_received.size()));
    m_received.clear();
    if (isWhole() || m_bodyRead > m_bodyLimit) {
        finish(AttemptError::None);
    }
}

// Chunks are not counted: what looks like the last one is taken for it, and the connection is not used
// again.
bool Post::isWhole() const
{
    if (m_head->length) {
        return m_bodyRead >= *m_head->length;
    }
    return m_head->chunked
        && (m_tail.endsWith(QByteArray("\r\n") + lastChunk) || m_tail == lastChunk);
}

void Post::fail(QAbstractSocket::SocketError error)
{
    if (m_socket->bytesAvailable() > 0) {
        read();
    }
    if (!m_done) {
        return;
    }
    if (m_isReused && !m_isHeard) {
        // Its owner closed it in the very moment when it was used again.
        m_isReused = false;
        m_socket->disconnect(this);
        m_socket->deleteLater();
        open();
        return;
    }
    finish(errorOf(error));
}

//! What was answered counts, though its body broke off or was too long or late.
void Post::finish(AttemptError otherwise)
{
    if (m_head) {
        end({m_head->status, AttemptError::None, m_head->retryAfter});
    } else {
        end({std::nullopt, otherwise, {}});
    }
}

void Post::end(const AttemptResult &result)
{
    const auto done = std::exchange(m_done, nullptr);
    if (!done) {
        return;
    }
    m_deadline.stop();
    m_socket->disconnect(this);
    const bool isOpen = m_socket->state() == QAbstractSocket::ConnectedState;
    if (isOpen && m_head && m_head->keeps && m_bodyRead == *m_head->length) {
        m_connections.keep(m_to, m_socket);
    } else {
        m_socket->abort();
    }
    deleteLater();
    done(result);
}

} // namespace kontor::server
