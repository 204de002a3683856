// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/log/Anchor.h"
#include "storage/log/SqliteEventLog.h"
#include "support/LogBuilder.h"
#include "support/LogSalts.h"
#include "support/ShortDisk.h"
#include "support/SyncWatch.h"
#include "support/TestMain.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace kontor;
using namespace kontor::storage;
using namespace kontor::testing;

namespace {

AnchorMark markAt(qint64 position)
{
    const QByteArray id(16, 'i');
    const QByteArray hash(32, 'h');
    return {id, id, {position, position, {}, hash, hash}};
}

} // namespace

// What remembers outside the ledger where it ended.
class tst_Anchor : public QObject
{
    Q_OBJECT

    QTemporaryDir m_directory;
    QString path() const { return m_directory.filePath(QStringLiteral("ledger.anchor")); }

private Q_SLOTS:
    void init() { QFile::remove(path()); }
    void theNewestMarkCounts()
    {
        const auto anchor = Anchor::open(path());
        QVERIFY(anchor && !anchor->read());
        for (qint64 position = 1; position <= 5; ++position) {
            QVERIFY(anchor->write(markAt(position)));
            QCOMPARE(anchor->read()->head.position, position);
            QCOMPARE(Anchor::peek(path())->head.position, position);
        }
    }
    // However often it fails: the next try is for the same slot, and never for the whole one.
    void whatCannotBeWrittenSpoilsNoOlderMark()
    {
        const auto anchor = Anchor::open(path());
        QVERIFY(anchor->write(markAt(1)) && anchor->write(markAt(2)));
        {
            const ShortDisk disk(100); // less than a mark is long
            for (int i = 0; i < 3; ++i) {
                QVERIFY(!anchor->write(markAt(3)));
            }
        }
        QCOMPARE(anchor->read()->head.position, 2);
        QVERIFY(anchor->write(markAt(4)));
        QCOMPARE(anchor->read()->head.position, 4);
    }
    // Once the write-ahead log begins anew nothing else remembers what it held.
    void theAnchorIsOnTheDiskBeforeTheLogBeginsAnew()
    {
        const QTemporaryDir place;
        const QString anchor = place.filePath(QStringLiteral("ledger.anchor"));
        const SystemClock clock;
        SeededRandom random{1};
        const auto log = SqliteEventLog::open(place.path(), {.checkpointPages = 1}, clock, random);
        QVERIFY(bool(log));
        LogBuilder builder((*log)->head());
        builder.open(1, 50'000).appendTo(**log);
        SyncWatch disk;
        for (int i = 0; i < 3; ++i) {
            disk.failFor(anchor);
            // Where it was allowed to before, it is with this one.
            builder.deposit(1, 100).appendTo(**log);
            const QByteArray before = logSalts(place.path());
            QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("tried again")));
            bool isTried = false;
            disk.during(anchor, [&isTried] { isTried = true; });
            QTRY_VERIFY(
                (builder.deposit(1, 100).appendTo(**log), (*log)->betweenBatches(), isTried));
            for (int batch = 0; batch < 10; ++batch) {
                builder.deposit(1, 100).appendTo(**log);
                (*log)->betweenBatches();
                QTest::qSleep(1);
            }
            QCOMPARE(logSalts(place.path()), before);
            disk.failFor({});
            (void)disk.take();
            QTRY_VERIFY((builder.deposit(1, 100).appendTo(**log), (*log)->betweenBatches(),
                logSalts(place.path()) != before));
            QVERIFY(disk.take().contains(anchor));
        }
    }
    // The ledger of before a restore is not the one that was restored.
    void anAnchorOfAnotherLedgerOrGenerationIsNotBelieved_data()
    {
        QTest::addColumn<bool>("isOfAnotherLedger");
        QTest::newRow("another ledger") << true;
        QTest::newRow("another generation") << false;
    }
    void anAnchorOfAnotherLedgerOrGenerationIsNotBelieved()
    {
        QFETCH(bool, isOfAnotherLedger);
        const QTemporaryDir place;
        const QString file = place.filePath(QStringLiteral("ledger.anchor"));
        const SystemClock clock;
        SeededRandom random{1};
        QVERIFY(SqliteEventLog::open(place.path(), {}, clock, random));
        auto mark = *Anchor::peek(file);
        (isOfAnotherLedger ? mark.ledgerId : mark.generation)[0] ^= 1;
        QVERIFY(Anchor::open(file)->write(mark));
        const auto refused = SqliteEventLog::open(place.path(), {}, clock, random);
        QVERIFY(!refused);
        QCOMPARE(refused.error().exitCode, OpenError::Data);
        QVERIFY(SqliteEventLog::open(place.path(), {.acceptHead = true}, clock, random));
        QVERIFY(SqliteEventLog::open(place.path(), {}, clock, random));
    }
};

KONTOR_TEST(tst_Anchor)
#include "tst_anchor.moc"
