// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/OpenError.h"

#include "foundation/Result.h"

#include <QSqlDatabase>
#include <QSqlError>

#include <memory>
#include <optional>

struct sqlite3;

namespace kontor::storage {

class Statement;

//! Paced: like ReadWrite, for whoever writes so much that others' syncs would wait behind; see
//! PacedWrites.h. Immutable: like ReadOnly, for a file that nobody writes; makes nothing beside it.
enum class OpenMode { ReadWrite, Paced, ReadOnly, Immutable };

//! How to look at a file of ours without leaving a trace: immutable, unless it has a write-ahead log
//! and so perhaps a writer.
OpenMode lookingMode(const QString &path);

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
    //! The same as a number, such as those of the pragmas.
    Result<quint32, QSqlError> number(const QString &sql);
    //! What is read until endReading() is of one state. One within the other is the outer one. A failure
    //! does as was said.
    void beginReading();
    void endReading();
    QSqlDatabase connection() const { return m_connection; }
    //! The driver's own handle where it is the SQLite that we link; nullptr where the driver brought
    //! one of its own, whose handle is not ours to use.
    sqlite3 *raw() const { return m_raw; }
    //! From now on as if there were no handle to use; for the tests of that case.
    void useQtSqlOnly() { m_raw = nullptr; }
    QString path() const { return m_path; }
    //! Of a file with a rollback journal: how many transactions it has seen, as its header says it now.
    //! Nothing where that cannot be read. Through SQLite, because whoever opens and closes the file loses
    //! the locks that it has on it.
    std::optional<quint32> changeCounter() const;
    //! For a file that can be made anew: damage found in it leaves a mark beside it, and who opens it
    //! next makes it anew.
    void setRebuildable() { m_rebuildable = true; }
    //! For whoever looks for damage: from now on a reading that fails ends as if there were no more
    //! rows, and fault() says why, instead of ending the process.
    void keepFaults() { m_faults = Faults::Keep; }
    //! For whoever answers a request: from now on such a reading throws application::ReadFault, unless
    //! the file is damaged.
    void throwFaults() { m_faults = Faults::Throw; }
    //! For whoever can do without: damage is thrown, too.
    void throwDamageToo() { m_faults = Faults::ThrowAll; }
    const std::optional<OpenError> &fault() const { return m_fault; }
    //! What a statement calls when its reading failed, or what was read cannot be: does as was said.
    void readingFailed(const QSqlError &error);
    void readingFailed(OpenError::Code code, const QString &what);
    //! The file is not what was written to it.
    bool isDamage(const QSqlError &error) const;
    //! For who opens the file: Data where it is not what was made, tables that are not there included,
    //! and Io where it only could not be read.
    OpenError::Code whatFailed(const QSqlError &error) const;
    //! Ends the process after an error that leaves nothing to answer; see halt().
    [[noreturn]] void haltOn(const QSqlError &error) const;
    //! Ends the process because of what a rebuildable file says; who opens it next makes it anew.
    [[noreturn]] void haltRebuilding(const QString &what) const;

private:
    enum class Faults { Halt, Keep, Throw, ThrowAll };
    Database(const QString &path, const QString &name);
    void markRebuild() const;
    QString told(OpenError::Code code, const QString &what) const;
    QString m_path;
    QSqlDatabase m_connection;
    sqlite3 *m_raw = nullptr;
    bool m_rebuildable = false;
    bool m_isCounted = false;
    int m_readings = 0;
    std::unique_ptr<Statement> m_begin;
    std::unique_ptr<Statement> m_end;
    Faults m_faults = Faults::Halt;
    std::optional<OpenError> m_fault;
};

//! Whether a connection of this process has the file open. Whoever opens and closes it otherwise lets go
//! of all locks that SQLite holds on it for the process: another program could take its write-ahead
//! log away.
bool isOpenHere(const QString &path);

//! SQLite's primary result code (SQLITE_FULL is 13); 0 where there is none.
int sqliteCode(const QSqlError &error);
inline constexpr int sqliteError = 1;
inline constexpr int sqliteBusy = 5;
inline constexpr int sqliteIoError = 10;
inline constexpr int sqliteFull = 13;
inline constexpr int sqliteCannotOpen = 14;
inline constexpr int sqliteCorrupt = 11;
inline constexpr int sqliteNotADatabase = 26;

//! The mark that setRebuildable() speaks of.
QString rebuildMark(const QString &path);

//! Ends the process at once: a read of our own files failed, and going on would mean inventing an
//! answer. `exitCode` as in OpenError.
[[noreturn]] void halt(int exitCode, const QString &message);

//! What halt() says goes to the log, unless somebody else is to say it: a command whose end it is.
using HaltTeller = void (*)(int exitCode, const QString &message);
void tellHalts(HaltTeller teller);

} // namespace kontor::storage
