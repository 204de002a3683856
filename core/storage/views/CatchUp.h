// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/StreamStore.h"
#include "application/ports/Views.h"

namespace kontor::storage {

//! Makes batches from the log again, as the writer made them: states come from folding. Each batch
//! must be in the views before the next is asked for.
class CatchUp
{
public:
    CatchUp(application::LogReader &reader, application::StreamIndex &index,
        const application::Checkpoint &from, std::size_t streamsInMemory);

    //! The next events, at most `limit` and not beyond `to`, with the outcomes in step; nothing at
    //! the end.
    application::CommittedBatchPtr next(const application::LogHead &to, qint64 limit);

private:
    application::LogReader &m_reader;
    application::StreamStore m_streams;
    qint64 m_position;
    qint64 m_outcome;
    QByteArray m_hash;
};

} // namespace kontor::storage
