// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/session/Stepper_p.h"

namespace kontor::atm {

// ---- the bank agrees --------------------------------------------------------------------------

//! The mix is proven before anything is saved or sent.
void Stepper::startPayout(int amount, const Notes &mix)
{
    if (!canPayCash(s) || amountOf(mix) != amount || !minus(s.devices.dispenser.stock, mix)) {
        return problem(ProblemKind::DispenserJam);
    }
    if (!s.serverUp || !s.queue.empty()) {
        return problem(ProblemKind::ServerAway);
    }
    Withdrawal withdrawal;
    const QByteArray name = "withdrawal/" + QByteArray::number(++visit().withdrawals);
    withdrawal.id = WithdrawalId{Uuid::nameBased(visit().visitId, name)};
    withdrawal.amount = amount;
    withdrawal.mix = mix;
    visit().payout = withdrawal;
    JournalEntry intent;
    intent.step = JournalStep::Intent;
    intent.withdrawal = withdrawal.id;
    intent.card = visit().card;
    intent.amount = amount;
    intent.notes = mix;
    save(intent);
    emitEffect(Authorise{withdrawal.id, amount, mix});
    go(Phase::Authorising);
}

bool Stepper::isAuthorising(WithdrawalId id) const
{
    return s.phase == Phase::Authorising && s.visit->payout->id == id;
}

void Stepper::on(const AuthoriseGranted &input)
{
    serverAnswered();
    if (!isAuthorising(input.id)) {
        return;
    }
    payout().authorised = true;
    JournalEntry entry;
    entry.step = JournalStep::Authorised;
    entry.withdrawal = input.id;
    entry.expiresAt = input.expiresAt;
    save(entry);
    if (input.now >= input.expiresAt) {
        voidPayout(u"token expired"_s);
        return problem(ProblemKind::TokenExpired);
    }
    stage();
}

//! Whom to ask follows from it: the customer, people in the branch, or another machine.
static ProblemKind problemOf(api::ProblemCode code)
{
    switch (code) {
    case api::ProblemCode::InsufficientFunds: return ProblemKind::InsufficientFunds;
    case api::ProblemCode::AccountInactive:
    case api::ProblemCode::AccountDeleted:
    case api::ProblemCode::AccountNotFound:
    case api::ProblemCode::DebitsBlocked:
    case api::ProblemCode::TooManyHolds: return ProblemKind::AccountBarred;
    // What is not known is not told apart from what is blocked.
    case api::ProblemCode::CardNotFound:
    case api::ProblemCode::CardBlocked: return ProblemKind::CardBlocked;
    // The next withdrawal has an id of its own.
    case api::ProblemCode::VersionConflict:
    case api::ProblemCode::KeyReuse:
    case api::ProblemCode::AnswerNotRepeatable:
    case api::ProblemCode::IdTaken:
    case api::ProblemCode::WithdrawalVoided:
    case api::ProblemCode::WithdrawalSettled: return ProblemKind::AskedInVain;
    default: return ProblemKind::MachineRefused;
    }
}

void Stepper::on(const AuthoriseRefused &input)
{
    serverAnswered();
    if (!isAuthorising(input.id)) {
        return;
    }
    if (payout().unanswered) {
        // The refusal may be about this attempt only; an earlier one may have placed the hold.
        voidPayout(u"refused after no answer"_s);
    } else {
        JournalEntry entry;
        entry.step = JournalStep::Refused;
        entry.withdrawal = input.id;
        entry.reason = QString::fromLatin1(api::infoOf(input.code).name);
        save(entry);
    }
    if (input.code == api::ProblemCode::CardSessionInvalid) {
        return askPinAgain();
    }
    problem(problemOf(input.code));
}

void Stepper::on(const AuthoriseNotSent &input)
{
    serverFailed();
    if (!isAuthorising(input.id)) {
        return;
    }
    if (payout().unanswered) {
        start(Timer::AuthoriseAgain, s.policy.authoriseAgain);
        return;
    }
    JournalEntry entry;
    entry.step = JournalStep::Refused;
    entry.withdrawal = input.id;
    entry.reason = u"not sent"_s;
    save(entry);
    problem(ProblemKind::ServerAway);
}

//! The same id is asked again: the server answers it as it did the first time.
void Stepper::on(const AuthoriseUnanswered &input)
{
    serverFailed();
    if (isAuthorising(input.id)) {
        payout().unanswered = true;
        start(Timer::AuthoriseAgain, s.policy.authoriseAgain);
    }
}

// ---- notes are counted ------------------------------------------------------------------------

void Stepper::stage()
{
    saveStep(JournalStep::Stage, payout().mix);
    emitEffect(StageNotes{payout().id, payout().mix});
    go(Phase::Staging);
}

void Stepper::on(const NotesStaged &input)
{
    if (s.phase != Phase::Staging) {
        emitEffect(RejectStaged{});
        return;
    }
    saveStep(JournalStep::Staged, input.notes);
    if (payout().cancelled || input.notes != payout().mix) {
        const bool cancelled = payout().cancelled;
        voidPayout(cancelled ? u"cancelled"_s : u"wrong notes staged"_s);
        return cancelled ? leave() : problem(ProblemKind::CassetteShort);
    }
    visit().leaving = false;
    visit().place = CardPlace::AtSlot;
    emitEffect(EjectCard{});
    go(Phase::CardOut);
}

void Stepper::on(const StagingShort &)
{
    emitEffect(RejectStaged{});
    if (s.phase == Phase::Staging) {
        go(Phase::Rejecting);
    }
}

//! Another mix is tried once within the same authorisation, without the doubtful cassette.
void Stepper::on(const NotesRejected &input)
{
    if (s.phase != Phase::Rejecting) {
        return;
    }
    saveStep(JournalStep::Rejected, input.notes);
    const auto other = findMix(
        MixKind::FewestNotes, payout().amount, s.devices.dispenser.stock, s.policy.limits);
    if (other && !payout().mixTriedAgain && !payout().cancelled && canPayCash(s)) {
        payout().mixTriedAgain = true;
        payout().mix = *other;
        return stage();
    }
    const bool cancelled = payout().cancelled;
    voidPayout(cancelled ? u"cancelled"_s : u"cassette short"_s);
    cancelled ? leave() : problem(ProblemKind::CassetteShort);
}

void Stepper::on(const StagingJammed &)
{
    if (s.phase == Phase::Staging) {
        voidPayout(u"jam while staging"_s);
        problem(ProblemKind::DispenserJam);
    }
}

void Stepper::cancelPayout()
{
    payout().cancelled = true;
    if (s.phase == Phase::Authorising) {
        // A late authorisation meets the tombstone of this void.
        voidPayout(u"cancelled"_s);
        leave();
    }
}

//! No cash was paid: what is behind the shutter goes to the reject bin, the hold is given back.
void Stepper::voidPayout(const QString &reason)
{
    settle({payout().id, OutcomeKind::Void, {}, reason});
    if (s.phase == Phase::Staging || s.phase == Phase::CardOut) {
        emitEffect(RejectStaged{});
    }
}

// ---- notes go out -----------------------------------------------------------------------------

//! Only ever called once the card has been taken.
void Stepper::presentCash()
{
    saveStep(JournalStep::Present);
    emitEffect(PresentNotes{});
    go(Phase::Presenting);
}

void Stepper::on(const NotesPresented &input)
{
    if (s.phase != Phase::Presenting) {
        return takeBackLate();
    }
    saveStep(JournalStep::Presented, input.notes);
    payout().presented = input.notes;
    go(Phase::CashOut);
}

void Stepper::on(const PresentFailed &input)
{
    if (s.phase != Phase::Presenting) {
        return input.state == PresentState::Presented ? takeBackLate() : void();
    }
    switch (input.state) {
    case PresentState::NotPresented:
        voidPayout(u"jam before the shutter"_s);
        return problem(ProblemKind::DispenserJam);
    case PresentState::Presented:
        openCase(payout().id, u"presented in part"_s);
        saveStep(JournalStep::Presented, input.notes);
        payout().presented = input.notes;
        return go(Phase::CashOut);
    case PresentState::Unknown:
        settle({payout().id, OutcomeKind::Suspect, {}, u"position unknown"_s});
        return beingChecked(CheckKind::CashPosition);
    }
}

//! The dispenser was given up, and opens the shutter after all. Whoever comes next must not find cash
//! there. With a broken journal the next start looks after it.
void Stepper::takeBackLate()
{
    if (!s.journalBroken) {
        emitEffect(RetractNotes{});
    }
}

//! For whoever counts the notes of a withdrawal that is being checked.
void Stepper::noteLate(const QString &what)
{
    const WithdrawalId id = s.devices.dispenser.lastWithdrawal;
    if (!s.journalBroken && !id.isNull()) {
        openCase(id, what);
    }
}

void Stepper::on(const CashTaken &)
{
    if (s.phase != Phase::CashOut) {
        return s.phase == Phase::Retracting ? void() : noteLate(u"taken late"_s);
    }
    saveStep(JournalStep::Taken);
    settle({payout().id, OutcomeKind::Complete, payout().presented, u"taken"_s});
    go(Phase::Receipt);
}

void Stepper::cashTimeUp()
{
    if (s.phase == Phase::CashOut) {
        saveStep(JournalStep::Retract);
        emitEffect(RetractNotes{});
        go(Phase::Retracting);
    }
}

void Stepper::on(const NotesRetracted &input)
{
    JournalEntry entry;
    entry.step = JournalStep::Retracted;
    entry.notes = input.count.notes;
    entry.reliable = input.count.reliable;
    if (s.recovering) {
        const OpenWithdrawal open = *std::exchange(s.recovering, std::nullopt);
        entry.withdrawal = open.id;
        save(entry);
        settle(outcomeOfRetract(open.id, open.presented, input.count));
        if (s.queue.empty()) {
            emitEffect(ProbeServer{});
        }
        return;
    }
    if (s.phase != Phase::Retracting) {
        return noteLate(u"%1 taken back late"_s.arg(amountOf(input.count.notes)));
    }
    entry.withdrawal = payout().id;
    save(entry);
    const Outcome outcome = outcomeOfRetract(payout().id, payout().presented, input.count);
    settle(outcome);
    outcome.kind == OutcomeKind::Void ? problem(ProblemKind::CashNotTaken)
                                      : beingChecked(CheckKind::CashPosition);
}

//! A device or the bank has not answered for too long.
void Stepper::workTimeUp()
{
    switch (s.phase) {
    case Phase::Authorising:
        voidPayout(u"no answer"_s);
        return beingChecked(CheckKind::BankAnswer);
    case Phase::Staging:
    case Phase::Rejecting:
        voidPayout(u"dispenser does not answer"_s);
        return problem(ProblemKind::DispenserJam);
    case Phase::Presenting:
    case Phase::Retracting:
        settle({payout().id, OutcomeKind::Suspect, {}, u"dispenser does not answer"_s});
        return beingChecked(CheckKind::CashPosition);
    default: return;
    }
}

void Stepper::printReceipt()
{
    if (visit().receiptWanted && !visit().receiptPrinted) {
        visit().receiptPrinted = true;
        emitEffect(PrintReceipt{payout(), visit().customer->maskedCard, s.language});
    }
}

void Stepper::chooseReceipt(int number)
{
    if (number == 1 && s.devices.printerReady) {
        visit().receiptWanted = true;
        if (payout().balanceAfter) {
            printReceipt();
        }
        go(Phase::Goodbye);
    } else if (number == 2) {
        go(Phase::Goodbye);
    } else if (number == 3 && s.speech.on) {
        emitEffect(SayReceipt{payout(), visit().customer ? visit().customer->maskedCard : QString()});
        start(Timer::Receipt, s.policy.receipt);
    }
}

} // namespace kontor::atm
