// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app-atm/session/JournalEntry.h"

#include <QFile>

namespace kontor::atm {

//! Why a journal cannot be used. `Altered`: an earlier record does not fit the chain.
struct JournalError
{
    enum class Kind { Unwritable, Altered };
    Kind kind;
    QString detail;
};

//! The machine's own memory of what it was about to do: an append-only file, one JSON line per
//! step, on disk before append() returns. Each line carries the SHA-256 of itself and the line
//! before, so a record that was changed later is found. A last line that is torn counts as not
//! written: the step that it announces was never taken.
class Journal
{
public:
    static Result<Journal, JournalError> open(const QString &path);

    Result<Done, JournalError> append(const JournalEntry &entry, Timestamp at);
    //! Puts all records into a file beside this one and goes on with a new one, for a journal in which
    //! nothing is open. `last` is what the dispenser worked for last. A power cut leaves the one or
    //! the other; where it cannot be done it says why, and everything stays.
    Result<Done, JournalError> shorten(WithdrawalId last, Timestamp at);
    const std::vector<JournalEntry> &entries() const { return m_entries; }
    //! Whether the last opening dropped a torn record.
    bool droppedTornRecord() const { return m_droppedTornRecord; }

private:
    Journal() = default;
    Result<Done, JournalError> read();
    bool truncateTo(qint64 size);
    QString earlierPart() const;
    Result<std::unique_ptr<QFile>, JournalError> writeNext(const QByteArray &text) const;

    QString m_path;
    std::unique_ptr<QFile> m_file;
    std::vector<JournalEntry> m_entries;
    //! Of the first and of the last record.
    qint64 m_firstSequence = 1;
    qint64 m_sequence = 0;
    QByteArray m_head;
    bool m_droppedTornRecord = false;
    bool m_broken = false;
};

} // namespace kontor::atm
