// SPDX-FileCopyrightText: 2026 The Kontor authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/backup/Backup.h"
#include "storage/export/LedgerExport.h"
#include "storage/log/SqliteEventLog.h"
#include "storage/verify/LookAtLedger.h"
#include "support/LogBuilder.h"
#include "support/SyncWatch.h"
#include "support/TestMain.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace kontor;
using namespace kontor::storage;
using kontor::testing::LogBuilder;
using kontor::testing::SyncWatch;

// Beside a server that waits for the disk: what is noted on paper, exported or backed up is what a power
// cut leaves, too.
class tst_DurableHead : public QObject
{
    Q_OBJECT

private:
    const QTemporaryDir m_place;
    SystemClock m_clock;
    std::unique_ptr<SqliteEventLog> m_log;

    QString ledger() const { return m_place.filePath(u"ledger"_s); }
    QString writeAheadLog() const { return ledger() + u"/ledger.db-wal"_s; }

private Q_SLOTS:
    void initTestCase()
    {
        SeededRandom random(7);
        auto opened = SqliteEventLog::open(ledger(), {}, m_clock, random);
        QVERIFY(opened);
        m_log = std::move(*opened);
        LogBuilder builder;
        builder.open(1, 50'000).appendTo(*m_log);
        builder.deposit(1, 100);
        QVERIFY(m_log->append(builder.pending().events, builder.pending().outcomes));
    }
    void whatIsReadIsSyncedBeforeItIsNoted()
    {
        const auto seen = lookAtLedger(ledger());
        QVERIFY(seen);
        SyncWatch disk;
        const auto head = durableHead(*seen);
        QVERIFY(head);
        QCOMPARE(head->position, m_log->head().position);
        QCOMPARE(disk.take(), QStringList{writeAheadLog()});
    }
    void whereTheDiskDoesNotKeepItNothingIsMadeOfIt()
    {
        SyncWatch disk;
        disk.failFor(u"ledger.db-wal"_s);
        const auto exported = exportLedger(ledger(), m_place.filePath(u"export"_s));
        QVERIFY(!exported);
        QCOMPARE(exported.error().exitCode, OpenError::Io);
        const auto keepAll = [](const QString &) { return Done{}; };
        const auto copied = backUp(ledger(), m_place.filePath(u"backup"_s), m_clock, keepAll);
        QVERIFY(!copied);
        QCOMPARE(copied.error().exitCode, OpenError::Io);
        QCOMPARE(QDir(m_place.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
            QStringList{u"ledger"_s});
    }
};

KONTOR_TEST(tst_DurableHead)
#include "tst_durable_head.moc"
