// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Problem.h"
#include "domain/Actor.h"
#include "foundation/Describe.h"
#include "server/auth/Caller.h"
#include "server/http/Message.h"
#include "server/http/Query.h"

#include <QDeadlineTimer>

namespace kontor::server {

struct Route;
using Captures = QList<std::pair<QByteArray, QByteArray>>;

//! Everything a route knows about its request; built once, good in any thread. The headers are
//! checked already: what a handler finds here is well formed.
struct RequestContext
{
    Request request;
    const Route *route = nullptr;
    Captures captures;
    Query query;
    //! Members of the body by the route's own word, as the caller wrote them, where that is another
    //! word; by "{id}" the one that stands for the id of the path.
    QHash<QString, QString> words;

    //! Who has signed in; nothing while the server runs open, where everybody may do everything.
    CallerPtr caller;
    domain::Principal principal;
    //! The caller's; while open, kind "open" and the name from X-Kontor-Actor.
    domain::Actor actor;
    //! A cash machine's and other systems' own; of the rest and while open, what X-Kontor-Channel
    //! says, else api.
    domain::Channel channel = domain::Channel::Api;
    //! 1–255 printable ASCII characters.
    std::optional<QByteArray> idempotencyKey;
    //! The key space that X-Kontor-Key-Owner names; null where it names none.
    QByteArray keyOwner;
    //! The version in If-Match; absent also for `*`.
    std::optional<qint64> ifMatch;
    //! Answered as X-Request-Id, stored with events.
    QByteArray correlationId;
    //! Nobody waits for the answer any longer than this.
    QDeadlineTimer deadline;

    //! Whose idempotency keys, connections and waiting work these are: nobody's meet another's.
    QByteArray ownSpace() const { return caller ? caller->keySpace : actor.kind; }
    //! Where this request's key belongs: somebody at a counter may name another's, for the key alone.
    QByteArray keySpace() const { return keyOwner.isEmpty() ? ownSpace() : keyOwner; }
    //! The decoded segment; asking for one that the pattern does not name is a bug.
    const QByteArray &capture(QByteArrayView name) const;
    //! The path as the route's pattern says it, whatever base or case it was asked with.
    QByteArray canonicalPath() const;
    //! What events keep about this request.
    domain::Cause cause() const;

    //! The body as strict JSON, or malformed-json, duplicate-member, json-too-complex.
    Result<JsonValue, api::Problem> json(const JsonLimits &limits = {}) const;
    //! invalid-member with each error.
    static api::Problem problemOf(const FieldErrors &errors);
    //! invalid-parameter with one entry: of the path, the query or a header.
    static api::Problem parameterProblem(const QString &name, const QString &detail);
};

//! Fills the fields that come from headers; those that cannot be used are refused by name. `correlationId` must be there already.
std::optional<api::Problem> readHeaders(RequestContext &context);

//! correlationid, else x-request-id, else the trace id of traceparent, else the idempotency key, where
//! usable (at most 128 printable ASCII characters without blanks); else null.
QByteArray correlationIdOf(const Request &request);

//! Whether a Content-Type, without its parameters, or an Accept header admits one of `types`.
bool isMediaType(QByteArrayView contentType, const QList<QByteArray> &types);
bool isAccepted(QByteArrayView accept, const QList<QByteArray> &types);
//! The one of `types` that an Accept header weighs highest (RFC 9110), and among equals names first;
//! null where it admits none, the first of all where there is no such header.
QByteArray preferredType(QByteArrayView accept, const QList<QByteArray> &types);

} // namespace kontor::server
