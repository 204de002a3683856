// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Secret.h"
#include "foundation/Uuid.h"
#include "storage/service/ServiceDb.h"

#include <functional>
#include <vector>

namespace kontor::storage {

struct FormerVerifier
{
    enum class Kind { Password = 0, Pin = 1, Key = 2 };
    Kind kind = Kind::Password;
    Uuid owner;
    int generation = 1;
    Secret<QByteArray> verifier;
};

//! The verifiers, and the digests of keys, of a program that did not bind them to their owners, set aside
//! by the migrations until somebody comes who has the key.
class FormerVerifiers
{
public:
    explicit FormerVerifiers(ServiceDb &service) : m_service(service) {}
    //! Puts what `bound` makes of each in its place: all of them, or none. One that was made since
    //! stays. How many there were.
    Result<int, QString> replaceAll(const std::function<QByteArray(const FormerVerifier &)> &bound);

private:
    std::vector<FormerVerifier> all();

    ServiceDb &m_service;
};

} // namespace kontor::storage
