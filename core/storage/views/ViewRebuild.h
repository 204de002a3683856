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

    using Told = std::function<void(const Result<Done, QString> &)>;
    //! `told` is called in its thread.
    void start(Told told);
    void askToStop() { m_stopping = true; }

private:
    Result<Done, QString> run();
    //! Reads the log into the new ones, up to a head.
    Result<Done, QString> follow(SqliteViews &next, const application::LogHead &to);

    application::EventLog &m_log;
    SqliteViews &m_views;
    ViewFollower &m_follower;
    std::thread m_thread;
    std::atomic<bool> m_stopping = false;
};

//! Takes the mark away where all went well; otherwise it says why not, for who has asked. The next
//! start makes the views anew in any case.
void answerRebuildMark(const QString &mark, const Result<Done, QString> &done);

} // namespace kontor::storage
