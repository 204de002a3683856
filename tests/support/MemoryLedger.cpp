// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/MemoryLedger.h"

namespace kontor::testing {

using namespace application;

void MemoryIndex::apply(const CommittedBatch &batch)
{
    for (const RecordedEvent &event : batch.events) {
        m_streams.emplace(event.stream.name(), event.streamPosition);
        m_positions[event.streamPosition].push_back(event.position);
    }
    for (const ChangedStream &snapshot : batch.snapshots) {
        m_snapshots[snapshot.streamPosition] = {snapshot.version, *snapshot.state};
    }
    for (const ChangedStream &milestone : batch.milestones) {
        m_milestones[milestone.streamPosition][milestone.version]
            = {milestone.version, *milestone.state};
    }
    for (const OutcomeRecord &outcome : batch.outcomes) {
        m_outcomes[outcome.key].push_back(outcome.sequence);
    }
    m_position = batch.head.position;
    m_outcome = batch.head.outcome;
}

qint64 MemoryIndex::snapshotVersion(const domain::StreamName &stream)
{
    const auto position = find(stream);
    const auto found
        = position ? snapshot(*position, std::numeric_limits<qint64>::max()) : std::nullopt;
    return found ? found->version : 0;
}

std::optional<qint64> MemoryIndex::find(const domain::StreamName &stream)
{
    const auto found = m_streams.find(stream.name());
    return found == m_streams.end() ? std::nullopt : std::optional(found->second);
}

std::optional<Snapshot> MemoryIndex::snapshot(qint64 streamPosition, qint64 upTo)
{
    const auto newest = m_snapshots.find(streamPosition);
    if (newest != m_snapshots.end() && newest->second.version <= upTo) {
        return newest->second;
    }
    const auto &milestones = m_milestones[streamPosition];
    const auto after = milestones.upper_bound(upTo);
    return after == milestones.begin() ? std::nullopt : std::optional(std::prev(after)->second);
}

std::vector<qint64> MemoryIndex::positionsAfter(qint64 streamPosition, qint64 version, int limit)
{
    const auto &all = m_positions.at(streamPosition);
    const auto first = all.begin() + std::min(version, qint64(all.size()));
    const auto last = first + std::min(qint64(limit), qint64(all.end() - first));
    positionsRead += std::size_t(last - first);
    return {first, last};
}

std::vector<qint64> MemoryIndex::outcomesOf(const QByteArray &, const QByteArray &key)
{
    const auto found = m_outcomes.find(key);
    return found == m_outcomes.end() ? std::vector<qint64>() : found->second;
}

Submission ask(const domain::Command &command)
{
    Submission submission;
    submission.command = command;
    submission.cause.correlationId = "correlation";
    return submission;
}

Submission ask(const domain::Command &command, const QByteArray &key, const QByteArray &fingerprint)
{
    Submission submission = ask(command);
    submission.key = key;
    submission.caller = "caller";
    submission.fingerprint = fingerprint;
    return submission;
}

MemoryLedger::MemoryLedger(std::size_t capacity)
{
    reopen(capacity);
}

void MemoryLedger::reopen(std::size_t capacity)
{
    index();
    WriterOptions options;
    options.streamsInMemory = capacity;
    m_writer = std::make_unique<Writer>(log, indexed, *m_reader, clock, options);
}

BatchOutcome MemoryLedger::run(const std::vector<Submission> &submissions)
{
    BatchOutcome outcome = m_writer->run(submissions);
    KONTOR_ASSERT(log.sync());
    if (outcome.batch) {
        m_unindexed.push_back(outcome.batch);
    }
    return outcome;
}

CommandResult MemoryLedger::run(const Submission &submission)
{
    return run(std::vector{submission}).results.at(0);
}

void MemoryLedger::index()
{
    for (const CommittedBatchPtr &batch : m_unindexed) {
        indexed.apply(*batch);
    }
    m_unindexed.clear();
    if (m_writer) {
        m_writer->indexReached(indexed.position(), indexed.outcome());
    }
}

domain::Account MemoryLedger::account(AccountId id) const
{
    domain::State state = domain::initialState(domain::StreamKind::Account);
    for (const RecordedEvent &event : log.events()) {
        if (event.stream == domain::StreamName::of(id)) {
            evolve(state, event.event, event.recordedAt);
        }
    }
    return std::get<domain::Account>(state);
}

} // namespace kontor::testing
