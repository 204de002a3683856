// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/log/SqliteEventLog.h"
#include "support/LogBuilder.h"
#include "support/LogSalts.h"
#include "support/Programs.h"
#include "support/SyncWatch.h"
#include "support/TestMain.h"

#include <QFile>
#include <QRegularExpression>
#include <QSemaphore>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace kontor;
using namespace kontor::storage;
using namespace kontor::testing;
using application::AppendFault;

namespace {

const QString theLedger = u"/ledger.db"_s;

//! A ledger that is copied after each commit, with one event.
struct Place
{
    Place()
    {
        log = open();
        builder.open(1).appendTo(*log);
    }
    std::unique_ptr<SqliteEventLog> open()
    {
        auto opened = SqliteEventLog::open(directory.path(), {.checkpointPages = 1}, clock, random);
        return opened ? std::move(*opened) : nullptr;
    }
    //! Appended, and not yet on disk.
    Result<Done, AppendFault> append()
    {
        builder.deposit(1, 100);
        auto batch = std::exchange(builder.pending(), {});
        return log->append(batch.events, batch.outcomes);
    }
    //! One more commit, and what is done between two.
    void turn()
    {
        builder.deposit(1, 100).appendTo(*log);
        log->betweenBatches();
    }
    //! Nothing is left to be copied.
    void rest()
    {
        for (int i = 0; i < 30; ++i) {
            log->betweenBatches();
            QTest::qSleep(1);
        }
    }
    QByteArray ledger() const { return contentOf(directory.path() + theLedger); }
    QByteArray salts() const { return logSalts(directory.path()); }
    bool hasLog() const { return QFile::exists(directory.path() + theLedger + u"-wal"_s); }

    QTemporaryDir directory;
    SystemClock clock;
    SeededRandom random{1};
    std::unique_ptr<SqliteEventLog> log;
    LogBuilder builder;
};

//! Keeps the next sync of the ledger by another thread from ending until let go.
class HeldSync
{
public:
    explicit HeldSync(SyncWatch &disk)
        : m_disk(disk)
    {
        watch();
    }
    ~HeldSync() { letGo(); }
    HeldSync(const HeldSync &) = delete;
    HeldSync &operator=(const HeldSync &) = delete;

    bool hasBegun() { return m_hasBegun = m_hasBegun || m_begun.tryAcquire(); }
    void letGo() { m_mayEnd.release(); }

private:
    void watch()
    {
        m_disk.during(theLedger, [this, writer = QThread::currentThreadId()] {
            if (QThread::currentThreadId() == writer) {
                watch();
                return;
            }
            m_begun.release();
            m_mayEnd.tryAcquire(1, 20'000);
        });
    }

    SyncWatch &m_disk;
    QSemaphore m_begun;
    QSemaphore m_mayEnd;
    bool m_hasBegun = false;
};

} // namespace

class tst_Checkpointer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Else a crash could leave in the ledger what is in no log.
    void onlyWhatIsOnDiskIsCopied()
    {
        Place place;
        const QByteArray before = place.ledger();
        QVERIFY(place.append());
        for (int i = 0; i < 5; ++i) {
            place.log->betweenBatches();
        }
        QCOMPARE(place.ledger(), before);
        QVERIFY(place.log->sync());
        QTRY_VERIFY((place.log->betweenBatches(), place.ledger() != before));
    }
    // What was copied and is on its way to the disk is safe in the log only.
    void theLogIsKeptUntilAnotherThreadHasSyncedTheLedger()
    {
        Place place;
        SyncWatch disk;
        for (int i = 0; i < 3; ++i) {
            place.rest();
            HeldSync sync(disk);
            // All of it is copied, so that only the mark is in the way.
            place.turn();
            QTRY_VERIFY((place.log->betweenBatches(), sync.hasBegun()));
            const QByteArray before = place.salts();
            for (int turn = 0; turn < 30; ++turn) {
                place.turn();
            }
            QCOMPARE(place.salts(), before);
            sync.letGo();
            QTRY_VERIFY((place.turn(), place.salts() != before));
        }
    }
    // Nobody knows what of it is on disk, and only the log has it all.
    void aLedgerThatCannotBeSyncedIsTheLastWord()
    {
        Place place;
        {
            SyncWatch disk;
            disk.failFor(theLedger);
            QTest::ignoreMessage(QtCriticalMsg,
                QRegularExpression(u"ledger.db cannot be synced$"_s));
            std::optional<AppendFault> fault;
            for (int i = 0; i < 1'000 && !fault; ++i) {
                place.log->betweenBatches();
                if (const auto appended = place.append(); !appended) {
                    fault = appended.error();
                }
                (void)place.log->sync();
                QTest::qSleep(1);
            }
            QVERIFY(fault && fault->kind == AppendFault::Kind::Unknown);
        }
        const qint64 head = place.log->head().position;
        place.log.reset();
        QVERIFY(place.hasLog());
        place.log = place.open();
        QVERIFY(place.log && place.log->head().position == head);
    }
    void aCleanCloseLeavesNoLog_data()
    {
        QTest::addColumn<int>("turns");
        for (const int turns : {0, 1, 2, 3, 4}) {
            QTest::addRow("after %d turns", turns) << turns;
        }
    }
    void aCleanCloseLeavesNoLog()
    {
        QFETCH(int, turns);
        Place place;
        SyncWatch disk;
        for (int turn = 0; turn < turns; ++turn) {
            place.turn();
        }
        place.log.reset();
        QVERIFY(!place.hasLog());
        const QStringList synced = disk.take();
        QVERIFY(!synced.filter(QRegularExpression(theLedger + u'$')).isEmpty());
        place.log = place.open();
        QVERIFY(place.log && place.log->head().position == turns + 1);
    }
    // It may be what a killed server had copied; another program that has the files open would keep from
    // SQLite that it was not synced.
    void aStartSyncsTheLedgerFirst()
    {
        Place place;
        place.log.reset();
        SyncWatch disk;
        place.log = place.open();
        QCOMPARE(disk.take().value(0), QString(place.directory.path() + theLedger));
        place.log.reset();
        disk.failFor(theLedger);
        QVERIFY(!place.open());
    }
    // With a SQLite of the driver's own, all is left to that.
    void withoutTheHandleSqliteSyncsWhatItCopies()
    {
        Place place;
        auto opened = Database::open(place.directory.path() + theLedger, OpenMode::ReadWrite);
        QVERIFY(opened && (*opened)->scalar(u"SELECT COUNT(*) FROM events"_s) == 1);
        Checkpointer checkpointer(**opened, nullptr, 1, [] { return true; });
        QVERIFY(!checkpointer.isDue());
        checkpointer.grewBy(1);
        QVERIFY(checkpointer.isDue());
        SyncWatch disk;
        Qt::HANDLE thread = nullptr;
        disk.during(theLedger, [&thread] { thread = QThread::currentThreadId(); });
        QCOMPARE(checkpointer.step({}, {}), Checkpointer::Step::Copied);
        QCOMPARE(thread, QThread::currentThreadId());
    }
};

KONTOR_TEST(tst_Checkpointer)
#include "tst_checkpointer.moc"
