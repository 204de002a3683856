// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/ports/Views.h"
#include "storage/service/ServiceDb.h"
#include "storage/sql/Statement.h"

namespace kontor::storage {

//! How far each outgoing follower is, by its name. Its `outcome` is not kept: they follow events.
class Checkpoints
{
public:
    explicit Checkpoints(ServiceDb &service);
    std::optional<application::Checkpoint> get(const QString &name);
    Result<Done, QString> put(const QString &name, const application::Checkpoint &checkpoint);

private:
    Statement m_get;
    Statement m_put;
};

} // namespace kontor::storage
