// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/Reply.h"

#include "foundation/Clock.h"
#include "foundation/Digits.h"
#include "foundation/LogCategories.h"
#include "server/http/HttpTally.h"
#include "server/http/Respond.h"

#include <QDateTime>
#include <QLoggingCategory>

namespace kontor::server {

ReplyStream::~ReplyStream()
{
    if (m_channel) {
        m_channel->end();
    }
}

ReplyStream &ReplyStream::operator=(ReplyStream &&other) noexcept
{
    if (m_channel) {
        m_channel->end();
    }
    m_channel = std::move(other.m_channel);
    return *this;
}

Reply::Reply(std::unique_ptr<ReplyChannel> channel, bool headOnly)
    : m_channel(std::move(channel)), m_headOnly(headOnly)
{
}

Reply::~Reply()
{
    forget();
}

Reply &Reply::operator=(Reply &&other) noexcept
{
    forget();
    m_channel = std::move(other.m_channel);
    m_headOnly = other.m_headOnly;
    m_tally = std::move(other.m_tally);
    m_route = other.m_route;
    m_problem = other.m_problem;
    m_requestId = std::move(other.m_requestId);
    m_logName = std::move(other.m_logName);
    m_since = other.m_since;
    m_told = std::move(other.m_told);
    m_more = std::move(other.m_more);
    return *this;
}

void Reply::forget()
{
    if (m_channel) {
        respond::problem(*this, api::ProblemCode::Internal);
    }
}

void Reply::send(Answer answer)
{
    if (const auto channel = std::exchange(m_channel, nullptr)) {
        answer.requestId = m_requestId;
        answer.headers += m_more;
        channel->send(answer, m_headOnly);
        log(answer.status);
        tell(answer);
    }
}

ReplyStream Reply::stream(Answer head)
{
    if (m_headOnly) {
        send(std::move(head));
        return ReplyStream(nullptr);
    }
    if (m_channel) {
        head.requestId = m_requestId;
        head.headers += m_more;
        m_channel->begin(head);
        log(head.status);
        tell(head);
    }
    return ReplyStream(std::exchange(m_channel, nullptr));
}

void Reply::countIn(std::shared_ptr<HttpTally> tally)
{
    m_tally = std::move(tally);
    m_since.start();
}

void Reply::logAs(const QByteArray &what)
{
    if (logHttp().isDebugEnabled()) {
        m_logName = what;
    }
}

void Reply::log(int status) const
{
    if (!m_tally) {
        return;
    }
    m_tally->answered(m_route, status, m_since.nsecsElapsed());
    m_tally->refused(m_problem);
    if (!m_logName.isNull()) {
        qCDebug(logHttp).noquote() << m_logName << status << m_since.nsecsElapsed() / 1000 << "us"
                                   << m_requestId;
    }
}

void Reply::tell(const Answer &answer)
{
    if (m_told) {
        std::exchange(m_told, nullptr)(answer);
    }
}

static bool staysInLine(QByteArrayView text)
{
    return std::none_of(text.begin(), text.end(),
        [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

bool isSafeHeader(const Header &header)
{
    return !header.first.isEmpty() && staysInLine(header.first) && staysInLine(header.second);
}

static void append(QByteArray &out, QByteArrayView before, QByteArrayView value)
{
    if (!value.isEmpty() && staysInLine(value)) {
        out.append(before).append(value);
    }
}

// Of every answer, in one piece: each piece is a copy with a check for room.
static constexpr QByteArrayView ofAll
    = "\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff"
      "\r\nReferrer-Policy: no-referrer";
// Pages say by themselves what they need.
static constexpr QByteArrayView ofData
    = "\r\nContent-Security-Policy: default-src 'none'; frame-ancestors 'none'";

QByteArray dateHeader()
{
    // Of this machine, whatever clock the books go by: caches and clients hold it against their own.
    const qint64 second = SystemClock().now().micros / 1'000'000;
    thread_local qint64 writtenSecond = -1;
    thread_local QByteArray written;
    if (second != writtenSecond) {
        const QDateTime time = QDateTime::fromSecsSinceEpoch(second, Qt::UTC);
        written = QLocale::c().toString(time, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1();
        writtenSecond = second;
    }
    return written;
}

QByteArray headBytes(const Answer &answer, qsizetype length)
{
    QByteArray out;
    // Room for the body too, so that head and body leave in one write without a second copy.
    out.reserve(512 + std::max<qsizetype>(0, length));
    appendNumber(out.append(QByteArrayView("HTTP/1.1 ")), answer.status).append(' ');
    out.append(QByteArrayView(reasonPhrase(answer.status)));
    append(out, "\r\nDate: ", dateHeader());
    append(out, "\r\nContent-Type: ", answer.contentType);
    if (length >= 0 && answer.status != 204 && answer.status != 304) {
        appendNumber(out.append(QByteArrayView("\r\nContent-Length: ")), length);
    }
    out.append(ofAll);
    if (!answer.contentType.startsWith("text/html")) {
        out.append(ofData);
    }
    append(out, "\r\nX-Request-Id: ", answer.requestId);
    for (const Header &header : answer.headers) {
        if (isSafeHeader(header)) {
            out.append("\r\n").append(header.first).append(": ").append(header.second);
        }
    }
    return out.append(QByteArrayView("\r\n\r\n"));
}

struct Reason
{
    int status;
    const char *phrase;
};

static constexpr Reason reasons[] = {
    {200, "OK"}, {201, "Created"}, {202, "Accepted"}, {204, "No Content"},
    {301, "Moved Permanently"}, {302, "Found"}, {304, "Not Modified"}, {307, "Temporary Redirect"},
    {308, "Permanent Redirect"}, {400, "Bad Request"}, {401, "Unauthorized"}, {403, "Forbidden"},
    {404, "Not Found"}, {405, "Method Not Allowed"}, {406, "Not Acceptable"},
    {408, "Request Timeout"}, {409, "Conflict"}, {411, "Length Required"},
    {412, "Precondition Failed"}, {413, "Content Too Large"}, {414, "URI Too Long"},
    {415, "Unsupported Media Type"}, {417, "Expectation Failed"}, {421, "Misdirected Request"},
    {422, "Unprocessable Content"}, {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"}, {500, "Internal Server Error"},
    {501, "Not Implemented"}, {503, "Service Unavailable"}, {505, "HTTP Version Not Supported"}};

const char *reasonPhrase(int status)
{
    for (const Reason &reason : reasons) {
        if (reason.status == status) {
            return reason.phrase;
        }
    }
    return "Other";
}

} // namespace kontor::server
