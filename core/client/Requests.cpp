// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/Requests.h"

#include "foundation/Random.h"

namespace kontor::client {

static QByteArray freshRequestId()
{
    const SystemClock clock;
    SystemRandom random;
    return IdGenerator(clock, random).next().toString();
}

// A header ends at a line break, whatever somebody typed into a name.
static QByteArray headerText(const QString &text)
{
    return text.simplified().toUtf8();
}

static void addIfAny(HttpRequest &request, const QByteArray &name, const QByteArray &value)
{
    if (!value.isEmpty()) {
        request.headers.append({name, value});
    }
}

HttpRequest queryRequest(const Sender &sender, const QByteArray &target, const QByteArray &accept)
{
    HttpRequest request;
    request.method = "GET";
    request.target = target;
    addIfAny(request, "Accept", accept);
    addIfAny(request, "X-Kontor-Actor", headerText(sender.actor));
    addIfAny(request, "X-Kontor-Channel", headerText(sender.channel));
    addIfAny(request, "X-Request-Id", freshRequestId());
    return request;
}

HttpRequest commandRequest(const Sender &sender, const CommandRequest &command,
    const CommandHeaders &headers)
{
    HttpRequest request = queryRequest(sender, command.target);
    request.method = command.method;
    request.body = command.body;
    addIfAny(request, "Content-Type", "application/json");
    addIfAny(request, "Idempotency-Key", headers.key);
    addIfAny(request, "X-Kontor-Key-Owner", headers.keyOwner);
    addIfAny(request, "X-Card-Session", headerText(headers.cardSession));
    if (headers.expectedVersion) {
        addIfAny(request, "If-Match", '"' + QByteArray::number(*headers.expectedVersion) + '"');
    }
    return request;
}

} // namespace kontor::client
