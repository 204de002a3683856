// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-atm/session/NoteMix.h"

namespace kontor::atm {

//! The steps of a withdrawal as the machine saves them, each before what it announces is done
//! (Intent, Stage, Present, Retract) or after it is known (the others).
//! `Continued` comes first where the records before lie in a file of their own.
enum class JournalStep {
    Intent,
    Refused,
    Authorised,
    Stage,
    Staged,
    Rejected,
    Present,
    Presented,
    Taken,
    Retract,
    Retracted,
    Outcome,
    Acknowledged,
    CardRetained,
    Case,
    Continued
};

//! `Complete` and `Void` are sent to the server until it acknowledges them. `Suspect` sends
//! nothing: cash may be out, the hold must stay, and people decide.
enum class OutcomeKind { Complete, Void, Suspect };

} // namespace kontor::atm

template<>
struct kontor::EnumNames<kontor::atm::JournalStep>
{
    using S = atm::JournalStep;
    static constexpr std::pair<S, const char *> names[] = {{S::Intent, "intent"},
        {S::Refused, "refused"}, {S::Authorised, "authorised"}, {S::Stage, "stage"},
        {S::Staged, "staged"}, {S::Rejected, "rejected"}, {S::Present, "present"},
        {S::Presented, "presented"}, {S::Taken, "taken"}, {S::Retract, "retract"},
        {S::Retracted, "retracted"}, {S::Outcome, "outcome"}, {S::Acknowledged, "acknowledged"},
        {S::CardRetained, "card-retained"}, {S::Case, "case"}, {S::Continued, "continued"}};
};
template<>
struct kontor::EnumNames<kontor::atm::OutcomeKind>
{
    using K = atm::OutcomeKind;
    static constexpr std::pair<K, const char *> names[] = {
        {K::Complete, "complete"}, {K::Void, "void"}, {K::Suspect, "suspect"}};
};

namespace kontor::atm {

struct JournalEntry
{
    JournalStep step = JournalStep::Intent;
    std::optional<WithdrawalId> withdrawal;
    std::optional<CardId> card;
    std::optional<int> amount;
    std::optional<Notes> notes;
    std::optional<bool> reliable;
    std::optional<OutcomeKind> outcome;
    std::optional<Timestamp> expiresAt;
    std::optional<QString> reason;

    template<class V>
    static void describe(V &&v)
    {
        v("step", &JournalEntry::step, "what happened or is about to");
        v("withdrawal", &JournalEntry::withdrawal, "the withdrawal");
        v("card", &JournalEntry::card, "the card, with intent and card-retained");
        v("amount", &JournalEntry::amount, "in whole major units");
        v("notes", &JournalEntry::notes, "planned, counted, presented or brought back");
        v("reliable", &JournalEntry::reliable, "whether the count of a retract is to be trusted");
        v("outcome", &JournalEntry::outcome, "what is due to the server");
        v("expiresAt", &JournalEntry::expiresAt, "until when notes may be staged");
        v("reason", &JournalEntry::reason, "why; with continued, the chain of the record before");
    }
    friend bool operator==(const JournalEntry &, const JournalEntry &) = default;
};

//! What the server must hear about a withdrawal.
struct Outcome
{
    WithdrawalId withdrawal;
    OutcomeKind kind = OutcomeKind::Void;
    Notes paid;
    QString reason;

    friend bool operator==(const Outcome &, const Outcome &) = default;
};

} // namespace kontor::atm
