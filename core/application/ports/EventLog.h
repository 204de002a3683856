// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Actor.h"
#include "domain/Event.h"
#include "domain/Stream.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace kontor::application {

//! An event with its place in the log.
struct RecordedEvent
{
    //! 1, 2, 3 … over the whole log, without gaps.
    qint64 position = 0;
    //! The position of the stream's first event.
    qint64 streamPosition = 0;
    domain::StreamName stream;
    //! 1, 2, 3 … within the stream, without gaps.
    qint64 version = 0;
    Timestamp recordedAt;
    //! The first 128 bits of the event's chain hash (UUIDv8); set by append().
    EventId id;
    domain::Event event;
    domain::Cause cause;
};

//! What the writer decided under an idempotency key; refusals too.
struct OutcomeRecord
{
    //! 1, 2, 3 … without gaps.
    qint64 sequence = 0;
    QByteArray key;
    //! Keys of different callers do not meet.
    QByteArray caller;
    //! Of the request; another request under the same key is refused.
    QByteArray fingerprint;
    //! Empty when accepted, else the refusal's name.
    QByteArray refusal;
    //! A number that belongs to the refusal: the current version with version-conflict. When
    //! accepted, the version of the command's subject after it; 0 where it never came to be.
    qint64 detail = 0;
    //! The events it caused; 0 and 0 if none.
    qint64 firstPosition = 0;
    qint64 lastPosition = 0;
};

//! Where the log ends.
struct LogHead
{
    qint64 position = 0;
    qint64 outcome = 0;
    Timestamp recordedAt;
    //! Chain hashes of the last event and the last outcome, 32 bytes each (zeros when empty).
    QByteArray eventHash = QByteArray(32, '\0');
    QByteArray outcomeHash = QByteArray(32, '\0');
};

//! Why an append did not succeed. `Full`: certainly nothing was written. `Unknown`: it may or may
//! not be on disk; the process must end and the log be opened anew before anything is answered.
struct AppendFault
{
    enum class Kind { Full, Unknown };
    Kind kind = Kind::Unknown;
    QString detail;
};

//! Reads the log. Bound to the thread that made it. Sees what is durable, and nothing behind it.
class LogReader
{
public:
    virtual ~LogReader() = default;
    //! Calls `visit` for the events from `first` up to `last` (inclusive) in order, until it returns
    //! false.
    virtual void events(qint64 first, qint64 last,
        const std::function<bool(const RecordedEvent &)> &visit) = 0;
    //! Exactly these events, in the order asked for.
    virtual std::vector<RecordedEvent> at(const std::vector<qint64> &positions) = 0;
    //! The same without ids, causes and the streams' names: all that a state is folded from.
    virtual std::vector<RecordedEvent> bareAt(const std::vector<qint64> &positions)
    {
        return at(positions);
    }
    //! What is read until endReading() is of one state of the log, and cheaper together.
    virtual void beginReading() {}
    virtual void endReading() {}
    virtual Timestamp recordedAt(qint64 position) { return at({position}).front().recordedAt; }
    virtual void outcomes(qint64 first, qint64 last,
        const std::function<bool(const OutcomeRecord &)> &visit) = 0;
    virtual std::optional<OutcomeRecord> outcome(qint64 sequence) = 0;
    virtual LogHead head() = 0;
    //! This event is not what belongs there: ends the process.
    [[noreturn]] virtual void unsound(qint64 position, const QString &what)
    {
        qFatal("event %lld: %s", static_cast<long long>(position), qUtf8Printable(what));
    }
};

//! The append-only log: the only truth. One writer.
class EventLog
{
public:
    virtual ~EventLog() = default;
    //! Names the ledger across restores; checkpoints carry it.
    virtual QByteArray generation() const = 0;
    //! For the writer: where the next append goes on.
    virtual LogHead head() const = 0;
    //! Appends all of it, or nothing. Positions and sequences continue the head; sets the events'
    //! ids. It survives the process; a power cut, only after sync(). Call from the writer's thread.
    virtual Result<Done, AppendFault> append(std::vector<RecordedEvent> &events,
        const std::vector<OutcomeRecord> &outcomes) = 0;
    //! From one thread at a time, while another may append: makes durable, and shows to readers,
    //! what was appended before the call. A fault is always `Unknown`, and the last word.
    virtual Result<Done, AppendFault> sync() = 0;
    //! A chance for housekeeping (checkpoints, anchor) between batches.
    virtual void betweenBatches() {}
    //! What cannot be read ends the process: who follows the log or decides on it must not guess.
    virtual std::unique_ptr<LogReader> openReader() = 0;
    //! For the writer alone, who decides on what it has appended, durable or not.
    virtual std::unique_ptr<LogReader> openWriterReader() { return openReader(); }
    //! For answering requests: what cannot be read throws ReadFault.
    virtual std::unique_ptr<LogReader> openRequestReader() { return openReader(); }
    //! For making anew what stays as it is where that cannot be done: damage throws ReadFault, too.
    virtual std::unique_ptr<LogReader> openRebuildReader() { return openReader(); }
};

} // namespace kontor::application
