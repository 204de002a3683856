// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/ports/Views.h"

#include <unordered_map>

namespace kontor::storage {

//! Makes batches from the log again, as the writer made them: states come from folding. Each batch
//! must be in the views before the next is asked for.
class CatchUp
{
public:
    CatchUp(application::LogReader &reader, application::StreamIndex &index,
        const application::Checkpoint &from, std::size_t streamsInMemory);

    //! The next events, about `limit` of them and not beyond `to`, with the outcomes in step; nothing
    //! at the end. A command is never torn: whoever reads the views in between sees whole transfers.
    application::CommittedBatchPtr next(const application::LogHead &to, qint64 limit);

private:
    struct Folded
    {
        application::ChangedStream stream;
        //! The newest that fell due in this batch, if one did.
        std::optional<application::ChangedStream> snapshot;
        bool touched = false;
    };
    void fold(const application::RecordedEvent &event);
    Folded &load(const application::RecordedEvent &event);
    void blame(const application::RecordedEvent &event);
    void takeChanges(application::CommittedBatch &batch);

    application::LogReader &m_reader;
    application::StreamIndex &m_index;
    std::size_t m_capacity;
    qint64 m_position;
    qint64 m_outcome;
    QByteArray m_hash;
    //! By the position of the stream's first event.
    std::unordered_map<qint64, Folded> m_streams;
    std::vector<Folded *> m_touched;
    //! Of this batch.
    std::vector<application::ChangedStream> m_milestones;
};

} // namespace kontor::storage
