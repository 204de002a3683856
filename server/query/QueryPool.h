// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/ports/Views.h"

#include <QObject>

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace kontor::server {

//! What a query may read with.
struct QuerySources
{
    std::unique_ptr<application::ViewReader> views;
    std::unique_ptr<application::StreamIndex> index;
    std::unique_ptr<application::LogReader> log;
};

//! Two threads that only read, for lists, search and pages of history: they must not hold up the
//! event loop. Answers arrive in the pool's own thread of birth.
class QueryPool final : public QObject
{
    Q_OBJECT

public:
    using OpenSources = std::function<QuerySources()>;
    //! Runs in a reading thread; what it returns runs at home.
    using Query = std::function<std::function<void()>(QuerySources &)>;

    QueryPool(OpenSources open, int threads, QObject *parent = nullptr);
    ~QueryPool() override;

    //! False when too much is waiting already.
    bool run(Query query);

private:
    void work();

    OpenSources m_open;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Query> m_queue;
    bool m_stopping = false;
    std::vector<std::thread> m_threads;
};

} // namespace kontor::server
