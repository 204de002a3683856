// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app-atm/session/AtmSession.h"

#include "app-atm/session/ForTheEar.h"
#include "foundation/LogCategories.h"
#include "foundation/Overloaded.h"

#include <algorithm>

namespace kontor::atm {

using client::Answer;

static constexpr int movementsShown = 5;
using client::ApiError;

AtmSession::AtmSession(SessionTools tools, const Policy &policy, QObject *parent)
    : QObject(parent), m_tools(std::move(tools)), m_state(initialState(policy))
{
    connectDevices();
}

//! Devices are heard from the event loop: whoever watches them has seen it before the machine acts.
void AtmSession::connectDevices()
{
    constexpr auto queued = Qt::QueuedConnection;
    connect(&m_tools.reader, &CardReader::inserted, this, [this](CardId card) {
        ++m_visit;
        post(CardInserted{card, m_tools.ids.next()});
    }, queued);
    connect(&m_tools.reader, &CardReader::taken, this, [this] { post(CardTaken{}); }, queued);
    connect(&m_tools.pad, &PinPad::digitTyped, this, [this] {
        m_tools.headphones.tick();
        post(PinDigitTyped{});
    });
    connect(&m_tools.headphones, &Headphones::pluggedChanged, this,
        [this](bool plugged) { post(HeadphonesChanged{plugged}); });
    connect(&m_tools.printer, &ReceiptPrinter::readyChanged, this, &AtmSession::postStatus);
    const Dispenser &dispenser = m_tools.dispenser;
    const auto report = [this](Input input) {
        postStatus();
        post(input);
    };
    connect(&dispenser, &Dispenser::statusChanged, this, &AtmSession::postStatus);
    connect(&dispenser, &Dispenser::staged, this,
        [report](const Notes &notes) { report(NotesStaged{notes}); }, queued);
    connect(&dispenser, &Dispenser::stagingShort, this,
        [report](const Notes &notes) { report(StagingShort{notes}); }, queued);
    connect(
        &dispenser, &Dispenser::stagingJammed, this, [report] { report(StagingJammed{}); }, queued);
    connect(&dispenser, &Dispenser::rejected, this,
        [report](const Notes &notes) { report(NotesRejected{notes}); }, queued);
    connect(&dispenser, &Dispenser::presented, this,
        [report](const Notes &notes) { report(NotesPresented{notes}); }, queued);
    connect(
        &dispenser, &Dispenser::presentFailed, this,
        [report](PresentState state, const Notes &notes) {
            report(PresentFailed{state, notes});
        },
        queued);
    connect(&dispenser, &Dispenser::cashTaken, this, [report] { report(CashTaken{}); }, queued);
    connect(&dispenser, &Dispenser::retracted, this,
        [report](const RetractCount &count) { report(NotesRetracted{count}); }, queued);
}

void AtmSession::start(Result<Journal, JournalError> journal)
{
    if (journal) {
        m_journal = std::move(journal).value();
    } else {
        qCCritical(logAtm) << "the journal cannot be used:" << journal.error().detail;
    }
    postStatus();
    if (!m_journal || isJournalCut()) {
        return post(JournalFailed{});
    }
    shortenJournal();
    post(Started{summarise(m_journal->entries()), devices()});
}

//! Only what is settled is put away; where that cannot be done, the machine works with what it has.
void AtmSession::shortenJournal()
{
    const JournalSummary summary = summarise(m_journal->entries());
    if (m_journal->entries().size() < m_state.policy.longJournal || summary.open
        || !summary.queue.empty()) {
        return;
    }
    const auto done
        = m_journal->shorten(m_tools.dispenser.status().lastWithdrawal, m_tools.clock.now());
    if (!done) {
        qCWarning(logAtm) << "the journal cannot be shortened:" << done.error().detail;
    }
}

//! A chain tells nothing of what was cut off its end, but the dispenser knows what it worked for.
bool AtmSession::isJournalCut() const
{
    const WithdrawalId last = m_tools.dispenser.status().lastWithdrawal;
    const std::vector<JournalEntry> &entries = journalEntries();
    const bool isKnown = last.isNull()
        || std::ranges::any_of(entries,
            [&](const JournalEntry &entry) { return entry.withdrawal == last; });
    if (!isKnown) {
        qCCritical(logAtm)
            << "the journal was cut: it does not have the dispenser's last withdrawal,"
            << last.toString();
    }
    return !isKnown;
}

const std::vector<JournalEntry> &AtmSession::journalEntries() const
{
    return m_journal ? m_journal->entries() : m_noEntries;
}

DeviceStatus AtmSession::devices() const
{
    return {m_tools.dispenser.status(), m_tools.reader.isReady(), m_tools.printer.isReady()};
}

void AtmSession::postStatus()
{
    post(StatusChanged{devices()});
}

// ---- one step after the other -----------------------------------------------------------------

//! Effects may post further inputs; they wait until the step is through.
void AtmSession::post(const Input &input)
{
    m_inputs.push_back(input);
    if (m_working) {
        return;
    }
    m_working = true;
    const State before = m_state;
    while (!m_inputs.empty()) {
        const Input next = std::move(m_inputs.front());
        m_inputs.pop_front();
        take(next);
    }
    m_working = false;
    if (!(before == m_state)) {
        Q_EMIT changed();
    }
}

void AtmSession::take(const Input &input)
{
    Step next = step(m_state, input);
    m_state = std::move(next.state);
    for (const Effect &effect : next.effects) {
        if (!carryOut(effect)) {
            // What was announced in vain must not be done.
            m_inputs.push_front(JournalFailed{std::get<WriteJournal>(effect).entry.step});
            return;
        }
        Q_EMIT carriedOut(effect);
    }
}

//! False only where the journal could not be written.
bool AtmSession::carryOut(const Effect &effect)
{
    bool written = true;
    std::visit(
        overloaded{[&](const WriteJournal &record) { written = write(record.entry); },
            [this](const StartTimer &timer) { startTimer(timer.timer, timer.after); },
            [this](const StopVisitTimers &) { stopVisitTimers(); },
            [this](const AcceptCards &order) { m_tools.reader.accept(order.accept); },
            [this](const EjectCard &) { m_tools.reader.eject(); },
            [this](const RetainCard &) { m_tools.reader.retain(); },
            [this](const EnablePinPad &order) { m_tools.pad.enable(order.enable); },
            [this](const EmptyPinPad &) { m_tools.pad.empty(); },
            [this](const CheckPin &order) { checkPin(order); },
            [this](const KeepPin &order) { keepPin(order); },
            [this](const ChangePin &order) { changePin(order); },
            [this](const DropPins &) { dropPins(); },
            [this](const FetchBalance &order) { fetchBalance(order); },
            [this](const FetchMovements &order) { fetchMovements(order); },
            [this](const Authorise &order) { authorise(order); },
            [this](const SendOutcome &order) { send(order); },
            [this](const ProbeServer &) { probe(); },
            [this](const StageNotes &order) { m_tools.dispenser.stage(order.id, order.mix); },
            [this](const RejectStaged &) { m_tools.dispenser.rejectStaged(); },
            [this](const PresentNotes &) { m_tools.dispenser.present(); },
            [this](const RetractNotes &) { m_tools.dispenser.retract(); },
            [this](const PrintReceipt &order) {
                SlipHeader header = slipHeader();
                header.language = order.language; // the machine may have gone back to its own
                m_tools.printer.print(receiptLines(order.payout, order.maskedCard, header));
            },
            [this](const PrintCheckSlip &order) {
                m_tools.printer.print(checkSlipLines(order.id, order.amount, slipHeader()));
            },
            [this](const PrintKeptCardSlip &order) {
                m_tools.printer.print(keptCardSlipLines(order.reference, order.why, slipHeader()));
            },
            [this](const SayReceipt &order) {
                say(receiptLines(order.payout, order.maskedCard, slipHeader()).join(u". "_s));
            },
            [this](const ForgetCustomer &) { forgetCustomer(); }},
        effect);
    return written;
}

bool AtmSession::write(const JournalEntry &entry)
{
    if (!m_journal) {
        return false;
    }
    const auto done = m_journal->append(entry, m_tools.clock.now());
    if (!done) {
        qCCritical(logAtm) << "the journal cannot be written:" << done.error().detail;
    }
    return bool(done);
}

void AtmSession::startTimer(Timer timer, std::chrono::milliseconds after)
{
    std::unique_ptr<QTimer> &slot = m_timers[timer];
    if (!slot) {
        slot = std::make_unique<QTimer>();
        slot->setSingleShot(true);
        connect(slot.get(), &QTimer::timeout, this, [this, timer] { post(TimerFired{timer}); });
    }
    slot->start(after);
}

void AtmSession::stopVisitTimers()
{
    for (const auto &[timer, slot] : m_timers) {
        if (timer != Timer::SendAgain && timer != Timer::Probe) {
            slot->stop();
        }
    }
}

bool AtmSession::elapse(Timer timer)
{
    const auto found = m_timers.find(timer);
    if (found == m_timers.end() || !found->second->isActive()) {
        return false;
    }
    found->second->stop();
    post(TimerFired{timer});
    return true;
}

void AtmSession::forgetCustomer()
{
    ++m_visit;
    m_cardToken = {};
    dropPins();
    m_tools.pad.empty();
}

void AtmSession::say(const QString &written)
{
    const Speech &speech = m_state.speech;
    if (speech.on) {
        m_tools.headphones.say(forTheEar(written, m_state.language),
            {localeOf(m_state.language), speech.slow, speech.volume});
    }
}

//! Empty until the bank has told it.
QString AtmSession::timeZone() const
{
    return m_serverInfo ? m_serverInfo->timeZone.value_or(QString()) : QString();
}

SlipHeader AtmSession::slipHeader() const
{
    SlipHeader header;
    header.language = m_state.language;
    header.currency = m_state.policy.currency;
    header.terminal = m_tools.terminalId;
    header.at = bankTime();
    header.helpPhone = m_tools.helpPhone;
    if (m_serverInfo) {
        header.branch = m_serverInfo->branch;
        header.demo = m_serverInfo->demo;
        header.timeZone = timeZone();
    }
    return header;
}

// ---- the bank ---------------------------------------------------------------------------------

void AtmSession::fetchBalance(const FetchBalance &effect)
{
    const int visit = m_visit;
    m_tools.client.balance(effect.account)
        .then(this, [this, visit](const Answer<api::BalanceView> &answer) {
            if (visit != m_visit) {
                return;
            }
            if (!answer) {
                return postUnread(answer.error());
            }
            post(BalanceArrived{answer->balance, answer->available});
        });
}

void AtmSession::fetchMovements(const FetchMovements &effect)
{
    const int visit = m_visit;
    m_tools.client.transactions(effect.account, {}, movementsShown)
        .then(this, [this, visit](const Answer<api::MovementPage> &answer) {
            if (visit != m_visit) {
                return;
            }
            if (!answer) {
                return postUnread(answer.error());
            }
            MovementsArrived arrived;
            for (const api::Movement &movement : answer->items) {
                arrived.lines.push_back({branchTime(movement.createdAt, timeZone()).date(),
                    movement.type, movement.amount});
            }
            post(arrived);
        });
}

//! An account of which this machine may read nothing is one whose card session is over.
void AtmSession::postUnread(const ApiError &error)
{
    error.is(api::ProblemCode::AccountNotFound) ? post(CardSessionOver{})
                                                : post(ServerUnavailable{});
}

//! The same withdrawal and command always go under the same key, across restarts.
client::CommandOptions AtmSession::optionsFor(WithdrawalId id, const char *command) const
{
    client::CommandOptions options;
    options.key = "atm/" + id.toString() + '/' + command;
    options.cardSession = m_cardToken.reveal();
    return options;
}

void AtmSession::authorise(const Authorise &effect)
{
    const api::AuthoriseWithdrawalRequest request{
        effect.id, m_tools.terminalId, Decimal(effect.amount, 0), effect.mix};
    m_tools.client.authoriseWithdrawal(request, optionsFor(effect.id, "authorise"))
        .then(this, [this, id = effect.id](const Answer<api::WithdrawalView> &answer) {
            takeAuthorisation(id, answer);
        });
}

void AtmSession::takeAuthorisation(WithdrawalId id, const Answer<api::WithdrawalView> &answer)
{
    if (answer && answer->id != id) { // a proxy's mistake: nobody knows what became of ours
        return post(AuthoriseUnanswered{id});
    }
    if (answer) {
        const Timestamp now = bankTime();
        switch (answer->state) {
        case api::WithdrawalState::Authorised:
            return post(AuthoriseGranted{id, answer->expiresAt.value_or(now), now});
        case api::WithdrawalState::Suspect: // ran out on the way: the hold waits for our word
            return post(AuthoriseGranted{id, now, now});
        case api::WithdrawalState::Completed:
        case api::WithdrawalState::PartlyCompleted:
        case api::WithdrawalState::Voided: break;
        }
        return post(AuthoriseRefused{id, api::ProblemCode::WithdrawalSettled});
    }
    const ApiError &error = answer.error();
    const bool serverTrouble = error.problem.status >= 500 || error.problem.status == 429;
    switch (error.kind) {
    case ApiError::Kind::Offline: return post(AuthoriseNotSent{id});
    case ApiError::Kind::Unknown:
    case ApiError::Kind::Unreadable: return post(AuthoriseUnanswered{id});
    case ApiError::Kind::Refused:
        // A definite no of a server that cannot serve: nothing was held.
        serverTrouble ? post(AuthoriseNotSent{id})
                      : post(AuthoriseRefused{
                          id, error.problem.knownCode().value_or(api::ProblemCode::Internal)});
        return;
    }
}

void AtmSession::send(const SendOutcome &effect)
{
    const Outcome &outcome = effect.outcome;
    const auto take = [this, id = outcome.withdrawal](const Answer<api::WithdrawalView> &answer) {
        takeAdvice(id, answer);
    };
    if (outcome.kind == OutcomeKind::Complete) {
        m_tools.client
            .completeWithdrawal(outcome.withdrawal,
                {Decimal(amountOf(outcome.paid), 0), outcome.paid},
                optionsFor(outcome.withdrawal, "complete"))
            .then(this, take);
    } else {
        m_tools.client
            .voidWithdrawal(outcome.withdrawal, {outcome.reason},
                optionsFor(outcome.withdrawal, "void"))
            .then(this, take);
    }
}

//! An advice is never refused for a reason of business; where the withdrawal is settled otherwise
//! already, people must look, and sending it again would change nothing.
void AtmSession::takeAdvice(WithdrawalId id, const Answer<api::WithdrawalView> &answer)
{
    if (answer && answer->id != id) {
        return post(OutcomeUnanswered{id});
    }
    if (answer) {
        return post(OutcomeAcknowledged{id, answer->balanceAfter, {}});
    }
    const ApiError &error = answer.error();
    const int status = error.problem.status;
    // Who does not know the function (an older server, another's) has not refused the withdrawal.
    const bool final = error.kind == ApiError::Kind::Refused
        && !error.is(api::ProblemCode::NotFound)
        && (status == 404 || status == 409 || status == 422);
    if (final) {
        qCWarning(logAtm) << "an advice was refused:" << error.technical;
        return post(OutcomeAcknowledged{id, {}, error.problem.code});
    }
    post(OutcomeUnanswered{id});
}

Timestamp AtmSession::bankTime() const
{
    return {m_tools.clock.now().micros + m_bankAheadMicros};
}

void AtmSession::probe()
{
    m_tools.client.serverInfo().then(this, [this](const Answer<api::ServerInfo> &answer) {
        if (answer) {
            m_serverInfo = *answer;
            m_bankAheadMicros = answer->now.micros - m_tools.clock.now().micros;
        }
        if (answer && !answer->open) {
            return probeIdentity();
        }
        takeProbe(answer ? nullptr : &answer.error(), LineFault::Silent);
    });
}

//! Where everybody signs in, a machine that the bank does not know serves nobody.
void AtmSession::probeIdentity()
{
    m_tools.client.me().then(this, [this](const Answer<api::Me> &me) {
        if (!me) {
            using enum api::ProblemCode;
            const ApiError &error = me.error();
            const bool isTurnedAway
                = error.is(Unauthorized) || error.is(InvalidToken) || error.is(Forbidden);
            return takeProbe(&error, isTurnedAway ? LineFault::NotKnown : LineFault::Silent);
        }
        const bool known = me->role == api::Role::Atm && me->name == m_tools.terminalId;
        const ApiError other{ApiError::Kind::Refused, {}, me->name};
        takeProbe(known ? nullptr : &other, LineFault::NotKnown);
    });
}

//! Whoever looks after the machine finds the reason in its log, once, and where it is over.
void AtmSession::takeProbe(const ApiError *error, LineFault fault)
{
    const bool distrusted = error && error->distrust != client::Distrust::None;
    const QString what = !error         ? QString()
        : error->problem.code.isEmpty() ? error->technical
                                        : error->problem.code; // without the number of the request
    if (error && what != m_lineTold) {
        qCWarning(logAtm) << (fault == LineFault::NotKnown
                ? "the bank does not take this machine for one of its own:"
                : "the bank cannot be asked:")
                          << what;
    } else if (!error && m_lineTold) {
        qCInfo(logAtm) << "the bank answers again";
    }
    m_lineTold = error ? std::optional(what) : std::nullopt;
    m_bankRefusal = error && fault == LineFault::NotKnown ? what : QString();
    post(ProbeAnswered{!error, distrusted ? LineFault::Distrusted : fault});
    Q_EMIT changed();
}

} // namespace kontor::atm
