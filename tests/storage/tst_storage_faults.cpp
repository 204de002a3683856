// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/Verify.h"
#include "storage/log/SqliteEventLog.h"
#include "storage/views/SqliteViews.h"
#include "storage/views/ViewFollower.h"
#include "support/LogBuilder.h"
#include "support/Programs.h"
#include "support/Skip.h"
#include "support/TestMain.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace kontor;
using namespace kontor::storage;
using namespace kontor::testing;
using application::AppendFault;

namespace {

const QStringList files{u"ledger.db"_s, u"ledger.db-wal"_s, u"ledger.anchor"_s};

void writeAll(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    KONTOR_ASSERT(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

Result<std::unique_ptr<SqliteEventLog>, OpenError> openLog(const QString &directory)
{
    static SystemClock clock;
    static SystemRandom random;
    return SqliteEventLog::open(directory, {}, clock, random);
}

//! What a crash leaves: the files of a ledger that was never closed.
struct CrashImage
{
    std::map<QString, QByteArray> files;

    void restoreTo(const QString &directory) const
    {
        for (const auto &[name, bytes] : files) {
            writeAll(directory + u'/' + name, bytes);
        }
    }
};

CrashImage imageOf(const QString &directory)
{
    CrashImage image;
    for (const QString &name : files) {
        image.files[name] = contentOf(directory + u'/' + name);
    }
    return image;
}

//! A ledger with ten commits, none of them checkpointed; `beforeLast` lacks the last one.
std::pair<CrashImage, CrashImage> crashed()
{
    QTemporaryDir directory;
    auto log = openLog(directory.path());
    LogBuilder builder;
    builder.open(1, 50'000).open(2).outcome("opening").appendTo(**log);
    CrashImage beforeLast;
    for (int i = 2; i <= 10; ++i) {
        beforeLast = imageOf(directory.path());
        builder.transfer(1, 2, 100).outcome("key-" + QByteArray::number(i)).appendTo(**log);
    }
    return {imageOf(directory.path()), beforeLast};
}

//! A small file system in memory.
class SmallDisk
{
public:
    SmallDisk() : m_mounted(run({u"-t"_s, u"tmpfs"_s, u"-o"_s, u"size=600k"_s, u"tmpfs"_s, path()})) {}
    ~SmallDisk()
    {
        if (m_mounted) {
            QProcess::execute(u"umount"_s, {path()});
        }
    }
    bool isMounted() const { return m_mounted; }
    bool grow() { return run({u"-o"_s, u"remount,size=8m"_s, path()}); }
    QString path() const { return m_directory.path(); }

private:
    static bool run(const QStringList &arguments)
    {
        return ::geteuid() == 0 && QProcess::execute(u"mount"_s, arguments) == 0;
    }
    QTemporaryDir m_directory;
    bool m_mounted;
};

} // namespace

class tst_StorageFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acknowledgedCommitsAreThereAfterACrash()
    {
        QTemporaryDir directory;
        crashed().first.restoreTo(directory.path());
        const auto log = openLog(directory.path());
        QVERIFY2(log, log ? "" : qPrintable(log.error().message));
        QCOMPARE((*log)->head().position, 20);
        QVERIFY(verifyLedger(directory.path())->isWhole());
    }
    // Who rebuilds is told; nobody catches anything in the follower's thread.
    void viewsThatAreGoneAreNotTakenOver()
    {
        QTemporaryDir directory;
        const auto views = SqliteViews::open(directory.path());
        const auto next = SqliteViews::makeBeside(directory.path(), "generation-one..");
        QVERIFY(QFile::remove(directory.path() + u"/views.db.next"_s));
        QVERIFY(!(*views)->become(**next));
    }
    // The commit was on disk, the answer never left: the anchor is one behind, and that is fine.
    void aCrashBetweenCommitAndAnchorOpens()
    {
        const auto [image, beforeLast] = crashed();
        QTemporaryDir directory;
        image.restoreTo(directory.path());
        writeAll(directory.path() + u"/ledger.anchor"_s, beforeLast.files.at(u"ledger.anchor"_s));
        const auto log = openLog(directory.path());
        QVERIFY2(log, log ? "" : qPrintable(log.error().message));
        QCOMPARE((*log)->head().position, 20);
    }
    // SQLite opens every one of them and says that all is well.
    void aCutWriteAheadLogOpensWholeOrNotAtAll()
    {
        const CrashImage image = crashed().first;
        const QByteArray wal = image.files.at(u"ledger.db-wal"_s);
        QVERIFY(wal.size() > 20'000);
        int refused = 0;
        for (qsizetype size = 0; size < wal.size(); size += 1'733) {
            QTemporaryDir directory;
            image.restoreTo(directory.path());
            writeAll(directory.path() + u"/ledger.db-wal"_s, wal.first(size));
            const auto log = openLog(directory.path());
            if (log) {
                QCOMPARE((*log)->head().position, 20);
                continue;
            }
            QCOMPARE(log.error().exitCode, OpenError::Data);
            ++refused;
        }
        QVERIFY(refused > 10);
    }
    void aFlippedBitInTheWriteAheadLogIsNoticed()
    {
        const CrashImage image = crashed().first;
        const QByteArray wal = image.files.at(u"ledger.db-wal"_s);
        int refused = 0;
        for (qsizetype at = 50; at < wal.size(); at += 4'651) {
            QTemporaryDir directory;
            image.restoreTo(directory.path());
            QByteArray flipped = wal;
            flipped[at] = char(flipped[at] ^ 4);
            writeAll(directory.path() + u"/ledger.db-wal"_s, flipped);
            const auto log = openLog(directory.path());
            QVERIFY(!log || (*log)->head().position == 20);
            refused += log ? 0 : 1;
        }
        QVERIFY(refused >= 3);
    }
    void aFullDiskRefusesAndHeals()
    {
        SmallDisk disk;
        if (!disk.isMounted()) {
            KONTOR_SKIP("a full disk can only be made by root: mount refused");
        }
        auto log = openLog(disk.path());
        QVERIFY2(log, log ? "" : qPrintable(log.error().message));
        LogBuilder builder;
        builder.open(1, 50'000'000).open(2).appendTo(**log);
        qint64 position = (*log)->head().position;
        std::optional<AppendFault> fault;
        for (int i = 0; i < 1'000 && !fault; ++i) {
            // A builder of its own: what fails must leave no trace in the next attempt.
            LogBuilder attempt = builder;
            for (int n = 0; n < 20; ++n) {
                attempt.transfer(1, 2, 1);
            }
            auto &pending = attempt.pending();
            const auto appended = (*log)->append(pending.events, pending.outcomes);
            if (!appended) {
                fault = appended.error();
                continue;
            }
            for (int n = 0; n < 20; ++n) {
                builder.transfer(1, 2, 1);
            }
            builder.pending() = {};
            position = (*log)->head().position;
            QVERIFY((*log)->sync());
        }
        QVERIFY(fault);
        QVERIFY2(fault->kind == AppendFault::Kind::Full, qPrintable(fault->detail));
        QVERIFY(position > 40);
        QCOMPARE((*log)->head().position, position);
        QCOMPARE((*log)->openReader()->head().position, position);
        QVERIFY(disk.grow());
        builder.transfer(1, 2, 1).appendTo(**log);
        QCOMPARE((*log)->head().position, position + 2);
        QVERIFY(verifyLedger(disk.path())->isWhole());
    }
    void aLedgerReplacedUnderUsIsNotWrittenToAnyMore()
    {
        QTemporaryDir directory;
        auto log = openLog(directory.path());
        LogBuilder builder;
        builder.open(1).appendTo(**log);
        const QString path = directory.path() + u"/ledger.db"_s;
        QVERIFY(QFile::copy(path, path + u".backup"_s));
        QVERIFY(QFile::remove(path) && QFile::rename(path + u".backup"_s, path));
        QTest::qSleep(1'050);
        (*log)->betweenBatches();
        LogBuilder next = builder;
        next.open(2);
        const auto appended = (*log)->append(next.pending().events, next.pending().outcomes);
        QVERIFY(!appended);
        QVERIFY(appended.error().kind == AppendFault::Kind::Unknown);
        QVERIFY(appended.error().detail.contains(u"replaced"_s));
    }
    void somebodyElsesLockIsADefiniteNo()
    {
        QTemporaryDir directory;
        auto log = openLog(directory.path());
        LogBuilder builder;
        builder.open(1).appendTo(**log);
        auto shell = Database::open(directory.path() + u"/ledger.db"_s, OpenMode::ReadWrite);
        QVERIFY((*shell)->exec(u"BEGIN IMMEDIATE"_s));
        LogBuilder next = builder;
        next.open(2);
        auto &pending = next.pending();
        const auto refused = (*log)->append(pending.events, pending.outcomes);
        QVERIFY(!refused && refused.error().kind == AppendFault::Kind::Full);
        QVERIFY((*shell)->exec(u"ROLLBACK"_s));
        QVERIFY((*log)->append(pending.events, pending.outcomes));
        QCOMPARE((*log)->head().position, 2);
    }
    void theWriteAheadLogDoesNotGrowForEver()
    {
        QTemporaryDir directory;
        auto log = openLog(directory.path());
        const auto reader = (*log)->openReader();
        LogBuilder builder;
        builder.open(1, 50'000'000).open(2).appendTo(**log);
        for (int i = 0; i < 300; ++i) {
            for (int n = 0; n < 200; ++n) {
                builder.transfer(1, 2, 1);
            }
            builder.appendTo(**log);
            (*log)->betweenBatches();
            QCOMPARE(reader->head().position, (*log)->head().position);
        }
        const qint64 wal = QFile(directory.path() + u"/ledger.db-wal"_s).size();
        const qint64 database = QFile(directory.path() + u"/ledger.db"_s).size();
        QVERIFY2(database > 28'000'000, qPrintable(QString::number(database)));
        QVERIFY2(wal < 22'000'000, qPrintable(QString::number(wal)));
    }
    void verifyingComparesTheViews()
    {
        QTemporaryDir directory;
        auto log = openLog(directory.path());
        auto views = SqliteViews::open(directory.path());
        auto follower = std::make_unique<ViewFollower>(**log, [&] { return (*views)->openWriter(); },
            [&] { return (*views)->openIndex(); });
        follower->start();
        LogBuilder builder;
        builder.open(1, 50'000).open(2).transfer(1, 2, 300).rename(2, u"Zoë"_s);
        follower->follow(builder.appendTo(**log));
        QVERIFY(follower->waitUntil(5, std::chrono::seconds(20)));
        follower.reset();
        const auto whole = verifyLedger(directory.path());
        QVERIFY2(whole && whole->isWhole(), qPrintable(whole->text()));
        QVERIFY(whole->viewsCompared);
        QCOMPARE(*whole->viewsPosition, 5);
        for (const auto &damage : {u"UPDATE accounts SET balance = balance + 1 WHERE stream = 1"_s,
                 u"DELETE FROM streams"_s, u"DELETE FROM entries WHERE stream = 1 AND version = 2"_s}) {
            auto database = Database::open(directory.path() + u"/views.db"_s, OpenMode::ReadWrite);
            QVERIFY((*database)->exec(damage));
            const auto report = verifyLedger(directory.path());
            QVERIFY(report && !report->isWhole());
            QVERIFY(report->fault->what.startsWith(u"views.db"_s));
        }
    }
};

KONTOR_TEST(tst_StorageFaults)
#include "tst_storage_faults.moc"
