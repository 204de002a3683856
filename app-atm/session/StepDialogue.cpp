// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/session/Stepper_p.h"

namespace kontor::atm {

namespace {

//! 9999 where 1000 can be paid: who types too much is told so, and what is the most.
int greatestTyped(const PayoutLimits &limits)
{
    int nines = 9;
    while (nines < limits.maxAmount) {
        nines = nines * 10 + 9;
    }
    return nines;
}

//! Problems after which the customer may go on with the same PIN.
bool goesOn(ProblemKind kind)
{
    switch (kind) {
    case ProblemKind::InsufficientFunds:
    case ProblemKind::CassetteShort:
    case ProblemKind::DispenserJam:
    case ProblemKind::BalanceUnavailable:
    case ProblemKind::PinUnclear: return true;
    default: return false;
    }
}

} // namespace

bool offersOtherServices(const State &state)
{
    return state.phase == Phase::Problem && state.visit->place == CardPlace::InReader
        && state.visit->customer && !state.journalBroken && goesOn(state.visit->problem);
}

// ---- card -------------------------------------------------------------------------------------

void Stepper::on(const CardInserted &input)
{
    if (s.phase != Phase::Idle) {
        emitEffect(EjectCard{});
        return;
    }
    s.visit = Visit{};
    visit().card = input.card;
    visit().visitId = input.visitId;
    emitEffect(AcceptCards{false});
    askPin(PinPurpose::Identify);
}

void Stepper::on(const ServerUnavailable &)
{
    serverFailed();
    if (s.phase == Phase::CheckingPin || s.phase == Phase::ChangingPin) {
        problem(ProblemKind::ServerAway);
    } else if (s.phase == Phase::FetchingBalance) {
        problem(ProblemKind::BalanceUnavailable);
    }
}

void Stepper::on(const CardSessionOver &)
{
    serverAnswered();
    if (s.phase == Phase::FetchingBalance) {
        askPinAgain();
    }
}

void Stepper::retainCard(ProblemKind why)
{
    emitEffect(RetainCard{});
    visit().place = CardPlace::Retained;
    const QString reference = referenceOf(visit());
    // Whose payout is being checked has a slip with a number already.
    if (s.devices.printerReady && s.phase != Phase::BeingChecked) {
        emitEffect(PrintKeptCardSlip{reference, why});
    }
    JournalEntry entry;
    entry.step = JournalStep::CardRetained;
    entry.card = visit().card;
    entry.reason
        = (why == ProblemKind::PinTriesUsedUp ? u"last PIN try, %1"_s : u"card not taken, %1"_s)
              .arg(reference);
    save(entry);
}

// ---- keys -------------------------------------------------------------------------------------

void Stepper::on(const Digit &input)
{
    if (s.overlay == Overlay::MoreTime) {
        return closeOverlay(); // somebody is there; what was typed blindly is dropped
    }
    if (!isIn(Phase::OtherAmount)) {
        return on(Choose{input.value});
    }
    const int typed = visit().typedAmount * 10 + input.value;
    if (typed <= greatestTyped(s.policy.limits)) {
        visit().typedAmount = typed;
    }
    touch();
}

void Stepper::on(const Enter &)
{
    if (s.overlay == Overlay::MoreTime) {
        return closeOverlay();
    }
    if (s.overlay != Overlay::None) {
        return;
    }
    switch (s.phase) {
    case Phase::Pin: return enterPin();
    case Phase::OtherAmount: return enterAmount();
    case Phase::NoteChoice:
    case Phase::PinChanged:
    case Phase::Problem:
    case Phase::BeingChecked: return on(Choose{1});
    default: return touch();
    }
}

void Stepper::on(const Clear &)
{
    if (s.overlay == Overlay::Language || s.overlay == Overlay::Speech) {
        return closeOverlay();
    }
    if (s.overlay != Overlay::None) {
        return;
    }
    switch (s.phase) {
    case Phase::Pin: return clearPin();
    case Phase::OtherAmount:
        if (visit().typedAmount == 0) {
            return go(Phase::Menu);
        }
        visit().typedAmount /= 10;
        return touch();
    case Phase::AmountOffer:
    case Phase::NoteChoice: return go(Phase::OtherAmount);
    case Phase::Balance:
    case Phase::PinChanged: return go(Phase::Menu);
    case Phase::Movements: return showBalance();
    default: return touch();
    }
}

//! Ends the visit and gives the card back, wherever that is possible.
void Stepper::on(const Cancel &)
{
    if (s.overlay == Overlay::Language || s.overlay == Overlay::Speech) {
        return closeOverlay();
    }
    switch (s.phase) {
    case Phase::Pin:
    case Phase::CheckingPin:
    case Phase::Menu:
    case Phase::PinChanged:
    case Phase::FetchingBalance:
    case Phase::Balance:
    case Phase::Movements:
    case Phase::OtherAmount:
    case Phase::AmountOffer:
    case Phase::NoteChoice: return leave();
    case Phase::Authorising:
    case Phase::Staging:
    case Phase::Rejecting: return cancelPayout();
    case Phase::Receipt: return go(Phase::Goodbye);
    case Phase::Problem:
    case Phase::BeingChecked: return on(Choose{1});
    default: return;
    }
}

void Stepper::on(const Choose &input)
{
    if (s.overlay != Overlay::None) {
        return chooseInOverlay(input.number);
    }
    touch();
    switch (s.phase) {
    case Phase::Menu: return chooseInMenu(input.number);
    case Phase::Balance: return chooseInBalance(input.number);
    case Phase::Movements: return input.number == 1 ? showBalance() : void();
    case Phase::Receipt: return chooseReceipt(input.number);
    case Phase::AmountOffer: {
        const auto amount = input.number == 1 ? visit().offer.below
            : input.number == 2               ? visit().offer.above
                                              : std::nullopt;
        if (amount) {
            visit().typedAmount = *amount;
            enterAmount();
        }
        return;
    }
    case Phase::NoteChoice:
        if (input.number >= 1 && std::size_t(input.number) <= visit().choices.size()) {
            startPayout(visit().amount, visit().choices[std::size_t(input.number) - 1].notes);
        }
        return;
    case Phase::PinChanged:
        return input.number == 1 ? leave() : input.number == 2 ? go(Phase::Menu) : void();
    case Phase::Problem:
        if (input.number == 2 && offersOtherServices(s)) {
            visit().payout.reset(); // what comes next is about another
            return go(Phase::Menu);
        }
        return input.number == 1 ? leave() : void();
    case Phase::BeingChecked:
        return input.number == 1 && visit().place != CardPlace::AtSlot ? finishVisit() : void();
    default: return;
    }
}

// ---- menu, amounts, balance -------------------------------------------------------------------

void Stepper::chooseInMenu(int number)
{
    const std::vector<int> amounts = menuAmounts(s);
    if (number >= 1 && std::size_t(number) <= amounts.size()) {
        const int amount = amounts[std::size_t(number) - 1];
        const auto mix = findMix(
            s.policy.fastCashMix, amount, s.devices.dispenser.stock, s.policy.limits);
        startPayout(amount, mix.value_or(Notes{}));
    } else if (number == 5 && canPayCash(s)) {
        visit().typedAmount = 0;
        go(Phase::OtherAmount);
    } else if (number == 6) {
        emitEffect(FetchBalance{visit().customer->account});
        go(Phase::FetchingBalance);
    } else if (number == 7) {
        visit().triesLeft.reset();
        visit().pinTrouble = PinTrouble::None;
        askPin(PinPurpose::Current);
    }
}

void Stepper::enterAmount()
{
    const int amount = visit().typedAmount;
    if (amount == 0) {
        return touch();
    }
    const Notes &stock = s.devices.dispenser.stock;
    visit().amount = amount;
    visit().choices = mixChoices(amount, stock, s.policy.limits);
    if (visit().choices.empty()) {
        visit().offer = nearestPayable(amount, stock, s.policy.limits);
        return go(Phase::AmountOffer);
    }
    if (visit().choices.size() == 1) {
        return startPayout(amount, visit().choices.front().notes);
    }
    go(Phase::NoteChoice);
}

void Stepper::on(const BalanceArrived &input)
{
    serverAnswered();
    if (s.phase == Phase::FetchingBalance) {
        visit().balance = BalanceShown{input.balance, input.available, false};
        showBalance();
    }
}

void Stepper::on(const MovementsArrived &input)
{
    serverAnswered();
    if (s.phase == Phase::FetchingBalance) {
        visit().movements = input.lines;
        go(Phase::Movements);
    }
}

void Stepper::showBalance()
{
    visit().balance->hidden = false;
    go(Phase::Balance);
    start(Timer::HideBalance, s.policy.hideBalance);
}

void Stepper::chooseInBalance(int number)
{
    if (number == 1) {
        go(Phase::Menu);
    } else if (number == 2 && visit().balance->hidden) {
        showBalance();
    } else if (number == 2) {
        visit().balance->hidden = true;
    } else if (number == 3) {
        emitEffect(FetchMovements{visit().customer->account});
        go(Phase::FetchingBalance);
    }
}

// ---- the way out ------------------------------------------------------------------------------

//! Nothing of the customer stays from here on, on the screen or in memory.
void Stepper::leave()
{
    emitEffect(EnablePinPad{false});
    emitEffect(ForgetCustomer{});
    if (visit().place != CardPlace::InReader) {
        return finishVisit();
    }
    visit().customer.reset();
    visit().balance.reset();
    visit().movements.clear();
    visit().payout.reset();
    visit().leaving = true;
    visit().place = CardPlace::AtSlot;
    emitEffect(EjectCard{});
    go(Phase::CardOut);
}

void Stepper::on(const CardTaken &)
{
    if (!s.visit || visit().place != CardPlace::AtSlot) {
        return;
    }
    visit().place = CardPlace::None;
    if (s.phase == Phase::CardOut) {
        return visit().leaving ? go(Phase::Goodbye) : presentCash();
    }
    if (s.phase == Phase::BeingChecked) {
        startPhaseTimers();
    }
}

void Stepper::cardTimeUp()
{
    if (!s.visit || visit().place != CardPlace::AtSlot) {
        return;
    }
    retainCard(ProblemKind::CardNotTaken);
    if (s.phase == Phase::BeingChecked) {
        return startPhaseTimers();
    }
    if (visit().payout) {
        voidPayout(u"card not taken"_s);
    }
    problem(ProblemKind::CardNotTaken);
}

} // namespace kontor::atm
