// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/WalletOpener.h"

#include "foundation/LogCategories.h"

#include <QPointer>

#include <algorithm>
#include <chrono>

namespace kontor::application {

//! So many at a time, so that a restart after a long pause does not fill the ledger's queue.
static constexpr int mostOpenings = 64;
static constexpr std::chrono::seconds pause{1};

WalletOpener::WalletOpener(Submit submit, QObject *parent)
    : QObject(parent), m_submit(std::move(submit))
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pause);
    m_pause.callOnTimeout(this, &WalletOpener::submitNext);
}

AccountId WalletOpener::walletOf(UserId user)
{
    return {Uuid::nameBased(user.uuid, "wallet")};
}

void WalletOpener::take(const RecordedEvent &event)
{
    const auto *registered = std::get_if<domain::UserRegistered>(&event.event);
    if (registered && registered->role == domain::Role::Customer) {
        m_open.emplace(event.position, Errand{{event.stream.id()}, *registered});
        submitNext();
    }
}

void WalletOpener::follow(const CommittedBatch &batch)
{
    for (const RecordedEvent &event : batch.events) {
        take(event);
    }
    m_seen = std::max(m_seen, batch.head.position);
}

void WalletOpener::caughtUp(qint64 position)
{
    m_seen = std::max(m_seen, position);
    m_caughtUp = true;
}

qint64 WalletOpener::settled() const
{
    if (!m_caughtUp) {
        return 0;
    }
    return m_open.empty() ? m_seen : m_open.begin()->first - 1;
}

void WalletOpener::submitNext()
{
    for (auto &[position, errand] : m_open) {
        if (m_underWay >= mostOpenings || m_pause.isActive()) {
            return;
        }
        if (!errand.isUnderWay) {
            submit(position, errand);
        }
    }
}

static Submission openingFor(UserId user, const domain::UserRegistered &event)
{
    domain::OpenAccount command;
    command.id = WalletOpener::walletOf(user);
    command.newCustomerId = CustomerId{user.uuid};
    command.name = event.firstName + u' ' + event.lastName;
    command.currency = event.currency;
    Submission submission;
    submission.command = std::move(command);
    submission.key = "wallet/" + user.toString();
    submission.caller = "wallets";
    submission.fingerprint = submission.key;
    submission.cause = {
        {"system", u"wallets"_s}, domain::Channel::System, submission.key, submission.key};
    return submission;
}

void WalletOpener::submit(qint64 position, Errand &errand)
{
    errand.isUnderWay = true;
    ++m_underWay;
    m_submit(openingFor(errand.user, errand.event),
        [opener = QPointer(this), position](const CommandResult &result) {
            if (opener) {
                opener->answered(position, result);
            }
        });
}

// Known, because its key or its id is, is as good as opened.
static bool isSettled(const CommandResult &result)
{
    return result.kind == CommandResult::Kind::Accepted
        || (result.kind == CommandResult::Kind::Refused
            && result.refusal.code == domain::RefusalCode::IdTaken);
}

void WalletOpener::answered(qint64 position, const CommandResult &result)
{
    --m_underWay;
    const auto found = m_open.find(position);
    switch (result.kind) {
    case CommandResult::Kind::Overloaded:
    case CommandResult::Kind::StorageFull:
        found->second.isUnderWay = false;
        m_pause.start();
        return;
    case CommandResult::Kind::Unknown:
        return; // the process ends; the next one begins at the checkpoint
    default:
        break;
    }
    if (!isSettled(result)) {
        qCCritical(logLedger, "the account of user %s cannot be opened: %s",
            found->second.user.toString().constData(), nameOf(result.refusal.code));
    }
    m_open.erase(found);
    submitNext();
}

} // namespace kontor::application
