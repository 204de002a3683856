// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/query/QueryPool.h"

namespace kontor::server {

static constexpr std::size_t queueLimit = 1024;

QueryPool::QueryPool(OpenSources open, int threads, QObject *parent)
    : QObject(parent), m_open(std::move(open))
{
    for (int i = 0; i < threads; ++i) {
        m_threads.emplace_back([this] { work(); });
    }
}

QueryPool::~QueryPool()
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

bool QueryPool::run(Query query)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_queue.size() >= queueLimit) {
            return false;
        }
        m_queue.push_back(std::move(query));
    }
    m_wake.notify_one();
    return true;
}

void QueryPool::work()
{
    QuerySources sources = m_open();
    for (;;) {
        std::unique_lock lock(m_mutex);
        m_wake.wait(lock, [this] { return m_stopping || !m_queue.empty(); });
        if (m_stopping) {
            return;
        }
        const Query query = std::move(m_queue.front());
        m_queue.pop_front();
        lock.unlock();
        QMetaObject::invokeMethod(this, query(sources), Qt::QueuedConnection);
    }
}

} // namespace kontor::server
