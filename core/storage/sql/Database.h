// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation/Result.h"
#include "foundation/Strings.h"

#include <QSqlDatabase>
#include <QSqlError>

#include <memory>

struct sqlite3;

namespace kontor::storage {

enum class OpenMode { ReadWrite, ReadOnly };

//! One SQLite connection under a name of its own. Belongs to the thread that opened it.
class Database
{
public:
    static Result<std::unique_ptr<Database>, QString> open(const QString &path, OpenMode mode,
        int busyMilliseconds = 2000);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    //! Runs one statement that returns nothing.
    Result<Done, QSqlError> exec(const QString &sql);
    //! Runs several; stops at the first error.
    Result<Done, QSqlError> execAll(const QStringList &statements);
    //! The first column of the first row, or an invalid value.
    QVariant scalar(const QString &sql);
    QSqlDatabase connection() const { return m_connection; }
    //! The driver's own handle where it is the SQLite that we link; nullptr where the driver brought
    //! one of its own, whose handle is not ours to use.
    sqlite3 *raw() const { return m_raw; }
    //! From now on as if there were no handle to use; for the tests of that case.
    void useQtSqlOnly() { m_raw = nullptr; }
    QString path() const { return m_path; }
    //! For a file that can be made anew: damage found in it leaves a mark beside it, and who opens it
    //! next makes it anew.
    void setRebuildable() { m_rebuildable = true; }
    //! Ends the process after an error that leaves nothing to answer; see halt().
    [[noreturn]] void haltOn(const QSqlError &error) const;

private:
    Database(const QString &path, const QString &name);
    QString m_path;
    QSqlDatabase m_connection;
    sqlite3 *m_raw = nullptr;
    bool m_rebuildable = false;
};

//! SQLite's primary result code (SQLITE_FULL is 13); 0 where there is none.
int sqliteCode(const QSqlError &error);
inline constexpr int sqliteBusy = 5;
inline constexpr int sqliteFull = 13;
inline constexpr int sqliteCorrupt = 11;
inline constexpr int sqliteNotADatabase = 26;

//! The file is not what was written to it.
bool isDamage(const QSqlError &error);
//! The mark that setRebuildable() speaks of.
QString rebuildMark(const QString &path);

//! Ends the process at once: a read of our own files failed, and going on would mean inventing an
//! answer. `exitCode` as in OpenError.
[[noreturn]] void halt(int exitCode, const QString &message);

} // namespace kontor::storage
