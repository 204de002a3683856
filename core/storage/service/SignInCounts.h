// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Clock.h"
#include "storage/service/ServiceDb.h"
#include "storage/sql/Statement.h"

#include <vector>

namespace kontor::storage {

//! Failed sign-ins in a row, by a digest of who tried and from where.
struct SignInCount
{
    QByteArray subject;
    int failures = 0;
    Timestamp lastAt;
};

class SignInCounts
{
public:
    explicit SignInCounts(ServiceDb &service);
    Result<Done, QString> put(const SignInCount &count);
    Result<Done, QString> erase(const QByteArray &subject);
    //! Erases those that have not failed since.
    Result<Done, QString> forgetBefore(Timestamp time);
    //! Those that have failed since; the others are erased.
    std::vector<SignInCount> since(Timestamp time);

private:
    Statement m_put;
    Statement m_erase;
    Statement m_eraseOld;
    Statement m_all;
};

} // namespace kontor::storage
