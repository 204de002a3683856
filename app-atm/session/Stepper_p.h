// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-atm/session/AtmMachine.h"

namespace kontor::atm {

//! One step in the making: the state that is being changed and the effects so far.
//! StepService.cpp: start, rest, server and journal. StepDialogue.cpp: what the customer does
//! before cash. StepPin.cpp: the PIN. StepOverlays.cpp: what lies over it. StepPayout.cpp: from the intent to the receipt.
class Stepper
{
public:
    explicit Stepper(const State &state) : s(state) {}
    Step take(const Input &input);

private:
    // Service
    void on(const RoomMissing &);
    void on(const Started &input);
    void on(const JournalFailed &input);
    void on(const StatusChanged &input);
    void on(const TimerFired &input);
    void on(const ProbeAnswered &input);
    void on(const OutcomeAcknowledged &input);
    void on(const OutcomeUnanswered &input);
    void stopPayout();
    void startRecovery(const OpenWithdrawal &open);
    void goToRest();
    void finishVisit();
    void serverAnswered();
    void serverFailed();
    void sendNext();
    void settle(const Outcome &outcome);
    void openCase(WithdrawalId id, const QString &reason);

    // Dialogue
    void on(const CardInserted &input);
    void on(const CardTaken &);
    void on(const Digit &input);
    void on(const Enter &);
    void on(const Clear &);
    void on(const Cancel &);
    void on(const Choose &input);
    void on(const BalanceArrived &input);
    void on(const MovementsArrived &input);
    void on(const ServerUnavailable &);
    void on(const CardSessionOver &);
    void enterAmount();
    void chooseInMenu(int number);
    void chooseInBalance(int number);
    void showBalance();
    void leave();
    void cardTimeUp();
    void retainCard(ProblemKind why);
    void cancelPayout();

    // Overlays
    void on(const LanguageKey &);
    void on(const SpeechKey &);
    void on(const KeyTouched &);
    void on(const HeadphonesChanged &input);
    void openOverlay(Overlay overlay);
    void askMoreTime();
    void countDown();
    void closeOverlay();
    void chooseInOverlay(int number);
    void chooseInSpeech(int number);

    // PIN
    void on(const PinDigitTyped &);
    void on(const PinAccepted &input);
    void on(const PinRejected &input);
    void on(const CardIsBlocked &);
    void on(const PinChangeDone &);
    void on(const PinsDiffer &);
    void on(const PinEasyToGuess &);
    void on(const PinChangeUnclear &);
    void askPin(PinPurpose purpose);
    void askPinAgain();
    void clearPin();
    void enterPin();
    void chooseAnotherPin(PinTrouble why);

    // Payout
    void on(const AuthoriseGranted &input);
    void on(const AuthoriseRefused &input);
    void on(const AuthoriseNotSent &input);
    void on(const AuthoriseUnanswered &input);
    void on(const NotesStaged &input);
    void on(const StagingShort &input);
    void on(const StagingJammed &);
    void on(const NotesRejected &input);
    void on(const NotesPresented &input);
    void on(const PresentFailed &input);
    void on(const CashTaken &);
    void on(const NotesRetracted &input);
    void startPayout(int amount, const Notes &mix);
    bool isAuthorising(WithdrawalId id) const;
    void stage();
    void presentCash();
    void cashTimeUp();
    void takeBackLate();
    void noteLate(const QString &what);
    void workTimeUp();
    void chooseReceipt(int number);
    void printReceipt();
    void voidPayout(const QString &reason);

    // Shared
    void go(Phase phase);
    void startPhaseTimers();
    void touch();
    void startCheckedScreen();
    void problem(ProblemKind kind);
    void beingChecked(CheckKind kind);
    void save(const JournalEntry &entry);
    void saveStep(JournalStep step, const std::optional<Notes> &notes = {});
    //! Who listens needs twice the time of who reads.
    void start(Timer timer, std::chrono::milliseconds after)
    {
        emitEffect(StartTimer{timer, s.speech.on && isForPeople(timer) ? after * 2 : after});
    }
    static bool isForPeople(Timer timer);
    void emitEffect(Effect effect) { out.push_back(std::move(effect)); }
    Visit &visit() { return *s.visit; }
    Withdrawal &payout() { return *s.visit->payout; }
    bool isIn(Phase phase) const { return s.phase == phase && s.overlay == Overlay::None; }
    bool isAtRest() const { return s.phase == Phase::Idle || s.phase == Phase::OutOfService; }
    bool isQuietPhase() const;

    State s;
    std::vector<Effect> out;
};

} // namespace kontor::atm
