// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/Submission.h"
#include "foundation/Histogram.h"

namespace kontor::application {

//! What has gone through the ledger since it was started. Counted and read at its home.
struct LedgerMeasures
{
    static constexpr qint64 bounds[] = {1, 4, 16, 64, 256, 1'024, 4'096, 16'384};

    //! By CommandResult::Kind, commands answered anew from their keys included.
    std::array<Counter, std::size_t(CommandResult::Kind::Unknown) + 1> results;
    //! By the index of domain::Event.
    std::array<Counter, std::variant_size_v<domain::Event>> events;
    //! Commands that shared a commit.
    Histogram batches{bounds};

    void count(const std::vector<CommandResult> &batch, const CommittedBatch *committed)
    {
        for (const CommandResult &result : batch) {
            results[std::size_t(result.kind)].add();
        }
        if (committed) {
            batches.add(qint64(batch.size()));
            for (const RecordedEvent &event : committed->events) {
                events[event.event.index()].add();
            }
        }
    }
};

} // namespace kontor::application
