// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sql/Database.h"
#include "support/TestMain.h"

#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

using namespace kontor;
using namespace kontor::storage;

namespace {

constexpr qint64 megabyte = 1024 * 1024;

//! A VFS below all others in this process that knows how much was written to a file since its sync.
struct Counted
{
    sqlite3_io_methods counting;
    const sqlite3_io_methods *plain;
    qint64 unsynced;
};

sqlite3_vfs *plainVfs = nullptr;
qint64 mostUnsynced = 0;
qint64 written = 0;
int failingSyncs = 0;

Counted &countedOf(sqlite3_file *file)
{
    return *reinterpret_cast<Counted *>(
        reinterpret_cast<char *>(file) + (plainVfs->szOsFile + 15) / 16 * 16);
}

int countingWrite(sqlite3_file *file, const void *data, int bytes, sqlite3_int64 offset)
{
    Counted &counted = countedOf(file);
    counted.unsynced += bytes;
    written += bytes;
    mostUnsynced = std::max(mostUnsynced, counted.unsynced);
    return counted.plain->xWrite(file, data, bytes, offset);
}

int countingSync(sqlite3_file *file, int flags)
{
    if (failingSyncs > 0) {
        --failingSyncs;
        return SQLITE_IOERR_FSYNC;
    }
    countedOf(file).unsynced = 0;
    return countedOf(file).plain->xSync(file, flags);
}

int countingOpen(sqlite3_vfs *, const char *path, sqlite3_file *file, int flags, int *outFlags)
{
    const int opened = plainVfs->xOpen(plainVfs, path, file, flags, outFlags);
    if (opened == SQLITE_OK) {
        Counted &counted = countedOf(file);
        counted = {*file->pMethods, file->pMethods, 0};
        counted.counting.xWrite = countingWrite;
        counted.counting.xSync = countingSync;
        file->pMethods = &counted.counting;
    }
    return opened;
}

void countEverything()
{
    static sqlite3_vfs counting;
    plainVfs = sqlite3_vfs_find(nullptr);
    counting = *plainVfs;
    counting.zName = "counting";
    counting.szOsFile = (plainVfs->szOsFile + 15) / 16 * 16 + int(sizeof(Counted));
    counting.xOpen = countingOpen;
    QCOMPARE(sqlite3_vfs_register(&counting, 1), SQLITE_OK);
}

} // namespace

//! Whoever writes much at a time does not keep the whole of it for one sync.
class TestPacedWrites : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_directory;

    std::unique_ptr<Database> open(OpenMode mode)
    {
        auto opened = Database::open(m_directory.filePath(u"a file?&#%41.db"_s), mode);
        if (!opened) {
            qFatal("%s", qUtf8Printable(opened.error()));
        }
        (void)(*opened)->scalar(u"PRAGMA journal_mode=WAL"_s);
        (void)(*opened)->exec(u"PRAGMA synchronous=NORMAL"_s);
        (void)(*opened)->exec(u"CREATE TABLE IF NOT EXISTS t(b BLOB)"_s);
        return std::move(*opened);
    }
    static void writeAndCheckpoint(Database &database)
    {
        mostUnsynced = 0;
        written = 0;
        QVERIFY(database.exec(u"INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1"
                              " FROM n WHERE i < 10000) SELECT randomblob(1000) FROM n"_s));
        QCOMPARE(database.scalar(u"PRAGMA wal_checkpoint(TRUNCATE)"_s).toInt(), 0);
        QVERIFY2(written > 15 * megabyte, qPrintable(QString::number(written)));
    }

private Q_SLOTS:
    void initTestCase() { countEverything(); }
    void init() { QFile::remove(m_directory.filePath(u"a file?&#%41.db"_s)); }

    void aWriterAsUsualLeavesItAllToOneSync()
    {
        const auto database = open(OpenMode::ReadWrite);
        writeAndCheckpoint(*database);
        QVERIFY2(mostUnsynced > 5 * megabyte, qPrintable(QString::number(mostUnsynced)));
    }

    void aPacedWriterSyncsEveryMegabyte()
    {
        const auto database = open(OpenMode::Paced);
        writeAndCheckpoint(*database);
        QVERIFY2(mostUnsynced < megabyte + 128 * 1024, qPrintable(QString::number(mostUnsynced)));
        QVERIFY(QFile::exists(m_directory.filePath(u"a file?&#%41.db"_s)));
        QCOMPARE(open(OpenMode::ReadOnly)->scalar(u"SELECT COUNT(*) FROM t"_s).toInt(), 10'000);
    }

    void aSyncThatFailsFailsTheTransactionAndTheNextOneSucceeds()
    {
        const auto database = open(OpenMode::Paced);
        const int before = database->scalar(u"SELECT COUNT(*) FROM t"_s).toInt();
        failingSyncs = 1;
        const auto inserted = database->exec(
            u"INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n"
            " WHERE i < 10000) SELECT randomblob(1000) FROM n"_s);
        QVERIFY(!inserted);
        QVERIFY(!database->isDamage(inserted.error()));
        QCOMPARE(database->scalar(u"SELECT COUNT(*) FROM t"_s).toInt(), before);
        writeAndCheckpoint(*database);
        QCOMPARE(database->scalar(u"SELECT COUNT(*) FROM t"_s).toInt(), before + 10'000);
        QCOMPARE(database->scalar(u"PRAGMA integrity_check"_s).toString(), u"ok"_s);
    }
};

KONTOR_TEST(TestPacedWrites)
#include "tst_paced_writes.moc"
