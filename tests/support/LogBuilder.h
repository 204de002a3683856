// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/ports/Views.h"

#include <map>

namespace kontor::testing {

//! Makes events and outcomes with right positions and versions, as the ledger would.
class LogBuilder
{
public:
    explicit LogBuilder(application::LogHead head = {});
    ~LogBuilder();

    static Uuid uuid(int n);
    static AccountId account(int n) { return {uuid(n)}; }

    //! When the next events are recorded; a moment after each other where nobody says.
    LogBuilder &at(Timestamp now);
    LogBuilder &open(int n, qint64 balance = 0, const QString &name = u"Ada Lovelace"_s);
    LogBuilder &deposit(int n, qint64 amount);
    LogBuilder &transfer(int from, int to, qint64 amount);
    LogBuilder &rename(int n, const QString &name);
    //! A command of its own.
    LogBuilder &add(const domain::StreamName &name, const domain::Event &event);
    //! One more event of the same command.
    LogBuilder &append(const domain::StreamName &name, const domain::Event &event);
    LogBuilder &outcome(const QByteArray &key, const QByteArray &refusal = {});
    //! Appends what was built; the batch as the ledger would hand it on.
    application::CommittedBatchPtr appendTo(application::EventLog &log);
    //! What was built and not yet appended.
    application::CommittedBatch &pending() { return m_batch; }
    qint64 balanceOf(int n);
    const application::ChangedStream &stream(int n);

private:
    QDate today() const;
    struct ByName
    {
        bool operator()(const domain::StreamName &a, const domain::StreamName &b) const
        {
            return a.name() < b.name();
        }
    };
    application::LogHead m_head;
    std::optional<Timestamp> m_now;
    application::CommittedBatch m_batch;
    std::map<domain::StreamName, application::ChangedStream, ByName> m_states;
    std::map<domain::StreamName, application::ChangedStream, ByName> m_snapshots;
    std::map<domain::StreamName, bool, ByName> m_touched;
};

} // namespace kontor::testing
