// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Ids.h"
#include "storage/service/ServiceDb.h"
#include "storage/sql/Statement.h"

#include <vector>

namespace kontor::storage {

//! By which the keys of programs and machines are known again, each digest bound to its key's id. It says
//! nothing about its key: these are 256 random bits.
class KeyDigests
{
public:
    explicit KeyDigests(ServiceDb &service);
    Result<Done, QString> put(KeyId id, const QByteArray &digest);
    Result<Done, QString> erase(KeyId id);
    std::vector<std::pair<KeyId, QByteArray>> all();

private:
    Statement m_put;
    Statement m_erase;
    Statement m_all;
};

} // namespace kontor::storage
