// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/verify/Replay.h"

namespace kontor::storage {

//! Holds views.db against a replay of the log, where both are at the same event.
class ViewComparison
{
public:
    ViewComparison(const QString &directory, Database &ledger);
    //! Where the views stand; nothing where there are none of this ledger.
    std::optional<qint64> position() const { return m_position; }
    std::optional<QString> compare(const Replay &replay);

private:
    std::optional<QString> compareEntries(const Replay &replay);
    std::optional<QString> compareAccounts(const Replay &replay);
    std::optional<QString> compareStreams(const Replay &replay);

    std::unique_ptr<Database> m_views;
    std::unique_ptr<ReadTransaction> m_transaction;
    std::optional<qint64> m_position;
};

} // namespace kontor::storage
