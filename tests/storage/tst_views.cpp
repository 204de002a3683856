// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/StreamStore.h"
#include "storage/sql/Statement.h"
#include "storage/views/SqliteViews.h"
#include "storage/views/ViewFollower.h"
#include "storage/views/ViewSchema.h"
#include "support/LogBuilder.h"
#include "support/MemoryLog.h"
#include "support/TestMain.h"

#include <QFile>
#include <QSqlRecord>
#include <QTemporaryDir>
#include <QTest>

#include <sys/wait.h>
#include <unistd.h>

using namespace kontor;
using namespace kontor::storage;
using namespace kontor::testing;
using application::AccountFilter;

namespace {

//! Views beside a log in memory, followed for as long as this lives.
class FollowedViews
{
public:
    explicit FollowedViews(MemoryLog &log, FollowerOptions options = {}) : m_log(log)
    {
        open(options);
    }
    void reopen(bool deleted, FollowerOptions options = {.catchUpEvents = 3'000})
    {
        m_follower.reset();
        m_views.reset();
        if (deleted) {
            KONTOR_ASSERT(QFile::remove(path()));
        }
        open(options);
    }
    QString path() const { return m_directory.path() + u"/views.db"_s; }
    ViewFollower &follower() { return *m_follower; }
    SqliteViews &views() { return *m_views; }
    std::unique_ptr<application::ViewReader> reader()
    {
        KONTOR_ASSERT(m_follower->waitUntil(m_log.head().position, std::chrono::seconds(20)));
        return m_views->openReader();
    }
    //! Every row of every table, to compare two ways to the same views.
    QByteArray contents(bool withSnapshots = true)
    {
        KONTOR_ASSERT(m_follower->waitUntil(m_log.head().position, std::chrono::seconds(20)));
        auto database = Database::open(path(), OpenMode::ReadOnly);
        QByteArray all;
        for (const QString &table : viewTables()) {
            if (table == u"snapshots"_s && !withSnapshots) {
                continue;
            }
            QSqlQuery rows((*database)->connection());
            KONTOR_ASSERT(rows.exec(u"SELECT * FROM "_s + table));
            all += table.toUtf8() + '\n';
            while (rows.next()) {
                for (int i = 0; i < rows.record().count(); ++i) {
                    all += rows.value(i).toByteArray().toHex() + ' ';
                }
                all += '\n';
            }
        }
        return all;
    }

private:
    void open(const FollowerOptions &options)
    {
        auto views = SqliteViews::open(m_directory.path());
        KONTOR_ASSERT(views);
        m_views = std::move(*views);
        m_follower = std::make_unique<ViewFollower>(m_log, [this] { return m_views->openWriter(); },
            [this] { return m_views->openIndex(); }, FollowerCallbacks{}, options);
        m_follower->start();
    }
    QTemporaryDir m_directory;
    MemoryLog &m_log;
    std::unique_ptr<SqliteViews> m_views;
    std::unique_ptr<ViewFollower> m_follower;
};

//! A day at the branch, in many commits.
void live(MemoryLog &log, FollowedViews &followed)
{
    LogBuilder builder(log.head());
    const auto commit = [&] { followed.follower().follow(builder.appendTo(log)); };
    builder.open(1, 100'000, u"Ada Lovelace"_s).open(2, 5'000, u"João Ávila"_s).outcome("open");
    commit();
    for (int i = 0; i < 300; ++i) {
        builder.transfer(1 + i % 2, 2 - i % 2, 10 + i % 7)
            .outcome(Uuid{LogBuilder::uuid(i)}.toString());
        if (i % 50 == 0) {
            builder.rename(1, u"Ada %1"_s.arg(i)).outcome("words-" + QByteArray::number(i));
        }
        commit();
    }
    builder.open(3, 0, u"Grace Hopper"_s);
    builder.add(domain::StreamName::cpfClaim("12345678909"), domain::Claimed{LogBuilder::account(3).uuid});
    builder.add(domain::StreamName::of(CustomerId{LogBuilder::uuid(1003)}),
        domain::CustomerRegistered{u"Grace Hopper"_s, "12345678909"});
    domain::HoldPlaced hold;
    hold.holdId = {LogBuilder::uuid(77)};
    hold.held = 500;
    hold.reason = u"court"_s;
    builder.add(domain::StreamName::of(LogBuilder::account(1)), hold).outcome("no", "UnknownAccount");
    commit();
}

} // namespace

class tst_Views : public QObject
{
    Q_OBJECT
    static void open25Holders(MemoryLog &log, FollowedViews &fed, int first = 1)
    {
        LogBuilder builder(log.head());
        for (int n = first; n < first + 25; ++n) {
            builder.open(n, 0, u"Holder %1"_s.arg(n));
        }
        fed.follower().follow(builder.appendTo(log));
    }

private Q_SLOTS:
    void rebuiltFromTheLogTheyAreTheSame()
    {
        MemoryLog log;
        FollowedViews fed(log);
        live(log, fed);
        const QByteArray before = fed.contents(false);
        QVERIFY(before.count('\n') > 900);
        fed.reopen(true);
        QCOMPARE(fed.contents(false), before);
        // The newest snapshot per flush is kept, so the flushes show; what they say must not.
        const auto index = fed.views().openIndex();
        for (const int n : {1, 2}) {
            const auto stream = *index->find(domain::StreamName::of(LogBuilder::account(n)));
            QVERIFY(index->snapshot(stream));
        }
    }
    void aSmallQueueOverflowsAndTheLogHelps()
    {
        MemoryLog log;
        FollowedViews fed(log);
        live(log, fed);
        MemoryLog again;
        FollowedViews narrow(again, {.queueEvents = 10, .catchUpEvents = 7, .catchUpStreams = 2});
        live(again, narrow);
        QCOMPARE(narrow.contents(false), fed.contents(false));
    }
    void whatWouldWaitInMuchMemoryIsWrittenBeforeTheTime()
    {
        MemoryLog log;
        FollowedViews fed(log, {.flushEvery = std::chrono::hours(1), .flushBytes = 4'000});
        QTRY_VERIFY(!fed.follower().lag().catchingUp);
        LogBuilder builder;
        fed.follower().follow(builder.open(1, 100, u"Ada"_s).appendTo(log));
        QTest::qWait(50);
        QCOMPARE(fed.follower().position(), qint64(0));
        open25Holders(log, fed, 2);
        QTRY_COMPARE(fed.follower().position(), log.head().position);
    }
    void snapshotsStandAtMultiplesOfFive()
    {
        MemoryLog log;
        FollowedViews fed(log);
        live(log, fed);
        fed.reader();
        const auto index = fed.views().openIndex();
        const auto stream = index->find(domain::StreamName::of(LogBuilder::account(2)));
        QVERIFY(stream);
        const auto snapshot = index->snapshot(*stream);
        QVERIFY(snapshot);
        QCOMPARE(snapshot->version % 5, 0);
        const auto reader = log.openReader();
        domain::State state = domain::Account{};
        for (const auto &event : reader->at(index->positionsAfter(*stream, 0))) {
            if (event.version <= snapshot->version) {
                domain::evolve(state, event.event, event.recordedAt);
            }
        }
        QVERIFY(snapshot->state == state);
    }
    void everyMilestoneIsKept()
    {
        MemoryLog log;
        FollowedViews fed(log);
        LogBuilder builder(log.head());
        builder.open(1, 100'000, u"Ada Lovelace"_s).open(2, 5'000, u"João Ávila"_s);
        for (int i = 0; i < 1'100; ++i) {
            builder.transfer(1, 2, 1);
            if (i % 300 == 0) {
                fed.follower().follow(builder.appendTo(log));
            }
        }
        fed.follower().follow(builder.appendTo(log));
        const QByteArray contents = fed.contents();
        const auto index = fed.views().openIndex();
        const qint64 stream = *index->find(domain::StreamName::of(LogBuilder::account(1)));
        const auto balanceAt = [&](qint64 version) {
            const auto snapshot = index->snapshot(stream, version);
            return snapshot
                ? std::pair(snapshot->version, std::get<domain::Account>(snapshot->state).balance)
                : std::pair(qint64(0), qint64(0));
        };
        QCOMPARE(balanceAt(499), std::pair(qint64(0), qint64(0)));
        QCOMPARE(balanceAt(500), std::pair(qint64(500), qint64(100'000 - 499)));
        QCOMPARE(balanceAt(999), std::pair(qint64(500), qint64(100'000 - 499)));
        QCOMPARE(balanceAt(1'099), std::pair(qint64(1'000), qint64(100'000 - 999)));
        QCOMPARE(balanceAt(1'101), std::pair(qint64(1'100), qint64(100'000 - 1'099)));
        fed.reopen(true);
        QCOMPARE(fed.contents(), contents);
    }
    void aDamagedSnapshotIsNotUsed_data()
    {
        QTest::addColumn<QString>("damage");
        QTest::newRow("bytes") << u"UPDATE snapshots SET data = CAST(replace(data, '1', '2') AS BLOB)"_s;
        QTest::newRow("checksum") << u"UPDATE snapshots SET crc = crc + 1"_s;
        QTest::newRow("older rules") << u"UPDATE snapshots SET evolve = 0"_s;
    }
    void aDamagedSnapshotIsNotUsed()
    {
        QFETCH(QString, damage);
        MemoryLog log;
        FollowedViews fed(log);
        live(log, fed);
        fed.reader();
        fed.follower().stop();
        {
            auto database = Database::open(fed.path(), OpenMode::ReadWrite);
            QVERIFY((*database)->exec(damage));
        }
        const auto index = fed.views().openIndex();
        const auto reader = log.openReader();
        application::StreamStore streams(*index, *reader, 10);
        const auto name = domain::StreamName::of(LogBuilder::account(1));
        QVERIFY(!index->snapshot(*index->find(name)));
        QVERIFY(streams.of(name) == domain::State(fed.reader()->account(LogBuilder::account(1))->account));
    }
    void keysAreFoundWhateverTheirShape()
    {
        MemoryLog log;
        FollowedViews fed(log);
        live(log, fed);
        fed.reader();
        const auto index = fed.views().openIndex();
        const auto reader = log.openReader();
        int found = 0;
        reader->outcomes(1, log.head().outcome, [&](const auto &outcome) {
            const auto sequences = index->outcomesOf(outcome.caller, outcome.key);
            found += int(std::count(sequences.begin(), sequences.end(), outcome.sequence));
            return true;
        });
        QCOMPARE(found, log.head().outcome);
        QVERIFY(index->outcomesOf("open", "never seen").empty());
        QVERIFY(index->outcomesOf("open", "ffffffff-ffff-7fff-bfff-ffffffffffff").empty());
    }
    // Whoever chooses keys could otherwise make looking for one as dear as they like.
    void keysThatBeginAlikeStandApart()
    {
        MemoryLog log;
        FollowedViews fed(log);
        live(log, fed);
        fed.reader();
        const auto index = fed.views().openIndex();
        for (int i = 0; i < 300; ++i) {
            QCOMPARE(index->outcomesOf("open", Uuid{LogBuilder::uuid(i)}.toString()).size(), 1u);
        }
    }
    void accountsAreFoundByEachOfTheirNames()
    {
        MemoryLog log;
        FollowedViews fed(log);
        live(log, fed);
        const auto reader = fed.reader();
        const auto byId = reader->account(LogBuilder::account(1));
        QVERIFY(byId);
        QCOMPARE(byId->account.holds.size(), 1u);
        QCOMPARE(byId->account.held, 500);
        QVERIFY(!reader->account(LogBuilder::account(9)));
        QVERIFY(!reader->accountByCpf("98765432100"));
        QCOMPARE(reader->customer({LogBuilder::uuid(1003)})->customer.name, u"Grace Hopper"_s);
        QCOMPARE(reader->customer({LogBuilder::uuid(1003)})->accountCount, 1);
    }
    void movementsComeNewestFirstAndHistoryInOrder()
    {
        MemoryLog log;
        FollowedViews fed(log);
        live(log, fed);
        const auto reader = fed.reader();
        const auto id = LogBuilder::account(1);
        const auto newest = reader->entriesBefore(id, 1'000'000, 3, false);
        QCOMPARE(newest.size(), 3u);
        QCOMPARE(newest[0].version, reader->account(id)->version);
        QCOMPARE(newest[1].version, newest[0].version - 1);
        // The newest event is a hold, which moves no money.
        QCOMPARE(reader->entriesBefore(id, 1'000'000, 3, true)[0].version, newest[0].version - 1);
        const auto oldest = reader->entriesAfter(id, 1, 2);
        QCOMPARE(oldest[0].version, 2);
        QCOMPARE(oldest[1].version, 3);
        QVERIFY(reader->entriesAfter(LogBuilder::account(9), 0, 5).empty());
    }
    void pagesFollowEachOther()
    {
        MemoryLog log;
        FollowedViews fed(log);
        open25Holders(log, fed);
        const auto reader = fed.reader();
        AccountFilter filter;
        filter.page = 3;
        const auto page = reader->accounts(filter);
        QCOMPARE(page.totalCount, 25);
        QCOMPARE(page.rows.size(), 5u);
        QCOMPARE(page.rows.front().account.name, u"Holder 21"_s);
        filter.ownerId = CustomerId{LogBuilder::uuid(1007)};
        filter.page = 1;
        QCOMPARE(reader->accounts(filter).rows.front().account.name, u"Holder 7"_s);
        QCOMPARE(reader->accounts(filter).totalCount, 1);
    }
    void countingStopsWhereAsked()
    {
        MemoryLog log;
        FollowedViews fed(log);
        open25Holders(log, fed);
        AccountFilter filter;
        for (const QString &text : {u""_s, u"ho"_s, u"older"_s}) {
            filter.search = text;
            for (const auto &[limit, counted] : {std::pair(0, 25), {7, 7}, {25, 25}, {26, 25}}) {
                filter.countLimit = limit;
                QCOMPARE(fed.reader()->accounts(filter).totalCount, counted);
                QCOMPARE(fed.reader()->accounts(filter).rows.size(), 10U);
            }
        }
    }
    void anotherLedgerMakesThemAnew()
    {
        MemoryLog first("generation-one..");
        QTemporaryDir directory;
        MemoryLog second("generation-two..");
        LogBuilder(first.head()).open(1, 5).appendTo(first);
        LogBuilder(second.head()).open(2, 7).appendTo(second);
        auto views = SqliteViews::open(directory.path());
        for (MemoryLog *log : {&first, &second}) {
            ViewFollower follower(*log, [&] { return (*views)->openWriter(); },
                [&] { return (*views)->openIndex(); });
            follower.start();
            QVERIFY(follower.waitUntil(1));
        }
        const auto reader = (*views)->openReader();
        QVERIFY(!reader->account(LogBuilder::account(1)));
        QCOMPARE(reader->account(LogBuilder::account(2))->account.balance, 7);
    }
    // Asking is enough: nothing has to be called back.
    void whoIsInAHurryNeedNotWaitForTheNextFlush()
    {
        MemoryLog log;
        FollowedViews fed(log, {.flushEvery = std::chrono::minutes(10)});
        LogBuilder builder;
        fed.reader();
        fed.follower().follow(builder.open(1, 5).appendTo(log));
        const qint64 head = log.head().position;
        fed.follower().hurry(head);
        QTRY_COMPARE_WITH_TIMEOUT(fed.follower().position(), head, 10'000);
    }
    // A key that is overlooked has a second effect.
    void nothingIsReachedBeforeAllKeysAreKnown()
    {
        MemoryLog log;
        FollowedViews fed(log, {.catchUpEvents = 3});
        LogBuilder builder;
        builder.open(1, 5).outcome("k-0");
        fed.follower().follow(builder.appendTo(log));
        fed.reader();
        fed.follower().stop();
        for (int i = 1; i <= 50; ++i) {
            builder.outcome("k-" + QByteArray::number(i), "InsufficientFunds").appendTo(log);
        }
        for (const bool deleted : {false, true}) {
            fed.reopen(deleted, {.catchUpEvents = 3});
            QVERIFY(fed.follower().waitUntil(1, std::chrono::seconds(20)));
            QCOMPARE(fed.views().openIndex()->outcomesOf("open", "k-50").size(), 1u);
        }
    }
    // The views of a ledger that was begun anew are of no use to it, from the first moment.
    void anEmptyLedgerWaitsForEmptyViews()
    {
        MemoryLog old("generation-one..");
        MemoryLog fresh("generation-two..");
        LogBuilder().open(1, 5).appendTo(old);
        QTemporaryDir directory;
        auto views = SqliteViews::open(directory.path());
        for (MemoryLog *log : {&old, &fresh}) {
            ViewFollower follower(*log, [&] { return (*views)->openWriter(); },
                [&] { return (*views)->openIndex(); }, {}, {.catchUpEvents = 3});
            follower.start();
            QVERIFY(follower.waitUntil(log->head().position, std::chrono::seconds(20)));
            const auto found = (*views)->openIndex()->find(
                domain::StreamName::of(LogBuilder::account(1)));
            QCOMPARE(found.has_value(), log == &old);
        }
    }
    void aSecondEntryOfOneVersionIsAnAlarm()
    {
        MemoryLog log;
        QTemporaryDir directory;
        auto views = SqliteViews::open(directory.path());
        const auto writer = (*views)->openWriter();
        writer->reset(log.generation());
        const auto batch = LogBuilder().open(1, 5).appendTo(log);
        QVERIFY(writer->apply(*batch));
        const auto again = writer->apply(*batch);
        QVERIFY(!again);
        QVERIFY(again.error().contains(u"UNIQUE"_s));
        QCOMPARE(writer->checkpoint().position, 1);
    }
    void aDamagedFileIsMovedAwayAndMadeAnew_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("text") << QByteArray(9'000, 'x');
        QTest::newRow("header only") << QByteArray("SQLite format 3\0", 16) + QByteArray(9'000, 'y');
    }
    void aDamagedFileIsMovedAwayAndMadeAnew()
    {
        QFETCH(QByteArray, bytes);
        MemoryLog log;
        FollowedViews fed(log);
        live(log, fed);
        const QByteArray before = fed.contents(false);
        fed.follower().stop();
        QFile file(fed.path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        fed.reopen(false);
        QCOMPARE(fed.contents(false), before);
        QVERIFY(QFile::exists(fed.path() + u".damaged"_s));
    }
    // No answer is made up from a damaged file: the process ends, and the next start makes it anew.
    void damageFoundWhileReadingEndsTheProcess()
    {
        MemoryLog log;
        FollowedViews fed(log);
        live(log, fed);
        const QByteArray before = fed.contents(false);
        fed.follower().stop();
        {
            auto database = Database::open(fed.path(), OpenMode::ReadWrite);
            QCOMPARE((*database)->scalar(u"PRAGMA wal_checkpoint(TRUNCATE)"_s).toInt(), 0);
        }
        const pid_t child = ::fork();
        if (child == 0) {
            QFile file(fed.path());
            if (file.open(QIODevice::ReadWrite)) {
                file.seek(4096);
                file.write(QByteArray(int(file.size()) - 4096, '\xAA'));
                file.close();
            }
            fed.views().openReader()->account(LogBuilder::account(1));
            ::_exit(0);
        }
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY(WIFEXITED(status));
        QCOMPARE(WEXITSTATUS(status), int(OpenError::Data));
        QVERIFY(QFile::exists(fed.path() + u".rebuild"_s));
        fed.reopen(false);
        QCOMPARE(fed.contents(false), before);
        QVERIFY(!QFile::exists(fed.path() + u".rebuild"_s));
    }
    void waitersAreToldOnce()
    {
        MemoryLog log;
        FollowedViews fed(log);
        LogBuilder builder;
        std::atomic<int> told = 0;
        fed.follower().waitFor(1, [&](bool reached) { told += reached ? 1 : 100; });
        fed.follower().waitFor(99, [&](bool reached) { told += reached ? 1'000 : 10; });
        QCOMPARE(told.load(), 0);
        fed.follower().follow(builder.open(1).appendTo(log));
        QVERIFY(fed.reader());
        QTRY_COMPARE(told.load(), 1);
        fed.follower().stop();
        QCOMPARE(told.load(), 11);
        QCOMPARE(fed.follower().lag().events, 0);
    }
};

KONTOR_TEST(tst_Views)
#include "tst_views.moc"
