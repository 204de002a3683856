// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Problem.h"
#include "server/http/Message.h"

#include <QElapsedTimer>

#include <functional>
#include <memory>

namespace kontor::server {

class HttpTally;

//! A finished answer. `headers` come on top of those that every answer has.
struct Answer
{
    int status = 200;
    QByteArray contentType;
    QByteArray body;
    Headers headers;
    QByteArray requestId;
    //! The id of what it is about, where the path does not name it; never sent.
    QByteArray subject = {};
    //! It may be another one a moment later: not kept under a key.
    bool passes = false;
};

//! The way back to one client; the HTTP server has one per Qt version, tests have their own.
//! Whoever is behind it may be gone at any time: then every call does nothing.
class ReplyChannel
{
public:
    virtual ~ReplyChannel() = default;
    virtual void send(const Answer &answer, bool headOnly) = 0;
    virtual bool isOpen() const = 0;
    //! Begins an answer without an end.
    virtual void begin(const Answer &head) = 0;
    //! One more piece of it. False: the client is gone, or does not read.
    virtual bool push(const QByteArray &piece) = 0;
    virtual void end() = 0;
};

//! An answer without an end, such as an event stream. Destroying it ends the connection.
class ReplyStream
{
public:
    explicit ReplyStream(std::unique_ptr<ReplyChannel> channel) : m_channel(std::move(channel)) {}
    ~ReplyStream();
    ReplyStream(ReplyStream &&) noexcept = default;
    ReplyStream &operator=(ReplyStream &&) noexcept;

    //! False: the client is gone or has more than 256 KiB unread; drop this object.
    bool push(const QByteArray &piece) { return m_channel && m_channel->push(piece); }
    //! False once the client is known to be gone.
    bool isOpen() const { return m_channel && m_channel->isOpen(); }

private:
    std::unique_ptr<ReplyChannel> m_channel;
};

//! The one answer to one request. Move-only; it may be kept and completed later, from the HTTP
//! thread, and it may outlive its connection. Forgotten, it answers 500 by itself.
class Reply
{
public:
    explicit Reply(std::unique_ptr<ReplyChannel> channel, bool headOnly = false);
    ~Reply();
    Reply(Reply &&) noexcept = default;
    Reply &operator=(Reply &&other) noexcept;

    //! Answers; a second call does nothing. Most callers want server/http/Respond.h.
    void send(Answer answer);
    //! Begins an answer without an end (never for HEAD, which is answered here at once).
    ReplyStream stream(Answer head);
    //! False once it is answered, or once the client is known to be gone.
    bool isOpen() const { return m_channel && m_channel->isOpen(); }

    //! The time from here to the answer is counted there, under route 0 until countAs() names one.
    void countIn(std::shared_ptr<HttpTally> tally);
    void countAs(std::size_t route) { m_route = route; }
    //! What the answer will say; counted, too.
    void setProblem(std::optional<api::ProblemCode> problem) { m_problem = problem; }
    //! Echoed as X-Request-Id, and as `instance` in problems.
    void setRequestId(const QByteArray &requestId) { m_requestId = requestId; }
    const QByteArray &requestId() const { return m_requestId; }
    //! A header beside those of the answer.
    void alwaysAdd(const Header &header) { m_more << header; }
    //! Told what was answered, also where the client has gone.
    void tellWhenSent(std::function<void(const Answer &)> told) { m_told = std::move(told); }
    //! From here on the answer's status and time are logged under this name (kontor.http, debug).
    void logAs(const QByteArray &what);

private:
    void forget();
    void log(int status) const;
    void tell(const Answer &answer);

    std::unique_ptr<ReplyChannel> m_channel;
    bool m_headOnly = false;
    // Shared: a reply may be dropped after everything else, and is counted then.
    std::shared_ptr<HttpTally> m_tally;
    std::size_t m_route = 0;
    std::optional<api::ProblemCode> m_problem;
    QByteArray m_requestId;
    QByteArray m_logName;
    QElapsedTimer m_since;
    std::function<void(const Answer &)> m_told;
    Headers m_more;
};

//! The bytes of an answer's head with its common headers; headers that could break the framing
//! (a line break or NUL in a name or value) are left out. `length` -1: unknown.
QByteArray headBytes(const Answer &answer, qsizetype length);
bool isSafeHeader(const Header &header);
//! Of an answer that is sent now, as RFC 9110 has it.
QByteArray dateHeader();
const char *reasonPhrase(int status);

} // namespace kontor::server
