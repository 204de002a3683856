// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/ports/EventLog.h"
#include "application/ports/StreamIndex.h"

#include <map>
#include <memory>
#include <mutex>

namespace kontor::testing {

//! A log that is a list, for tests of whatever follows one: append by hand, read from any thread.
class ListLog
{
public:
    //! Appends to the account's stream; gives the position. Ids follow from the position, times
    //! count seconds from 2026-01-01T00:00:00Z.
    qint64 append(AccountId account, domain::Event event);
    qint64 append(const domain::StreamName &stream, domain::Event event);
    qint64 head() const;
    application::RecordedEvent at(qint64 position) const;
    //! The index answers up to here only; -1 for everything.
    void setIndexed(qint64 position);

    std::unique_ptr<application::LogReader> openReader();
    std::unique_ptr<application::StreamIndex> openIndex();

private:
    friend class ListLogReader;
    friend class ListLogIndex;
    mutable std::mutex m_mutex;
    std::vector<application::RecordedEvent> m_events;
    std::map<QByteArray, std::vector<qint64>> m_streams;
    qint64 m_indexed = -1;
};

//! Events with sensible content.
domain::MoneyDeposited deposited(qint64 amount, qint64 balanceAfter);
domain::AccountCreated created(const QString &name, qint64 amount = 0);
AccountId accountNumbered(int n);

} // namespace kontor::testing
