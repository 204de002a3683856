// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-teller/Session.h"

#include <functional>

namespace kontor::teller {

using TakeAccounts = std::function<void(const client::Answer<api::AccountPage> &)>;

//! All accounts of a customer in one page, however many they are. `take` is told once, and not at all
//! where `receiver` has gone.
void readAccountsOf(Session &session, CustomerId id, QObject *receiver, TakeAccounts take);

} // namespace kontor::teller
