// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/key/KeyEvents.h"
#include "foundation/Ids.h"

namespace kontor::domain {

//! The key's digest stands in the safe already.
struct IssueKey
{
    KeyId id;
    KeyKind kind = KeyKind::Integration;
    QString name;
    std::vector<QByteArray> scopes;
};

struct RevokeKey
{
    KeyId id;
    QString reason;
};

} // namespace kontor::domain
