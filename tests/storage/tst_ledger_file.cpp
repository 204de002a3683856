// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/Verify.h"
#include "storage/log/SqliteEventLog.h"
#include "storage/sql/Statement.h"
#include "support/LogBuilder.h"
#include "support/TestMain.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace kontor;
using namespace kontor::storage;
using namespace kontor::testing;

namespace {

//! A directory with a ledger in it.
class FilePlace
{
public:
    QString path(const char *name) const
    {
        return m_directory.path() + u'/' + QString::fromLatin1(name);
    }
    QString directory() const { return m_directory.path(); }
    Result<std::unique_ptr<SqliteEventLog>, OpenError> open(LedgerFileOptions options = {})
    {
        return SqliteEventLog::open(m_directory.path(), options, m_clock, m_random);
    }
    //! A few accounts with movements, in several commits; then closed.
    void fill(int commits = 5)
    {
        auto log = open();
        KONTOR_ASSERT(log);
        LogBuilder builder((*log)->head());
        builder.open(1, 50'000).open(2).outcome("opening").appendTo(**log);
        for (int i = 1; i < commits; ++i) {
            builder.transfer(1, 2, 100).outcome("key-" + QByteArray::number(i)).appendTo(**log);
        }
    }
    QByteArray read(const char *name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void write(const char *name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        KONTOR_ASSERT(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }
    //! What a stranger with a SQLite shell could do.
    void tamper(const QStringList &statements)
    {
        auto database = Database::open(path("ledger.db"), OpenMode::ReadWrite);
        KONTOR_ASSERT(database);
        for (const auto &trigger : {u"events_no_update"_s, u"events_no_delete"_s,
                 u"outcomes_no_update"_s, u"outcomes_no_delete"_s}) {
            KONTOR_ASSERT((*database)->exec(u"DROP TRIGGER "_s + trigger));
        }
        KONTOR_ASSERT((*database)->execAll(statements));
    }

private:
    QTemporaryDir m_directory;
    SystemClock m_clock;
    SystemRandom m_random;
};

} // namespace

class tst_LedgerFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // A program that holds the file will let it go: nothing is damaged, and nobody needs to be called.
    void aLedgerThatAnotherProgramHoldsIsBusy()
    {
        FilePlace place;
        place.fill();
        {
            auto other = Database::open(place.path("ledger.db"), OpenMode::ReadWrite);
            QVERIFY((*other)->exec(u"PRAGMA locking_mode=EXCLUSIVE"_s));
            QVERIFY((*other)->exec(u"BEGIN EXCLUSIVE"_s));
            QCOMPARE(place.open().error().exitCode, OpenError::Busy);
        }
        QVERIFY(place.open());
    }
    void aNewLedgerIsPrivateAndEmpty()
    {
        FilePlace place;
        const auto log = place.open();
        QVERIFY(log);
        QCOMPARE((*log)->generation().size(), 16);
        QVERIFY(!(QFile::permissions(place.path("ledger.db"))
            & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther)));
    }
    void withoutPermissionToCreateAMissingLedgerIsRefused()
    {
        FilePlace place;
        const auto log = place.open({.create = false});
        QVERIFY(!log);
        QCOMPARE(log.error().exitCode, OpenError::NoInput);
    }
    void aSecondHolderIsRefusedByName()
    {
        FilePlace place;
        const auto first = place.open();
        QVERIFY(first);
        const auto second = place.open();
        QVERIFY(!second);
        QCOMPARE(second.error().exitCode, OpenError::Busy);
        QVERIFY2(second.error().message.contains(
                     u"process %1 since"_s.arg(QCoreApplication::applicationPid())),
            qPrintable(second.error().message));
    }
    void theLockEndsWithItsHolder()
    {
        FilePlace place;
        for (int i = 0; i < 3; ++i) {
            QVERIFY(place.open());
        }
    }
    void whatIsNotOursStaysUntouched_data()
    {
        QTest::addColumn<QStringList>("statements");
        QTest::newRow("somebody else's database") << QStringList{u"CREATE TABLE t(x)"_s};
        QTest::newRow("a newer version")
            << QStringList{u"PRAGMA application_id=%1"_s.arg(ledgerApplicationId),
                   u"PRAGMA user_version=%1"_s.arg(ledgerSchemaVersion() + 1)};
    }
    void whatIsNotOursStaysUntouched()
    {
        QFETCH(QStringList, statements);
        FilePlace place;
        {
            auto database = Database::open(place.path("ledger.db"), OpenMode::ReadWrite);
            QVERIFY(database && (*database)->execAll(statements));
        }
        const QByteArray before = place.read("ledger.db");
        const auto log = place.open();
        QVERIFY(!log);
        QCOMPARE(log.error().exitCode, OpenError::Config);
        QVERIFY(log.error().message.contains(u"ledger.db"_s));
        QCOMPARE(place.read("ledger.db"), before);
        QCOMPARE(QDir(place.directory()).entryList(QDir::Files),
            QStringList({u"ledger.db"_s, u"ledger.lock"_s}));
    }
    void aFileThatIsNoDatabaseIsRefused()
    {
        FilePlace place;
        place.write("ledger.db", QByteArray(5000, 'x'));
        const auto log = place.open();
        QVERIFY(!log);
        QCOMPARE(log.error().exitCode, OpenError::Config);
    }
    void historyCannotBeChanged_data()
    {
        QTest::addColumn<QString>("statement");
        for (const char *statement : {"UPDATE events SET amount = 1", "DELETE FROM events",
                 "UPDATE outcomes SET detail = 1", "DELETE FROM outcomes",
                 "INSERT OR REPLACE INTO events SELECT * FROM events WHERE position = 1"}) {
            QTest::newRow(statement) << QString::fromLatin1(statement);
        }
    }
    void historyCannotBeChanged()
    {
        QFETCH(QString, statement);
        FilePlace place;
        place.fill();
        auto database = Database::open(place.path("ledger.db"), OpenMode::ReadWrite);
        const auto done = (*database)->exec(statement);
        QVERIFY(!done);
        QVERIFY(done.error().text().contains(u"only ever appended"_s));
    }
    void anOrdinaryRestartOpens()
    {
        FilePlace place;
        place.fill();
        const auto log = place.open();
        QVERIFY2(log, log ? "" : qPrintable(log.error().message));
        QCOMPARE((*log)->head().position, 10);
        QCOMPARE((*log)->head().outcome, 5);
    }
    void aMissingAnchorNeedsTheOperatorsWord()
    {
        FilePlace place;
        place.fill();
        QVERIFY(QFile::remove(place.path("ledger.anchor")));
        const auto refused = place.open();
        QVERIFY(!refused);
        QCOMPARE(refused.error().exitCode, OpenError::Data);
        QVERIFY(refused.error().message.contains(u"--accept-head"_s));
        QVERIFY(place.open({.acceptHead = true}));
        QVERIFY(place.open());
    }
    void aMissingDatabaseIsNotReplacedByAnEmptyOne()
    {
        FilePlace place;
        place.fill();
        QVERIFY(QFile::remove(place.path("ledger.db")));
        const auto log = place.open();
        QVERIFY(!log);
        QCOMPARE(log.error().exitCode, OpenError::Data);
        QVERIFY(!QFile::exists(place.path("ledger.db")));
    }
    // Also where the anchor went with it: secrets and webhooks are there, so there were books to them.
    void aLedgerThatIsGoneWithItsAnchorIsNotBegunAnew()
    {
        FilePlace place;
        place.fill();
        place.write("service.db", "of that ledger");
        QVERIFY(
            QFile::remove(place.path("ledger.db")) && QFile::remove(place.path("ledger.anchor")));
        const auto log = place.open({.acceptHead = true});
        QVERIFY(!log);
        QCOMPARE(log.error().exitCode, OpenError::Data);
        QVERIFY(log.error().message.contains(u"service.db belongs to one"_s));
        QVERIFY(!QFile::exists(place.path("ledger.db")));
        QVERIFY(QFile::remove(place.path("service.db")));
        QVERIFY(place.open());
    }
    // Each slot alone is enough: the other may be torn by a crash.
    void oneTornSlotOfTheAnchorIsForgiven_data()
    {
        QTest::addColumn<int>("from");
        QTest::newRow("first") << 0;
        QTest::newRow("second") << 4096;
    }
    void oneTornSlotOfTheAnchorIsForgiven()
    {
        QFETCH(int, from);
        FilePlace place;
        place.fill();
        QByteArray anchor = place.read("ledger.anchor");
        QVERIFY(anchor.size() > 4096);
        anchor[from + 60] = char(anchor[from + 60] ^ 1);
        place.write("ledger.anchor", anchor);
        const auto log = place.open();
        QVERIFY2(log, log ? "" : qPrintable(log.error().message));
        QCOMPARE((*log)->head().position, 10);
    }
    void aCutTailIsNoticed_data()
    {
        QTest::addColumn<QString>("table");
        QTest::newRow("event") << u"events WHERE position = 10"_s;
        QTest::newRow("outcome") << u"outcomes WHERE seq = 5"_s;
    }
    void aCutTailIsNoticed()
    {
        QFETCH(QString, table);
        FilePlace place;
        place.fill();
        place.tamper({u"DELETE FROM "_s + table});
        const auto log = place.open();
        QVERIFY(!log);
        QCOMPARE(log.error().exitCode, OpenError::Data);
        QVERIFY2(log.error().message.contains(u"lost acknowledged"_s),
            qPrintable(log.error().message));
    }
    // Positions are given out anew, and whoever has followed the ones before must be able to tell.
    void anAcceptedLossIsAnotherGeneration()
    {
        FilePlace place;
        const QByteArray before = (*place.open())->generation();
        const QByteArray early = place.read("ledger.db");
        place.fill();
        place.write("ledger.db", early);
        QVERIFY(!place.open());
        QByteArray after;
        {
            const auto log = place.open({.acceptHead = true});
            QVERIFY2(log, log ? "" : qPrintable(log.error().message));
            QCOMPARE((*log)->head().position, 0);
            after = (*log)->generation();
        }
        QVERIFY(after != before);
        QCOMPARE(after.size(), before.size());
        QCOMPARE((*place.open())->generation(), after);
        QCOMPARE((*place.open({.acceptHead = true}))->generation(), after);
    }
    // A copy from before a restore, put in the place of what was restored.
    void anAcceptedLedgerOfAnEarlierLifeIsAnotherGeneration()
    {
        FilePlace place;
        const QByteArray first = (*place.open())->generation();
        const QByteArray empty = place.read("ledger.db");
        place.fill();
        const QByteArray full = place.read("ledger.db");
        place.write("ledger.db", empty);
        const QByteArray second = (*place.open({.acceptHead = true}))->generation();
        QVERIFY(second != first);
        place.write("ledger.db", full);
        const auto refused = place.open();
        QVERIFY(!refused);
        QVERIFY(refused.error().message.contains(u"before a restore"_s));
        const QByteArray third = (*place.open({.acceptHead = true}))->generation();
        QVERIFY(third != first && third != second);
    }
    // It was only taken away: what was followed is what is there.
    void anAcceptedLedgerWithoutAnAnchorIsTheSame()
    {
        FilePlace place;
        place.fill();
        const QByteArray before = (*place.open())->generation();
        QVERIFY(QFile::remove(place.path("ledger.anchor")));
        QCOMPARE((*place.open({.acceptHead = true}))->generation(), before);
    }
    // The owner of the directory can make one, and root opens the ledger there to restore or rebuild.
    void nothingIsWrittenWhereALinkLeads()
    {
        FilePlace place;
        place.fill();
        place.write("precious", "of somebody else");
        QVERIFY(QFile::remove(place.path("ledger.lock")));
        QVERIFY(QFile::link(place.path("precious"), place.path("ledger.lock")));
        QCOMPARE(place.open().error().exitCode, OpenError::Config);
        QCOMPARE(place.read("precious"), QByteArray("of somebody else"));
        QVERIFY(QFile::remove(place.path("ledger.lock")));
        QVERIFY(QFile::remove(place.path("ledger.anchor")));
        QVERIFY(QFile::link(place.path("made"), place.path("ledger.anchor")));
        LedgerFileOptions options;
        options.acceptHead = true;
        QCOMPARE(place.open(options).error().exitCode, OpenError::Io);
        QVERIFY(!QFile::exists(place.path("made")));
    }
    void aRestoreGoesThroughNoLink_data()
    {
        QTest::addColumn<QByteArray>("step");
        for (const char *step : {"restore.new", "restore.out", "restore.in"}) {
            QTest::newRow(step) << QByteArray(step);
        }
    }
    void aRestoreGoesThroughNoLink()
    {
        QFETCH(QByteArray, step);
        FilePlace place;
        place.fill();
        const QTemporaryDir other;
        const QString precious = other.filePath(u"precious.key"_s);
        QFile file(precious);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(QFile::link(other.path(), place.path(step.constData())));
        const auto opened = place.open();
        QVERIFY(QFile::exists(precious));
        QVERIFY(!opened);
        QCOMPARE(opened.error().exitCode, OpenError::Config);
    }
    // What a write-ahead log does that was left beside a ledger put back by hand: some pages are newer.
    void outcomesWithoutTheirEventsAreNoticed()
    {
        FilePlace place;
        place.fill(1);
        const QByteArray before = place.read("ledger.anchor");
        {
            const auto log = place.open();
            QVERIFY(log);
            LogBuilder((*log)->head()).open(3).outcome("later").appendTo(**log);
        }
        place.write("ledger.anchor", before);
        place.tamper({u"DELETE FROM events WHERE position > 2"_s});
        const auto refused = place.open();
        QVERIFY(!refused);
        QCOMPARE(refused.error().exitCode, OpenError::Data);
        QVERIFY2(refused.error().message.contains(u"outcome 2 names event 3, which is missing"_s),
            qPrintable(refused.error().message));
    }
    void aForgedLastEventIsNoticedWhenOpening()
    {
        FilePlace place;
        place.fill();
        place.tamper({u"UPDATE events SET amount = 200, balance_after = 500 WHERE position = 10"_s});
        const auto log = place.open();
        QVERIFY(!log);
        QCOMPARE(log.error().exitCode, OpenError::Data);
    }
    void verifyingFindsATamperedRow_data()
    {
        QTest::addColumn<QString>("statement");
        QTest::addColumn<int>("position");
        const auto row = [](const char *statement, int position) {
            QTest::newRow(statement) << QString::fromLatin1(statement) << position;
        };
        row("UPDATE events SET amount = amount + 1 WHERE position = 4", 4);
        row("UPDATE events SET balance_after = 1 WHERE position = 4", 4);
        row("UPDATE events SET type = 'MoneyDeposited' WHERE position = 4", 4);
        row("UPDATE events SET data = replace(data, '2026', '2025') WHERE position = 4", 4);
        row("UPDATE events SET meta = '{}' WHERE position = 4", 4);
        row("UPDATE events SET recorded_at = recorded_at - 1 WHERE position = 4", 4);
        row("UPDATE events SET version = 9 WHERE position = 4", 4);
        row("UPDATE events SET stream = 1 WHERE position = 4", 4);
        row("UPDATE events SET hash = zeroblob(32) WHERE position = 4", 4);
        row("DELETE FROM events WHERE position = 4", 5);
        row("UPDATE outcomes SET refusal = 'InsufficientFunds' WHERE seq = 3", 0);
        row("UPDATE outcomes SET key = 'key-x' WHERE seq = 3", 0);
        row("DELETE FROM outcomes WHERE seq = 3", 0);
    }
    void verifyingFindsATamperedRow()
    {
        QFETCH(QString, statement);
        QFETCH(int, position);
        FilePlace place;
        place.fill();
        const auto whole = verifyLedger(place.directory());
        QVERIFY(whole && whole->isWhole());
        QCOMPARE(whole->events, 10);
        QCOMPARE(whole->totals.at(Currency::eur()).balances, 50'000);
        place.tamper({statement});
        const auto report = verifyLedger(place.directory());
        QVERIFY(report && !report->isWhole());
        QCOMPARE(report->fault->position, position);
    }
    // What SQLite itself does not see: a flipped bit anywhere in the content of a page.
    void everyFlippedByteOfARowIsFound()
    {
        FilePlace place;
        place.fill(3);
        const QByteArray original = place.read("ledger.db");
        const QByteArray text = "MoneyTransferred";
        int flipped = 0;
        for (qsizetype at = original.indexOf(text); at >= 0; at = original.indexOf(text, at + 1)) {
            for (const int offset : {0, 20, 60, 120, 200}) {
                QByteArray bytes = original;
                bytes[at + offset] = char(bytes[at + offset] ^ 1);
                place.write("ledger.db", bytes);
                const auto report = verifyLedger(place.directory());
                QVERIFY2(!report || !report->isWhole(), qPrintable(QString::number(at + offset)));
                ++flipped;
            }
        }
        QVERIFY(flipped >= 20);
    }
    void bothWaysOfAppendingWriteTheSameRows()
    {
        QByteArray rows[2];
        for (const auto way : {AppendWay::Raw, AppendWay::QtSql}) {
            FilePlace place;
            {
                auto log = place.open();
                QVERIFY(log);
                (*log)->setAppendWay(way);
                LogBuilder().open(1, 500, u"Zoë 😀"_s).open(2).transfer(1, 2, 7).outcome("k-1")
                    .outcome("k-2", "InsufficientFunds").appendTo(**log);
            }
            auto database = Database::open(place.path("ledger.db"), OpenMode::ReadOnly);
            for (const auto &sql : {u"SELECT quote(position)||quote(stream)||quote(version)||"
                                    "quote(type)||quote(schema)||quote(amount)||"
                                    "quote(balance_after)||quote(data)||quote(meta)||"
                                    "quote(recorded_at)||quote(hash) FROM events"_s,
                     u"SELECT quote(seq)||quote(key)||quote(caller)||quote(fingerprint)||"
                     "quote(refusal)||quote(detail)||quote(first_position)||"
                     "quote(last_position)||quote(hash) FROM outcomes"_s}) {
                Statement statement(**database, sql);
                statement.query();
                while (statement.next()) {
                    rows[int(way == AppendWay::QtSql)] += statement.text(0).toUtf8() + '\n';
                }
            }
        }
        QCOMPARE(rows[0].count('\n'), 6);
        QCOMPARE(rows[0], rows[1]);
    }
};

KONTOR_TEST(tst_LedgerFile)
#include "tst_ledger_file.moc"
