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

// A malformed amount is the request's fault and a closed session the caller's, not decisions: the
// key stays free.
bool isKept(domain::RefusalCode code)
{
    using enum domain::RefusalCode;
    return code != Forbidden && code != CardIsBlocked && code != CardSessionInvalid && code != AmountFormat
        && code != AmountNotPositive && code != DepositTooLarge;
}

Writer::Writer(EventLog &log, StreamIndex &index, LogReader &reader, const Clock &clock,
    WriterOptions options)
    : m_log(log), m_reader(reader), m_clock(clock), m_options(std::move(options)),
      m_streams(index, reader, m_options.streamsInMemory), m_head(log.head()),
      m_keys(index, reader, m_head.outcome)
{
    m_context.policy = m_options.policy;
}

void Writer::indexReached(qint64 position, qint64 outcome)
{
    m_streams.indexReached(position);
    m_keys.indexReached(outcome);
}

void Writer::startTurn()
{
    // Time never runs backwards in the log, whatever the clock does.
    m_context.now = std::max(m_clock.now(), m_head.recordedAt);
    m_context.bookingDate
        = QDateTime::fromMSecsSinceEpoch(m_context.now.micros / 1000, m_options.timeZone).date();
}

static BatchOutcome notTaken(std::size_t count)
{
    CommandResult result;
    result.kind = CommandResult::Kind::Overloaded;
    return {std::vector<CommandResult>(count, result), {}, {}};
}

BatchOutcome Writer::run(const std::vector<Submission> &submissions)
{
    if (m_broken) {
        return notTaken(submissions.size());
    }
    startTurn();
    std::vector<CommandResult> results;
    results.reserve(submissions.size());
    Draft draft;
    m_streams.beginBatch();
    for (const Submission &submission : submissions) {
        results.push_back(answer(submission, draft));
    }
    m_streams.endBatch();
    BatchOutcome outcome = append(draft, std::move(results));
    m_streams.trim();
    return outcome;
}

BatchOutcome Writer::append(Draft &draft, std::vector<CommandResult> results)
{
    if (draft.events.empty() && draft.outcomes.empty()) {
        return {std::move(results), {}, {}};
    }
    const auto appended = m_log.append(draft.events, draft.outcomes);
    if (!appended) {
        fail(results, draft, appended.error().kind);
        return {std::move(results), {}, appended.error()};
    }
    const auto batch = commit(draft);
    for (CommandResult &result : results) {
        if (result.count > 0) {
            result.batch = batch;
        }
    }
    return {std::move(results), batch, {}};
}

CommandResult Writer::answer(const Submission &submission, Draft &draft)
{
    if (!submission.key.isEmpty()) {
        if (const auto known = m_keys.find(submission.caller, submission.key)) {
            draft.isOnDisk.push_back(known->sequence <= m_head.outcome);
            return replay(submission, *known, draft);
        }
    }
    CommandResult result = decideOn(submission, draft);
    draft.isOnDisk.push_back(false);
    remember(submission, result, draft);
    return result;
}

CommandResult Writer::decideOn(const Submission &submission, Draft &draft)
{
    CommandResult result;
    if (!submission.command) {
        return result;
    }
    m_context.expectedVersion = submission.expectedVersion;
    m_context.principal = submission.principal;
    auto decision = domain::decide(*submission.command, m_streams, m_context);
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
        if (stored.version % snapshotEvery == 0) {
            draft.snapshots[event.stream] = stored.named(event.stream);
        }
        if (stored.version % milestoneEvery == 0) {
            draft.milestones.push_back(stored.named(event.stream));
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
    } else {
        outcome.detail = result.subject ? result.subject->version : 0;
    }
    if (result.count > 0) {
        outcome.firstPosition = draft.events[result.first].position;
        outcome.lastPosition = draft.events.back().position;
    }
    m_keys.remember(outcome);
    draft.outcomes.push_back(std::move(outcome));
}

