// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/Verify.h"
#include "storage/log/ReadOnlyLedger.h"
#include "storage/log/LogRow.h"

#include "domain/State.h"

namespace kontor::storage {

//! Goes through the files of a ledger beside the server that writes them, a piece at a time, with no
//! more memory than a piece needs: both chains from the first row to the end, then each account in
//! views.db against its own events. What only a whole replay can tell is left to verifyLedger().
class Scrub
{
public:
    explicit Scrub(QString directory) : m_directory(std::move(directory)) {}

    //! Looks at a piece of at most so many rows. What is wrong, if anything; then it is over.
    std::optional<LedgerFault> step(int rows);
    //! Why the last step could not read, where nothing says that what is there is wrong: no descriptor,
    //! a disk that fails once. The round is broken off.
    std::optional<QString> takeTrouble() { return std::exchange(m_trouble, std::nullopt); }
    //! Whether the last step ended a round; the next one begins anew.
    bool endedRound() const { return m_stage == Stage::Open; }
    //! The last event of this round.
    qint64 position() const { return m_head.position; }

private:
    enum class Stage { Open, Events, Outcomes, Accounts };

    // An account whose events are being folded, and how its row stands in the views.
    struct Folding
    {
        qint64 stream = 0;
        qint64 wanted = 0;
        QVariantList row;
        domain::StreamName name;
        qint64 version = 0;
        domain::State state;
    };
    std::optional<LedgerFault> open();
    std::optional<LedgerFault> events(int rows);
    std::optional<LedgerFault> event(const EventRow &row);
    std::optional<LedgerFault> outcomes(int rows);
    std::optional<LedgerFault> accounts(int rows);
    bool nextAccount();
    std::optional<LedgerFault> fold(int &rows);
    std::optional<LedgerFault> compare();
    std::optional<LedgerFault> openViews();
    std::optional<LedgerFault> unlessTrouble(const OpenError &error, const LedgerFault &fault);
    std::optional<LedgerFault> damage();

    QString m_directory;
    Stage m_stage = Stage::Open;
    std::optional<ReadOnlyLedger> m_ledger;
    std::unique_ptr<Database> m_views;
    //! Outcomes that the views had when this round began.
    qint64 m_keysUpTo = 0;
    std::optional<QString> m_trouble;
    application::LogHead m_head;
    application::LogHead m_end;
    std::optional<Folding> m_folding;
    qint64 m_lastAccount = 0;
};

} // namespace kontor::storage
