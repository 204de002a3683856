// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-atm/devices/DeviceStatus.h"
#include "app-atm/session/JournalEntry.h"

#include <set>

namespace kontor::atm {

//! A withdrawal as its saved steps tell it.
struct OpenWithdrawal
{
    WithdrawalId id;
    int amount = 0;
    Notes mix;
    JournalStep last = JournalStep::Intent;
    Notes presented;
    std::optional<RetractCount> retracted;

    friend bool operator==(const OpenWithdrawal &, const OpenWithdrawal &) = default;
};

//! What a journal leaves to be done: at most one withdrawal without an outcome, and the outcomes
//! that the server has not acknowledged, in order.
struct JournalSummary
{
    std::optional<OpenWithdrawal> open;
    std::vector<Outcome> queue;
    //! Withdrawals that people must look at: suspect ones, and those with a case of their own.
    std::set<WithdrawalId> cases;
};
JournalSummary summarise(const std::vector<JournalEntry> &entries);

//! What to do about an open withdrawal after a restart: move notes first, then tell the server.
//! With `Retract` the outcome follows from the count.
struct Recovery
{
    enum class Move { None, RejectStaged, Retract };
    Move move = Move::None;
    std::optional<Outcome> outcome;

    friend bool operator==(const Recovery &, const Recovery &) = default;
};
Recovery recover(const OpenWithdrawal &open, const DispenserStatus &dispenser);

//! What a retract means: void where every presented note came back for certain, else suspect.
//! Never "assume full".
Outcome outcomeOfRetract(WithdrawalId id, const Notes &presented, const RetractCount &count);

} // namespace kontor::atm
