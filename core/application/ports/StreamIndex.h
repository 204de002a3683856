// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/State.h"
#include "domain/Stream.h"

#include <limits>
#include <memory>
#include <optional>
#include <vector>

namespace kontor::application {

//! A stream has a snapshot of its newest version that is a multiple of this,
inline constexpr qint64 snapshotEvery = 5;
//! and of each that is a multiple of this: whoever asks for an earlier state folds no more events than
//! lie between two, however long the stream is.
inline constexpr qint64 milestoneEvery = 500;

//! A stream's state at a version, as the views keep it.
struct Snapshot
{
    qint64 version = 0;
    domain::State state;
};

//! Says where things are, up to a position; never what a balance is. The ledger decides on
//! streams, so this is all that it may ask. Bound to one thread.
class StreamIndex
{
public:
    virtual ~StreamIndex() = default;
    //! What is read until endReading() is of one state of the index, and cheaper together.
    virtual void beginReading() {}
    virtual void endReading() {}
    //! Everything up to and including this position is indexed.
    virtual qint64 position() = 0;
    //! The position of the stream's first event, or nothing for a stream unknown so far.
    virtual std::optional<qint64> find(const domain::StreamName &stream) = 0;
    //! The newest snapshot of a version up to `upTo` that is kept; nothing where it is not whole or was
    //! made by other rules than today's.
    virtual std::optional<Snapshot> snapshot(qint64 streamPosition,
        qint64 upTo = std::numeric_limits<qint64>::max()) = 0;
    //! Positions of the stream's events with a version above `version`, ascending; at most `limit`.
    virtual std::vector<qint64> positionsAfter(qint64 streamPosition, qint64 version,
        int limit = 1'000'000) = 0;
    //! Sequences of the outcomes that may belong to this key (compare the record itself).
    virtual std::vector<qint64> outcomesOf(const QByteArray &caller, const QByteArray &key) = 0;
    //! The version that an account's own row speaks of; nothing where there is no such row. What is read
    //! afterwards has it, or is not whole.
    virtual std::optional<qint64> accountVersion(qint64 streamPosition)
    {
        Q_UNUSED(streamPosition);
        return std::nullopt;
    }
    //! The index leads to something else than the log has: nothing can be decided on it. Ends the
    //! process; the next start makes it anew.
    [[noreturn]] virtual void unsound(const QString &what) { qFatal("%s", qUtf8Printable(what)); }
};

} // namespace kontor::application
