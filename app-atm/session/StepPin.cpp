// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/session/Stepper_p.h"

namespace kontor::atm {

// The PIN: typed to see whose card it is, and to change it. Digits never come here.

static constexpr int minPinLength = 4;
static constexpr int maxPinLength = 12;

void Stepper::askPin(PinPurpose purpose)
{
    visit().pinPurpose = purpose;
    visit().pinLength = 0;
    visit().pinTooShort = false;
    emitEffect(EnablePinPad{true});
    go(Phase::Pin);
}

//! The bank's session ran out, and nothing of what it showed stays.
void Stepper::askPinAgain()
{
    visit().payout.reset();
    visit().customer.reset();
    visit().balance.reset();
    visit().movements.clear();
    visit().pinAgain = true;
    emitEffect(ForgetCustomer{});
    askPin(PinPurpose::Identify);
}

void Stepper::on(const PinDigitTyped &)
{
    if (isIn(Phase::Pin) && visit().pinLength < maxPinLength) {
        ++visit().pinLength;
        visit().pinTooShort = false;
        touch();
    }
}

void Stepper::clearPin()
{
    const bool wasEmpty = visit().pinLength == 0;
    visit().pinLength = 0;
    emitEffect(EmptyPinPad{});
    if (wasEmpty && visit().pinPurpose != PinPurpose::Identify) {
        emitEffect(EnablePinPad{false});
        emitEffect(DropPins{});
        return go(Phase::Menu);
    }
    touch();
}

void Stepper::enterPin()
{
    if (visit().pinLength < minPinLength) {
        visit().pinTooShort = true;
        return touch();
    }
    visit().pinLength = 0;
    visit().pinTrouble = PinTrouble::None;
    switch (visit().pinPurpose) {
    case PinPurpose::Identify: emitEffect(CheckPin{visit().card}); break;
    case PinPurpose::Current:
        emitEffect(KeepPin{PinPurpose::Current});
        return askPin(PinPurpose::New);
    case PinPurpose::New:
        emitEffect(KeepPin{PinPurpose::New});
        return askPin(PinPurpose::NewAgain);
    case PinPurpose::NewAgain: emitEffect(ChangePin{visit().card}); break;
    }
    emitEffect(EnablePinPad{false});
    go(visit().pinPurpose == PinPurpose::Identify ? Phase::CheckingPin : Phase::ChangingPin);
}

void Stepper::on(const PinAccepted &input)
{
    serverAnswered();
    if (s.phase == Phase::CheckingPin) {
        visit().customer = input.customer;
        visit().triesLeft.reset();
        visit().pinAgain = false;
        go(Phase::Menu);
    }
}

void Stepper::on(const PinRejected &input)
{
    serverAnswered();
    if (s.phase != Phase::CheckingPin && s.phase != Phase::ChangingPin) {
        return;
    }
    visit().triesLeft = input.triesLeft;
    if (input.triesLeft > 0) {
        return askPin(
            s.phase == Phase::CheckingPin ? PinPurpose::Identify : PinPurpose::Current);
    }
    if (s.policy.retainCardAfterLastTry) {
        retainCard(ProblemKind::PinTriesUsedUp);
    }
    problem(ProblemKind::PinTriesUsedUp);
}

void Stepper::on(const CardIsBlocked &)
{
    serverAnswered();
    if (s.phase == Phase::CheckingPin || s.phase == Phase::ChangingPin) {
        problem(ProblemKind::CardBlocked);
    }
}

void Stepper::on(const PinChangeDone &)
{
    serverAnswered();
    if (s.phase == Phase::ChangingPin) {
        visit().triesLeft.reset();
        emitEffect(DropPins{});
        go(Phase::PinChanged);
    }
}

//! The present PIN is kept: only the new one is asked for again.
void Stepper::chooseAnotherPin(PinTrouble why)
{
    if (s.phase == Phase::ChangingPin) {
        visit().pinTrouble = why;
        askPin(PinPurpose::New);
    }
}

void Stepper::on(const PinsDiffer &)
{
    chooseAnotherPin(PinTrouble::NotTheSame);
}

void Stepper::on(const PinEasyToGuess &)
{
    serverAnswered();
    chooseAnotherPin(PinTrouble::EasyToGuess);
}

void Stepper::on(const PinChangeUnclear &)
{
    serverFailed();
    if (s.phase == Phase::ChangingPin) {
        emitEffect(DropPins{});
        problem(ProblemKind::PinUnclear);
    }
}

} // namespace kontor::atm
