// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/session/AtmMachine.h"

#include "app-atm/session/Stepper_p.h"
#include "foundation/Random.h"

namespace kontor::atm {

Step step(const State &state, const Input &input)
{
    return Stepper(state).take(input);
}

State initialState(const Policy &policy)
{
    State state;
    state.policy = policy;
    state.language = policy.language;
    return state;
}

bool canPayCash(const State &state)
{
    const DispenserStatus &dispenser = state.devices.dispenser;
    const bool currencyFits = !state.visit || !state.visit->customer
        || state.visit->customer->currency == state.policy.currency;
    const bool shutterIsFree = dispenser.output == Occupancy::Empty;
    return dispenser.ready && dispenser.canRetract && shutterIsFree && currencyFits
        && !state.journalBroken && largestPayable(dispenser.stock, state.policy.limits) > 0;
}

std::vector<int> menuAmounts(const State &state)
{
    if (!canPayCash(state)) {
        return {};
    }
    return fastCashAmounts(4, state.devices.dispenser.stock, state.policy.limits);
}

OutOfServiceReason outOfServiceReason(const State &state)
{
    if (state.journalBroken) {
        return OutOfServiceReason::SafetyStop;
    }
    if (state.phase == Phase::Starting) {
        return state.lacksRoom ? OutOfServiceReason::NoRoom : OutOfServiceReason::Starting;
    }
    if (!state.devices.readerReady) {
        return OutOfServiceReason::CardReader;
    }
    switch (state.lineFault) {
    case LineFault::Silent: break;
    case LineFault::Distrusted: return OutOfServiceReason::Distrusted;
    case LineFault::NotKnown: return OutOfServiceReason::NotKnown;
    }
    return OutOfServiceReason::NoConnection;
}

QString referenceOf(WithdrawalId id)
{
    // No 0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V.
    static constexpr char alphabet[] = "34679ACDEFGHJKMNPQRTWXY";
    // Half of a version 7 id is the time, which neighbours share; mix before cutting.
    std::uint64_t bits = SeededRandom(hashOf(id.uuid)).next();
    QString reference;
    for (int i = 0; i < 6; ++i) {
        reference += QLatin1Char(alphabet[bits % (sizeof alphabet - 1)]);
        bits /= sizeof alphabet - 1;
    }
    return reference.insert(4, u' ');
}

QString referenceOf(const Visit &visit)
{
    return referenceOf(WithdrawalId{visit.visitId});
}

Step Stepper::take(const Input &input)
{
    std::visit([this](const auto &known) { on(known); }, input);
    return {std::move(s), std::move(out)};
}

// ---- shared -----------------------------------------------------------------------------------

bool Stepper::isQuietPhase() const
{
    switch (s.phase) {
    case Phase::Pin:
    case Phase::Menu:
    case Phase::PinChanged:
    case Phase::Balance:
    case Phase::Movements:
    case Phase::OtherAmount:
    case Phase::AmountOffer:
    case Phase::NoteChoice: return true;
    case Phase::Problem: return s.visit->place == CardPlace::InReader;
    default: return false;
    }
}

bool Stepper::isForPeople(Timer timer)
{
    switch (timer) {
    case Timer::Quiet:
    case Timer::CardTake:
    case Timer::CashTake:
    case Timer::Receipt:
    case Timer::Goodbye:
    case Timer::HideBalance:
    case Timer::CheckedScreen: return true;
    default: return false;
    }
}

void Stepper::go(Phase phase)
{
    s.phase = phase;
    s.overlay = Overlay::None;
    if (s.visit) {
        visit().stillWorking = false;
    }
    emitEffect(StopVisitTimers{});
    startPhaseTimers();
}

void Stepper::startPhaseTimers()
{
    const Policy &policy = s.policy;
    switch (s.phase) {
    case Phase::CardOut: return start(Timer::CardTake, policy.cardTake);
    case Phase::CashOut: return start(Timer::CashTake, policy.cashTake);
    case Phase::Receipt: return start(Timer::Receipt, policy.receipt);
    case Phase::Goodbye: return start(Timer::Goodbye, policy.goodbye);
    case Phase::CheckingPin:
    case Phase::ChangingPin:
    case Phase::FetchingBalance: return start(Timer::StillWorking, policy.stillWorking);
    case Phase::Authorising:
    case Phase::Staging:
    case Phase::Rejecting:
    case Phase::Presenting:
    case Phase::Retracting:
        start(Timer::StillWorking, policy.stillWorking);
        return start(Timer::WorkingLimit, policy.workingLimit);
    case Phase::BeingChecked:
        if (visit().place == CardPlace::AtSlot) {
            return start(Timer::CardTake, policy.cardTake);
        }
        return startCheckedScreen();
    default: break;
    }
    if (isQuietPhase()) {
        start(Timer::Quiet, policy.quiet);
    } else if (s.phase == Phase::Problem) {
        startCheckedScreen();
    }
}

//! A key was pressed: the quiet time starts again.
void Stepper::touch()
{
    const bool choosing = s.overlay == Overlay::Language || s.overlay == Overlay::Speech;
    if (isQuietPhase() || choosing) {
        start(Timer::Quiet, s.policy.quiet);
    }
}

void Stepper::startCheckedScreen()
{
    start(Timer::CheckedScreen, s.policy.checkedScreen);
}

void Stepper::problem(ProblemKind kind)
{
    visit().problem = kind;
    go(Phase::Problem);
}

void Stepper::beingChecked(CheckKind kind)
{
    visit().check = kind;
    if (visit().place == CardPlace::InReader) {
        visit().place = CardPlace::AtSlot;
        emitEffect(EjectCard{});
    }
    if (s.devices.printerReady && visit().payout) {
        emitEffect(PrintCheckSlip{payout().id, payout().amount});
    }
    go(Phase::BeingChecked);
}

void Stepper::save(const JournalEntry &entry)
{
    if (!s.journalBroken) {
        emitEffect(WriteJournal{entry});
    }
}

void Stepper::saveStep(JournalStep step, const std::optional<Notes> &notes)
{
    JournalEntry entry;
    entry.step = step;
    entry.withdrawal = payout().id;
    entry.notes = notes;
    save(entry);
}

} // namespace kontor::atm
