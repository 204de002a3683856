// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/ports/Views.h"

namespace kontor::application {

//! An account as it was at one of its versions.
struct PastAccount
{
    qint64 version = 0;
    Timestamp recordedAt;
    domain::Account account;
};

//! The version must be one that the account has had; the views must have reached it.
PastAccount pastAccount(StreamIndex &index, LogReader &log, AccountId id, qint64 version);

//! Why the available balance is what it is: the events that it comes from.
struct Explanation
{
    PastAccount at;
    //! The last movements, oldest first, and what the balance was before them; 0 where the first of
    //! them is the account's opening.
    qint64 carried = 0;
    std::vector<RecordedEvent> movements;
    //! The placing of each hold that counts, in the order of the account's holds.
    std::vector<RecordedEvent> holds;
};

//! `limit`: so many movements one by one; those before are carried forward as one sum.
Explanation explain(ViewReader &views, StreamIndex &index, LogReader &log, AccountId id,
    qint64 version, int limit);

} // namespace kontor::application
