// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Describe.h"

#include <QByteArray>
#include <QHostAddress>
#include <QList>

#include <span>
#include <utility>

namespace kontor::server {

//! The methods that pass the guard; TRACE, CONNECT and unknown ones never get further.
enum class Method { Get, Head, Post, Put, Patch, Delete, Options, Other };
inline constexpr int methodCount = 7;

const char *nameOf(Method method);
using kontor::nameOf; // which the one above would hide
//! Case matters, as HTTP says.
Method methodNamed(QByteArrayView name);
//! May change something: what a foreign page must never send.
bool isWrite(Method method);

using Header = std::pair<QByteArray, QByteArray>;
using Headers = QList<Header>;

//! A request as it came: a plain copy, good in any thread and for any time. Headers that Kontor
//! does not use are dropped; an absent one is null, an empty one is not.
struct Request
{
    Method method = Method::Other;
    //! Still percent-encoded: it is split at '/' first and decoded afterwards.
    QByteArray path;
    //! Still percent-encoded, without the question mark.
    QByteArray query;
    QByteArray body;
    //! Who asks: the other end of the connection, or whom a trusted proxy asks for.
    QHostAddress source;
    //! Came by TLS, to us or to a trusted proxy.
    bool isEncrypted = false;

    QByteArray accept, authorization, contentEncoding, contentType, correlationId, host;
    QByteArray idempotencyKey, ifMatch, ifNoneMatch, lastEventId, origin, traceparent;
    QByteArray cardSession, actor, channel, keyOwner, requestId, forwardedFor, forwardedProto;
};

//! A header that something depends on.
struct KnownHeader
{
    //! In lower case.
    QByteArrayView name;
    //! Where it belongs; nullptr where it tells how the request is framed, which ends at the guard.
    QByteArray Request::*field;
    //! May stand once only, because whoever reads the first and whoever reads the last would see
    //! different requests.
    bool once;
};

//! All of them; no more than 32.
std::span<const KnownHeader> knownHeaders();

} // namespace kontor::server
