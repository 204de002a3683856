// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/Submission.h"
#include "foundation/Clock.h"

#include <QObject>
#include <QTimer>

#include <map>
#include <set>

namespace kontor::application {

//! Submits what falls due by itself: a hold's release at its expiry, and the suspicion that a cash
//! machine's withdrawal has gone wrong when nothing was heard of it in time. Neither counts before
//! its event is in the log. Nothing is kept but in memory: at start, watch() every account with
//! holds; then follow() every batch. The keys are made from the ids, so however often something is
//! submitted, also after restarts, it happens once. Lives in one thread, the ledger's home.
class Timekeeper final : public QObject
{
    Q_OBJECT

public:
    using Submit = std::function<void(Submission, Completion)>;

    Timekeeper(Submit submit, const Clock &clock, QObject *parent = nullptr);

    //! What waits on this account, as it is when the ledger opens.
    void watch(AccountId id, const domain::Account &account);
    //! From here on the timer runs; nothing is submitted before.
    void start();
    void follow(const CommittedBatch &batch);
    //! Submits what is due now. The timer calls it; so may a test that has moved its clock.
    void tick();
    //! When the next thing falls due, if anything waits that is not under way.
    std::optional<Timestamp> nextDue() const;
    std::size_t size() const { return m_errands.size(); }

private:
    struct Errand
    {
        domain::Command command;
        Timestamp due;
        int attempt = 1;
    };
    void add(const domain::Hold &hold, AccountId account);
    void remove(const QByteArray &name);
    void follow(const RecordedEvent &event);
    void submit(const QByteArray &name);
    void answered(const QByteArray &name, const CommandResult &result);
    void tryAgain(const QByteArray &name, Errand &errand);
    void arm();

    Submit m_submit;
    const Clock &m_clock;
    QTimer m_timer;
    bool m_started = false;
    int m_underWay = 0;
    //! By name: "expire/<hold>" or "suspect/<withdrawal>".
    std::map<QByteArray, Errand> m_errands;
    //! Those that are not under way, the next one first.
    std::set<std::pair<Timestamp, QByteArray>> m_due;
};

} // namespace kontor::application
