// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/log/Anchor.h"
#include "storage/log/SqliteEventLog.h"
#include "support/LogBuilder.h"
#include "support/SyncWatch.h"
#include "support/TestMain.h"

#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>
#include <unistd.h>

using namespace kontor;
using namespace kontor::storage;
using namespace kontor::testing;
using application::AppendFault;

namespace {

const QString writeAheadLog = u"ledger.db-wal"_s;

//! A ledger with one event that is on disk.
struct DurablePlace
{
    DurablePlace()
    {
        log = open();
        builder.open(1).outcome("first").appendTo(*log);
    }
    std::unique_ptr<SqliteEventLog> open()
    {
        auto opened = SqliteEventLog::open(directory.path(), {}, clock, random);
        return opened ? std::move(*opened) : nullptr;
    }
    //! Not synced.
    Result<Done, AppendFault> appendNext()
    {
        builder.open(++accounts).outcome("next");
        const auto batch = std::exchange(builder.pending(), {});
        auto events = batch.events;
        return log->append(events, batch.outcomes);
    }
    qint64 anchored() const
    {
        return Anchor::peek(directory.filePath(u"ledger.anchor"_s))->head.position;
    }
    //! What everybody but the writer may know of.
    qint64 shown() const { return log->openReader()->head().position; }

    QTemporaryDir directory;
    SystemClock clock;
    SeededRandom random{1};
    std::unique_ptr<SqliteEventLog> log;
    LogBuilder builder;
    int accounts = 1;
};

//! As many more files may be opened.
class FewFiles
{
public:
    explicit FewFiles(int more)
    {
        ::getrlimit(RLIMIT_NOFILE, &m_usual);
        const int next = ::dup(0);
        ::close(next);
        const rlimit few{rlim_t(next + more), m_usual.rlim_max};
        ::setrlimit(RLIMIT_NOFILE, &few);
    }
    ~FewFiles() { ::setrlimit(RLIMIT_NOFILE, &m_usual); }
    FewFiles(const FewFiles &) = delete;
    FewFiles &operator=(const FewFiles &) = delete;

private:
    rlimit m_usual{};
};

} // namespace

// What the log shows, and its anchor remembers, is on disk: no more and no sooner.
class tst_Durable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsShownBeforeItsSync()
    {
        DurablePlace place;
        QVERIFY(place.appendNext());
        SyncWatch disk;
        bool isSynced = false;
        disk.during(writeAheadLog, [&] {
            isSynced = true;
            QCOMPARE(place.shown(), 1);
            QCOMPARE(place.anchored(), 1);
        });
        QVERIFY(place.log->sync());
        QVERIFY(isSynced);
        QCOMPARE(place.shown(), 2);
        QCOMPARE(place.anchored(), 2);
    }
    // The disk may have been at the pages before it already.
    void whatIsAppendedDuringASyncIsOfTheNext()
    {
        DurablePlace place;
        QVERIFY(place.appendNext());
        SyncWatch disk;
        disk.during(writeAheadLog, [&] { QVERIFY(place.appendNext()); });
        QVERIFY(place.log->sync());
        QCOMPARE(place.log->head().position, 3);
        QCOMPARE(place.shown(), 2);
        QCOMPARE(place.anchored(), 2);
        QVERIFY(place.log->sync());
        QCOMPARE(place.shown(), 3);
        QCOMPARE(place.anchored(), 3);
    }
    // The next sync would say that all is well of pages that the system has given up.
    void aFailedSyncIsTheLastWord()
    {
        DurablePlace place;
        QVERIFY(place.appendNext());
        {
            SyncWatch disk;
            disk.failFor(writeAheadLog);
            const auto failed = place.log->sync();
            QVERIFY(!failed && failed.error().kind == AppendFault::Kind::Unknown);
        }
        const auto again = place.log->sync();
        QVERIFY(!again && again.error().kind == AppendFault::Kind::Unknown);
        const auto next = place.appendNext();
        QVERIFY(!next && next.error().kind == AppendFault::Kind::Unknown);
        place.log->betweenBatches();
        QCOMPARE(place.shown(), 1);
        QCOMPARE(place.anchored(), 1);
        place.log.reset();
        place.log = place.open();
        QVERIFY(place.log && place.log->head().position == 2);
    }
    void whereTheWriteAheadLogCannotBeOpenedNobodyKnows()
    {
        bool isMet = false;
        for (int files = 0; files < 20 && !isMet; ++files) {
            DurablePlace place;
            place.log.reset();
            place.log = place.open();
            const auto appended = [&] {
                const FewFiles few(files);
                return place.appendNext();
            }();
            if (appended) {
                break;
            }
            QVERIFY(appended.error().kind == AppendFault::Kind::Unknown);
            isMet = appended.error().detail.endsWith(u"ledger.db-wal cannot be opened"_s);
            (void)place.log->sync();
            QCOMPARE(place.shown(), 1);
            QCOMPARE(place.anchored(), 1);
        }
        QVERIFY(isMet);
    }
};

KONTOR_TEST(tst_Durable)
#include "tst_durable.moc"
