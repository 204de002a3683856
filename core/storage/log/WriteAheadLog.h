// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/log/LedgerFile.h"

namespace kontor::storage {

//! SQLite's write-ahead log of a ledger, held open beside SQLite to be synced from any thread: a
//! commit writes to it, and on disk it is once this is synced. (SQLite locks other files than this,
//! so that a second descriptor takes no lock away.)
class WriteAheadLog
{
public:
    static QString pathOf(const LedgerPaths &paths) { return paths.database + u"-wal"_s; }
    //! Nothing where it cannot be opened.
    static std::unique_ptr<WriteAheadLog> open(const LedgerPaths &paths);
    ~WriteAheadLog();
    WriteAheadLog(const WriteAheadLog &) = delete;
    WriteAheadLog &operator=(const WriteAheadLog &) = delete;

    //! Its name still leads to this file.
    bool isStillThere() const { return fileIdentity(m_path) == m_identity; }
    bool isGone() const;
    //! From any thread: all that was written before the call is on disk. False with errno set.
    bool sync() const;

private:
    WriteAheadLog(QString path, int descriptor);

    QString m_path;
    int m_descriptor;
    FileIdentity m_identity;
};

} // namespace kontor::storage
