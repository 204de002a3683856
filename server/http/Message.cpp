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

static constexpr KnownHeader allKnown[] = {
    {"host", &Request::host, true},
    {"accept", &Request::accept, false},
    {"expect", nullptr, true},
    {"origin", &Request::origin, true},
    {"if-match", &Request::ifMatch, true},
    {"traceparent", &Request::traceparent, true},
    {"content-type", &Request::contentType, true},
    {"x-request-id", &Request::requestId, true},
    {"authorization", &Request::authorization, true},
    {"correlationid", &Request::correlationId, true},
    {"if-none-match", &Request::ifNoneMatch, false},
    {"last-event-id", &Request::lastEventId, true},
    {"content-length", nullptr, true},
    {"x-card-session", &Request::cardSession, true},
    {"x-kontor-actor", &Request::actor, true},
    {"idempotency-key", &Request::idempotencyKey, true},
    {"x-forwarded-for", &Request::forwardedFor, false},
    {"content-encoding", &Request::contentEncoding, true},
    {"x-kontor-channel", &Request::channel, true},
    {"x-forwarded-proto", &Request::forwardedProto, false},
    {"x-kontor-key-owner", &Request::keyOwner, true},
};
static_assert(std::size(allKnown) <= 32);

std::span<const KnownHeader> knownHeaders()
{
    return allKnown;
}

} // namespace kontor::server
