// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/views/SqliteViews.h"
#include "storage/views/ViewFollower.h"
#include "support/LogBuilder.h"
#include "support/MemoryLog.h"
#include "support/TestMain.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>

using namespace kontor;
using namespace kontor::storage;
using namespace kontor::testing;
using application::CommittedBatch;
using application::CommittedBatchPtr;

namespace {

struct Seen
{
    std::atomic<int> failures = 0;
    std::atomic<int> gathered = 0;
    std::atomic<int> tries = 0;
    //! Called in the middle of each flush, in the follower's thread.
    std::function<void(const application::ViewWriter::Meanwhile &)> during;
};

//! A writer whose first tries find no room.
class ScarceWriter final : public application::ViewWriter
{
public:
    ScarceWriter(std::unique_ptr<ViewWriter> writer, Seen &seen)
        : m_writer(std::move(writer)), m_seen(seen)
    {
    }
    application::Checkpoint checkpoint() override { return m_writer->checkpoint(); }
    void reset(const QByteArray &generation) override { m_writer->reset(generation); }
    void gather(const CommittedBatch &batch) override
    {
        ++m_seen.gathered;
        m_writer->gather(batch);
    }
    Result<application::LogHead, QString> write(const Meanwhile &meanwhile) override
    {
        if (++m_seen.tries <= m_seen.failures) {
            return Failure{u"no room"_s};
        }
        return m_writer->write([this, meanwhile] {
            if (m_seen.during) {
                m_seen.during(meanwhile);
            }
        });
    }
    void discard() override { m_writer->discard(); }

private:
    std::unique_ptr<ViewWriter> m_writer;
    Seen &m_seen;
};

//! Nothing is written before somebody asks for it.
const FollowerOptions patient{.flushEvery = std::chrono::hours(1),
    .gatherEvery = std::chrono::milliseconds(5)};

struct Gathering
{
    QTemporaryDir directory;
    MemoryLog log;
    LogBuilder builder;
    std::unique_ptr<SqliteViews> views = std::move(*SqliteViews::open(directory.path()));
    Seen seen;
    std::unique_ptr<ViewFollower> follower;

    explicit Gathering(const FollowerOptions &options = patient)
    {
        follower = std::make_unique<ViewFollower>(
            log, [this] { return std::make_unique<ScarceWriter>(views->openWriter(), seen); },
            [this] { return views->openIndex(); }, FollowerCallbacks{}, options);
        follower->start();
        KONTOR_ASSERT(follower->waitUntil(0, std::chrono::seconds(20)));
    }
    //! Follows what was built, and keeps none of it.
    std::weak_ptr<const CommittedBatch> commit()
    {
        const CommittedBatchPtr batch = builder.appendTo(log);
        follower->follow(batch);
        return batch;
    }
    bool isUp() { return follower->waitUntil(log.head().position, std::chrono::seconds(20)); }
    qint64 balanceOf(int account)
    {
        const auto row = views->openReader()->account(LogBuilder::account(account));
        return row ? row->account.balance : -1;
    }
};

} // namespace

// What waits for the next flush.
class tst_Gathering : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Batches are large, and many wait.
    void aBatchIsLetGoLongBeforeItIsWritten()
    {
        Gathering g;
        g.builder.open(1, 100).open(2);
        const auto first = g.commit();
        QTRY_VERIFY(first.expired());
        g.builder.transfer(1, 2, 30);
        const auto second = g.commit();
        QTRY_VERIFY(second.expired());
        QCOMPARE(g.follower->position(), 0);
        QCOMPARE(g.balanceOf(1), -1);
        QVERIFY(g.follower->lag().bytes > 0);
        g.follower->hurry(g.log.head().position);
        QTRY_COMPARE(g.follower->position(), g.log.head().position);
        QCOMPARE(g.balanceOf(1), 70);
        QCOMPARE(g.balanceOf(2), 30);
        QCOMPARE(g.follower->lag().bytes, 0);
    }
    void whatWasGatheredIsWrittenAtTheEnd()
    {
        Gathering g;
        g.builder.open(1, 100);
        const auto batch = g.commit();
        QTRY_VERIFY(batch.expired());
        g.follower->stop();
        QCOMPARE(g.balanceOf(1), 100);
    }
    void itIsWrittenInTimeThoughNothingFollows()
    {
        Gathering g({.flushEvery = std::chrono::milliseconds(50),
            .gatherEvery = std::chrono::milliseconds(5)});
        g.builder.open(1, 100);
        g.commit();
        QTRY_COMPARE(g.follower->position(), g.log.head().position);
        QCOMPARE(g.balanceOf(1), 100);
    }
    void whatFoundNoRoomIsKeptForTheNextTry()
    {
        Gathering g;
        g.seen.failures = g.seen.tries + 1;
        const int before = g.seen.gathered;
        g.builder.open(1, 100);
        g.commit();
        QVERIFY(g.isUp());
        QCOMPARE(g.balanceOf(1), 100);
        QCOMPARE(g.seen.gathered, before + 1);
    }
    // Whole batches would be too large to wait for the end of a long flush; and they are not part of it.
    void whatComesDuringAFlushIsLetGoToo()
    {
        Gathering g;
        g.builder.open(1, 1'000).open(2);
        for (int i = 0; i < 600; ++i) { // a flush calls every thousand rows
            g.builder.transfer(1, 2, 1);
        }
        const qint64 first = g.builder.pending().events.back().position;
        bool isGone = false;
        qint64 during = -1;
        g.seen.during = [&](const auto &meanwhile) {
            if (!isGone) {
                g.builder.transfer(1, 2, 300);
                const auto batch = g.commit();
                meanwhile();
                isGone = batch.expired();
                during = g.follower->position();
            }
        };
        g.commit();
        QVERIFY(g.follower->waitUntil(first, std::chrono::seconds(20)));
        QVERIFY(isGone);
        QCOMPARE(during, 0);
        QCOMPARE(g.follower->position(), first);
        QCOMPARE(g.balanceOf(1), 400);
        g.seen.failures = g.seen.tries + 1;
        QVERIFY(g.isUp());
        QCOMPARE(g.balanceOf(1), 100);
        QCOMPARE(g.balanceOf(2), 900);
        QCOMPARE(g.follower->lag().bytes, 0);
    }
    // What was gathered before the queue was given up must not be written a second time.
    void afterAnOverflowTheLogGoesOnBehindIt()
    {
        FollowerOptions narrow = patient;
        narrow.queueEvents = 1;
        Gathering g(narrow);
        g.builder.open(1, 100).open(2);
        const auto batch = g.commit();
        QTRY_VERIFY(batch.expired());
        for (int i = 0; i < 50; ++i) {
            g.builder.transfer(1, 2, 1);
            g.commit();
        }
        QVERIFY(g.isUp());
        QCOMPARE(g.balanceOf(1), 50);
        QCOMPARE(g.balanceOf(2), 50);
    }
    // It begins where the file stands, so it needs nothing of what others have gathered.
    void betweenFlushesTheViewsStandWhereTheySay()
    {
        Gathering g;
        g.builder.open(1, 100);
        const auto batch = g.commit();
        QTRY_VERIFY(batch.expired());
        qint64 position = -1;
        qint64 balance = -1;
        QVERIFY(g.follower->runBetween([&](qint64 at, qint64) {
            position = at;
            balance = g.balanceOf(1);
        }));
        QCOMPARE(position, g.log.head().position);
        QCOMPARE(balance, 100);
    }
};

KONTOR_TEST(tst_Gathering)
#include "tst_gathering.moc"
