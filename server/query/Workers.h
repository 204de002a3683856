// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <functional>
#include <latch>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace kontor::server {

//! Threads with connections of their own, for what must not hold up the event loop. Jobs of one owner
//! start in order; of several owners first comes whose jobs have the fewest threads, else who has
//! waited for longest, so that nobody's many or slow jobs keep the others waiting for more than the
//! one that is being done. What they return runs in the thread that made the object.
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

    //! False when too much is waiting already, or too much of this owner's. Those without one are all
    //! of one owner, who may have as much as there is room for.
    bool run(Job job, const QByteArray &owner = {})
    {
        {
            const std::lock_guard lock(m_mutex);
            Jobs &jobs = m_jobs[owner];
            if (m_waiting >= queueLimit || jobs.waiting.size() >= (owner.isEmpty() ? queueLimit : share)) {
                forgetIdle(owner);
                return false;
            }
            if (jobs.waiting.empty()) {
                m_turns.push_back(owner);
            }
            jobs.waiting.push_back(std::move(job));
            ++m_waiting;
        }
        m_wake.notify_one();
        return true;
    }

private:
    static constexpr std::size_t queueLimit = 1024;
    static constexpr std::size_t share = queueLimit / 2;

    //! Of one owner.
    struct Jobs
    {
        std::deque<Job> waiting;
        int running = 0;
    };

    // The next job, and whose it is.
    std::pair<QByteArray, Job> next()
    {
        const auto turn = std::min_element(m_turns.begin(), m_turns.end(),
            [this](const QByteArray &a, const QByteArray &b) {
                return m_jobs.at(a).running < m_jobs.at(b).running;
            });
        const QByteArray owner = *turn;
        m_turns.erase(turn);
        Jobs &jobs = m_jobs.at(owner);
        Job job = std::move(jobs.waiting.front());
        jobs.waiting.pop_front();
        --m_waiting;
        ++jobs.running;
        if (!jobs.waiting.empty()) {
            m_turns.push_back(owner);
        }
        return {owner, std::move(job)};
    }
    void forgetIdle(const QByteArray &owner)
    {
        const auto jobs = m_jobs.find(owner);
        if (jobs->second.running == 0 && jobs->second.waiting.empty()) {
            m_jobs.erase(jobs);
        }
    }

    void work()
    {
        Sources sources = m_open();
        m_opening.count_down();
        for (;;) {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_stopping || m_waiting > 0; });
            if (m_stopping) {
                return;
            }
            auto [owner, job] = next();
            lock.unlock();
            auto then = job(sources);
            job = nullptr; // what it holds belongs to home, where it goes last
            QMetaObject::invokeMethod(this, std::move(then), Qt::QueuedConnection);
            lock.lock();
            --m_jobs.at(owner).running;
            forgetIdle(owner);
        }
    }

    Open m_open;
    std::latch m_opening;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::map<QByteArray, Jobs> m_jobs;
    //! Each owner whose jobs wait, once.
    std::deque<QByteArray> m_turns;
    std::size_t m_waiting = 0;
    bool m_stopping = false;
    std::vector<std::thread> m_threads;
};

} // namespace kontor::server
