// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/session/Stepper_p.h"

#include <algorithm>

namespace kontor::atm {

void Stepper::on(const RoomMissing &)
{
    s.lacksRoom = true;
}

void Stepper::on(const Started &input)
{
    s.lacksRoom = false;
    s.devices = input.devices;
    s.queue = input.journal.queue;
    // Until the first answer the server counts as away: one failed try is enough.
    s.serverFailures = s.policy.failuresUntilDown - 1;
    if (input.journal.open) {
        startRecovery(*input.journal.open);
    }
    if (!s.recovering && s.devices.dispenser.stacker != Occupancy::Empty) {
        emitEffect(RejectStaged{});
    }
    if (s.recovering) {
        return;
    }
    if (s.devices.dispenser.output == Occupancy::NotEmpty) {
        emitEffect(RetractNotes{}); // of a withdrawal that is being checked
    }
    sendNext();
    if (s.queue.empty()) {
        emitEffect(ProbeServer{});
    }
}

void Stepper::startRecovery(const OpenWithdrawal &open)
{
    const Recovery recovery = recover(open, s.devices.dispenser);
    if (recovery.outcome) {
        settle(*recovery.outcome);
        return;
    }
    s.recovering = open;
    JournalEntry entry;
    entry.withdrawal = open.id;
    if (open.last == JournalStep::Present) {
        // Presented, but the machine died before it could write so.
        s.recovering->presented = s.devices.dispenser.lastPresented;
        entry.step = JournalStep::Presented;
        entry.notes = s.recovering->presented;
        save(entry);
    }
    entry.step = JournalStep::Retract;
    entry.notes.reset();
    save(entry);
    emitEffect(RetractNotes{});
}

//! The journal cannot be written: nothing may be paid any more. What is open stays open in the
//! journal and is settled at the next start. Of the step that failed nothing was done after the
//! writing, not even the card's way out.
void Stepper::on(const JournalFailed &input)
{
    s.journalBroken = true;
    emitEffect(EnablePinPad{false});
    if (!s.visit) {
        return goToRest();
    }
    if (visit().place == CardPlace::AtSlot) {
        emitEffect(EjectCard{});
    }
    switch (input.step.value_or(JournalStep::Outcome)) {
    case JournalStep::Intent: // the bank was not asked
    case JournalStep::Refused: return problem(ProblemKind::PaymentStopped);
    case JournalStep::CardRetained:
        if (s.phase == Phase::Problem) {
            emitEffect(RejectStaged{});
        }
        return go(s.phase);
    case JournalStep::Acknowledged: // the bank knows, and what the customer reads stays true
        return isQuietPhase() && s.phase != Phase::Problem ? problem(ProblemKind::PaymentStopped)
                                                           : void();
    default: return stopPayout();
    }
}

void Stepper::stopPayout()
{
    emitEffect(RejectStaged{});
    if (visit().payout) {
        return beingChecked(payout().presented.empty() ? CheckKind::BankAnswer
                                                       : CheckKind::CashPosition);
    }
    visit().place == CardPlace::AtSlot ? go(Phase::CardOut) : problem(ProblemKind::PaymentStopped);
}

void Stepper::on(const StatusChanged &input)
{
    s.devices = input.devices;
    if (isAtRest()) {
        goToRest();
    }
}

void Stepper::on(const TimerFired &input)
{
    switch (input.timer) {
    case Timer::Quiet:
        if (isQuietPhase() && s.overlay != Overlay::MoreTime) {
            askMoreTime();
        } else if (s.overlay == Overlay::Language || s.overlay == Overlay::Speech) {
            closeOverlay();
        } else if (isAtRest()) {
            s.language = s.policy.language; // chosen by somebody who went away
        }
        return;
    case Timer::Countdown: return countDown();
    case Timer::CardTake: return cardTimeUp();
    case Timer::CashTake: return cashTimeUp();
    case Timer::Receipt:
        if (s.phase == Phase::Receipt) {
            go(Phase::Goodbye);
        }
        return;
    case Timer::Goodbye:
        if (s.phase == Phase::Goodbye) {
            printReceipt();
            finishVisit();
        }
        return;
    case Timer::StillWorking:
        if (s.visit) {
            visit().stillWorking = true;
        }
        return;
    case Timer::WorkingLimit: return workTimeUp();
    case Timer::HideBalance:
        if (s.visit && visit().balance) {
            visit().balance->hidden = true;
        }
        return;
    case Timer::AuthoriseAgain:
        if (s.phase == Phase::Authorising) {
            emitEffect(Authorise{payout().id, payout().amount, payout().mix});
        }
        return;
    case Timer::CheckedScreen:
        if (s.phase == Phase::Problem || s.phase == Phase::BeingChecked) {
            finishVisit();
        }
        return;
    case Timer::SendAgain: return sendNext();
    case Timer::Probe:
        if (isAtRest()) {
            emitEffect(ProbeServer{});
        }
        return;
    }
}

void Stepper::on(const ProbeAnswered &input)
{
    const bool isBack = input.up && !s.serverUp;
    s.lineFault = input.fault;
    input.up ? serverAnswered() : serverFailed();
    if (isBack) {
        sendNext(); // and nobody waits until the pauses, which have grown, are over
    }
    if (isAtRest() || (s.phase == Phase::Starting && !s.recovering)) {
        goToRest();
    }
}

void Stepper::on(const OutcomeAcknowledged &input)
{
    if (s.queue.empty() || s.queue.front().withdrawal != input.id) {
        return;
    }
    if (s.visit && visit().payout && payout().id == input.id) {
        payout().balanceAfter = input.balanceAfter;
        printReceipt();
    }
    if (!input.refusal.isEmpty()) {
        openCase(input.id, input.refusal);
    }
    JournalEntry entry;
    entry.step = JournalStep::Acknowledged;
    entry.withdrawal = input.id;
    save(entry);
    s.queue.erase(s.queue.begin());
    s.sendingOutcome = false;
    s.sendFailures = 0;
    serverAnswered();
    sendNext();
    if (isAtRest()) {
        goToRest();
    } else if (s.phase == Phase::Starting && s.queue.empty()) {
        emitEffect(ProbeServer{}); // whose branch it is, and whether it takes this machine
    }
}

void Stepper::on(const OutcomeUnanswered &input)
{
    if (s.queue.empty() || s.queue.front().withdrawal != input.id) {
        return;
    }
    s.sendingOutcome = false;
    const int doublings = std::min(s.sendFailures++, 20);
    start(Timer::SendAgain,
        std::min(Policy::ms(s.policy.sendAgainFirst.count() << doublings), s.policy.sendAgainMost));
    serverFailed();
    if (s.phase == Phase::Starting && !s.recovering) {
        goToRest();
    }
}

//! Where the machine waits for a card, or shows why it does not.
void Stepper::goToRest()
{
    const bool outOfService
        = s.journalBroken || !s.devices.readerReady || !s.serverUp || !s.queue.empty();
    const Phase rest = outOfService ? Phase::OutOfService : Phase::Idle;
    if (s.phase != rest) {
        go(rest);
        emitEffect(AcceptCards{!outOfService});
    }
    start(Timer::Probe, outOfService ? s.policy.probeDown : s.policy.probeIdle);
}

void Stepper::finishVisit()
{
    s.visit.reset();
    s.language = s.policy.language;
    emitEffect(ForgetCustomer{});
    goToRest();
}

void Stepper::serverAnswered()
{
    s.serverUp = true;
    s.serverFailures = 0;
}

void Stepper::serverFailed()
{
    s.serverFailures = std::min(s.serverFailures + 1, s.policy.failuresUntilDown);
    s.serverUp = s.serverFailures < s.policy.failuresUntilDown;
}

void Stepper::sendNext()
{
    if (s.queue.empty() || s.sendingOutcome || s.journalBroken) {
        return;
    }
    s.sendingOutcome = true;
    emitEffect(SendOutcome{s.queue.front()});
}

//! The withdrawal has its outcome: saved first, then sent until the server acknowledges it.
void Stepper::settle(const Outcome &outcome)
{
    if (s.journalBroken) {
        return;
    }
    JournalEntry entry;
    entry.step = JournalStep::Outcome;
    entry.withdrawal = outcome.withdrawal;
    entry.outcome = outcome.kind;
    entry.notes = outcome.paid;
    entry.amount = amountOf(outcome.paid);
    entry.reason = outcome.reason;
    save(entry);
    if (outcome.kind != OutcomeKind::Suspect) {
        s.queue.push_back(outcome);
        sendNext();
    }
}

void Stepper::openCase(WithdrawalId id, const QString &reason)
{
    JournalEntry entry;
    entry.step = JournalStep::Case;
    entry.withdrawal = id;
    entry.reason = reason;
    save(entry);
}

} // namespace kontor::atm
