// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/Submission.h"

#include <QObject>
#include <QTimer>

#include <map>

namespace kontor::application {

//! Opens the first account of each customer who registers. Account, customer and key follow from the
//! user's id, so however often a registration is delivered, also after a restart from an old
//! checkpoint or none, one account opens. Lives in one thread, the ledger's home.
class WalletOpener final : public QObject
{
    Q_OBJECT

public:
    using Submit = std::function<void(Submission, Completion)>;

    explicit WalletOpener(Submit submit, QObject *parent = nullptr);

    //! An event of the log's past, from the checkpoint on; others than registrations are no matter.
    void take(const RecordedEvent &event);
    //! What comes from now on.
    void follow(const CommittedBatch &batch);
    //! The log's past up to here has been taken.
    void caughtUp(qint64 position);

    //! Everything up to here is settled: where a restart may begin. 0 while the past is being taken.
    qint64 settled() const;
    //! Registrations whose account is not open yet.
    std::size_t size() const { return m_open.size(); }

    static AccountId walletOf(UserId user);

private:
    struct Errand
    {
        UserId user;
        domain::UserRegistered event;
        bool isUnderWay = false;
    };
    void submitNext();
    void submit(qint64 position, Errand &errand);
    void answered(qint64 position, const CommandResult &result);

    Submit m_submit;
    QTimer m_pause;
    //! By the registration's position.
    std::map<qint64, Errand> m_open;
    int m_underWay = 0;
    qint64 m_seen = 0;
    bool m_caughtUp = false;
};

} // namespace kontor::application
