// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/Writer.h"

#include <QDateTime>

namespace kontor::application {

std::span<const RecordedEvent> CommandResult::events() const
{
    if (batch) {
        return std::span(batch->events).subspan(first, count);
    }
    return reread;
}

// A malformed amount is the request's fault, not a decision: the key stays free.
static bool isKept(domain::RefusalCode code)
{
    using enum domain::RefusalCode;
    return code != AmountFormat && code != AmountNotPositive && code != DepositTooLarge;
}

static ChangedStream changed(const domain::StreamName &name, const StoredStream &stored)
{
    return {name, stored.streamPosition, stored.version, stored.lastPosition, stored.state};
}

Writer::Writer(EventLog &log, StreamIndex &index, LogReader &reader, const Clock &clock,
    WriterOptions options)
    : m_log(log), m_reader(reader), m_clock(clock), m_options(std::move(options)),
      m_streams(index, reader, m_options.streamsInMemory), m_keys(index, reader), m_head(log.head())
{
    m_context.policy = m_options.policy;
}

void Writer::indexReached(qint64 position, qint64 outcome)
{
    m_streams.indexReached(position);
    m_keys.indexReached(outcome);
}

BatchOutcome Writer::run(const std::vector<Submission> &submissions)
{
    // Time never runs backwards in the log, whatever the clock does.
    m_context.now = std::max(m_clock.now(), m_head.recordedAt);
    m_context.bookingDate
        = QDateTime::fromMSecsSinceEpoch(m_context.now.micros / 1000, m_options.timeZone).date();
    BatchOutcome outcome;
    outcome.results.reserve(submissions.size());
    Draft draft;
    for (const Submission &submission : submissions) {
        outcome.results.push_back(answer(submission, draft));
    }
    if (draft.events.empty() && draft.outcomes.empty()) {
        return outcome;
    }
    const auto appended = m_log.append(draft.events, draft.outcomes);
    if (!appended) {
        fail(outcome, appended.error());
        return outcome;
    }
    outcome.batch = commit(draft);
    for (CommandResult &result : outcome.results) {
        if (result.count > 0) {
            result.batch = outcome.batch;
        }
    }
    return outcome;
}

CommandResult Writer::answer(const Submission &submission, Draft &draft)
{
    if (!submission.key.isEmpty()) {
        if (const auto known = m_keys.find(submission.caller, submission.key)) {
            return replay(submission, *known);
        }
    }
    CommandResult result = decideOn(submission, draft);
    remember(submission, result, draft);
    return result;
}

CommandResult Writer::decideOn(const Submission &submission, Draft &draft)
{
    CommandResult result;
    m_context.expectedVersion = submission.expectedVersion;
    auto decision = domain::decide(submission.command, m_streams, m_context);
    if (!decision) {
        result.kind = CommandResult::Kind::Refused;
        result.refusal = decision.error();
        return result;
    }
    result.first = draft.events.size();
    stage(submission, std::move(*decision), draft);
    result.count = draft.events.size() - result.first;
    result.subject = subjectOf(submission);
    return result;
}

void Writer::stage(const Submission &submission, std::vector<domain::NewEvent> events, Draft &draft)
{
    for (domain::NewEvent &event : events) {
        const qint64 position = m_head.position + qint64(draft.events.size()) + 1;
        const StoredStream &stored
            = m_streams.stage(event.stream, event.event, position, m_context.now);
        if (stored.version % 5 == 0) {
            draft.snapshots[event.stream] = changed(event.stream, stored);
        }
        draft.events.push_back({position, stored.streamPosition, std::move(event.stream),
            stored.version, m_context.now, {}, std::move(event.event), submission.cause});
    }
}

void Writer::remember(const Submission &submission, const CommandResult &result, Draft &draft)
{
    const bool refused = result.kind == CommandResult::Kind::Refused;
    if (submission.key.isEmpty() || (refused && !isKept(result.refusal.code))) {
        return;
    }
    OutcomeRecord outcome;
    outcome.sequence = m_head.outcome + qint64(draft.outcomes.size()) + 1;
    outcome.key = submission.key;
    outcome.caller = submission.caller;
    outcome.fingerprint = submission.fingerprint;
    if (refused) {
        outcome.refusal = nameOf(result.refusal.code);
        outcome.detail = result.refusal.detail;
    } else if (result.count > 0) {
        outcome.firstPosition = draft.events[result.first].position;
        outcome.lastPosition = draft.events.back().position;
    }
    m_keys.remember(outcome);
    draft.outcomes.push_back(std::move(outcome));
}

std::optional<ChangedStream> Writer::subjectOf(const Submission &submission) const
{
    const auto name = domain::subjectOf(submission.command);
    const StoredStream &stored = m_streams.current(name);
    return stored.version > 0 ? std::optional(changed(name, stored)) : std::nullopt;
}

// The answer is made from the same events again. A key of this very batch refers to events that are
// still in the draft.
CommandResult Writer::replay(const Submission &submission, const OutcomeRecord &outcome)
{
    CommandResult result;
    result.replayed = true;
    if (outcome.fingerprint != submission.fingerprint) {
        result.kind = CommandResult::Kind::KeyReused;
        return result;
    }
    if (!outcome.refusal.isEmpty()) {
        result.kind = CommandResult::Kind::Refused;
        result.refusal = {*fromName<domain::RefusalCode>(outcome.refusal.toStdString()),
            outcome.detail};
        return result;
    }
    if (outcome.firstPosition == 0) {
        result.subject = subjectOf(submission);
        return result;
    }
    if (outcome.firstPosition > m_head.position) {
        result.first = std::size_t(outcome.firstPosition - m_head.position - 1);
        result.count = std::size_t(outcome.lastPosition - outcome.firstPosition + 1);
        result.subject = subjectOf(submission);
        return result;
    }
    m_reader.events(outcome.firstPosition, outcome.lastPosition, [&](const RecordedEvent &event) {
        result.reread.push_back(event);
        return true;
    });
    const auto name = domain::subjectOf(submission.command);
    for (const RecordedEvent &event : result.reread) {
        if (event.stream == name) {
            if (const auto stored = m_streams.asOf(name, event.version)) {
                result.subject = changed(name, *stored);
            }
        }
    }
    return result;
}

CommittedBatchPtr Writer::commit(Draft &draft)
{
    auto batch = std::make_shared<CommittedBatch>();
    batch->changed.reserve(m_streams.staged().size());
    for (const auto &[name, stored] : m_streams.staged()) {
        batch->changed.push_back(changed(name, stored));
    }
    for (auto &[name, snapshot] : draft.snapshots) {
        batch->snapshots.push_back(std::move(snapshot));
    }
    batch->events = std::move(draft.events);
    batch->outcomes = std::move(draft.outcomes);
    m_streams.commit();
    m_head = m_log.head();
    batch->head = m_head;
    return batch;
}

void Writer::fail(BatchOutcome &outcome, const AppendFault &fault)
{
    const auto kind = fault.kind == AppendFault::Kind::Full ? CommandResult::Kind::StorageFull
                                                            : CommandResult::Kind::Unknown;
    m_streams.rollback();
    m_keys.forgetAfter(m_head.outcome);
    for (CommandResult &result : outcome.results) {
        // What was written before, and what needed no writing, stays as true as it was.
        if (result.count > 0 || (!result.replayed && result.kind == CommandResult::Kind::Refused)) {
            result = CommandResult{};
            result.kind = kind;
        }
    }
    outcome.fault = fault;
}

} // namespace kontor::application
