// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/HeadParser.h"

#include <cstring>

namespace kontor::server {

using enum api::ProblemCode;

static bool same(QByteArrayView text, QByteArrayView lower)
{
    return text.size() == lower.size()
        && qstrnicmp(text.data(), lower.data(), std::size_t(lower.size())) == 0;
}

static bool isTokenChar(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
        || (c != '\0' && std::strchr("!#$%&'*+-.^_`|~", c));
}

static bool isDigits(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

static bool isHex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static bool isVersion(QByteArrayView text)
{
    return text.size() == 8 && text.startsWith("HTTP/") && text[6] == '.'
        && isDigits(text.sliced(5, 1)) && isDigits(text.sliced(7, 1));
}

void HeadParser::reset()
{
    m_request = {};
    m_bodyLength = 0;
    m_lines = 0;
    m_seen = 0;
    m_hasHost = m_complete = m_expectsContinue = m_closesAfter = m_isHttp10 = false;
}

HeadParser::Refusal HeadParser::line(QByteArrayView line)
{
    if (m_lines++ == 0) {
        return requestLine(line);
    }
    if (line.isEmpty()) {
        m_complete = true;
        return finish();
    }
    return headerLine(line);
}

HeadParser::Refusal HeadParser::requestLine(QByteArrayView line)
{
    if (line.size() > m_limits.requestLine) {
        return UriTooLong;
    }
    const qsizetype first = line.indexOf(' ');
    const qsizetype last = line.lastIndexOf(' ');
    if (first <= 0 || last <= first) {
        return MalformedRequest;
    }
    const QByteArrayView version = line.sliced(last + 1);
    if (const Refusal refusal = target(line.sliced(first + 1, last - first - 1))) {
        return refusal;
    }
    const QByteArrayView name = line.first(first);
    if (!std::all_of(name.begin(), name.end(), isTokenChar) || !isVersion(version)) {
        return MalformedRequest;
    }
    m_isHttp10 = m_closesAfter = version == "HTTP/1.0";
    if (version != "HTTP/1.1" && !m_isHttp10) {
        return HttpVersion;
    }
    m_request.method = methodNamed(name);
    return m_request.method == Method::Other ? Refusal(MethodNotImplemented) : std::nullopt;
}

// Only the origin form: no absolute URI, no authority, no asterisk, nothing a URL library would
// repair.
HeadParser::Refusal HeadParser::target(QByteArrayView target)
{
    if (!target.startsWith('/') || target.startsWith("//")) {
        return MalformedRequest;
    }
    for (qsizetype i = 0; i < target.size(); ++i) {
        const uchar c = static_cast<uchar>(target[i]);
        if (c <= 0x20 || c >= 0x7f || c == '#') {
            return MalformedRequest;
        }
        if (c == '%'
            && (i + 2 >= target.size() || !isHex(target[i + 1]) || !isHex(target[i + 2]))) {
            return MalformedRequest;
        }
    }
    const qsizetype mark = target.indexOf('?');
    m_request.path = (mark < 0 ? target : target.first(mark)).toByteArray();
    m_request.query = mark < 0 ? QByteArray() : target.sliced(mark + 1).toByteArray();
    return std::nullopt;
}

HeadParser::Refusal HeadParser::headerLine(QByteArrayView line)
{
    if (m_lines - 1 > m_limits.headers || line.size() > m_limits.headerLine) {
        return HeadersTooLarge;
    }
    const qsizetype colon = line.indexOf(':');
    if (colon <= 0) {
        return MalformedRequest;
    }
    const QByteArrayView name = line.first(colon);
    const QByteArrayView value = line.sliced(colon + 1).trimmed();
    // No blank before the colon, no folded line.
    if (!std::all_of(name.begin(), name.end(), isTokenChar)) {
        return MalformedRequest;
    }
    const auto isControl
        = [](char c) { return (static_cast<uchar>(c) < 0x20 && c != '\t') || c == 0x7f; };
    if (std::any_of(value.begin(), value.end(), isControl)) {
        return MalformedRequest;
    }
    return field(name, value);
}

HeadParser::Refusal HeadParser::field(QByteArrayView name, QByteArrayView value)
{
    quint32 bit = 1;
    for (const KnownHeader &known : knownHeaders()) {
        if (same(name, known.name)) {
            if (known.once && (m_seen & bit)) {
                return MalformedRequest;
            }
            m_seen |= bit;
            if (known.field) {
                keep(m_request.*known.field, value);
            }
            break;
        }
        bit <<= 1;
    }
    return same(name, "host") ? host(value) : framing(name, value);
}

// Several lines of one header mean a list (RFC 9110, 5.3).
void HeadParser::keep(QByteArray &field, QByteArrayView value)
{
    if (field.isNull()) {
        field = value.isEmpty() ? QByteArray("") : value.toByteArray(); // there, so never null
    } else {
        field.append(", ").append(value);
    }
}

static bool hasToken(QByteArrayView list, QByteArrayView token)
{
    return list.toByteArray().toLower().contains(token.toByteArray());
}

HeadParser::Refusal HeadParser::framing(QByteArrayView name, QByteArrayView value)
{
    if (same(name, "content-length")) {
        return contentLength(value);
    }
    if (same(name, "transfer-encoding")) {
        return LengthRequired;
    }
    if (same(name, "connection")) {
        m_closesAfter = m_closesAfter || hasToken(value, "close");
    } else if (same(name, "expect")) {
        m_expectsContinue = same(value, "100-continue");
        return m_expectsContinue ? std::nullopt : Refusal(ExpectationFailed);
    }
    return std::nullopt;
}

struct Authority
{
    QByteArrayView host;
    QByteArrayView port;
    bool valid = false;
};

static Authority authorityOf(QByteArrayView text)
{
    const qsizetype bracket = text.startsWith('[') ? text.indexOf(']') : -1;
    const qsizetype colon = text.indexOf(':', bracket + 1);
    const QByteArrayView host = colon < 0 ? text : text.first(colon);
    const QByteArrayView port = colon < 0 ? QByteArrayView() : text.sliced(colon + 1);
    const bool isLiteral = bracket > 1 && bracket + 1 == host.size();
    const QByteArrayView inside = isLiteral ? host.sliced(1, bracket - 1) : host;
    const bool fits = std::all_of(inside.begin(), inside.end(),
        [isLiteral](char c) { return isTokenChar(c) || (isLiteral && c == ':'); });
    return {host, port, !host.isEmpty() && fits && port.size() <= 5 && isDigits(port)};
}

bool HeadParser::isOurs(QByteArrayView host) const
{
    return m_limits.hosts.isEmpty()
        || std::any_of(m_limits.hosts.begin(), m_limits.hosts.end(),
            [host](const QByteArray &ours) { return same(host, ours); });
}

HeadParser::Refusal HeadParser::host(QByteArrayView value)
{
    const Authority authority = authorityOf(value);
    if (!authority.valid) {
        return MalformedRequest;
    }
    m_hasHost = true;
    return isOurs(authority.host) ? std::nullopt : Refusal(MisdirectedRequest);
}

static int portOf(const Authority &authority, bool isTls)
{
    return authority.port.isEmpty() ? (isTls ? 443 : 80) : authority.port.toByteArray().toInt();
}

// A browser names the page that sends the request. Ours is where it would find us: a listed host
// and the port that it came in by; behind a proxy the proxy's scheme, and the port that it was asked
// for. "null" (a file, a sandbox) is foreign.
HeadParser::Refusal HeadParser::origin() const
{
    const QByteArrayView value = m_request.origin;
    if (value.isNull() || !isWrite(m_request.method) || m_limits.origins.contains(value)) {
        return std::nullopt;
    }
    const qsizetype scheme = value.indexOf("://");
    const Authority authority = scheme > 0 ? authorityOf(value.sliced(scheme + 3)) : Authority();
    const bool isPlain = scheme > 0 && same(value.first(scheme), "http");
    const bool isTls = scheme > 0 && same(value.first(scheme), "https");
    if (!authority.valid || (!isPlain && !isTls) || m_limits.hosts.isEmpty()) {
        return ForeignOrigin;
    }
    const QByteArrayView told = m_isProxied ? m_request.forwardedProto : QByteArrayView();
    const bool isTold = same(told, "https") || same(told, "http");
    const bool sameScheme = !isTold || same(told, value.first(scheme));
    const int ours = isTold ? portOf(authorityOf(m_request.host), isTls) : int(m_port);
    return isOurs(authority.host) && sameScheme && portOf(authority, isTls) == ours
        ? std::nullopt
        : Refusal(ForeignOrigin);
}

HeadParser::Refusal HeadParser::contentLength(QByteArrayView value)
{
    if (value.isEmpty() || value.size() > 15 || !isDigits(value)) {
        return MalformedRequest;
    }
    m_bodyLength = value.toLongLong();
    return std::nullopt;
}

HeadParser::Refusal HeadParser::finish()
{
    if (!m_hasHost && !m_isHttp10) {
        return MalformedRequest;
    }
    return origin();
}

} // namespace kontor::server
