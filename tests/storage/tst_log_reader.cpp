// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/ports/ReadFault.h"
#include "storage/log/SqliteEventLog.h"
#include "storage/log/SqliteLogReader.h"
#include "support/LogBuilder.h"
#include "support/Skip.h"
#include "support/TestMain.h"

#include <QTemporaryDir>
#include <QTest>

#include <map>

#include <sqlite3.h>

using namespace kontor;
using namespace kontor::storage;
using namespace kontor::testing;

namespace {

//! Stands between SQLite and the disk, in this program: after so many reads each one fails.
class FailingReads
{
public:
    //! For all files that are opened from now on.
    static void install()
    {
        s_real = sqlite3_vfs_find(nullptr);
        static sqlite3_vfs failing = *s_real;
        failing.zName = "failing-reads";
        failing.xOpen = open;
        sqlite3_vfs_register(&failing, 1);
    }
    static void uninstall() { sqlite3_vfs_register(s_real, 1); }
    static void after(int reads) { s_left = reads; }
    static void never() { s_left = -1; }

private:
    static int open(sqlite3_vfs *, const char *name, sqlite3_file *file, int flags, int *given)
    {
        const int code = s_real->xOpen(s_real, name, file, flags, given);
        if (code == SQLITE_OK) {
            // One for each kind of file: those without locks have other methods.
            const auto [methods, isNew] = s_methods.try_emplace(file->pMethods, *file->pMethods);
            s_read = isNew ? std::exchange(methods->second.xRead, read) : s_read;
            file->pMethods = &methods->second;
        }
        return code;
    }
    static int read(sqlite3_file *file, void *to, int size, sqlite3_int64 offset)
    {
        if (s_left == 0) {
            return SQLITE_IOERR_READ;
        }
        s_left -= s_left > 0 ? 1 : 0;
        return s_read(file, to, size, offset);
    }

    static inline sqlite3_vfs *s_real = nullptr;
    static inline std::map<const sqlite3_io_methods *, sqlite3_io_methods> s_methods;
    static inline decltype(sqlite3_io_methods::xRead) s_read = nullptr;
    static inline int s_left = -1;
};

bool isAnythingOpen(sqlite3 *connection)
{
    bool found = sqlite3_get_autocommit(connection) == 0;
    for (auto *at = sqlite3_next_stmt(connection, nullptr); at;
         at = sqlite3_next_stmt(connection, at)) {
        found = found || sqlite3_stmt_busy(at);
    }
    return found;
}

} // namespace

// The log's reader where the disk does not answer for a moment.
class tst_LogReader : public QObject
{
    Q_OBJECT

    QTemporaryDir m_directory;
    qint64 m_last = 0;

    //! A reading as requests make it, on a connection that has nothing in its memory.
    bool leavesSomethingOpen(int reads, const std::function<void(SqliteLogReader &)> &read,
        bool &failed)
    {
        auto opened = Database::open(m_directory.filePath(u"ledger.db"_s), OpenMode::ReadOnly);
        auto database = std::move(*opened);
        database->throwFaults();
        sqlite3 *connection = database->raw();
        SqliteLogReader reader(std::move(database));
        FailingReads::after(reads);
        try {
            read(reader);
            failed = false;
        } catch (const application::ReadFault &) {
            failed = true;
        }
        FailingReads::never();
        return isAnythingOpen(connection);
    }

private Q_SLOTS:
    void initTestCase()
    {
        SystemClock clock;
        SeededRandom random(1);
        const auto log = SqliteEventLog::open(m_directory.path(), {}, clock, random);
        LogBuilder builder;
        builder.open(1, 50'000).open(2).appendTo(**log);
        for (int i = 0; i < 300; ++i) {
            builder.transfer(1, 2, 1).outcome("key-" + QByteArray::number(i));
        }
        builder.appendTo(**log);
        m_last = (*log)->head().position;
        FailingReads::install();
    }
    void cleanupTestCase() { FailingReads::uninstall(); }

    // A statement that stays unfinished keeps the write-ahead log from beginning anew, and the reader
    // at what was there then.
    void aReadingThatFailsLeavesNothingOpen_data()
    {
        using Read = std::function<void(SqliteLogReader &)>;
        QTest::addColumn<Read>("read");
        const auto row = [](const char *name, Read read) { QTest::newRow(name) << read; };
        row("events", [this](SqliteLogReader &log) {
            log.events(m_last - 5, m_last, [](const auto &) { return true; });
        });
        row("some events", [this](SqliteLogReader &log) { log.at({m_last - 5, m_last}); });
        row("a time", [this](SqliteLogReader &log) { log.recordedAt(m_last); });
        row("outcomes", [](SqliteLogReader &log) { log.outcome(200); });
        row("the head", [](SqliteLogReader &log) { log.head(); });
    }
    void aReadingThatFailsLeavesNothingOpen()
    {
        QFETCH(std::function<void(SqliteLogReader &)>, read);
        if (!(*Database::open(m_directory.filePath(u"ledger.db"_s), OpenMode::ReadOnly))->raw()) {
            KONTOR_SKIP("the SQLite driver brings a SQLite of its own");
        }
        bool failed = true;
        int reads = 0;
        for (; failed; ++reads) {
            QVERIFY2(!leavesSomethingOpen(reads, read, failed), QByteArray::number(reads));
        }
        QVERIFY2(reads > 2, QByteArray::number(reads));
    }
};

KONTOR_TEST(tst_LogReader)
#include "tst_log_reader.moc"
