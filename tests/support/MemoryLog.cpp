// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/MemoryLog.h"

#include "storage/log/HashChain.h"

namespace kontor::testing {

using application::AppendFault;
using application::LogHead;
using application::LogReader;
using application::OutcomeRecord;
using application::RecordedEvent;

class MemoryLogReader final : public LogReader
{
public:
    //! Shows what is before `end`.
    MemoryLogReader(const MemoryLog &log, const LogHead &end) : m_log(log), m_end(end) {}

    void events(qint64 first, qint64 last,
        const std::function<bool(const RecordedEvent &)> &visit) override
    {
        visitAll(m_log.m_events, m_end.position, first, last, visit);
    }
    std::vector<RecordedEvent> at(const std::vector<qint64> &positions) override
    {
        std::vector<RecordedEvent> found;
        const std::lock_guard lock(m_log.m_mutex);
        for (const qint64 position : positions) {
            found.push_back(m_log.m_events.at(std::size_t(position - 1)));
        }
        return found;
    }
    void outcomes(qint64 first, qint64 last,
        const std::function<bool(const OutcomeRecord &)> &visit) override
    {
        visitAll(m_log.m_outcomes, m_end.outcome, first, last, visit);
    }
    std::optional<OutcomeRecord> outcome(qint64 sequence) override
    {
        return copyOf(m_log.m_outcomes, m_end.outcome, sequence);
    }
    LogHead head() override
    {
        const std::lock_guard lock(m_log.m_mutex);
        return m_end;
    }

private:
    template<class Record>
    std::optional<Record> copyOf(const std::vector<Record> &records, const qint64 &end,
        qint64 number) const
    {
        const std::lock_guard lock(m_log.m_mutex);
        const bool known = number >= 1 && number <= end;
        return known ? std::optional(records[std::size_t(number - 1)]) : std::nullopt;
    }
    // The visitor runs without the lock: it may append.
    template<class Record>
    void visitAll(const std::vector<Record> &records, const qint64 &end, qint64 first, qint64 last,
        const std::function<bool(const Record &)> &visit) const
    {
        for (qint64 number = std::max<qint64>(first, 1); number <= last; ++number) {
            const auto record = copyOf(records, end, number);
            if (!record || !visit(*record)) {
                return;
            }
        }
    }
    const MemoryLog &m_log;
    const LogHead &m_end;
};

MemoryLog::MemoryLog(QByteArray generation) : m_generation(std::move(generation)) {}

LogHead MemoryLog::head() const
{
    const std::lock_guard lock(m_mutex);
    return m_head;
}

Result<Done, AppendFault> MemoryLog::append(std::vector<RecordedEvent> &events,
    const std::vector<OutcomeRecord> &outcomes)
{
    ++appends;
    if (failNext) {
        return Failure{AppendFault{*std::exchange(failNext, std::nullopt), u"as told"_s}};
    }
    const std::lock_guard lock(m_mutex);
    m_rows.begin();
    for (RecordedEvent &event : events) {
        KONTOR_ASSERT(event.position == m_head.position + 1);
        KONTOR_ASSERT(event.version == ++m_versions[event.stream.name()]);
        KONTOR_ASSERT(event.recordedAt >= m_head.recordedAt);
        m_head.eventHash = storage::chainHash(m_head.eventHash, m_rows.fill(event));
        m_head.position = event.position;
        m_head.recordedAt = event.recordedAt;
        event.id.uuid = Uuid::fromDigest(m_head.eventHash);
        m_events.push_back(event);
    }
    for (const OutcomeRecord &outcome : outcomes) {
        KONTOR_ASSERT(outcome.sequence == m_head.outcome + 1);
        m_head.outcomeHash
            = storage::chainHash(m_head.outcomeHash, storage::OutcomeRow{outcome, {}});
        m_head.outcome = outcome.sequence;
        m_outcomes.push_back(outcome);
    }
    return Done{};
}

Result<Done, AppendFault> MemoryLog::sync()
{
    ++syncs;
    if (failSyncs) {
        return Failure{AppendFault{Fault::Unknown, u"not synced, as told"_s}};
    }
    const std::lock_guard lock(m_mutex);
    m_durable = m_head;
    return Done{};
}

std::unique_ptr<LogReader> MemoryLog::openReader()
{
    return std::make_unique<MemoryLogReader>(*this, m_durable);
}

std::unique_ptr<LogReader> MemoryLog::openWriterReader()
{
    return std::make_unique<MemoryLogReader>(*this, m_head);
}

std::vector<RecordedEvent> MemoryLog::events() const
{
    const std::lock_guard lock(m_mutex);
    return m_events;
}

std::vector<OutcomeRecord> MemoryLog::outcomes() const
{
    const std::lock_guard lock(m_mutex);
    return m_outcomes;
}

History MemoryLog::history() const
{
    History history;
    for (const RecordedEvent &event : events()) {
        history.push_back({event.stream, event.event});
    }
    return history;
}

} // namespace kontor::testing
