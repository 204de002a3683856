// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/KeyMemory.h"
#include "application/StreamStore.h"
#include "application/Submission.h"
#include "foundation/Clock.h"

#include <QTimeZone>

namespace kontor::application {

struct WriterOptions
{
    domain::Policy policy;
    QTimeZone timeZone = QTimeZone::utc();
    std::size_t streamsInMemory = 200'000;
};

//! Whether a key remembers such a refusal. What is wrong with the request itself, or with the
//! caller's card, is decided anew each time.
bool isKept(domain::RefusalCode code);

//! What a batch came to.
struct BatchOutcome
{
    std::vector<CommandResult> results;
    //! Nothing where no commit was needed.
    CommittedBatchPtr batch;
    std::optional<AppendFault> fault;
};

//! The heart of the ledger, without a thread: takes submissions in order, decides each on the
//! streams as the ones before left them, and appends all of it in one commit.
class Writer
{
public:
    Writer(EventLog &log, StreamIndex &index, LogReader &reader, const Clock &clock,
        WriterOptions options);

    BatchOutcome run(const std::vector<Submission> &submissions);
    //! After a commit of unknown outcome nothing is taken any more: open the log anew.
    bool isBroken() const { return m_broken; }
    //! The views have everything up to here: memory may shrink.
    void indexReached(qint64 position, qint64 outcome);

private:
    struct Draft
    {
        std::vector<RecordedEvent> events;
        std::vector<OutcomeRecord> outcomes;
        std::unordered_map<domain::StreamName, ChangedStream> snapshots;
        std::vector<ChangedStream> milestones;
        //! Per submission: its answer rests on the log alone, not on this batch.
        std::vector<bool> isOnDisk;
    };
    void startTurn();
    CommandResult answer(const Submission &submission, Draft &draft);
    CommandResult replay(const Submission &submission, const OutcomeRecord &outcome,
        const Draft &draft);
    void recall(CommandResult &result, const OutcomeRecord &outcome);
    CommandResult decideOn(const Submission &submission, Draft &draft);
    void stage(const Submission &submission, std::vector<domain::NewEvent> events, Draft &draft);
    void remember(const Submission &submission, const CommandResult &result, Draft &draft);
    std::optional<ChangedStream> subjectOf(const Submission &submission) const;
    BatchOutcome append(Draft &draft, std::vector<CommandResult> results);
    CommittedBatchPtr commit(Draft &draft);
    void fail(std::vector<CommandResult> &results, const Draft &draft, AppendFault::Kind fault);

    EventLog &m_log;
    LogReader &m_reader;
    const Clock &m_clock;
    WriterOptions m_options;
    StreamStore m_streams;
    LogHead m_head;
    KeyMemory m_keys;
    domain::Context m_context;
    bool m_broken = false;
};

} // namespace kontor::application
