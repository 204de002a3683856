// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/Ledger.h"
#include "server/ServerClock.h"
#include "server/config/Config.h"
#include "server/query/QueryPool.h"
#include "storage/log/SqliteEventLog.h"
#include "storage/views/SqliteViews.h"
#include "storage/views/ViewFollower.h"
#include "storage/views/ViewRebuild.h"

#include <QObject>

#include <functional>

namespace kontor::server {

struct BooksOptions
{
    //! For measuring only: a commit for each command.
    bool commitEach = false;
    //! For tests only: puts something between the server and its log.
    std::function<std::unique_ptr<application::EventLog>(std::unique_ptr<application::EventLog>)>
        wrapLog;
    //! Asked while the views are brought up, which may take minutes; empty: nobody asks.
    std::function<bool()> isAskedToStop;
};

//! The ledger and its views, opened in the right order: the log first (locked, checked, durable),
//! then the views until they have reached its end, and only then the writer.
class Books final : public QObject
{
    Q_OBJECT

public:
    //! Blocks while the views are brought up; says how far they are in the log.
    static Result<std::unique_ptr<Books>, storage::OpenError> open(const Config &config,
        ServerClock &clock, Random &random, BooksOptions options = {});
    ~Books() override;

    application::Ledger &ledger() { return *m_ledger; }
    //! Where the log ended when it was opened; from then on the writer alone knows.
    const application::LogHead &head() const { return m_head; }
    //! The same after a restore.
    QByteArray ledgerId() const { return m_ledgerId; }
    //! Another one after each restore.
    QByteArray generation() const { return m_log->generation(); }
    // For whichever thread calls.
    std::unique_ptr<application::LogReader> openLog() { return m_log->openReader(); }
    std::unique_ptr<application::StreamIndex> openIndex() { return m_views->openIndex(); }
    //! For one thread, the caller's, and for answering requests: what they read may throw
    //! application::ReadFault. Where they cannot even be opened the process ends.
    QuerySources openSources();
    //! Asks the views to reach a position soon.
    void hurry(qint64 position);
    //! Finishes what was submitted and gives the answers that are due; nothing more is taken.
    void endCommands();
    //! Writes the views, too.
    void close();

    // For those who watch.
    const Histogram &syncTimes() const { return *m_syncTimes; }
    storage::FollowerLag viewLag() const { return m_follower->lag(); }

Q_SIGNALS:
    //! At home: the views have everything up to here.
    void viewsReached(qint64 position, qint64 outcome);
    //! At home: why the views cannot be written; empty where they can again.
    void viewsFault(const QString &why);
    //! At home: the views were made anew. They say what they should have said before.
    void viewsRebuilt();

private:
    Books() = default;
    Result<Done, storage::OpenError> bringUpViews(const Config &config,
        const BooksOptions &options);
    std::optional<storage::OpenError> reasonToGiveUp(const BooksOptions &options) const;
    void startWriter(const Config &config, const Clock &clock, BooksOptions options);
    void watchLag();
    void watchMark();
    void watchFault();

    std::unique_ptr<application::EventLog> m_log;
    application::LogHead m_head;
    QByteArray m_ledgerId;
    const Histogram *m_syncTimes = nullptr;
    std::unique_ptr<storage::SqliteViews> m_views;
    std::unique_ptr<storage::ViewFollower> m_follower;
    std::unique_ptr<application::Ledger> m_ledger;
    std::unique_ptr<storage::ViewRebuild> m_rebuild;
    QString m_viewsFault;
};

} // namespace kontor::server
