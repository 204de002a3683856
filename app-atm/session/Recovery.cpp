// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/session/Recovery.h"

#include <algorithm>

namespace kontor::atm {

static void noteStep(OpenWithdrawal &open, const JournalEntry &entry)
{
    if (entry.step == JournalStep::Case || entry.step == JournalStep::CardRetained) {
        return;
    }
    open.last = entry.step;
    if (entry.step == JournalStep::Presented) {
        open.presented = entry.notes.value_or(Notes{});
    } else if (entry.step == JournalStep::Stage) {
        open.mix = entry.notes.value_or(Notes{});
    } else if (entry.step == JournalStep::Retracted) {
        open.retracted
            = RetractCount{entry.notes.value_or(Notes{}), entry.reliable.value_or(false)};
    }
}

static void queueOutcome(JournalSummary &summary, const JournalEntry &entry)
{
    summary.open.reset();
    if (entry.outcome == OutcomeKind::Suspect) {
        return;
    }
    summary.queue.push_back({*entry.withdrawal, entry.outcome.value_or(OutcomeKind::Void),
        entry.notes.value_or(Notes{}), entry.reason.value_or(QString())});
}

JournalSummary summarise(const std::vector<JournalEntry> &entries)
{
    JournalSummary summary;
    for (const JournalEntry &entry : entries) {
        if (!entry.withdrawal) {
            continue;
        }
        if (entry.step == JournalStep::Case || entry.outcome == OutcomeKind::Suspect) {
            summary.cases.insert(*entry.withdrawal);
        }
        if (entry.step == JournalStep::Intent) {
            summary.open = OpenWithdrawal{*entry.withdrawal, entry.amount.value_or(0),
                entry.notes.value_or(Notes{}), JournalStep::Intent, {}, {}};
        } else if (entry.step == JournalStep::Outcome) {
            queueOutcome(summary, entry);
        } else if (entry.step == JournalStep::Acknowledged) {
            std::erase_if(summary.queue,
                [&](const Outcome &due) { return due.withdrawal == *entry.withdrawal; });
        } else if (entry.step == JournalStep::Refused) {
            summary.open.reset();
        } else if (summary.open && summary.open->id == *entry.withdrawal) {
            noteStep(*summary.open, entry);
        }
    }
    return summary;
}

Outcome outcomeOfRetract(WithdrawalId id, const Notes &presented, const RetractCount &count)
{
    if (count.reliable && count.notes == presented) {
        return {id, OutcomeKind::Void, {}, u"notes not taken"_s};
    }
    return {id, OutcomeKind::Suspect, {}, u"retract count differs"_s};
}

namespace {

Recovery completed(const OpenWithdrawal &open, const Notes &notes)
{
    return {Recovery::Move::None, Outcome{open.id, OutcomeKind::Complete, notes, u"restart"_s}};
}

Recovery voided(const OpenWithdrawal &open, Recovery::Move move)
{
    return {move, Outcome{open.id, OutcomeKind::Void, {}, u"restart"_s}};
}

Recovery suspect(const OpenWithdrawal &open)
{
    return {Recovery::Move::None,
        Outcome{open.id, OutcomeKind::Suspect, {}, u"position unknown after restart"_s}};
}

//! The notes have been at the shutter: the sensor there tells whether they still are.
Recovery fromOutput(const OpenWithdrawal &open, const Notes &presented,
    const DispenserStatus &dispenser)
{
    switch (dispenser.output) {
    case Occupancy::Empty:
        if (dispenser.lastRetract) {
            return {Recovery::Move::None,
                outcomeOfRetract(open.id, presented, *dispenser.lastRetract)};
        }
        return completed(open, presented);
    case Occupancy::NotEmpty: return {Recovery::Move::Retract, std::nullopt};
    case Occupancy::Unknown: return suspect(open);
    }
    return suspect(open);
}

//! Cash that went out before the journal says so means that the journal's end is gone.
Recovery beforePresent(const OpenWithdrawal &open, const DispenserStatus &dispenser)
{
    const bool wentOut = dispenser.lastWithdrawal == open.id
        && dispenser.lastPresent != PresentState::NotPresented;
    return wentOut ? suspect(open) : voided(open, Recovery::Move::RejectStaged);
}

Recovery fromPresent(const OpenWithdrawal &open, const DispenserStatus &dispenser)
{
    if (dispenser.lastWithdrawal != open.id) {
        return suspect(open);
    }
    switch (dispenser.lastPresent) {
    case PresentState::NotPresented: return voided(open, Recovery::Move::RejectStaged);
    case PresentState::Presented: return fromOutput(open, dispenser.lastPresented, dispenser);
    case PresentState::Unknown: return suspect(open);
    }
    return suspect(open);
}

//! An empty shutter means that they were taken, as long as nobody has looked into the machine since.
Recovery fromPresented(const OpenWithdrawal &open, const DispenserStatus &dispenser)
{
    const bool untouched = dispenser.lastWithdrawal == open.id
        && dispenser.lastPresent != PresentState::NotPresented;
    return untouched ? fromOutput(open, open.presented, dispenser) : suspect(open);
}

Recovery fromRetract(const OpenWithdrawal &open, const DispenserStatus &dispenser)
{
    if (dispenser.output == Occupancy::NotEmpty) {
        return {Recovery::Move::Retract, std::nullopt};
    }
    const bool known = dispenser.lastWithdrawal == open.id && dispenser.lastRetract.has_value();
    if (!known || dispenser.output == Occupancy::Unknown) {
        return suspect(open);
    }
    return {
        Recovery::Move::None, outcomeOfRetract(open.id, open.presented, *dispenser.lastRetract)};
}

} // namespace

Recovery recover(const OpenWithdrawal &open, const DispenserStatus &dispenser)
{
    switch (open.last) {
    case JournalStep::Intent:
    case JournalStep::Authorised:
    case JournalStep::Stage:
    case JournalStep::Staged:
    case JournalStep::Rejected: return beforePresent(open, dispenser);
    case JournalStep::Present: return fromPresent(open, dispenser);
    case JournalStep::Presented: return fromPresented(open, dispenser);
    case JournalStep::Taken: return completed(open, open.presented);
    case JournalStep::Retract: return fromRetract(open, dispenser);
    case JournalStep::Retracted:
        return {Recovery::Move::None, outcomeOfRetract(open.id, open.presented,
            open.retracted.value_or(RetractCount{{}, false}))};
    case JournalStep::Refused:
    case JournalStep::Outcome:
    case JournalStep::Acknowledged:
    case JournalStep::CardRetained:
    case JournalStep::Case:
    case JournalStep::Continued: break;
    }
    return suspect(open);
}

} // namespace kontor::atm
