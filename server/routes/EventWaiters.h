// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/Branch.h"
#include "server/auth/Identity.h"
#include "server/publish/Feed.h"
#include "server/routes/Call.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <list>
#include <unordered_set>

namespace kontor::server {

//! Callers of the feed who wait for what is not there yet. They are looked after together, shortly
//! after a commit, so that a thousand of them do not slow the ledger down.
class EventWaiters final : public QObject
{
    Q_OBJECT

public:
    EventWaiters(Branch &branch, application::LogReader &log, Identity &identity,
        QObject *parent = nullptr);

    //! Answers at once where there is something, else when there is, else after `wait`.
    void serve(const CallPtr &call, const FeedQuery &query, std::chrono::seconds wait);
    //! Answers everybody with what there is: the server is going down.
    void finish();

private:
    struct Waiter
    {
        CallPtr call;
        FeedQuery query;
        qint64 deadline = 0;
    };
    void note(const application::CommittedBatch &batch);
    void lookSoon();
    void look();
    void turnAway();
    //! Milliseconds that the caller may wait for.
    qint64 leftOf(const Call &call) const;
    void lookedUpTo(qint64 position);
    bool hasNothingFor(const FeedQuery &query) const;
    bool stillWaits(Waiter &waiter, qint64 now);
    void serveKey(const CallPtr &call, const FeedQuery &query, std::chrono::seconds wait);
    void wait(const CallPtr &call, const FeedQuery &query, std::chrono::seconds wait);
    void tell(const CallPtr &call, api::EventPage page) const;

    Branch &m_branch;
    const Authenticator &m_authenticator;
    Feed m_feed;
    std::list<Waiter> m_waiters;
    //! Where the log ended at the last look, and what has changed since.
    qint64 m_lookedUpTo = 0;
    std::unordered_set<domain::StreamName> m_changed;
    QTimer m_soon;
    QTimer m_deadlines;
    //! Somebody's rights have changed.
    bool m_isInDoubt = false;
    bool m_isFinished = false;
};

} // namespace kontor::server
