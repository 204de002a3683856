// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Ids.h"
#include "foundation/Secret.h"
#include "storage/service/ServiceDb.h"
#include "storage/sql/Statement.h"

namespace kontor::storage {

struct PinVerifier
{
    CardId card;
    //! Which PIN of the card; the card's events say which one counts.
    int generation = 1;
    //! An argon2id hash; says nothing about the PIN to whoever lacks the key named by keyId.
    Secret<QByteArray> verifier;
    QByteArray keyId;
};

//! The verifiers of PINs: erasable, and so not in the log.
class PinVerifiers
{
public:
    explicit PinVerifiers(ServiceDb &service);
    //! On disk when it returns; one that is there is replaced.
    Result<Done, QString> put(const PinVerifier &verifier);
    std::optional<PinVerifier> get(CardId card, int generation);
    //! All but the given generation; 0 erases every one.
    Result<Done, QString> eraseExcept(CardId card, int generation);

private:
    Statement m_put;
    Statement m_get;
    Statement m_erase;
};

} // namespace kontor::storage
