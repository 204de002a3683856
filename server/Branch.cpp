// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/Branch.h"

#include "application/StreamStore.h"
#include "storage/DiskProbe.h"

namespace kontor::server {

using namespace application;

Branch::Branch(Parts parts, const LogHead &head, QObject *parent) : QObject(parent), m_parts(parts)
{
    m_overlay.setHead(head);
    m_fullDisk.callOnTimeout(this, [this] {
        if (storage::hasRoom(config().dataDirectory)) {
            m_fullDisk.stop();
        }
    });
}

Completion Branch::watched(Completion completion)
{
    return [this, completion = std::move(completion)](CommandResult result) {
        if (result.kind == CommandResult::Kind::StorageFull) {
            m_fullDisk.start(std::chrono::seconds(1));
        }
        reading([&] { completion(std::move(result)); });
    };
}

void Branch::submit(Submission submission, Completion completion)
{
    m_parts.ledger.submit(std::move(submission), watched(std::move(completion)));
}

void Branch::submitTogether(std::vector<Submission> submissions,
    const std::function<void(std::size_t, const CommandResult &)> &completion)
{
    std::vector<Completion> completions;
    completions.reserve(submissions.size());
    for (std::size_t i = 0; i < submissions.size(); ++i) {
        completions.push_back(
            watched([completion, i](const CommandResult &result) { completion(i, result); }));
    }
    m_parts.ledger.submitTogether(std::move(submissions), std::move(completions));
}

std::optional<AccountRow> Branch::account(AccountId id)
{
    if (const StoredStream *found = m_overlay.find(domain::StreamName::of(id))) {
        return AccountRow{id, found->version, std::get<domain::Account>(*found->state)};
    }
    if (const AccountRow *found = m_recentAccounts.find(id)) {
        return *found;
    }
    const auto row = m_parts.views.account(id);
    if (row) {
        m_recentAccounts.put(id, *row);
    }
    return row;
}

std::optional<ChangedStream> Branch::stream(const domain::StreamName &name)
{
    if (const StoredStream *found = m_overlay.find(name)) {
        return found->named(name);
    }
    if (const ChangedStream *found = m_recentStreams.find(name)) {
        return *found;
    }
    const StreamStore store(m_parts.index, m_parts.log, 0);
    const StoredStream &stored = store.current(name);
    if (stored.version == 0) {
        return std::nullopt;
    }
    return m_recentStreams.put(name, stored.named(name));
}

void Branch::onCommit(const CommittedBatchPtr &batch)
{
    m_fullDisk.stop();
    m_overlay.apply(*batch);
    for (const ChangedStream &changed : batch->changed) {
        if (changed.stream.kind() == domain::StreamKind::Account) {
            m_recentAccounts.forget(changed.stream.accountId());
        }
        m_recentStreams.forget(changed.stream);
    }
    Q_EMIT committed(batch);
}

void Branch::onViewsReached(qint64 position, qint64 outcome)
{
    m_overlay.viewsReached(position);
    forgetViewed();
    m_parts.ledger.indexReached(position, outcome);
    m_parts.gate.reached(position);
}

// A little in each turn of the event loop, between what others ask for.
void Branch::forgetViewed()
{
    if (m_overlay.forgetSome()) {
        QMetaObject::invokeMethod(this, &Branch::forgetViewed, Qt::QueuedConnection);
    }
}

} // namespace kontor::server
