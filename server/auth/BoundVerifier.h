// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Result.h"
#include "foundation/Secret.h"
#include "foundation/Uuid.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace kontor::storage {
class ServiceDb;
}

namespace kontor::server {

//! Whose PIN or password a verifier is of, and which of theirs. A key has one digest, of generation 0.
struct VerifierOwner
{
    Uuid id;
    int generation = 1;
};

//! The verifier in a box that opens under the same key for the same owner and generation only: whoever
//! can write service.db, but has no key, cannot make one person's verifier another's.
QByteArray bound(const Secret<QByteArray> &pepper, const VerifierOwner &owner,
    const QByteArray &verifier);
//! Nothing where it is another's, or not what was written.
std::optional<QByteArray> unbound(const Secret<QByteArray> &pepper, const VerifierOwner &owner,
    const QByteArray &box);

//! Seals the rows of sessions (storage::SessionTable).
Secret<QByteArray> sessionSealKey(const Secret<QByteArray> &pepper);

//! Binds what a program has written that did not bind, and says so in the log. Does nothing when it is
//! done.
Result<Done, QString> bindFormerVerifiers(storage::ServiceDb &service,
    const Secret<QByteArray> &pepper);

} // namespace kontor::server
