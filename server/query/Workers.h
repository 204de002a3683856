// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <condition_variable>
#include <deque>
#include <functional>
#include <latch>
#include <mutex>
#include <thread>
#include <vector>

namespace kontor::server {

//! Threads with connections of their own, for what must not hold up the event loop. Jobs start in
//! order; what they return runs in the thread that made the object.
template<class Sources>
class Workers final : public QObject
{
public:
    //! Called once in each thread, before anything else goes on: what cannot be opened ends a start and
    //! not the first request.
    using Open = std::function<Sources()>;
    using Job = std::function<std::function<void()>(Sources &)>;

    Workers(Open open, int threads, QObject *parent = nullptr)
        : QObject(parent), m_open(std::move(open)), m_opening(threads)
    {
        for (int i = 0; i < threads; ++i) {
            m_threads.emplace_back([this] { work(); });
        }
        m_opening.wait();
    }
    //! Jobs that have not begun are dropped.
    ~Workers() override
    {
        {
            const std::lock_guard lock(m_mutex);
            m_stopping = true;
        }
        m_wake.notify_all();
        for (std::thread &thread : m_threads) {
            thread.join();
        }
    }

    //! False when too much is waiting already.
    bool run(Job job)
    {
        {
            const std::lock_guard lock(m_mutex);
            if (m_queue.size() >= queueLimit) {
                return false;
            }
            m_queue.push_back(std::move(job));
        }
        m_wake.notify_one();
        return true;
    }

private:
    static constexpr std::size_t queueLimit = 1024;

    void work()
    {
        Sources sources = m_open();
        m_opening.count_down();
        for (;;) {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_stopping || !m_queue.empty(); });
            if (m_stopping) {
                return;
            }
            Job job = std::move(m_queue.front());
            m_queue.pop_front();
            lock.unlock();
            auto then = job(sources);
            job = nullptr; // what it holds belongs to home, where it goes last
            QMetaObject::invokeMethod(this, std::move(then), Qt::QueuedConnection);
        }
    }

    Open m_open;
    std::latch m_opening;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Job> m_queue;
    bool m_stopping = false;
    std::vector<std::thread> m_threads;
};

} // namespace kontor::server
