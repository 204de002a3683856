// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/session/Stepper_p.h"

namespace kontor::atm {

// What lies over a phase for a while: language, the settings of the voice, more time.

void Stepper::on(const LanguageKey &)
{
    if (s.overlay != Overlay::Language) {
        openOverlay(Overlay::Language);
    }
}

//! Opens the settings of the voice, and closes them.
void Stepper::on(const SpeechKey &)
{
    if (s.overlay == Overlay::Speech) {
        closeOverlay();
    } else if (s.speech.on && s.overlay == Overlay::None) {
        openOverlay(Overlay::Speech);
    }
}

//! Who goes from key to key, or listens once more to a number, is still there.
void Stepper::on(const KeyTouched &)
{
    const bool reads = s.phase == Phase::BeingChecked || s.phase == Phase::Problem;
    if (s.overlay == Overlay::MoreTime) {
        return;
    }
    if (s.phase == Phase::Receipt) {
        start(Timer::Receipt, s.policy.receipt);
    } else if (reads && visit().place != CardPlace::AtSlot && !isQuietPhase()) {
        startCheckedScreen();
    }
    touch();
}

//! Whoever comes next finds the voice as it is from the start.
void Stepper::on(const HeadphonesChanged &input)
{
    s.speech = {};
    s.speech.on = input.plugged;
    if (!input.plugged && s.overlay == Overlay::Speech) {
        closeOverlay();
    }
    touch();
}

//! What the present phase shows comes back unchanged, but for the digits of a PIN.
void Stepper::openOverlay(Overlay overlay)
{
    s.overlay = overlay;
    if (s.phase == Phase::Pin) {
        visit().pinLength = 0;
        emitEffect(EnablePinPad{false});
    }
    if (overlay != Overlay::MoreTime && (isQuietPhase() || isAtRest())) {
        start(Timer::Quiet, s.policy.quiet);
    }
}

void Stepper::askMoreTime()
{
    openOverlay(Overlay::MoreTime);
    s.secondsLeft = s.policy.moreTimeSeconds * (s.speech.on ? 2 : 1);
    start(Timer::Countdown, std::chrono::seconds(1));
}

void Stepper::countDown()
{
    if (s.overlay != Overlay::MoreTime) {
        return;
    }
    if (--s.secondsLeft <= 0) {
        return leave();
    }
    start(Timer::Countdown, std::chrono::seconds(1));
}

void Stepper::closeOverlay()
{
    s.overlay = Overlay::None;
    if (s.phase == Phase::Pin) {
        emitEffect(EnablePinPad{true});
    }
    if (isAtRest()) {
        start(Timer::Quiet, s.policy.quiet);
    }
    touch();
}

void Stepper::chooseInOverlay(int number)
{
    if (s.overlay == Overlay::MoreTime) {
        return number == 1 ? leave() : number == 2 ? closeOverlay() : void();
    }
    if (s.overlay == Overlay::Speech) {
        return chooseInSpeech(number);
    }
    if (number == 1 || number == 2) {
        s.language = number == 1 ? Language::English : Language::German;
        closeOverlay();
    }
}

void Stepper::chooseInSpeech(int number)
{
    Speech &speech = s.speech;
    switch (number) {
    case 1: speech.slow = !speech.slow; break;
    case 2: speech.volume = speech.volume % 3 + 1; break;
    case 3: speech.screenDark = !speech.screenDark; break;
    case 4: return closeOverlay();
    case 5: return openOverlay(Overlay::Language);
    default: break;
    }
    touch();
}

} // namespace kontor::atm
