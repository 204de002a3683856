// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/World.h"

#include "foundation/Overloaded.h"

#include <algorithm>

namespace kontor::testing {

using namespace kontor::atm;

static constexpr int reservedAtBank = 0;

World::World(const Notes &loaded) : dispenser(DispenserModel::loadedWith(loaded))
{
    bank.reserved = reservedAtBank;
    state = initialState(Policy{});
}

DeviceStatus World::devices() const
{
    return {dispenser.status(), true, printerReady};
}

void World::start()
{
    m_cut = false;
    waiting.clear();
    timers.clear();
    state = initialState(Policy{});
    input(Started{summarise(journal), devices()});
    settle();
}

void World::input(const Input &input)
{
    if (m_cut) {
        return;
    }
    Step next = step(state, input);
    state = std::move(next.state);
    for (const Effect &effect : next.effects) {
        if (m_effectsUntilCut == 0) {
            m_effectsUntilCut = -1;
            return cutPower();
        }
        m_effectsUntilCut -= m_effectsUntilCut > 0 ? 1 : 0;
        if (const auto *write = std::get_if<WriteJournal>(&effect)) {
            if (m_entriesUntilFull == 0) { // what was announced in vain is not done
                return this->input(JournalFailed{write->entry.step});
            }
            m_entriesUntilFull -= m_entriesUntilFull > 0 ? 1 : 0;
        }
        carryOut(effect);
    }
}

void World::settle()
{
    while (!waiting.empty() && !m_cut) {
        const Input next = waiting.front();
        waiting.pop_front();
        input(next);
    }
}

void World::cutPower()
{
    m_cut = true;
    waiting.clear();
    timers.clear();
    m_cardInside = m_cardAtSlot = false;
    m_typedPin.clear();
}

void World::insertCard(const QString &typedPin)
{
    m_cardInside = true;
    input(CardInserted{CardId{Uuid::nameBased({}, "card")},
        Uuid::nameBased({}, "visit/" + QByteArray::number(++m_visits))});
    typePin(typedPin);
}

void World::typePin(const QString &typed)
{
    for (qsizetype i = 0; i < typed.size(); ++i) {
        input(PinDigitTyped{});
    }
    m_typedPin = typed;
    input(Enter{});
    settle();
}

void World::withdraw(int amount)
{
    input(Choose{5});
    for (const QChar digit : QString::number(amount)) {
        input(Digit{digit.digitValue()});
    }
    input(Enter{});
    if (phase() == Phase::NoteChoice) {
        input(Enter{});
    }
    settle();
}

void World::fire(Timer timer)
{
    if (timers.erase(timer) > 0) {
        input(TimerFired{timer});
        settle();
    }
}

bool World::takeCard()
{
    const bool taken = takeCardOnly();
    if (taken) {
        settle();
    }
    return taken;
}

bool World::takeCardOnly()
{
    if (m_cut || !m_cardAtSlot) {
        return false;
    }
    m_cardAtSlot = m_cardInside = false;
    event("card taken");
    input(CardTaken{});
    return true;
}

bool World::takeCash()
{
    const int amount = amountOf(dispenser.contents().output);
    if (!dispenser.takeCash()) {
        return false;
    }
    event("cash taken");
    m_takenByHand[dispenser.contents().lastWithdrawal] += amount;
    input(CashTaken{});
    settle();
    return true;
}

void World::clearPath()
{
    if (!m_cut) {
        dispenser.clearPath();
        input(StatusChanged{devices()});
    }
}

void World::bringToRest()
{
    line = Line::Good;
    if (m_cut) {
        start();
    }
    for (int i = 0; i < 200 && (!state.queue.empty() || state.visit); ++i) {
        settle();
        takeCard();
        if (!timers.empty()) {
            fire(timers.contains(Timer::SendAgain) ? Timer::SendAgain : *timers.begin());
        }
    }
    settle();
}

// ---- effects ----------------------------------------------------------------------------------

void World::carryOut(const Effect &effect)
{
    std::visit(
        overloaded{[this](const WriteJournal &write) { journal.push_back(write.entry); },
            [this](const StartTimer &start) { timers.insert(start.timer); },
            [this](const StopVisitTimers &) {
                std::erase_if(timers,
                    [](Timer timer) { return timer != Timer::SendAgain && timer != Timer::Probe; });
            },
            [](const AcceptCards &) {},
            [this](const EjectCard &) {
                m_cardAtSlot = m_cardInside;
                event("card ejected");
            },
            [this](const RetainCard &) {
                ++cardsRetained;
                m_cardInside = m_cardAtSlot = false;
                event("card retained");
            },
            [this](const EnablePinPad &) { m_typedPin.clear(); },
            [this](const EmptyPinPad &) { m_typedPin.clear(); },
            [this](const CheckPin &) { checkPin(); },
            [this](const KeepPin &keep) {
                (keep.as == PinPurpose::Current ? m_currentPin : m_newPin) = m_typedPin;
            },
            [this](const ChangePin &) { changePin(); },
            [this](const DropPins &) {
                m_currentPin.clear();
                m_newPin.clear();
            },
            [this](const FetchBalance &) {
                line == Line::Good
                    ? answer(BalanceArrived{Decimal(bank.balance, 0), Decimal(bank.available(), 0)})
                    : answer(ServerUnavailable{});
            },
            [this](const FetchMovements &) {
                const QDate day(2026, 11, 20);
                using Type = api::MovementType;
                std::vector<MovementLine> lines;
                for (const Type type : {Type::Withdrawal, Type::TransferReceived,
                         Type::TransferSent, Type::Deposit, Type::Opening}) {
                    lines.push_back({day, type, Decimal(123'450, 2)});
                }
                line == Line::Good ? answer(MovementsArrived{lines}) : answer(ServerUnavailable{});
            },
            [this](const Authorise &authorisation) { authorise(authorisation); },
            [this](const SendOutcome &outcome) { advise(outcome); },
            [this](const ProbeServer &) {
                ++probes;
                answer(ProbeAnswered{line == Line::Good});
            },
            [this](const StageNotes &stage) {
                const StageResult result = dispenser.stage(stage.id, stage.mix);
                postStatus();
                std::visit(
                    overloaded{[this](const Staged &staged) { answer(NotesStaged{staged.notes}); },
                        [this](const Short &cut) { answer(StagingShort{cut.staged}); },
                        [this](const Jammed &) { answer(StagingJammed{}); }},
                    result);
            },
            [this](const RejectStaged &) {
                const Notes rejected = dispenser.rejectStaged();
                postStatus();
                answer(NotesRejected{rejected});
            },
            [this](const PresentNotes &) { present(); },
            [this](const RetractNotes &) {
                const Notes output = dispenser.contents().output;
                const RetractCount count = dispenser.retract();
                m_takenByHand[dispenser.contents().lastWithdrawal]
                    += amountOf(output) - amountOf(count.notes);
                postStatus();
                answer(NotesRetracted{count});
            },
            [this](const PrintReceipt &) { event("receipt printed"); },
            [this](const PrintCheckSlip &) { event("check slip printed"); },
            [this](const PrintKeptCardSlip &slip) {
                keptCardReference = slip.reference;
                event("kept card slip printed");
            },
            [this](const SayReceipt &) { event("receipt said"); }, [](const ForgetCustomer &) {}},
        effect);
}

void World::changePin()
{
    const bool isWeak = m_newPin.count(m_newPin.left(1)) == m_newPin.size();
    if (m_typedPin != m_newPin) {
        answer(PinsDiffer{});
    } else if (line == Line::Cut) {
        answer(ServerUnavailable{});
    } else if (line == Line::LosesRequests) {
        answer(PinChangeUnclear{});
    } else if (isWeak) {
        answer(PinEasyToGuess{});
    } else if (triesLeft == 0) {
        answer(CardIsBlocked{});
    } else if (m_currentPin != pin) {
        answer(PinRejected{--triesLeft});
    } else {
        pin = m_newPin;
        line == Line::Good ? answer(PinChangeDone{}) : answer(PinChangeUnclear{});
    }
}

void World::checkPin()
{
    if (line != Line::Good) {
        answer(ServerUnavailable{});
    } else if (triesLeft == 0) {
        answer(CardIsBlocked{});
    } else if (m_typedPin == pin) {
        triesLeft = 3;
        answer(PinAccepted{Customer{{}, u"Carla"_s, u"•••• 4417"_s, Currency::eur()}});
    } else {
        answer(PinRejected{--triesLeft});
    }
}

void World::authorise(const Authorise &effect)
{
    if (journal.empty() || journal.back().step != JournalStep::Intent) {
        const bool again = state.visit && state.visit->payout && state.visit->payout->unanswered;
        violation += again ? QString() : u"authorised without a saved intent; "_s;
    }
    if (line == Line::Cut) {
        return answer(AuthoriseNotSent{effect.id});
    }
    if (line == Line::LosesRequests) {
        return answer(AuthoriseUnanswered{effect.id});
    }
    if (refusal) {
        return answer(AuthoriseRefused{effect.id, *refusal});
    }
    const ModelBank::Reply reply = bank.authorise(effect.id, effect.amount);
    if (line == Line::LosesAnswers) {
        return answer(AuthoriseUnanswered{effect.id});
    }
    switch (reply) {
    case ModelBank::Reply::Granted:
        return answer(
            AuthoriseGranted{effect.id, Timestamp{}.plusSeconds(tokenSeconds), Timestamp{}});
    case ModelBank::Reply::InsufficientFunds:
        return answer(AuthoriseRefused{effect.id, api::ProblemCode::InsufficientFunds});
    case ModelBank::Reply::Voided:
        return answer(AuthoriseRefused{effect.id, api::ProblemCode::WithdrawalVoided});
    }
}

void World::advise(const SendOutcome &effect)
{
    const Outcome &outcome = effect.outcome;
    if (line == Line::Good || line == Line::LosesAnswers) {
        outcome.kind == OutcomeKind::Complete
            ? bank.complete(outcome.withdrawal, amountOf(outcome.paid))
            : bank.cancel(outcome.withdrawal);
    }
    line == Line::Good
        ? answer(OutcomeAcknowledged{outcome.withdrawal, Decimal(bank.balance, 0), {}})
        : answer(OutcomeUnanswered{outcome.withdrawal});
}

//! The two rules that no walk may break are watched here.
void World::present()
{
    if (m_cardInside || m_cardAtSlot) {
        violation += u"cash before card; "_s;
    }
    const auto held = bank.withdrawals().find(dispenser.contents().lastWithdrawal);
    if (held == bank.withdrawals().end() || held->second.state == api::WithdrawalState::Voided) {
        violation += u"cash without authorisation; "_s;
    }
    if (journal.empty() || journal.back().step != JournalStep::Present) {
        violation += u"presented without a saved intent; "_s;
    }
    const Notes staged = dispenser.contents().stacker;
    const PresentResult result = dispenser.present();
    event("notes presented");
    postStatus();
    if (result.complete) {
        return answer(NotesPresented{result.notes});
    }
    if (result.state == PresentState::Unknown && dispenser.contents().stacker.empty()) {
        m_takenByHand[dispenser.contents().lastWithdrawal] += amountOf(staged);
    }
    answer(PresentFailed{result.state, result.notes});
}

// ---- books ------------------------------------------------------------------------------------

void World::checkBooks()
{
    const JournalSummary summary = summarise(journal);
    if (summary.open || !summary.queue.empty()) {
        violation += u"a withdrawal without an outcome; "_s;
    }
    if (!dispenser.isBalanced()) {
        violation += u"notes created or lost; "_s;
    }
    violation += bookErrors(journal, bank, m_takenByHand);
}

QStringList World::steps() const
{
    QStringList names;
    for (const JournalEntry &entry : journal) {
        names << QString::fromLatin1(nameOf(entry.step));
    }
    return names;
}

} // namespace kontor::testing
