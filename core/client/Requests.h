// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/Commands.h"
#include "client/Transport.h"

#include <optional>

namespace kontor::client {

//! Who sends, as every request says it.
struct Sender
{
    QString actor;
    //! api, teller or atm.
    QString channel;
    //! The id of the user who has signed in, "open" where nobody has to; the keys of new commands
    //! belong to them. Null for programs that never go on with what somebody else began.
    QByteArray user = {};
};

//! What makes one sending of a command besides its CommandRequest; empty members are left out.
struct CommandHeaders
{
    QByteArray key;
    std::optional<qint64> expectedVersion;
    QString cardSession;
    //! Whose key it is, where it is not the sender's.
    QByteArray keyOwner = {};
};

//! Requests with every header they need; X-Request-Id is fresh in each.
HttpRequest queryRequest(const Sender &sender, const QByteArray &target,
    const QByteArray &accept = "application/json, application/problem+json");
HttpRequest commandRequest(const Sender &sender, const CommandRequest &command,
    const CommandHeaders &headers);

} // namespace kontor::client
