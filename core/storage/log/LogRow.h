// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/ports/EventLog.h"
#include "storage/codec/EventCodec.h"
#include "storage/sql/Statement.h"

#include <string>

namespace kontor::storage {

//! An event as its columns stand in the log.
struct EventRow
{
    qint64 position = 0;
    qint64 stream = 0;
    qint64 version = 0;
    std::string type;
    int schema = 1;
    EventMoney money;
    //! UTF-8 JSON.
    std::string data;
    std::string meta;
    qint64 recordedAt = 0;
    QByteArray hash;
};

//! An empty refusal and positions of 0 are stored as NULL.
struct OutcomeRow
{
    application::OutcomeRecord record;
    QByteArray hash;
};

//! Makes the rows of one append, in order; the same row is filled again and again, which spares
//! allocations.
class RowFiller
{
public:
    //! Begins an append: what came before is not referred to.
    void begin() { m_told = 0; }
    //! All but the hash.
    EventRow &fill(const application::RecordedEvent &event);

private:
    EventRow m_row;
    //! The event that told the cause last, in this append.
    qint64 m_told = 0;
    domain::Cause m_cause;
};

//! Columns of an event by position, from ?1 to ?2; texts as bytes, which spares two conversions.
QString selectEventRows();
//! The same columns, of the positions in a JSON array, in its order.
QString selectSomeEventRows();
EventRow readEventRow(Statement &row);
QString selectOutcomeRows();
OutcomeRow readOutcomeRow(Statement &row);

} // namespace kontor::storage
