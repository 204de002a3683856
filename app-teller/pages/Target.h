// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/Accounts.h"

#include <optional>

namespace kontor::teller {

//! Whom F4 to F7 act on.
struct Target
{
    CustomerId customer;
    QString name;
    std::optional<api::AccountView> account;
};

} // namespace kontor::teller
