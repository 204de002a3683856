// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-atm/ModelBank.h"

namespace kontor::testing {

//! What customers carried away, per withdrawal.
using TakenByHand = std::map<WithdrawalId, int>;

//! Empty, or where notes and the bank's books differ without an open case that says why.
QString bookErrors(const std::vector<atm::JournalEntry> &journal, const ModelBank &bank,
    const TakenByHand &takenByHand);

} // namespace kontor::testing
