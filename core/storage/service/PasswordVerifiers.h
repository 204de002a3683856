// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Ids.h"
#include "foundation/Secret.h"
#include "storage/service/ServiceDb.h"
#include "storage/sql/Statement.h"

namespace kontor::storage {

//! The verifiers of passwords: erasable, and so not in the log. The user's events say which
//! generation counts.
class PasswordVerifiers
{
public:
    explicit PasswordVerifiers(ServiceDb &service);
    //! On disk when it returns; one that is there is replaced.
    Result<Done, QString> put(UserId user, int generation, const Secret<QByteArray> &verifier);
    std::optional<Secret<QByteArray>> get(UserId user, int generation);
    //! All but the given generation; 0 erases every one.
    Result<Done, QString> eraseExcept(UserId user, int generation);

private:
    Statement m_put;
    Statement m_get;
    Statement m_erase;
};

} // namespace kontor::storage
