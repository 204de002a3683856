// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/Timekeeper.h"

#include "foundation/LogCategories.h"
#include "foundation/Overloaded.h"

#include <QPointer>

#include <algorithm>
#include <chrono>

namespace kontor::application {

namespace {

//! So many at a time, so that a long night does not fill the ledger's queue in the morning.
constexpr int mostReminders = 256;
constexpr int pauseSeconds = 60;

QByteArray reminderOf(HoldId id)
{
    return "expire/" + id.toString();
}

QByteArray reminderOf(WithdrawalId id)
{
    return "suspect/" + id.toString();
}

Submission submissionOf(const domain::Command &command, const QByteArray &key)
{
    Submission submission;
    submission.command = command;
    submission.key = key;
    submission.caller = "timekeeper";
    submission.fingerprint = key;
    submission.cause.actor = {"system", u"timekeeper"_s};
    submission.cause.channel = domain::Channel::System;
    submission.cause.correlationId = key;
    submission.cause.causationId = key;
    return submission;
}

//! Decided, but on a clock that had stepped back: it is not time yet.
bool wasTooEarly(const CommandResult &result)
{
    if (result.kind == CommandResult::Kind::Refused) {
        return result.refusal.code == domain::RefusalCode::HoldInvalid;
    }
    if (!result.events().empty() || !result.subject) {
        return false;
    }
    const auto *withdrawal = std::get_if<domain::Withdrawal>(result.subject->state.get());
    return withdrawal && withdrawal->phase == domain::WithdrawalPhase::Authorised;
}

} // namespace

Timekeeper::Timekeeper(Submit submit, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_submit(std::move(submit))
    , m_clock(clock)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Timekeeper::tick);
}

void Timekeeper::watch(AccountId id, const domain::Account &account)
{
    for (const domain::Hold &hold : account.holds) {
        add(hold, id);
    }
    arm();
}

void Timekeeper::start()
{
    m_started = true;
    arm();
}

void Timekeeper::follow(const CommittedBatch &batch)
{
    for (const RecordedEvent &event : batch.events) {
        follow(event);
    }
    arm();
}

void Timekeeper::follow(const RecordedEvent &event)
{
    std::visit(overloaded{
                   [&](const domain::HoldPlaced &e) {
                       add({e.holdId, e.held, e.kind, e.expiresAt, e.withdrawalId, {}, {}},
                           event.stream.accountId());
                   },
                   [&](const domain::HoldReleased &e) { remove(reminderOf(e.holdId)); },
                   [&](const domain::WithdrawalCompleted &) {
                       remove(reminderOf(WithdrawalId{event.stream.id()}));
                   },
                   [&](const domain::WithdrawalVoided &) {
                       remove(reminderOf(WithdrawalId{event.stream.id()}));
                   },
                   [&](const domain::WithdrawalSuspected &) {
                       const WithdrawalId id{event.stream.id()};
                       qCWarning(logLedger,
                           "withdrawal %s is suspect: its machine has not said what became of it",
                           id.toString().constData());
                       remove(reminderOf(id));
                   },
                   [](const auto &) {},
               },
        event.event);
}

// A hold whose cash may be out never ends by itself; its withdrawal becomes suspect instead.
void Timekeeper::add(const domain::Hold &hold, AccountId account)
{
    if (!hold.expiresAt) {
        return;
    }
    const QByteArray name
        = hold.withdrawalId ? reminderOf(*hold.withdrawalId) : reminderOf(hold.id);
    domain::Command command = domain::ReleaseHold{hold.id, account, domain::ReleaseReason::Expired};
    if (hold.withdrawalId) {
        command = domain::SuspectWithdrawal{*hold.withdrawalId};
    }
    if (m_errands.emplace(name, Errand{std::move(command), *hold.expiresAt}).second) {
        m_due.emplace(*hold.expiresAt, name);
    }
}

void Timekeeper::remove(const QByteArray &name)
{
    if (const auto found = m_errands.find(name); found != m_errands.end()) {
        m_due.erase({found->second.due, name});
        m_errands.erase(found);
    }
}

void Timekeeper::tick()
{
    const Timestamp now = m_clock.now();
    while (
        m_started && m_underWay < mostReminders && !m_due.empty() && m_due.begin()->first <= now) {
        const QByteArray name = m_due.begin()->second;
        m_due.erase(m_due.begin());
        submit(name);
    }
    arm();
}

void Timekeeper::submit(const QByteArray &name)
{
    const Errand &errand = m_errands.at(name);
    const QByteArray key
        = errand.attempt == 1 ? name : name + '/' + QByteArray::number(errand.attempt);
    ++m_underWay;
    m_submit(submissionOf(errand.command, key),
        [keeper = QPointer(this), name](const CommandResult &result) {
            if (keeper) {
                keeper->answered(name, result);
            }
        });
}

void Timekeeper::answered(const QByteArray &name, const CommandResult &result)
{
    --m_underWay;
    const auto found = m_errands.find(name);
    if (found == m_errands.end()) {
        arm();
        return;
    }
    switch (result.kind) {
    case CommandResult::Kind::Overloaded:
    case CommandResult::Kind::StorageFull:
        tryAgain(name, found->second);
        break;
    case CommandResult::Kind::Unknown:
        break; // the process ends; the next one watches anew
    default:
        if (wasTooEarly(result)) {
            // The key remembers this answer, so the next attempt needs another.
            ++found->second.attempt;
            tryAgain(name, found->second);
        } else {
            m_errands.erase(found);
        }
    }
    arm();
}

void Timekeeper::tryAgain(const QByteArray &name, Errand &errand)
{
    errand.due = m_clock.now().plusSeconds(pauseSeconds);
    m_due.emplace(errand.due, name);
}

std::optional<Timestamp> Timekeeper::nextDue() const
{
    return m_due.empty() ? std::nullopt : std::optional(m_due.begin()->first);
}

// Looks at the clock at least once a minute, because a clock may be set while the timer runs.
void Timekeeper::arm()
{
    if (!m_started || m_due.empty() || m_underWay >= mostReminders) {
        m_timer.stop();
        return;
    }
    const qint64 wait = (m_due.begin()->first.micros - m_clock.now().micros + 999) / 1000;
    m_timer.start(std::chrono::milliseconds(std::clamp<qint64>(wait, 0, pauseSeconds * 1000)));
}

} // namespace kontor::application
