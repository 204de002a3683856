// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/Syncer.h"

#include <utility>

namespace kontor::application {

static std::chrono::nanoseconds steadyNow()
{
    return std::chrono::steady_clock::now().time_since_epoch();
}

Syncer::Syncer(EventLog &log, HandOver handOver) : m_log(log), m_handOver(std::move(handOver)) {}

Syncer::~Syncer()
{
    stop();
}

void Syncer::start()
{
    m_thread = std::thread([this] { run(); });
}

void Syncer::stop()
{
    if (!m_thread.joinable()) {
        return;
    }
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void Syncer::take(WrittenBatch batch)
{
    {
        const std::lock_guard lock(m_mutex);
        m_queue.push_back(std::move(batch));
    }
    m_wake.notify_one();
}

void Syncer::takeAndWait(WrittenBatch batch)
{
    KONTOR_ASSERT(isIdle());
    std::vector<WrittenBatch> batches;
    batches.push_back(std::move(batch));
    sync(batches);
    m_handOver(std::move(batches));
}

bool Syncer::isIdle() const
{
    const std::lock_guard lock(m_mutex);
    return m_queue.empty() && m_busySince == 0;
}

std::chrono::nanoseconds Syncer::busyFor() const
{
    const qint64 since = m_busySince;
    return since == 0 ? std::chrono::nanoseconds(0) : steadyNow() - std::chrono::nanoseconds(since);
}

bool Syncer::waitForBatches(std::vector<WrittenBatch> &batches)
{
    std::unique_lock lock(m_mutex);
    m_busySince = 0;
    m_wake.wait(lock, [this] { return m_stopping || !m_queue.empty(); });
    m_busySince = steadyNow().count();
    batches = std::exchange(m_queue, {});
    return !batches.empty();
}

void Syncer::run()
{
    std::vector<WrittenBatch> batches;
    while (waitForBatches(batches)) {
        sync(batches);
        m_handOver(std::move(batches));
    }
}

static void fail(WrittenBatch &batch, const AppendFault &fault)
{
    CommandResult unknown;
    unknown.kind = CommandResult::Kind::Unknown;
    batch.outcome.results.assign(batch.outcome.results.size(), unknown);
    batch.outcome.batch.reset();
    batch.outcome.fault = fault;
}

void Syncer::sync(std::vector<WrittenBatch> &batches)
{
    if (const auto synced = m_log.sync(); !synced) {
        for (WrittenBatch &batch : batches) {
            fail(batch, synced.error());
        }
    }
}

} // namespace kontor::application
