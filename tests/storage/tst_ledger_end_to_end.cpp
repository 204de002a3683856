// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "application/Writer.h"
#include "storage/log/SqliteEventLog.h"
#include "storage/sql/Statement.h"
#include "storage/views/SqliteViews.h"
#include "storage/views/ViewFollower.h"
#include "support/LogBuilder.h"
#include "support/TestMain.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace kontor;
using namespace kontor::storage;
using kontor::testing::LogBuilder;
using application::CommandResult;
using application::Submission;

namespace {

//! A whole branch in a directory: log, views, follower and the writer of the ledger.
class Branch
{
public:
    explicit Branch(const QString &directory)
    {
        auto log = SqliteEventLog::open(directory, {}, m_clock, m_random);
        auto views = SqliteViews::open(directory);
        KONTOR_ASSERT(log && views);
        m_log = std::move(*log);
        m_views = std::move(*views);
        m_follower = std::make_unique<ViewFollower>(*m_log,
            [this] { return m_views->openWriter(); }, [this] { return m_views->openIndex(); });
        m_follower->start();
        KONTOR_ASSERT(m_follower->waitUntil(m_log->head().position));
        m_index = m_views->openIndex();
        m_reader = m_log->openWriterReader();
        m_writer = std::make_unique<application::Writer>(*m_log, *m_index, *m_reader, m_clock,
            application::WriterOptions{});
    }
    CommandResult submit(const domain::Command &command, const QByteArray &key = {})
    {
        auto outcome = m_writer->run({{command, {}, key, "caller", "print", std::nullopt}});
        if (outcome.batch && m_log->sync()) {
            m_follower->follow(outcome.batch);
        }
        m_log->betweenBatches();
        return outcome.results.front();
    }
    std::unique_ptr<application::ViewReader> reader()
    {
        KONTOR_ASSERT(m_follower->waitUntil(m_log->head().position));
        return m_views->openReader();
    }

private:
    SystemClock m_clock;
    SeededRandom m_random{7};
    std::unique_ptr<SqliteEventLog> m_log;
    std::unique_ptr<SqliteViews> m_views;
    std::unique_ptr<ViewFollower> m_follower;
    std::unique_ptr<application::StreamIndex> m_index;
    std::unique_ptr<application::LogReader> m_reader;
    std::unique_ptr<application::Writer> m_writer;
};

AccountId accountId(int n)
{
    Uuid uuid;
    uuid.bytes = {1, 0x93, 0x5e, 0x0a, 0, 0, 0x70, 0, 0x80};
    uuid.bytes[15] = std::uint8_t(n);
    return {uuid};
}

domain::OpenAccount opening(int n, const QString &name, qint64 balance)
{
    domain::OpenAccount command;
    command.id = accountId(n);
    command.newCustomerId = {accountId(n + 100).uuid};
    command.name = name;
    command.initialBalance = Decimal(balance, 2);
    return command;
}

domain::TransferMoney transferOf(int from, int to, qint64 amount)
{
    domain::TransferMoney command;
    command.from = accountId(from);
    command.to = accountId(to);
    command.amount = Decimal(amount, 2);
    return command;
}

} // namespace

class tst_LedgerEndToEnd : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasDoneIsThereAfterARestart()
    {
        QTemporaryDir directory;
        {
            Branch branch(directory.path());
            QCOMPARE(branch.submit(opening(1, u"Ada Lovelace"_s, 10'000)).kind,
                CommandResult::Kind::Accepted);
            QCOMPARE(branch.submit(opening(2, u"João Ávila"_s, 0)).kind,
                CommandResult::Kind::Accepted);
            const auto result = branch.submit(transferOf(1, 2, 2'500), "key-1");
            QCOMPARE(result.kind, CommandResult::Kind::Accepted);
            QCOMPARE(branch.reader()->account(accountId(2))->account.balance, 2'500);
        }
        for (const bool viewsDeleted : {false, true}) {
            if (viewsDeleted) {
                QVERIFY(QFile::remove(directory.path() + u"/views.db"_s));
            }
            Branch branch(directory.path());
            const auto replayed = branch.submit(transferOf(1, 2, 2'500), "key-1");
            QVERIFY(replayed.replayed);
            QCOMPARE(replayed.events().size(), 2u);
            const auto reader = branch.reader();
            QCOMPARE(reader->account(accountId(1))->account.balance, 7'500);
            QCOMPARE(reader->account(accountId(2))->account.balance, 2'500);
            application::AccountFilter filter;
            filter.search = u"joao"_s;
            const auto page = reader->accounts(filter);
            QCOMPARE(page.totalCount, 1);
            QCOMPARE(page.rows.front().account.name, u"João Ávila"_s);
            QCOMPARE(branch.submit(transferOf(1, 2, 10'000)).kind, CommandResult::Kind::Refused);
        }
    }
    // Else health would call it large until the server ends, and the disk would be the smaller by it.
    void whatAReaderMadeTheWriteAheadLogGrowGoesBack()
    {
        static constexpr qint64 usual = 8 * 4'096 * 3 / 2;
        const QTemporaryDir directory;
        SystemClock clock;
        SeededRandom random(7);
        LedgerFileOptions options;
        options.checkpointPages = 1;
        const auto log = SqliteEventLog::open(directory.path(), options, clock, random);
        QVERIFY(log);
        LogBuilder builder;
        builder.open(1, 50'000).open(2).appendTo(**log);
        const auto book = [&] {
            builder.transfer(1, 2, 1).appendTo(**log);
            (*log)->betweenBatches();
        };
        const auto size = [&] { return QFileInfo(directory.filePath(u"ledger.db-wal"_s)).size(); };
        const auto bookWhileSomebodyReads = [&] {
            const auto other
                = Database::open(directory.filePath(u"ledger.db"_s), OpenMode::ReadOnly);
            const ReadTransaction reading(**other);
            QVERIFY((*other)->scalar(u"SELECT COUNT(*) FROM events"_s).toInt() > 0);
            for (int i = 0; i < 100; ++i) {
                book();
            }
            QVERIFY2(size() > 4 * usual, QByteArray::number(size()));
        };
        bookWhileSomebodyReads();
        // Another thread syncs what is copied, and takes its time where the machine is busy.
        QTRY_VERIFY2((book(), size() <= usual), QByteArray::number(size()));
        // Where hardly anybody books it goes back, too: with the first commit after a while.
        bookWhileSomebodyReads();
        QTest::qWait(5'500);
        (*log)->betweenBatches();
        builder.transfer(1, 2, 1).appendTo(**log);
        QVERIFY2(size() <= usual, QByteArray::number(size()));
    }
};

KONTOR_TEST(tst_LedgerEndToEnd)
#include "tst_ledger_end_to_end.moc"
