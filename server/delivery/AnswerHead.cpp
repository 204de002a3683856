// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/delivery/AnswerHead.h"

#include <algorithm>

namespace kontor::server {

namespace {

//! Behind the empty line that ends the head; -1 where there is none yet. Some end lines with LF alone.
qsizetype endOfHead(const QByteArray &received)
{
    const qsizetype crlf = received.indexOf("\n\r\n");
    const qsizetype lf = received.indexOf("\n\n");
    if (lf >= 0 && (crlf < 0 || lf < crlf)) {
        return lf + 2;
    }
    return crlf < 0 ? -1 : crlf + 3;
}

bool isNumber(QByteArrayView text)
{
    return !text.isEmpty()
        && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

//! HTTP/1.1 200 OK
bool readStatus(QByteArrayView line, AnswerHead &head)
{
    const bool fits = line.size() >= 12 && line.startsWith("HTTP/1.") && isNumber(line.sliced(7, 1))
        && line[8] == ' ' && isNumber(line.sliced(9, 3)) && (line.size() == 12 || line[12] == ' ');
    if (fits) {
        head.status = line.sliced(9, 3).toInt();
        head.keeps = line[7] != '0';
    }
    return fits && head.status >= 100;
}

bool isNamed(QByteArrayView name, QByteArrayView wanted)
{
    return name.compare(wanted, Qt::CaseInsensitive) == 0;
}

void readHeader(QByteArrayView line, AnswerHead &head)
{
    const qsizetype colon = line.indexOf(':');
    if (colon < 0) {
        return;
    }
    const QByteArrayView name = line.first(colon).trimmed();
    const QByteArrayView value = line.sliced(colon + 1).trimmed();
    if (isNamed(name, "Retry-After")) {
        head.retryAfter = value.toByteArray();
    } else if (isNamed(name, "Connection")) {
        head.keeps = head.keeps && !value.toByteArray().toLower().contains("close");
    } else if (isNamed(name, "Transfer-Encoding")) {
        head.chunked = true;
    } else if (isNamed(name, "Content-Length") && isNumber(value) && value.size() <= 15) {
        head.length = value.toByteArray().toLongLong();
    }
}

std::optional<AnswerHead> readHead(const QByteArray &text)
{
    AnswerHead head;
    const QList<QByteArray> lines = text.split('\n');
    if (!readStatus(QByteArrayView(lines.front()).trimmed(), head)) {
        return std::nullopt;
    }
    for (qsizetype i = 1; i < lines.size(); ++i) {
        readHeader(lines[i], head);
    }
    if (head.status == 204 || head.status == 304) {
        head.length = 0;
        head.chunked = false;
    } else if (head.chunked) {
        head.length.reset();
    }
    head.keeps = head.keeps && head.length;
    return head;
}

} // namespace

Result<std::optional<AnswerHead>, AnswerFault> takeAnswerHead(QByteArray &received)
{
    while (true) {
        const qsizetype end = endOfHead(received);
        if (end > answerHeadLimit || (end < 0 && received.size() > answerHeadLimit)) {
            return Failure{AnswerFault::TooLong};
        }
        if (end < 0) {
            return std::optional<AnswerHead>();
        }
        const auto head = readHead(received.first(end));
        if (!head || head->status == 101) {
            return Failure{AnswerFault::Malformed};
        }
        received.remove(0, end);
        if (head->status >= 200) {
            return head;
        }
    }
}

} // namespace kontor::server
