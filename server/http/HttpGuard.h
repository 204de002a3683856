// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/http/HeadParser.h"

#include <QPointer>
#include <QSslSocket>
#include <QTcpSocket>

#include <functional>
#include <memory>

namespace kontor::server {

class HttpGuard;

//! What all guards of one server share.
struct GuardRules
{
    HttpLimits limits;
    //! How much body a method and path may have. Asked above defaultBodyLimit: each takes as much.
    std::function<qint64(Method, QByteArrayView path)> bodyLimit;
    //! For the answers that the guard itself gives.
    std::function<QByteArray()> freshRequestId;
    //! Told of each of them.
    std::function<void(api::ProblemCode)> refused;
    //! The gate's own: from now on the guard's connection counts for that address, null
    //! for nobody. False: that has too many already.
    std::function<bool(HttpGuard *, const QHostAddress &)> countFor = {};
    //! How much body, above defaultBodyLimit each, may still be on its way in all connections.
    std::shared_ptr<qint64> roomForBodies = std::make_shared<qint64>(limits.largeBodies);
    //! How much of large answers waits for its clients, in all connections; told when it is too much.
    std::shared_ptr<qint64> unread = std::make_shared<qint64>(0);
    std::function<void()> tooMuchUnread = {};
};

//! The strict gate in front of Qt HTTP Server, one per connection. It sees the bytes first and
//! lets only well-formed, bounded requests through, one at a time; it alone decides when a connection
//! has had its time. It reads the heads, too: Qt HTTP Server gets a short one in their place, with
//! the guard's number, because it would take 40 ns for each of their bytes.
class HttpGuard final : public QObject
{
    Q_OBJECT

public:
    //! A child of the socket, plain or TLS. Make it before Qt HTTP Server gets to know the socket.
    //! No two guards at a time have the same number.
    HttpGuard(QTcpSocket *socket, const GuardRules &rules, quint64 number);
    ~HttpGuard() override
    {
        giveRoomBack();
        *m_unreadOfAll -= m_unread;
    }

    quint64 number() const { return m_number; }
    //! The number in a path that a guard has handed on.
    static quint64 numberIn(QStringView path) { return path.mid(1).toULongLong(); }
    //! The request that Qt HTTP Server has just got, all but its body.
    Request takeRequest();

    //! So much time has passed; called about every second, so that no request has to ask a clock.
    void tick(int elapsedMs);
    //! Closes at once what waits for a request, everything else after its answer.
    void drain();
    //! Answers a problem and closes; Qt HTTP Server never sees what was sent.
    void refuse(api::ProblemCode code);
    void abort();
    //! What the client has not taken of a large answer.
    qint64 unread() const { return m_unread; }
    //! Of two whose clients have not taken all: whose has stood still for longer, else who came first.
    bool standsLongerThan(const HttpGuard &other) const
    {
        return std::pair(m_msLeft, m_number) < std::pair(other.m_msLeft, other.m_number);
    }
    //! Closes once what was written has gone: how an answer without a length ends.
    void close() { m_socket->disconnectFromHost(); }
    bool isConnected() const { return m_socket->state() == QAbstractSocket::ConnectedState; }

    //! A piece of an answer, on its way to the socket through `write`.
    template<class Write>
    qint64 passOn(QByteArrayView bytes, Write write)
    {
        const bool last = beginsLastAnswer(bytes);
        answerLeaves(bytes);
        const qint64 statusLine = last ? bytes.indexOf("\r\n") + 2 : 0;
        if (last) {
            write(bytes.first(statusLine));
            write("Connection: close\r\n");
        }
        const qint64 written = write(bytes.sliced(statusLine));
        if (bytes.size() > largeAnswer) {
            largeAnswerWaits();
        }
        return written + statusLine;
    }

private:
    //! Idle: between requests. Answering: the request was passed on, its answer is not complete.
    //! Answered: complete, but not yet with the kernel. Closing: nothing is read any more.
    enum class State { Idle, Head, Body, Answering, Answered, Closing };

    static constexpr qsizetype largeAnswer = 64 * 1024;

    void onReadyRead();
    void onBytesWritten();
    void readHead(qint64 fresh);
    HeadParser::Refusal parseLines();
    void skipLine(qint64 fresh, qint64 missing);
    void takeIn(qint64 bytes);
    void putBack(const QByteArray &bytes);
    void headComplete(qint64 bytesAfter);
    void handOn();
    bool callerHasRoom();
    bool takeRoom();
    void giveRoomBack();
    void bodyArrived(qint64 bytes);
    //! How many of the unread bytes are the body's; no others are left.
    qint64 withoutRest(qint64 bytes);
    void pipelined();
    //! Whether "Connection: close" has to be added to these first bytes of an answer.
    bool beginsLastAnswer(QByteArrayView bytes) const;
    void answerLeaves(QByteArrayView bytes);
    void answerHeadLeaves(QByteArrayView head);
    void answerSent();
    void largeAnswerWaits();
    void countUnread();
    bool flows() const;
    qint64 unsent() const
    {
        return m_socket->bytesToWrite() + (m_tls ? m_tls->encryptedBytesToWrite() : 0);
    }
    void shutDown();
    void leave();
    void cutOffReaders();
    void enter(State state, int ms);
    void expectWithin(int ms) { m_msLeft = ms; }

    QTcpSocket *m_socket;
    //! The same, where it encrypts.
    QSslSocket *m_tls;
    const GuardRules &m_rules;
    const std::shared_ptr<qint64> m_room;
    const std::shared_ptr<qint64> m_unreadOfAll;
    const quint64 m_number;
    //! The rest of a request line that Qt HTTP Server gets, and the memory for its heads.
    const QByteArray m_target;
    QByteArray m_shortHead;
    //! The other end is a trusted proxy.
    const bool m_isProxied;
    HeadParser m_parser;
    State m_state = State::Idle;
    int m_msLeft = 0;
    QByteArray m_head;
    qsizetype m_lineStart = 0;
    bool m_skippedLine = false;
    qint64 m_bodyLeft = 0;
    qint64 m_roomTaken = 0;
    qint64 m_unread = 0;
    QByteArray m_answerHead;
    //! Bytes of the answer still to come; without a length it has no end.
    qint64 m_answerLeft = 0;
    bool m_answerBegun = false;
    bool m_streams = false;
    bool m_closeAfter = false;
};

//! A socket that shows its guard every answer on its way out. This is how the guard knows, under
//! every Qt version, where an answer ends.
template<class Socket>
class Guarded final : public Socket
{
public:
    explicit Guarded(QObject *parent) : Socket(parent) {}
    QPointer<HttpGuard> guard;

protected:
    qint64 writeData(const char *data, qint64 size) override
    {
        if (!guard) {
            return Socket::writeData(data, size);
        }
        return guard->passOn(QByteArrayView(data, size),
            [this](QByteArrayView bytes) { return Socket::writeData(bytes.data(), bytes.size()); });
    }
};

//! What the kernel has not taken yet.
qint64 unsentBy(const QTcpSocket &socket);

} // namespace kontor::server
