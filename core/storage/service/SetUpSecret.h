// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Clock.h"
#include "storage/service/ServiceDb.h"
#include "storage/sql/Statement.h"

namespace kontor::storage {

//! The digest of the one secret with which the branch's first administrator is made.
class SetUpSecret
{
public:
    explicit SetUpSecret(ServiceDb &service);
    //! Takes the place of an earlier one.
    Result<Done, QString> put(const QByteArray &digest, Timestamp expiresAt);
    //! Nothing where there is none, or it has run out.
    std::optional<QByteArray> get(Timestamp now);
    Result<Done, QString> erase();

private:
    Statement m_put;
    Statement m_get;
    Statement m_erase;
};

} // namespace kontor::storage
