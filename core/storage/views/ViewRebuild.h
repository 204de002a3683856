// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/views/SqliteViews.h"
#include "storage/views/ViewFollower.h"

#include <atomic>

namespace kontor::storage {

//! Makes the views anew from the log beside those in use, in a thread of its own, and puts them in
//! their place when they have come as far. Nobody waits for it but the follower, for a moment at the
//! end.
class ViewRebuild
{
public:
    ViewRebuild(application::EventLog &log, SqliteViews &views, ViewFollower &follower)
        : m_log(log), m_views(views), m_follower(follower)
    {
    }
    //! Breaks it off.
    ~ViewRebuild();
    ViewRebuild(const ViewRebuild &) = delete;
    ViewRebuild &operator=(const ViewRebuild &) = delete;

    using Told = std::function<void(bool rebuilt)>;
    //! Takes the mark of whoever wants it away where all went well, and answers it otherwise; a
    //! rebuild that is broken off leaves it to the next start. `told` is called in its thread.
    void start(const QString &mark, Told told);
    void askToStop() { m_stopping = true; }

private:
    Result<Done, OpenError> run();
    Result<Done, OpenError> bringUp(SqliteViews &next);

    application::EventLog &m_log;
    SqliteViews &m_views;
    ViewFollower &m_follower;
    std::thread m_thread;
    std::atomic<bool> m_stopping = false;
};

//! Likewise where nobody has the views open, in this thread: those that are there stay until the new
//! ones are whole.
Result<Done, OpenError> rebuildViews(application::EventLog &log, const QString &directory);

//! What the mark is renamed to where they could not be made anew, which takes no room on the disk. It
//! says why, if there was room for that.
QString rebuildAnswer(const QString &mark);
//! Why, if it says so.
std::optional<OpenError> readRebuildAnswer(const QString &path);

} // namespace kontor::storage
