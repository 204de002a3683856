// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/ports/EventLog.h"
#include "application/ports/StreamIndex.h"

// Earlier times. Finding where things stood takes a handful of look-ups, however long the log is.

namespace kontor::application {

std::vector<RecordedEvent> eventsBetween(LogReader &log, qint64 first, qint64 last);

//! The position of the last event recorded at or before that time; 0 if there is none. Time never
//! runs backwards in the log.
qint64 positionAt(LogReader &log, Timestamp at);

//! The version of a stream's last event at or before `position`; 0 if there is none. Needs an index
//! that has reached `position`.
qint64 versionAt(StreamIndex &index, qint64 streamPosition, qint64 position);

//! The version that a stream had at that time; 0 while it had no events.
qint64 versionAt(StreamIndex &index, LogReader &log, const domain::StreamName &stream, Timestamp at);

} // namespace kontor::application