std::optional<ChangedStream> Writer::subjectOf(const Submission &submission) const
{
    const auto name = domain::subjectOf(*submission.command);
    const StoredStream &stored = m_streams.current(name);
    return stored.version > 0 ? std::optional(stored.named(name)) : std::nullopt;
}

// A request that is repeated names its streams again, but for those whose ids the server makes: the
// account to be opened has another id each time. The events know the first.
static domain::StreamName subjectAmong(std::span<const RecordedEvent> events,
    const domain::StreamName &asked)
{
    domain::StreamName found = asked;
    for (const RecordedEvent &event : events) {
        if (event.stream == asked) {
            return asked;
        }
        if (event.stream.kind() == asked.kind()) {
            found = event.stream;
        }
    }
    return found;
}

CommandResult Writer::replay(const Submission &submission, const OutcomeRecord &outcome,
    const Draft &draft)
{
    CommandResult result;
    result.replayed = true;
    if (outcome.fingerprint != submission.fingerprint
        && (submission.formerFingerprint.isEmpty()
            || outcome.fingerprint != submission.formerFingerprint)) {
        result.kind = CommandResult::Kind::KeyReused;
        return result;
    }
    if (!outcome.refusal.isEmpty()) {
        result.kind = CommandResult::Kind::Refused;
        result.refusal = {*fromName<domain::RefusalCode>(outcome.refusal.toStdString()),
            outcome.detail};
        return result;
    }
    if (!submission.command) {
        return result;
    }
    recall(result, outcome);
    const std::span<const RecordedEvent> events = result.count > 0
        ? std::span<const RecordedEvent>(draft.events).subspan(result.first, result.count)
        : std::span<const RecordedEvent>(result.reread);
    const auto name = subjectAmong(events, domain::subjectOf(*submission.command));
    // Folding a long stream anew is dear, so only answers that need it get it.
    if (outcome.detail > 0 && domain::isAnsweredByState(*submission.command)) {
        const auto stored = m_streams.asOf(name, outcome.detail, draft.events);
        KONTOR_ASSERT(stored);
        result.subject = stored->named(name);
    }
    return result;
}

// The answer is made from the same events again. A key of this very batch refers to events that are
// still in the draft.
void Writer::recall(CommandResult &result, const OutcomeRecord &outcome)
{
    if (outcome.firstPosition > m_head.position) {
        result.first = std::size_t(outcome.firstPosition - m_head.position - 1);
        result.count = std::size_t(outcome.lastPosition - outcome.firstPosition + 1);
    } else if (outcome.firstPosition > 0) {
        m_reader.events(outcome.firstPosition, outcome.lastPosition, [&](const RecordedEvent &event) {
            result.reread.push_back(event);
            return true;
        });
    }
}

CommittedBatchPtr Writer::commit(Draft &draft)
{
    auto batch = std::make_shared<CommittedBatch>();
    batch->changed = m_streams.commit();
    m_keys.commit();
    for (auto &[name, snapshot] : draft.snapshots) {
        batch->snapshots.push_back(std::move(snapshot));
    }
    batch->milestones = std::move(draft.milestones);
    batch->events = std::move(draft.events);
    batch->outcomes = std::move(draft.outcomes);
    m_head = m_log.head();
    batch->head = m_head;
    return batch;
}

// Answers that rest on this batch fall with it, refusals and "nothing to do" included: they were
// decided after commands that have not happened.
void Writer::fail(std::vector<CommandResult> &results, const Draft &draft, AppendFault::Kind fault)
{
    m_broken = fault == AppendFault::Kind::Unknown;
    m_streams.rollback();
    m_keys.rollback();
    CommandResult fallen;
    fallen.kind = m_broken ? CommandResult::Kind::Unknown : CommandResult::Kind::StorageFull;
    for (std::size_t i = 0; i < results.size(); ++i) {
        if (!draft.isOnDisk[i]) {
            results[i] = fallen;
        }
    }
}

} // namespace kontor::application
