// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/HttpGuard.h"

#include "foundation/Digits.h"
#include "foundation/LogCategories.h"
#include "foundation/Strings.h"
#include "server/http/Reply.h"
#include "server/http/RouteTable.h"

#include <sys/socket.h>

namespace kontor::server {

using enum api::ProblemCode;

qint64 unsentBy(const QTcpSocket &socket)
{
    const auto *tls = qobject_cast<const QSslSocket *>(&socket);
    return socket.bytesToWrite() + (tls ? tls->encryptedBytesToWrite() : 0);
}

HttpGuard::HttpGuard(QTcpSocket *socket, const GuardRules &rules, quint64 number)
    : QObject(socket), m_socket(socket), m_tls(qobject_cast<QSslSocket *>(socket)), m_rules(rules),
      m_room(rules.roomForBodies), m_unreadOfAll(rules.unread), m_number(number),
      m_target(" /" + QByteArray::number(number) + " HTTP/1.1\r\n"),
      m_isProxied(rules.limits.proxies.trust(socket->peerAddress())),
      m_parser(m_rules.limits, socket->localPort(), m_isProxied)
{
    // The handshake has as much time as a head.
    enter(State::Idle, m_tls ? rules.limits.headMs : rules.limits.idleMs);
    if (m_tls) {
        connect(m_tls, &QSslSocket::encrypted, this,
            [this] { enter(State::Idle, m_rules.limits.idleMs); });
        connect(m_tls, &QSslSocket::encryptedBytesWritten, this, &HttpGuard::onBytesWritten);
    }
    // Connected before Qt HTTP Server connects, and therefore called first on every read.
    connect(socket, &QTcpSocket::readyRead, this, &HttpGuard::onReadyRead);
    connect(socket, &QTcpSocket::bytesWritten, this, &HttpGuard::onBytesWritten);
}

void HttpGuard::enter(State state, int ms)
{
    m_state = state;
    expectWithin(ms);
    if (state == State::Idle || state == State::Closing) {
        giveRoomBack();
    }
}

void HttpGuard::tick(int elapsedMs)
{
    if (m_socket->state() == QAbstractSocket::UnconnectedState) {
        return leave(); // whoever should have done it was disconnected
    }
    m_msLeft -= elapsedMs;
    if (m_msLeft >= 0 || flows()) {
        return;
    }
    switch (m_state) {
    case State::Head:
    case State::Body:
        return refuse(RequestTimeout);
    case State::Idle:
        return shutDown();
    case State::Answering:
    case State::Answered:
    case State::Closing:
        return abort();
    }
}

// A stream may take its time for the next piece, as long as the client has read the last one.
bool HttpGuard::flows() const
{
    return m_state == State::Answering && m_streams && unsent() == 0;
}

void HttpGuard::abort()
{
    m_state = State::Closing;
    m_socket->abort();
    countUnread();
    leave();
}

// Later versions keep the socket until the last answer that was promised through it is given up.
void HttpGuard::leave()
{
#if QT_VERSION < QT_VERSION_CHECK(6, 5, 0)
    m_socket->deleteLater();
#else
    deleteLater();
#endif
}

void HttpGuard::drain()
{
    m_closeAfter = true;
    if (m_state == State::Idle || m_streams) {
        shutDown();
    }
}

// ---- the request, on its way in ----------------------------------------------------------------

void HttpGuard::onReadyRead()
{
    // Qt HTTP Server has taken everything that came before: what is unread is new.
    const qint64 fresh = m_socket->bytesAvailable();
    if (fresh <= 0) {
        return;
    }
    switch (m_state) {
    case State::Closing:
        m_socket->skip(fresh);
        return;
    case State::Answering:
    case State::Answered:
        return pipelined();
    case State::Idle:
        m_head.resize(0);
        m_lineStart = 0;
        m_skippedLine = false;
        m_parser.reset();
        enter(State::Head, m_rules.limits.headMs);
        return readHead(fresh);
    case State::Head:
        return readHead(fresh);
    case State::Body:
        return bodyArrived(fresh);
    }
}

void HttpGuard::readHead(qint64 fresh)
{
    const qsizetype old = m_head.size();
    const qsizetype wanted = std::min<qsizetype>(fresh, m_rules.limits.head + 1 - old);
    m_head.resize(old + wanted);
    m_head.resize(old + std::max<qint64>(0, m_socket->peek(m_head.data() + old, wanted)));
    if (m_head.startsWith('\r') && m_lineStart == 0 && !m_skippedLine) {
        return skipLine(fresh, 2 - old);
    }
    if (m_head.isEmpty() || m_head.front() < 'A' || m_head.front() > 'z') {
        return refuse(MalformedRequest); // TLS, …
    }
    if (const auto refusal = parseLines()) {
        return refuse(*refusal);
    }
    if (m_parser.isComplete()) {
        takeIn(m_lineStart - old);
        return headComplete(fresh - (m_lineStart - old));
    }
    takeIn(m_head.size() - old);
    if (m_lineStart == 0 && m_head.size() > m_rules.limits.requestLine) {
        return refuse(UriTooLong);
    }
    if (m_head.size() > m_rules.limits.head
        || m_head.size() - m_lineStart > m_rules.limits.headerLine) {
        return refuse(HeadersTooLarge);
    }
}

// One empty line in front of a request is none of its own: some clients end their bodies with it
// (RFC 9112, 2.2). `missing` bytes of it had not come before.
void HttpGuard::skipLine(qint64 fresh, qint64 missing)
{
    if (m_head.size() == 1) {
        return takeIn(1);
    }
    if (m_head[1] != '\n') {
        return refuse(MalformedRequest);
    }
    takeIn(missing);
    m_head.resize(0);
    m_skippedLine = true;
    if (fresh > missing) {
        readHead(fresh - missing);
    } else {
        enter(State::Idle, m_rules.limits.idleMs);
    }
}

// Qt HTTP Server, which has begun to wait for a request, never sees these bytes.
void HttpGuard::takeIn(qint64 bytes)
{
    if (m_socket->isTransactionStarted()) {
        m_socket->commitTransaction();
    }
    m_socket->skip(bytes);
}

// Every line is checked as soon as it is whole: who sends nonsense need not send all of it.
HeadParser::Refusal HttpGuard::parseLines()
{
    while (!m_parser.isComplete()) {
        const qsizetype end = m_head.indexOf('\n', m_lineStart);
        if (end < 0) {
            return std::nullopt;
        }
        if (end == m_lineStart || m_head[end - 1] != '\r') {
            return MalformedRequest; // a bare LF would count as a line end further in
        }
        const auto line = QByteArrayView(m_head).sliced(m_lineStart, end - 1 - m_lineStart);
        m_lineStart = end + 1;
        if (const auto refusal = m_parser.line(line)) {
            return refusal;
        }
    }
    return std::nullopt;
}

void HttpGuard::headComplete(qint64 bytesAfter)
{
    m_bodyLeft = m_parser.bodyLength();
    m_closeAfter = m_closeAfter || m_parser.closesAfter();
    m_answerHead.resize(0);
    m_answerBegun = m_streams = false;
    const Request &request = m_parser.request();
    if (m_bodyLeft > defaultBodyLimit
        && m_bodyLeft > m_rules.bodyLimit(request.method, request.path)) {
        return refuse(BodyTooLarge);
    }
    if (!takeRoom()) {
        return refuse(Overloaded);
    }
    if (m_isProxied && !callerHasRoom()) {
        return refuse(TooManyConnections);
    }
    enter(State::Body, m_rules.limits.bodyMs);
    bytesAfter = withoutRest(bytesAfter);
#if QT_VERSION < QT_VERSION_CHECK(6, 5, 0)
    if (m_parser.expectsContinue() && m_bodyLeft > bytesAfter && bytesAfter == 0) {
        m_socket->write("HTTP/1.1 100 Continue\r\n\r\n"); // later versions say it themselves
    }
#endif
    handOn();
    bodyArrived(bytesAfter);
}

void HttpGuard::handOn()
{
    m_shortHead.resize(0);
    m_shortHead.append(nameOf(m_parser.request().method)).append(m_target);
    if (m_bodyLeft > 0) {
        appendNumber(m_shortHead.append("Content-Length: "), m_bodyLeft).append("\r\n");
    }
    if (m_parser.expectsContinue()) {
        m_shortHead.append("Expect: 100-continue\r\n");
    }
    putBack(m_shortHead.append("\r\n"));
}

Request HttpGuard::takeRequest()
{
    Request request = m_parser.takeRequest();
    request.source = m_socket->peerAddress();
    request.isEncrypted = m_tls != nullptr;
    if (m_isProxied) { // it says for whom it asks; others may say what they like
        request.isEncrypted = request.isEncrypted
            || request.forwardedProto.compare("https", Qt::CaseInsensitive) == 0;
        request.source = m_rules.limits.proxies.callerOf(request.source, request.forwardedFor);
    }
    return request;
}

// A proxy keeps its connections for whoever comes next: each counts for the caller whose request it
// carries, until the answer has gone.
bool HttpGuard::callerHasRoom()
{
    const TrustedProxies &proxies = m_rules.limits.proxies;
    return m_rules.countFor(
        this, proxies.callerOf(m_socket->peerAddress(), m_parser.request().forwardedFor));
}

bool HttpGuard::takeRoom()
{
    giveRoomBack();
    const qint64 wanted = m_bodyLeft > defaultBodyLimit ? m_bodyLeft : 0;
    if (wanted > *m_room) {
        return false;
    }
    *m_room -= wanted;
    m_roomTaken = wanted;
    return true;
}

void HttpGuard::giveRoomBack()
{
    *m_room += std::exchange(m_roomTaken, 0);
}

void HttpGuard::bodyArrived(qint64 bytes)
{
    m_bodyLeft -= withoutRest(bytes);
    if (m_bodyLeft == 0) {
        enter(State::Answering, m_rules.limits.handlerMs);
    }
}

// More than announced is pipelining, or smuggling. Either way the request that ends here is whole and
// gets its answer, and what follows is thrown away, so that nobody ever takes it for a request.
qint64 HttpGuard::withoutRest(qint64 bytes)
{
    if (bytes <= m_bodyLeft) {
        return bytes;
    }
    m_closeAfter = true;
    if (m_socket->isTransactionStarted()) {
        m_socket->commitTransaction();
    }
    const QByteArray body = m_socket->read(m_bodyLeft);
    m_socket->skip(m_socket->bytesAvailable());
    putBack(body);
    return m_bodyLeft;
}

void HttpGuard::putBack(const QByteArray &bytes)
{
    for (auto at = bytes.crbegin(); at != bytes.crend(); ++at) {
        m_socket->ungetChar(*at);
    }
}

// The request before is being worked on and gets its answer; what follows it is never read.
void HttpGuard::pipelined()
{
    m_closeAfter = true;
    cutOffReaders();
    m_socket->skip(m_socket->bytesAvailable());
}

void HttpGuard::cutOffReaders()
{
    disconnect(m_socket, &QIODevice::readyRead, nullptr, nullptr);
    connect(m_socket, &QTcpSocket::readyRead, this, &HttpGuard::onReadyRead);
    if (m_socket->isTransactionStarted()) {
        m_socket->commitTransaction();
    }
}

void HttpGuard::refuse(api::ProblemCode code)
{
    if (m_state == State::Closing) {
        return;
    }
    cutOffReaders();
    m_socket->skip(m_socket->bytesAvailable());
    const QByteArray id = m_rules.freshRequestId();
    const auto problem = api::Problem::of(code, {}, QString::fromLatin1(id));
    m_rules.refused(code);
    qCDebug(logHttp) << "refused" << problem.code << id;
    Answer answer{problem.status, "application/problem+json", toJson(problem),
        {{"Connection", "close"}}, id};
    if (code == TooManyConnections || code == Overloaded) {
        answer.headers.append(Header("Retry-After", "1"));
    }
    enter(State::Closing, m_rules.limits.lingerMs);
    m_socket->write(headBytes(answer, answer.body.size()).append(answer.body));
    m_socket->flush();
    shutDown();
}

// ---- the answer, on its way out ----------------------------------------------------------------

bool HttpGuard::beginsLastAnswer(QByteArrayView bytes) const
{
    return m_closeAfter && m_state == State::Answering && !m_answerBegun && m_answerHead.isEmpty()
        && bytes.startsWith("HTTP/1.1 ") && bytes.contains("\r\n") && bytes[9] != '1';
}

void HttpGuard::answerLeaves(QByteArrayView bytes)
{
    if (m_state == State::Body || m_state == State::Closing) {
        return; // 100 Continue, or a refusal of our own
    }
    if (unsent() == 0) { // what comes on top of unread pieces grants no more time
        expectWithin(m_rules.limits.writeStallMs);
    }
    if (!m_answerBegun) {
        const qsizetype end = bytes.indexOf("\r\n\r\n");
        if (end < 0) {
            m_answerHead.append(bytes);
            if (!m_answerHead.endsWith("\r\n\r\n")) {
                return;
            }
            answerHeadLeaves(m_answerHead);
            bytes = {};
        } else {
            answerHeadLeaves(m_answerHead.isEmpty() ? bytes.first(end) : m_answerHead);
            bytes = bytes.sliced(end + 4);
        }
    }
    m_answerLeft -= bytes.size();
    if (m_answerBegun && !m_streams && m_answerLeft <= 0) {
        m_state = State::Answered;
    }
}

void HttpGuard::largeAnswerWaits()
{
    countUnread();
    if (*m_unreadOfAll > m_rules.limits.unread && m_rules.tooMuchUnread) {
        m_rules.tooMuchUnread();
    }
}

void HttpGuard::countUnread()
{
    const qint64 before = std::exchange(m_unread, unsent());
    *m_unreadOfAll += m_unread - before;
}

static qint64 lengthIn(QByteArrayView head)
{
    static constexpr QByteArrayView name = "\r\ncontent-length:";
    for (qsizetype at = head.indexOf("\r\n"); at >= 0; at = head.indexOf("\r\n", at + 2)) {
        if (head.size() - at > name.size()
            && qstrnicmp(head.data() + at, name.data(), std::size_t(name.size())) == 0) {
            const QByteArrayView rest = head.sliced(at + name.size());
            const qsizetype end = rest.indexOf('\r');
            return (end < 0 ? rest : rest.first(end)).trimmed().toByteArray().toLongLong();
        }
    }
    return -1;
}

void HttpGuard::answerHeadLeaves(QByteArrayView head)
{
    const QByteArrayView status = head.size() >= 12 ? head.sliced(9, 3) : QByteArrayView();
    if (status.startsWith('1')) {
        m_answerHead.resize(0);
        return; // an interim answer: the real one follows
    }
    const bool isHead = m_parser.request().method == Method::Head;
    const bool bodiless = isHead || status == "204" || status == "304";
    const qint64 length = bodiless ? 0 : lengthIn(head);
    m_answerBegun = true;
    m_streams = length < 0;
    m_answerLeft = length;
}

void HttpGuard::onBytesWritten()
{
    if (m_unread > 0) {
        countUnread();
    }
    if (m_state != State::Answering && m_state != State::Answered) {
        return;
    }
    if (unsent() > 0) {
        expectWithin(m_rules.limits.writeStallMs);
    } else if (m_state == State::Answered) {
        answerSent();
    }
}

void HttpGuard::answerSent()
{
    if (m_isProxied) {
        m_rules.countFor(this, {});
    }
    if (m_closeAfter) {
        // Later, because Qt HTTP Server may still be using the socket further up.
        enter(State::Closing, m_rules.limits.lingerMs);
        QMetaObject::invokeMethod(this, &HttpGuard::shutDown, Qt::QueuedConnection);
    } else {
        enter(State::Idle, m_rules.limits.idleMs);
    }
}

// Ends our side and lets the client end its own: closing at once would throw away an answer that
// the client has not read yet.
void HttpGuard::shutDown()
{
    enter(State::Closing, m_rules.limits.lingerMs);
    cutOffReaders();
    if (m_socket->state() != QAbstractSocket::ConnectedState) {
        return;
    }
    m_socket->skip(m_socket->bytesAvailable());
    if (!m_tls && unsent() == 0) {
        ::shutdown(int(m_socket->socketDescriptor()), SHUT_WR);
    } else {
        m_socket->disconnectFromHost();
    }
}

} // namespace kontor::server
