// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application/ports/Views.h"
#include "domain/Decide.h"

#include <functional>
#include <span>

namespace kontor::application {

//! A command on its way to the ledger, with all that is kept about it.
struct Submission
{
    //! Nothing where only the key is to be taken, for something that is done elsewhere.
    std::optional<domain::Command> command;
    domain::Cause cause;
    //! Empty, or 1–255 printable characters; the same key has one effect.
    QByteArray key;
    //! Whose key it is.
    QByteArray caller;
    //! A digest of the request, so that a key cannot stand for two.
    QByteArray fingerprint;
    //! From If-Match.
    std::optional<qint64> expectedVersion;
    //! Whose rights it is decided with; the system's own where nothing is said.
    domain::Principal principal = {};
    //! The fingerprint as an earlier version would have made it, where that differs; never kept.
    QByteArray formerFingerprint = {};
};

//! What became of a submission.
struct CommandResult
{
    enum class Kind {
        //! Durable on disk (or nothing had to change).
        Accepted,
        //! A definite no; no money has moved.
        Refused,
        //! The key belongs to another request.
        KeyReused,
        //! Not taken: more work than the server can hold.
        Overloaded,
        //! Not written: the disk is full.
        StorageFull,
        //! The commit failed halfway; only opening the ledger anew tells.
        Unknown,
    };

    Kind kind = Kind::Accepted;
    domain::Refusal refusal{};
    //! An earlier answer, told again.
    bool replayed = false;
    //! The stream that the command is about, after it; nothing where it never came to be.
    std::optional<ChangedStream> subject;
    //! What it caused, in order: a part of the shared batch, or read from the log for a replay.
    std::span<const RecordedEvent> events() const;

    CommittedBatchPtr batch;
    std::size_t first = 0;
    std::size_t count = 0;
    std::vector<RecordedEvent> reread;
};

using Completion = std::function<void(CommandResult)>;

} // namespace kontor::application
