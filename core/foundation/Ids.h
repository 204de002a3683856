// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Uuid.h"

namespace kontor {

using AccountId = StrongId<struct AccountTag>;
using CustomerId = StrongId<struct CustomerTag>;
using TransferId = StrongId<struct TransferTag>;
using HoldId = StrongId<struct HoldTag>;
using CardId = StrongId<struct CardTag>;
using WithdrawalId = StrongId<struct WithdrawalTag>;
using EventId = StrongId<struct EventTag>;
using EndpointId = StrongId<struct EndpointTag>;
using DeliveryId = StrongId<struct DeliveryTag>;
//! A user and the customer that it speaks for have one id.
using UserId = StrongId<struct UserTag>;
using SessionId = StrongId<struct SessionTag>;
using KeyId = StrongId<struct KeyTag>;

} // namespace kontor
