// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/Message.h"

#include <array>

namespace kontor::server {

static constexpr std::array<const char *, methodCount> methodNames = {
    "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};

const char *nameOf(Method method)
{
    return method == Method::Other ? "?" : methodNames[std::size_t(method)];
}

Method methodNamed(QByteArrayView name)
{
    for (std::size_t i = 0; i < methodNames.size(); ++i) {
        if (name == methodNames[i]) {
            return Method(i);
        }
    }
    return Method::Other;
}

bool isWrite(Method method)
{
    return method != Method::Get && method != Method::Head && method != Method::Options;
}

struct KnownHeader
{
    QByteArrayView name;
    QByteArray Request::*field;
};

static constexpr KnownHeader knownHeaders[] = {
    {"host", &Request::host},
    {"accept", &Request::accept},
    {"origin", &Request::origin},
    {"if-match", &Request::ifMatch},
    {"traceparent", &Request::traceparent},
    {"content-type", &Request::contentType},
    {"x-request-id", &Request::requestId},
    {"authorization", &Request::authorization},
    {"correlationid", &Request::correlationId},
    {"if-none-match", &Request::ifNoneMatch},
    {"last-event-id", &Request::lastEventId},
    {"x-card-session", &Request::cardSession},
    {"x-kontor-actor", &Request::actor},
    {"idempotency-key", &Request::idempotencyKey},
    {"content-encoding", &Request::contentEncoding},
    {"x-kontor-channel", &Request::channel},
    {"x-forwarded-for", &Request::forwardedFor},
    {"x-forwarded-proto", &Request::forwardedProto},
};

QByteArray Request::*requestField(QByteArrayView headerName)
{
    for (const KnownHeader &known : knownHeaders) {
        if (known.name.size() == headerName.size()
            && qstrnicmp(known.name.data(), headerName.data(), std::size_t(headerName.size()))
                == 0) {
            return known.field;
        }
    }
    return nullptr;
}

} // namespace kontor::server
