// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Problem.h"
#include "server/http/HttpLimits.h"
#include "server/http/Message.h"

#include <optional>

namespace kontor::server {

//! Checks the head of one request line by line, as it arrives, without looking at a socket.
//! Stricter than any HTTP parser behind it: whatever two parsers could read differently is
//! refused, so nothing can be smuggled past.
class HeadParser
{
public:
    using Refusal = std::optional<api::ProblemCode>;

    //! `localPort` tells our own origins; behind a trusted proxy, what that says about itself does.
    HeadParser(const HttpLimits &limits, quint16 localPort, bool isProxied)
        : m_limits(limits), m_port(localPort), m_isProxied(isProxied) {}

    void reset();
    //! One line without its line break. The empty line ends the head.
    Refusal line(QByteArrayView line);

    bool isComplete() const { return m_complete; }
    //! What was read: all but the body and who asks.
    const Request &request() const { return m_request; }
    //! The same to keep; its method alone stays.
    Request takeRequest() { return std::move(m_request); }
    qint64 bodyLength() const { return m_bodyLength; }
    bool expectsContinue() const { return m_expectsContinue; }
    //! The client asked for it, or speaks HTTP/1.0.
    bool closesAfter() const { return m_closesAfter; }

private:
    Refusal requestLine(QByteArrayView line);
    Refusal target(QByteArrayView target);
    Refusal headerLine(QByteArrayView line);
    Refusal field(QByteArrayView name, QByteArrayView value);
    static void keep(QByteArray &field, QByteArrayView value);
    Refusal framing(QByteArrayView name, QByteArrayView value);
    Refusal host(QByteArrayView value);
    Refusal origin() const;
    Refusal contentLength(QByteArrayView value);
    Refusal finish();
    bool isOurs(QByteArrayView host) const;

    const HttpLimits &m_limits;
    quint16 m_port;
    bool m_isProxied;
    Request m_request;
    qint64 m_bodyLength = 0;
    int m_lines = 0;
    //! A bit for each known header.
    quint32 m_seen = 0;
    bool m_hasHost = false;
    bool m_complete = false;
    bool m_expectsContinue = false;
    bool m_closesAfter = false;
    bool m_isHttp10 = false;
};

} // namespace kontor::server
