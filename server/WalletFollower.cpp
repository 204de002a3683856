// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/WalletFollower.h"

#include "foundation/LogCategories.h"

#include <QTimer>

#include <chrono>

namespace kontor::server {

using application::Checkpoint;
using application::RecordedEvent;

//! A restart reads on from the last one; how much that is at most.
static constexpr std::chrono::seconds saveEvery{30};

WalletFollower::WalletFollower(Branch &branch, Safe &safe, const QByteArray &generation,
    std::optional<Checkpoint> checkpoint, QObject *parent)
    : QObject(parent), m_branch(branch), m_safe(safe), m_generation(generation),
      m_checkpoint(std::move(checkpoint)),
      m_opener([this](application::Submission submission, application::Completion completion) {
          m_branch.submit(std::move(submission), std::move(completion));
      }),
      m_head(branch.head())
{
    auto *timer = new QTimer(this);
    timer->callOnTimeout(this, &WalletFollower::save);
    timer->start(saveEvery);
}

// A restored ledger may lack what was followed: then from the beginning, which does no harm.
static qint64 beginning(const std::optional<Checkpoint> &checkpoint, const QByteArray &generation,
    application::LogReader &log)
{
    if (!checkpoint || checkpoint->generation != generation
        || checkpoint->position > log.head().position || checkpoint->position == 0) {
        return 0;
    }
    const auto events = log.at({checkpoint->position});
    const bool same = !events.empty()
        && events.front().id.uuid == Uuid::fromDigest(checkpoint->eventHash);
    return same ? checkpoint->position : 0;
}

static std::vector<RecordedEvent> registrationsAfter(qint64 position, qint64 head,
    application::LogReader &log)
{
    std::vector<RecordedEvent> found;
    log.events(position + 1, head, [&found](const RecordedEvent &event) {
        if (std::holds_alternative<domain::UserRegistered>(event.event)) {
            found.push_back(event);
        }
        return true;
    });
    return found;
}

void WalletFollower::start()
{
    const qint64 head = m_head.position;
    using Found = std::vector<RecordedEvent>;
    m_branch.ask<Found>(name,
        [checkpoint = m_checkpoint, generation = m_generation, head](QuerySources &sources) {
            return registrationsAfter(beginning(checkpoint, generation, *sources.log), head,
                *sources.log);
        },
        [this, head](const Result<Found, api::ProblemCode> &found) {
            if (!found) {
                QTimer::singleShot(std::chrono::seconds(1), this, &WalletFollower::start);
                return;
            }
            for (const RecordedEvent &event : *found) {
                m_opener.take(event);
            }
            m_opener.caughtUp(head);
        });
}

void WalletFollower::follow(const application::CommittedBatch &batch)
{
    m_opener.follow(batch);
    m_head = batch.head;
}

void WalletFollower::save()
{
    if (m_opener.settled() != m_head.position || m_saved == m_head.position) {
        return;
    }
    m_saved = m_head.position;
    m_safe.tell([checkpoint = Checkpoint{m_generation, m_head.position, m_head.outcome,
                     m_head.eventHash}](SafeContents &safe) {
        return safe.checkpoints.put(QString::fromLatin1(name), checkpoint);
    });
}

} // namespace kontor::server
