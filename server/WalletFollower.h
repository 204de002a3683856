// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/WalletOpener.h"
#include "server/Branch.h"
#include "server/auth/Safe.h"

#include <QObject>

namespace kontor::server {

//! Keeps the WalletOpener on the log: from its checkpoint, then with each commit.
class WalletFollower final : public QObject
{
    Q_OBJECT

public:
    //! `checkpoint`: where an earlier run had come; one of another ledger is not used.
    WalletFollower(Branch &branch, Safe &safe, const QByteArray &generation,
        std::optional<application::Checkpoint> checkpoint, QObject *parent = nullptr);

    //! Takes what has happened since the checkpoint.
    void start();
    void follow(const application::CommittedBatch &batch);
    //! Events since the first registration whose account is not open yet.
    qint64 lag() const { return m_head.position - m_opener.settled(); }
    //! Where a restart begins from now on.
    void save();

    static constexpr char name[] = "wallets";

private:
    Branch &m_branch;
    Safe &m_safe;
    QByteArray m_generation;
    std::optional<application::Checkpoint> m_checkpoint;
    application::WalletOpener m_opener;
    application::LogHead m_head;
    qint64 m_saved = 0;
};

} // namespace kontor::server
