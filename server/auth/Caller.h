// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Actor.h"
#include "domain/access/Access.h"

#include <memory>

namespace kontor::server {

//! Whose idempotency keys these are: a user's, or a program's or machine's own.
inline QByteArray keySpaceOf(char kind, const Uuid &id)
{
    const QByteArray bytes(reinterpret_cast<const char *>(id.bytes.data()), 16);
    return kind + bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

//! Who makes a request: what became of a token or a key. The same object serves all requests that
//! come with it.
struct Caller
{
    domain::Actor actor;
    domain::Principal principal;
    //! Idempotency keys of different callers do not meet.
    QByteArray keySpace;
    //! With a user.
    std::optional<SessionId> session;
    //! With a program or a machine.
    std::optional<KeyId> key;
    //! Until when this much is known; a key has no end.
    std::optional<Timestamp> expiresAt;

    UserId user() const { return {principal.id}; }
};
using CallerPtr = std::shared_ptr<const Caller>;

} // namespace kontor::server
